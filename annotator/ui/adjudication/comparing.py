"""Comparing coders: all documents in the background, the document at hand at once or, where it is large, there too.

What is read there comes back whole and in order, so that the window's thread only has to show it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from annotator.adjudication.casebook import CaseBook
from annotator.model.coder import Layer
from annotator.operations import adjudicate, people
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project
from annotator.ui.adjudication.item_model import Rows, rows_of
from annotator.ui.adjudication.lanes import AT_ONCE, OpenPlaces, Placed, marks_of, placed
from annotator.ui.session import Session
from annotator.ui.tasks import Task

R = TypeVar("R")


class _Kind(Enum):
    ALL = "all documents"
    SOME = "some documents"
    ONE = "the document at hand"


class Opened(NamedTuple):
    """A document that has been compared. `lanes`: the coders' layers and gold; `places`: where cases are open."""

    book: CaseBook
    lanes: list[Layer]
    marks: Placed
    rows: Rows
    places: OpenPlaces


class Comparison(QObject):
    """Asks for one thing of a kind at a time: a later question replaces the earlier one."""

    counted = Signal(object)
    """Open cases by document, after all were compared."""
    recounted = Signal(object)
    """The same for some documents."""
    opened = Signal(object)
    """An `Opened`, in answer to `open` where that returned None."""
    failed = Signal(object)
    """The exception with which comparing all documents ended."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked: dict[_Kind, Task] = {}
        self._to_count: set[str] = set()

    @property
    def is_comparing(self) -> bool:
        """Whether all documents are being compared."""
        return _Kind.ALL in self._asked

    @property
    def is_opening(self) -> bool:
        """Whether the document at hand is being compared."""
        return _Kind.ONE in self._asked

    def compare(self, layers: Sequence[Layer], policy: str | None) -> None:
        """Count what is open in all documents, after a policy has settled what it can."""
        names = [layer.name for layer in layers]

        def work(project: Project, progress: Progress) -> dict[str, int]:
            compared = people.layers_named(project, names)
            if policy is not None:
                adjudicate.settle(project, policy, compared, progress)
            return {str(id): count for id, count in adjudicate.open_counts(project, compared, None, progress).items()}

        for kind in _Kind:
            self._drop(kind)
        self._to_count.clear()
        self._ask(_Kind.ALL, work, self.counted.emit, self.failed.emit)

    def recount(self, layers: Sequence[Layer], documents: Iterable[str]) -> None:
        """Count what is open in some documents, and in those that were asked for and not yet counted."""
        self._to_count.update(documents)
        names, wanted = [layer.name for layer in layers], set(self._to_count)

        def work(project: Project, progress: Progress) -> dict[str, int]:
            compared = people.layers_named(project, names)
            return {str(id): count for id, count in adjudicate.open_counts(project, compared, wanted, progress).items()}

        def tell(counts: dict[str, int]) -> None:
            self._to_count.clear()
            self.recounted.emit(counts)

        self._ask(_Kind.SOME, work, tell, self._session.tell)

    def open(self, document: str, layers: Sequence[Layer], names: Mapping[str, str]) -> Opened | None:
        """Return a document compared; None for a large one, which comes by signal unless all are being compared."""
        self.stop_opening()
        project = self._session.project
        if not project.spans.has_more_than(AT_ONCE, document):
            return opened(project, document, layers, names)
        if not self.is_comparing:
            compared, called = list(layers), dict(names)

            def work(project: Project, progress: Progress) -> Opened:
                return opened(project, document, compared, called, progress)

            self._ask(_Kind.ONE, work, self.opened.emit, self._session.tell)
        return None

    def stop_opening(self) -> None:
        """Forget the document that was asked for."""
        self._drop(_Kind.ONE)

    def _drop(self, kind: _Kind) -> None:
        task = self._asked.pop(kind, None)
        if task is not None:
            task.cancel()

    def _ask(
        self,
        kind: _Kind,
        work: Callable[[Project, Progress], R],
        returned: Callable[[R], object],
        errored: Callable[[Exception], object],
    ) -> None:
        def to(listener: Callable[..., object]) -> Callable[[object], None]:
            def take(answer: object) -> None:
                # Something else may have been asked for since.
                if self._asked.get(kind) is task:
                    del self._asked[kind]
                    listener(answer)

            return take

        self._drop(kind)
        task = self._session.in_background(work, returned=to(returned), errored=to(errored))
        self._asked[kind] = task


def opened(
    project: Project,
    document: str,
    layers: Sequence[Layer],
    names: Mapping[str, str],
    progress: Progress = silent,
) -> Opened:
    """Return a document compared between layers; `names`: how labels are called."""
    with project.snapshot():
        info, gold = project.documents.info(document), project.layers.gold()
        spans = project.spans.of_document(document)
        progress(1, 3, "")
        book = adjudicate.open_book(project, info.id, layers, spans)
    progress(2, 3, "")
    lanes, rows = [*layers, *([gold] if gold else [])], rows_of(book.all())
    return Opened(book, lanes, placed(marks_of(spans, lanes, names)), rows, OpenPlaces(info.length, rows.cases))
