"""Passages counted: by one or two groupings, in passages, documents, words, or as a share of the texts.

Every cell has the search that finds its passages. Where document, layer and label say the groups, and no coding has to
be looked at, SQLite counts; else each passage is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Any, Self

from annotator.model.ids import DocumentId
from annotator.model.searching.words import words_of
from annotator.operations.passages.finding import PassageLine, PassageSearch
from annotator.operations.passages.grouping import PassageGroup, PassageGrouping, PlaceGrouping, grouping
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project
from annotator.store.search.span_query import LabelCounts

AT_ONCE = 2000


class PassageMeasure(StrEnum):
    """What is counted. `SHARE`: of all characters of the documents that are looked through, in per cent."""

    PASSAGES = "passages"
    DOCUMENTS = "documents"
    WORDS = "words"
    SHARE = "share"


Cell = tuple[PassageGroup, PassageGroup | None]
_Part = tuple[Set[DocumentId], float, tuple[PassageGroup, ...], tuple[PassageGroup | None, ...]]
"""In which documents, how much, in which rows, in which columns."""


@dataclass(slots=True)
class CountTable:
    """Counts by row and column, or by row alone (`columns` empty; then the second of a cell is None).

    A passage that says several things is counted in each of their cells, and once in `total`.
    """

    rows: list[PassageGroup]
    columns: list[PassageGroup]
    cells: dict[Cell, float] = field(default_factory=dict)
    row_totals: dict[PassageGroup, float] = field(default_factory=dict)
    column_totals: dict[PassageGroup, float] = field(default_factory=dict)
    total: float = 0

    def value(self, row: PassageGroup, column: PassageGroup | None = None) -> float:
        """Return a cell; 0 where nothing was found."""
        return self.cells.get((row, column), 0)


class _Sum:
    """What is added up in one cell."""

    __slots__ = ("documents", "number")

    def __init__(self) -> None:
        self.number, self.documents = 0.0, set[DocumentId]()


def counted(
    project: Project,
    search: str,
    rows: str,
    columns: str = "",
    measure: PassageMeasure = PassageMeasure.PASSAGES,
    progress: Progress = silent,
) -> CountTable:
    """Count what a search finds. `rows`, `columns`: keys of groupings, no columns where that is empty.

    Raises `BadSearch`.
    """
    with project.snapshot():
        return _counted(project, search, rows, columns, measure, progress)


def _counted(
    project: Project, search: str, rows: str, columns: str, measure: PassageMeasure, progress: Progress
) -> CountTable:
    found = PassageSearch(project, search)
    by_row = grouping(project, rows)
    by_column = grouping(project, columns) if columns else None
    counter = _Counter(measure)
    for documents, number, groups, other in _grouped(project, found, by_row, by_column, measure, progress):
        counter.add(documents, number, groups, other)
    return counter.table(by_row, by_column, _characters(found) if measure is PassageMeasure.SHARE else 1)


def _grouped(
    project: Project,
    found: PassageSearch,
    by_row: PassageGrouping,
    by_column: PassageGrouping | None,
    measure: PassageMeasure,
    progress: Progress,
) -> Iterator[_Part]:
    if measure in (PassageMeasure.PASSAGES, PassageMeasure.DOCUMENTS):
        row, column = _GroupNumbers.by(by_row), _GroupNumbers.by(by_column)
        counts = found.label_counts() if row is not None and column is not None else None
        if row is not None and column is not None and counts is not None:
            yield from _of_counts(counts, row, column, measure is PassageMeasure.DOCUMENTS)
            return
    lines = found.lines(progress)
    while some := list(islice(lines, AT_ONCE)):
        others = by_column.groups(some) if by_column else [(None,)] * len(some)
        sizes = _sizes(project, some, measure)
        yield from zip([{line.document} for line in some], sizes, by_row.groups(some), others, strict=True)


def _of_counts(
    counts: Iterable[LabelCounts], rows: "_GroupNumbers", columns: "_GroupNumbers", with_documents: bool
) -> Iterator[_Part]:
    """Yield what SQLite counted, added up by groups: of 10,000 documents there are 100,000 counts, of few groups."""
    numbers = defaultdict[tuple[int, int], int](int)
    documents = defaultdict[tuple[int, int], set[DocumentId]](set)
    for counted in counts:
        cells = list(zip(rows.of(counted), columns.of(counted), strict=True))
        for cell, (_, number) in zip(cells, counted.numbers, strict=True):
            numbers[cell] += number
        if with_documents:
            for cell, (document, _) in zip(cells, counted.numbers, strict=True):
                documents[cell].add(document)
    for cell, number in numbers.items():
        yield documents[cell], number, rows.found[cell[0]], columns.found[cell[1]]


class _GroupNumbers(dict[str, int]):
    """The groups of documents, layers or labels by their numbers in `found`."""

    def __init__(self, hangs_on: str, groups: Callable[[str], tuple[PassageGroup | None, ...]]) -> None:
        self._hangs_on, self._groups = hangs_on, groups
        self.found = list[tuple[Any, ...]]()
        self._numbers = dict[tuple[Any, ...], int]()

    @classmethod
    def by(cls, grouping: PassageGrouping | None) -> Self | None:
        """Return them of a grouping, one group for all where there is none; None where codings have to be read."""
        if grouping is None:
            return cls("label", lambda _: (None,))
        return cls(grouping.hangs_on, grouping.of) if isinstance(grouping, PlaceGrouping) else None

    def of(self, counted: LabelCounts) -> list[int]:
        """Return the numbers of the groups of each document's codings."""
        if self._hangs_on == "document":
            return [self[document] for document, _ in counted.numbers]
        return [self[getattr(counted, self._hangs_on)]] * len(counted.numbers)

    def __missing__(self, key: str) -> int:
        groups = self._groups(key)
        number = self[key] = self._numbers.setdefault(groups, len(self.found))
        if number == len(self.found):
            self.found.append(groups)
        return number


def _sizes(project: Project, lines: list[PassageLine], measure: PassageMeasure) -> list[float]:
    if measure in (PassageMeasure.PASSAGES, PassageMeasure.DOCUMENTS):
        return [1.0] * len(lines)
    spans = {span.id: span for span in project.spans.get_many([line.span for line in lines if line.span is not None])}
    found = []
    for line in lines:
        span = spans.get(line.span) if line.span is not None else None
        if measure is PassageMeasure.SHARE:
            pieces = span.extents if span is not None else ((line.start, line.stop),)
            found.append(float(sum(stop - start for start, stop in pieces)))
        else:
            found.append(float(len(words_of(span.quote if span is not None else _text(project, line)))))
    return found


def _text(project: Project, line: PassageLine) -> str:
    info = project.documents.info(line.document)
    return project.documents.text(info.text_sha256)[line.start : line.stop]


def _characters(found: PassageSearch) -> float:
    return sum(info.length for info in found.documents().values()) / 100 or 1


class _Counter:
    """Adds up cells and margins."""

    def __init__(self, measure: PassageMeasure) -> None:
        self._measure = measure
        self._cells: dict[Cell, _Sum] = defaultdict(_Sum)
        self._rows: dict[PassageGroup, _Sum] = defaultdict(_Sum)
        self._columns: dict[PassageGroup, _Sum] = defaultdict(_Sum)
        self._total = _Sum()

    def add(
        self,
        documents: Set[DocumentId],
        number: float,
        rows: Iterable[PassageGroup],
        columns: Iterable[PassageGroup | None],
    ) -> None:
        others = tuple(columns)
        groups = tuple(rows)
        sums = [self._total, *(self._rows[row] for row in groups)]
        sums += [self._columns[column] for column in others if column is not None]
        sums += [self._cells[row, column] for row in groups for column in others]
        for one in sums:
            one.number += number
            one.documents.update(documents)

    def table(self, by_row: PassageGrouping, by_column: PassageGrouping | None, whole: float) -> CountTable:
        def value(one: _Sum) -> float:
            return float(len(one.documents)) if self._measure is PassageMeasure.DOCUMENTS else one.number / whole

        made = CountTable(_ordered(by_row, self._rows), _ordered(by_column, self._columns) if by_column else [])
        made.cells = {cell: value(one) for cell, one in self._cells.items()}
        made.row_totals = {row: value(one) for row, one in self._rows.items()}
        made.column_totals = {column: value(one) for column, one in self._columns.items()}
        made.total = value(self._total)
        return made


def _ordered(by: PassageGrouping, found: dict[PassageGroup, _Sum]) -> list[PassageGroup]:
    """Return the groups that have something: known ones in their order, then the fullest; what says nothing last."""
    places = {group: place for place, group in enumerate(by.order)}
    return sorted(
        found, key=lambda group: (not group.name, places.get(group, len(places)), -found[group].number, group.name)
    )
