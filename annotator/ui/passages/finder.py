"""Passages found in the background: the first ones at once, then all of them, counted, sorted and grouped.

A search that is asked for anew ends the one before. Sorting and grouping go over what was found already.
"""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from PySide6.QtCore import QObject, Signal, Slot

from annotator.model.errors import BadSearch
from annotator.operations.passages.arranging import ArrangedRow, LineArrangement, arranged
from annotator.operations.passages.finding import PassageLine, PassageSearch
from annotator.operations.passages.lines import LineReader, ShownLine
from annotator.operations.progress import Progress
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session

FIRST = 100
"""So many lines are shown before all are found."""
READ = 60
"""So many of these have their words from the beginning: more than a window holds."""


@dataclass(frozen=True, slots=True)
class FirstLines:
    """What was found first. `shown`: the words of the first of the lines. `is_all`: nothing else is to be found."""

    sentence: str
    lines: Sequence[PassageLine]
    shown: Sequence[ShownLine]
    is_all: bool


@dataclass(frozen=True, slots=True)
class FoundPassages:
    """All that was found. `rows`: as they stand in the list. `documents` of `searched` have some; `took_s`: seconds.

    `places`: the first row of each line that was asked for, -1 of one that is gone; `moved`: what these lines are now.
    """

    search: str
    sentence: str
    lines: Sequence[PassageLine]
    rows: Sequence[ArrangedRow]
    documents: int
    searched: int
    took_s: float
    places: Mapping[PassageLine, int] = field(default_factory=dict)
    moved: Mapping[PassageLine, PassageLine | None] = field(default_factory=dict)


class PassageFinder(QObject):
    """`began` carries the first lines, `found` all of them; `failed` a sentence on what is wrong with the search."""

    began = Signal(object)
    found = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.task = LatestTask(session, self)
        self._last: FoundPassages | None = None
        self.text, self.how = "", LineArrangement()
        self.number = 0
        """How many searches were begun: what is found by one is of one moment."""
        self._kept: Collection[PassageLine] = ()

    def find(self, text: str, how: LineArrangement, kept: Collection[PassageLine] = ()) -> None:
        """Look for what a line asks for; `kept`: lines of before whose places are asked for."""
        self.text, self.how, self._last, self._kept = text, how, None, list(kept)
        self.number += 1
        if how.is_plain:
            self.task.start(_first(text), self._on_first, self._on_error)
        else:
            self._find_all()

    def arrange(self, how: LineArrangement, kept: Collection[PassageLine] = ()) -> None:
        """Let what was found stand otherwise; what is still looked for, when it is found."""
        if self._last is None:
            self.find(self.text, how, kept)
        else:
            self.how = how
            self.task.start(_again(self._last, how, list(kept)), self._on_all, self._on_error)

    def drop(self) -> None:
        """Look for nothing any more, and forget what was found."""
        self.task.drop()
        self._last = None

    @property
    def is_busy(self) -> bool:
        """Whether something is looked for."""
        return self.task.is_busy

    def _find_all(self) -> None:
        self.task.start(_all(self.text, self.how, self._kept), self._on_all, self._on_error)

    @Slot(object)
    def _on_first(self, first: FirstLines) -> None:
        self.began.emit(first)
        if not self.task.is_busy:
            self._find_all()

    @Slot(object)
    def _on_all(self, found: FoundPassages) -> None:
        self._last = found
        self.found.emit(found)

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, BadSearch):
            self.failed.emit(str(error))
        else:
            self._session.tell(error)


def _first(text: str) -> Callable[[Project, Progress], FirstLines]:
    def work(project: Project, progress: Progress) -> FirstLines:
        search = PassageSearch(project, text)
        lines = list(islice(search.lines(progress), FIRST + 1))
        shown = LineReader(project).read(lines[:READ])
        is_all = len(lines) <= FIRST
        return FirstLines(search.sentence(len(lines) if is_all else None), lines[:FIRST], shown, is_all)

    return work


def _all(
    text: str, how: LineArrangement, kept: Collection[PassageLine]
) -> Callable[[Project, Progress], FoundPassages]:
    def work(project: Project, progress: Progress) -> FoundPassages:
        began = time.perf_counter()
        search = PassageSearch(project, text)
        lines = list(search.lines(progress))
        took_s = time.perf_counter() - began
        documents = len({line.document for line in lines})
        rows = arranged(project, lines, how, progress)
        sentence, searched = search.sentence(len(lines)), len(search.documents())
        found = FoundPassages(text, sentence, lines, rows, documents, searched, took_s)
        return _placed(found, kept)

    return work


def _again(
    last: FoundPassages, how: LineArrangement, kept: Collection[PassageLine]
) -> Callable[[Project, Progress], FoundPassages]:
    def work(project: Project, progress: Progress) -> FoundPassages:
        return _placed(replace(last, rows=arranged(project, last.lines, how, progress)), kept)

    return work


def _placed(found: FoundPassages, kept: Collection[PassageLine]) -> FoundPassages:
    """Say where lines of before are now: of a coding that moved where it is, since it is the same one."""
    if not kept:
        return replace(found, places={}, moved={})
    by_span = {line.span: line for line in found.lines if line.span is not None}
    there = set(found.lines)
    moved = {line: line if line in there else by_span.get(line.span) if line.span else None for line in kept}
    wanted = {line for line in moved.values() if line is not None}
    first: dict[PassageLine, int] = {}
    for row, line in enumerate(found.rows):
        if isinstance(line, PassageLine) and line in wanted:
            first.setdefault(line, row)
    return replace(found, moved=moved, places={line: first.get(now, -1) if now else -1 for line, now in moved.items()})
