"""Comparing coders: all documents in the background, the document at hand at once or, where it is large, there too.

What is read there comes back whole and in order, so that the window's thread only has to show it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from annotator.adjudication.casebook import CaseBook
from annotator.adjudication.decisions import Settled
from annotator.adjudication.queue import QueueEntry, entry_of
from annotator.model.coder import Layer
from annotator.operations.adjudication import adjudicate
from annotator.operations.adjudication.adjudicate import PolicyPlan, PolicyReport
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project
from annotator.ui.adjudication.queue_view import Cases, Queue, QueueRow, QueueView, arranged, belongs, gathered
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.background.visible_first import AT_ONCE
from annotator.ui.cases.lane_feed import LaneMarks, OpenPlaces, marks_of, placed, settled_in

_QUOTE = 120


class Compared(NamedTuple):
    """All documents, compared. `queue`: the cases in order; `report`: what a policy settled before.

    `until`: the last step that was made before the cases were read.
    """

    cases: Cases
    queue: Queue
    report: PolicyReport | None
    until: int


class ComparedDocument(NamedTuple):
    """A document that has been compared. `lanes`: the coders' layers and gold; `places`: where cases are open."""

    book: CaseBook
    lanes: list[Layer]
    marks: LaneMarks
    cases: dict[str, Settled]
    places: OpenPlaces


class Comparison(QObject):
    """Asks for one thing of a kind at a time: a later question replaces the earlier one."""

    compared = Signal(object)
    """A `Compared`, after all were."""
    requeued = Signal(object)
    """The cases of some documents, by document."""
    opened = Signal(object)
    """An `ComparedDocument`, in answer to `open` where that returned None."""
    failed = Signal(object)
    """The exception with which comparing all documents ended."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._all, self._some, self._one = (LatestTask(session, self) for _ in range(3))
        self._to_queue: set[str] = set()

    @property
    def is_comparing(self) -> bool:
        """Whether all documents are being compared."""
        return self._all.is_busy

    @property
    def is_opening(self) -> bool:
        """Whether the document at hand is being compared."""
        return self._one.is_busy

    def compare(self, layers: Sequence[Layer], view: QueueView, plan: PolicyPlan | str | None) -> None:
        """Make the queue of all documents, after a policy has settled what it can."""
        ids = [layer.id for layer in layers]

        def work(project: Project, progress: Progress) -> Compared:
            found = layers_of(project, ids)
            report = adjudicate.settle(project, plan, found, progress) if plan is not None and len(found) > 1 else None
            return queued(project, found, view, report, progress)

        self.stop()
        self._all.start(work, self.compared.emit, self.failed.emit)

    def requeue(self, layers: Sequence[Layer], documents: Iterable[str]) -> None:
        """Look at some documents again, and at those that were asked for and have not come yet."""
        self._to_queue.update(documents)
        ids, wanted = [layer.id for layer in layers], set(self._to_queue)

        def work(project: Project, progress: Progress) -> dict[str, list[QueueRow]]:
            return some_queued(project, layers_of(project, ids), wanted)

        def tell(found: dict[str, list[QueueRow]]) -> None:
            self._to_queue.clear()
            self.requeued.emit(found)

        self._some.start(work, tell)

    def open(self, document: str, layers: Sequence[Layer], names: Mapping[str, str]) -> ComparedDocument | None:
        """Return a document compared; None for a large one, which comes by signal unless all are being compared."""
        self.stop_opening()
        project = self._session.project
        if not project.spans.has_more_than(AT_ONCE, document):
            return opened(project, document, layers, names)
        if not self.is_comparing:
            compared, called = list(layers), dict(names)

            def work(project: Project, progress: Progress) -> ComparedDocument:
                return opened(project, document, compared, called, progress)

            self._one.start(work, self.opened.emit)
        return None

    def stop(self) -> None:
        """Forget all that was asked for."""
        for task in (self._all, self._some, self._one):
            task.drop()
        self._to_queue.clear()

    def stop_opening(self) -> None:
        """Forget the document that was asked for."""
        self._one.drop()


def layers_of(project: Project, ids: Iterable[str]) -> list[Layer]:
    """Return the layers with these ids in their order; those that are gone are left out."""
    every = {str(layer.id): layer for layer in project.layers.all()}
    return [every[id] for id in ids if id in every]


def last_step(project: Project) -> int:
    """Return the number of the latest step, undo or redo, 0 before the first."""
    return next((step.number for step in project.history(1)), 0)


def queued(
    project: Project, layers: Sequence[Layer], view: QueueView, report: PolicyReport | None, progress: Progress
) -> Compared:
    """Return the queue of all documents, with the beginning of each case's words."""
    until = last_step(project)
    every = _with_words(project, adjudicate.queue(project, layers, progress))
    return Compared(gathered(every), arranged(every, view), report, until)


def some_queued(project: Project, layers: Sequence[Layer], documents: set[str]) -> dict[str, list[QueueRow]]:
    """Return the cases of some documents, by document; a document that is gone has none."""
    found: dict[str, list[QueueRow]] = {id: [] for id in sorted(documents)}
    for one in _with_words(project, adjudicate.queue(project, layers, documents=documents)):
        found[one.entry.document].append(one)
    return found


def _with_words(project: Project, entries: Iterable[QueueEntry]) -> list[QueueRow]:
    """Return the cases that somebody has to look at, each document's text read once."""
    found: list[QueueRow] = []
    document, text = "", ""
    for entry in filter(belongs, entries):
        if entry.document != document:
            document, text = entry.document, project.documents.get(entry.document).text
        found.append(QueueRow(entry, words_at(text, entry.start, entry.stop)))
    return found


def listed(one: Settled, place: int, text: str) -> QueueRow:
    """Return a case as it stands in the queue; `place`: of its document, `text`: the document's."""
    return QueueRow(entry_of(one, place), words_at(text, one.case.start, one.case.stop))


def words_at(text: str, start: int, stop: int) -> str:
    """Return the beginning of a passage on one line."""
    if stop <= start:
        return "the whole document"
    return " ".join(text[start : min(stop, start + _QUOTE)].split()) or "a blank"


def opened(
    project: Project,
    document: str,
    layers: Sequence[Layer],
    names: Mapping[str, str],
    progress: Progress = silent,
) -> ComparedDocument:
    """Return a document compared between layers; `names`: how labels are called."""
    with project.snapshot():
        info, gold = project.documents.info(document), project.layers.gold()
        spans = project.spans.of_document(document)
        progress(1, 3, "")
        book = adjudicate.open_book(project, info.id, layers, spans)
    progress(2, 3, "")
    lanes, every = [*layers, *([gold] if gold else [])], book.all()
    marks = placed(marks_of(spans, lanes, names, settled_in(every)))
    return ComparedDocument(book, lanes, marks, {one.case.key: one for one in every}, OpenPlaces(info.length, every))
