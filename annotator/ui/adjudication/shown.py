"""The document as it is adjudicated: its cases, the one at hand, the lanes; kept true to the project.

A large document is compared in the background and its spans come bit by bit; what a step changes after that is taken
over by itself, so that a decision costs what its case costs, however many there are.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from annotator.adjudication.casebook import CaseBook
from annotator.adjudication.decisions import Settled
from annotator.model.coder import Layer
from annotator.model.decision import Decision
from annotator.model.ids import SpanId
from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.operations import adjudicate
from annotator.ui.adjudication.comparing import Comparison, Opened
from annotator.ui.adjudication.item_model import Order
from annotator.ui.adjudication.lanes import LaneFeed, OpenPlaces, marks_of, placed
from annotator.ui.adjudication.panel import CasePanel
from annotator.ui.adjudication.saying import actors_in
from annotator.ui.reader.view import ReaderView
from annotator.ui.session import Session

_FIRST_SIGHT = 8_000
"""The characters whose spans are shown while a large document is still being compared."""


class ShownCases(QObject):
    """Shows in a reader and a panel the cases of `document` between `layers`."""

    changed = Signal()
    """Another case is at hand, or it stands otherwise."""
    counted = Signal(str, int)
    """How many cases of the document are not decided."""

    def __init__(
        self, session: Session, reader: ReaderView, panel: CasePanel, comparison: Comparison, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.document: str | None = None
        self.layers: list[Layer] = []
        self.candidate = 0
        self._session, self._reader, self._panel, self._comparison = session, reader, panel, comparison
        self._feed = LaneFeed(reader, self)
        self._book: CaseBook | None = None
        self._lanes: list[Layer] = []
        self._places = OpenPlaces(0)
        self._row = -1
        # Where the case at hand was, while the document is compared anew.
        self._order: Order | None = None
        self._deciding = False
        # The case that was brought into view last: it is not moved again while one looks at it.
        self._lit = ""
        comparison.opened.connect(self._on_opened)
        self._feed.finished.connect(self._light)

    def show(self, document: str | None) -> None:
        """Show a document with its first open case."""
        self.document = document
        project = self._session.project if self._session.is_open else None
        found = project.documents.get(document) if project and document else None
        self._reader.set_document(TextIndex(found.text) if found else None)
        self._reader.set_title(found.title if found else "")
        self._row, self._order = -1, None
        self._panel.model.show_cases([])
        self._read()

    def refresh(self) -> None:
        """Read the cases and the spans of the document again."""
        self._order = self._panel.model.order_at(self._row) or self._order
        self._read()

    @property
    def is_reading(self) -> bool:
        """Whether cases or spans of the document are still to come."""
        return self._comparison.is_opening or self._comparison.is_comparing or self._feed.is_feeding

    @property
    def current(self) -> Settled | None:
        """The case at hand."""
        cases = self._panel.model.cases
        return cases[self._row] if 0 <= self._row < len(cases) else None

    @property
    def row(self) -> int:
        """The row of the case at hand, -1 for none."""
        return self._row

    def go_to(self, row: int) -> None:
        """Show a case, light it and bring it into view."""
        cases = self._panel.model.cases
        self._row = min(max(row, 0), len(cases) - 1) if cases else -1
        self.candidate = 0
        self.show_case()

    def next_candidate(self) -> None:
        """Mark the next candidate: its extents are what a new label is put on."""
        one = self.current
        if one is not None:
            self.candidate = (self.candidate + 1) % len(one.case.candidates)
            self.show_case()

    def go_to_span(self, span: str) -> None:
        """Show the case in which a span that was clicked stands: it is in sight, and the text stays where it is."""
        row = self._panel.model.row_of(self._book.case_of(SpanId(span)) if self._book is not None else None)
        if row >= 0:
            self._lit = self._panel.model.cases[row].case.key
            self.go_to(row)

    def decide(self, one: Settled, how: str, layer: Layer | None, label: str | None) -> Decision | None:
        """Decide the case `one` in the project; what comes next is shown once, by whoever asked."""
        reason = self._panel.reason.text()
        self._deciding = True
        try:
            return self._session.run(
                adjudicate.decide_by, one.case, how, layer.id if layer else None, label, reason, self._book
            )
        finally:
            self._deciding = False

    def reopen(self, one: Settled) -> bool:
        """Take back what was decided about a case; whether that was done."""
        return self._session.did(adjudicate.reopen, one.case, self._book)

    # Inside.

    def _read(self) -> None:
        """Compare the document anew; of a large one the spans in sight are shown until the cases come."""
        self._book = None
        if not self._session.is_open or self.document is None or len(self.layers) < 2:
            self._comparison.stop_opening()
            self._panel.model.show_cases([])
            self._show_lanes([])
            self._feed.show(placed(()), 0)
            self._say_empty()
            self.show_case()
            return
        found = self._comparison.open(self.document, self.layers, self._panel.model.names())
        if found is not None:
            self._take(found)
            return
        if not self._panel.model.cases:
            project, gold = self._session.project, self._session.project.layers.gold()
            self._show_lanes([*self.layers, *([gold] if gold else [])])
            near = [
                span
                for lane in self._lanes
                for span in project.spans.beginning_in(self.document, lane.id, 0, _FIRST_SIGHT)
            ]
            self._feed.show(placed(marks_of(near, self._lanes, self._panel.model.names())), 0)
        self._panel.say_empty("The coders are being compared…")
        self.show_case()

    def _take(self, found: Opened) -> None:
        """Show a document that was compared."""
        model = self._panel.model
        self._book = found.book
        self._show_lanes(found.lanes)
        model.show_rows(found.rows)
        self._places = found.places
        row = model.row_from(self._order) if self._order is not None else max(model.open_after(0), 0)
        self._row, self._order = min(row, len(model.cases) - 1), None
        self._feed.show(found.marks, self.current.case.start if self.current else 0)
        self.candidate = 0
        self._tell_count()
        self._say_empty()
        self.show_case()

    def catch_up(self) -> None:
        """Show what was written to the document since it was compared."""
        if self._book is None:
            return  # whoever brings the book catches up
        model, project = self._panel.model, self._session.project
        news = adjudicate.catch_up(project, self._book, self.layers)
        gold = project.layers.gold()
        if news is None:
            self.refresh()
            return
        self._show_lanes([*self.layers, *([gold] if gold else [])])
        order = model.order_at(self._row)
        model.update_cases(news.cases)
        self._row = model.row_from(order)
        for one in news.cases.gone:
            self._places.count(one, -1)
        for one in news.cases.come:
            self._places.count(one, 1)
        changed = marks_of(news.spans, self._lanes, model.names())
        shown = {mark.id for mark in changed}
        self._feed.update(changed, [*news.removed, *(span.id for span in news.spans if span.id not in shown)])
        self._tell_count()
        if not self._deciding:
            self._say_empty()
            self.show_case()

    def _show_lanes(self, lanes: list[Layer]) -> None:
        self._lanes = lanes
        self._reader.set_lanes([layer.name for layer in lanes], len(self.layers))

    def _tell_count(self) -> None:
        if self.document is not None:
            self.counted.emit(self.document, self._panel.model.undecided())

    def show_case(self) -> None:
        """Show the case at hand in the panel and in the text."""
        one = self.current
        # Those of this case alone: a register may hold thousands.
        named = self._session.project.actors.get_many(actors_in(one.case)) if one else []
        self._panel.show_case(self._row, self.layers, self.candidate, {actor.id: actor for actor in named})
        self._reader.set_cases(self._places.extents() if self._panel.model.cases else [])
        self._reader.set_focus_range(_hull(one) if one else ())
        if one is not None:
            self._feed.hasten(one.case.start)
            self._light()
            self._reader.reveal_range(one.case.start, one.case.stop, centred=one.case.key != self._lit)
        self._lit = one.case.key if one else ""
        self.changed.emit()

    @Slot()
    def _light(self) -> None:
        """Tint the candidate at hand."""
        if (one := self.current) is not None:
            self._reader.set_active(one.case.candidates[min(self.candidate, len(one.case.candidates) - 1)].id)

    def _say_empty(self) -> None:
        if len(self.layers) < 2:
            self._panel.say_empty(
                "Adjudicating needs the work of two coders: import it, or let another coder code here."
            )
        elif self.document is None:
            self._panel.say_empty("Choose a document at the left.")
        else:
            self._panel.say_empty("Nothing differs in this text between the coders who took part.")

    @Slot(object)
    def _on_opened(self, found: Opened) -> None:
        self._take(found)
        self.catch_up()


def _hull(one: Settled) -> Sequence[Extent]:
    return (Extent(one.case.start, one.case.stop),) if one.case.stop > one.case.start else ()
