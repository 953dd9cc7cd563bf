"""The document as it is adjudicated: its text, its cases and the lanes; kept true to the project.

A large document is compared in the background and its spans come bit by bit; what a step changes after that is taken
over by itself, so that a decision costs what its case costs, however many there are.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from annotator.adjudication.casebook import CaseBook, CaseChange
from annotator.adjudication.decisions import Settled
from annotator.model.coder import Layer
from annotator.model.ids import SpanId
from annotator.model.span import Extent, Span
from annotator.model.text import TextIndex
from annotator.operations.adjudication import adjudicate
from annotator.ui.adjudication.coder_letters import CoderLetters
from annotator.ui.adjudication.comparison import ComparedDocument, Comparison
from annotator.ui.background.session import Session
from annotator.ui.background.visible_first import in_sight
from annotator.ui.cases.lane_feed import LaneFeed, OpenPlaces, marks_of, placed, settled_in
from annotator.ui.reader.head_facts import head_in
from annotator.ui.reader.view import ReaderView

GOLD = "Gold"


class ShownDocument(QObject):
    """Shows in a reader one document as `layers` coded it, and knows its cases by key."""

    opened = Signal()
    """All of it was compared."""
    updated = Signal(object)
    """A `CaseChange` of its cases."""

    def __init__(
        self,
        session: Session,
        reader: ReaderView,
        comparison: Comparison,
        begin: Callable[[], int],
        parent: QObject,
    ) -> None:
        """`begin`: called when the cases are known, before the spans are shown; says which place is wanted first."""
        super().__init__(parent)
        self.id: str | None = None
        self.text = self.title = ""
        self.layers: list[Layer] = []
        self.cases: dict[str, Settled] = {}
        self.book: CaseBook | None = None
        self.feed = LaneFeed(reader, self)
        self._session, self._reader, self._comparison, self._begin = session, reader, comparison, begin
        self._lanes: list[Layer] = []
        self._names: dict[str, str] = {}
        self._places = OpenPlaces(0)
        comparison.opened.connect(self._on_opened)

    @property
    def is_reading(self) -> bool:
        """Whether cases or spans of the document are still to come."""
        return self._comparison.is_opening or self._comparison.is_comparing or self.feed.is_feeding

    def show(self, document: str | None) -> None:
        """Show another document, or none."""
        self.id = document
        project = self._session.project if self._session.is_open else None
        found = project.documents.get(document) if project and document else None
        self.text, self.title = (found.text, found.title) if found else ("", "")
        self._reader.set_document(TextIndex(found.text) if found else None)
        self._reader.set_head(head_in(project, found) if project and found else None)
        self.cases = {}

    def read(self, names: dict[str, str]) -> None:
        """Compare the document anew; of a large one the spans in sight are shown until the cases come.

        `names`: how labels are called.
        """
        self._names, self.book = names, None
        if not self._session.is_open or self.id is None or len(self.layers) < 2:
            self._comparison.stop_opening()
            self.cases = {}
            self._lanes = []
            self._reader.set_lanes([])
            self.feed.show(placed(()), 0)
            self._reader.bars.set_cases([])
            return
        found = self._comparison.open(self.id, self.layers, names)
        if found is not None:
            self._take(found)
        elif not self.cases:
            self._show_first_sight()

    def catch_up(self) -> bool:
        """Show what was written to the document since it was compared; False where it must be compared anew."""
        if self.book is None:
            return True  # whoever brings the book catches up
        project = self._session.project
        news = adjudicate.catch_up(project, self.book, self.layers)
        if news is None:
            return False
        self._lanes = self._lanes_now()
        # A decision changes how the spans of its case look, whether or not it changes them.
        spans = {span.id: span for one in news.cases.come for span in one.case.candidates}
        spans |= {span.id: span for span in news.spans}
        cases = (self.book.case_of(id) for id in spans)
        changed = marks_of(
            spans.values(), self._lanes, self._names, settled_in(one for one in cases if one is not None)
        )
        shown = {mark.id for mark in changed}
        self.feed.update(changed, [*news.removed, *(span.id for span in news.spans if span.id not in shown)])
        self._take_over(news.cases)
        return True

    def case_of(self, span: str) -> Settled | None:
        """Return the case in which a span stands."""
        return self.book.case_of(SpanId(span)) if self.book is not None else None

    def gold_after(self, start: int, id: str) -> Span | None:
        """Return the first gold span after a place and, of those that begin there, after an id."""
        layer = self._session.project.layers.gold()
        if layer is None or self.id is None:
            return None
        return self._session.project.spans.next_in(self.id, layer.id, start, id)

    def place_lanes(self, coder_letters: CoderLetters, case: str) -> None:
        """Name the lanes and put them in the order that they have in a case."""
        if self._lanes:
            titles, gold = (*coder_letters.names(case), GOLD), len(self.layers)
            self._reader.set_lanes(titles, gold, (*coder_letters.order(case), gold))

    # Inside.

    def _lanes_now(self) -> list[Layer]:
        gold = self._session.project.layers.gold()
        return [*self.layers, *([gold] if gold else [])]

    def _show_first_sight(self) -> None:
        spans = self._session.project.spans
        self._lanes = self._lanes_now()
        near = [span for lane in self._lanes for span in spans.beginning_in(self.id or "", lane.id, *in_sight(0))]
        self.feed.show(placed(marks_of(near, self._lanes, self._names)), 0)

    def _take(self, found: ComparedDocument) -> None:
        self.book, self._lanes, self.cases, self._places = found.book, found.lanes, found.cases, found.places
        self.feed.show(found.marks, self._begin())
        self._show_places()
        self.opened.emit()

    def _take_over(self, difference: CaseChange) -> None:
        for one in difference.gone:
            self._places.count(one, -1)
            self.cases.pop(one.case.key, None)
        for one in difference.come:
            self._places.count(one, 1)
            self.cases[one.case.key] = one
        self._show_places()
        if difference.gone or difference.come:
            self.updated.emit(difference)

    def _show_places(self) -> None:
        places: Sequence[Extent] = self._places.extents() if self.cases else []
        self._reader.bars.set_cases(places)

    @Slot(object)
    def _on_opened(self, found: ComparedDocument) -> None:
        self._take(found)
        self.catch_up()
