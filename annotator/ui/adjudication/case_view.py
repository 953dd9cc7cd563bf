"""The case at hand, or a gold span and how it came about: shown in the text and in the panel, and gone to from there.

Cases are known by document and key, so that the one at hand stays it while the queue is put in another order, and
going to the next one may ask for another document.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.adjudication.casebook import CaseChange
from annotator.adjudication.cases import Case
from annotator.adjudication.decisions import Settled
from annotator.model.span import Extent, Span
from annotator.operations.adjudication import adjudicate
from annotator.ui.adjudication.at_hand import AtHand, CaseAtHand, GoldAtHand, NothingAtHand
from annotator.ui.adjudication.case_context import context_of, gold_of, letters_of_gold, marked_in, place_of, still_gold
from annotator.ui.adjudication.case_in_text import CaseInText
from annotator.ui.adjudication.case_status import CaseContext
from annotator.ui.adjudication.case_wording import as_case, view_of_case, view_of_decision, why_empty
from annotator.ui.adjudication.choices import OF_GOLD, applicable
from annotator.ui.adjudication.coder_letters import CoderLetters
from annotator.ui.adjudication.comparison import Comparison, listed
from annotator.ui.adjudication.document import ShownDocument
from annotator.ui.adjudication.panel import CasePanel
from annotator.ui.background.session import Session
from annotator.ui.cases.wording import actors_in
from annotator.ui.reader.view import ReaderView


class ShownCases(QObject):
    """Has something at hand, or nothing (`at_hand`), and shows it."""

    changed = Signal()
    """Something else is at hand, or it stands otherwise."""
    counted = Signal(str, int)
    """How many cases of the document are not decided."""
    document_requested = Signal(str)

    def __init__(
        self, session: Session, reader: ReaderView, panel: CasePanel, comparison: Comparison, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.candidate = 0
        self.key = ""
        """The case that is at hand, or will be again when one leaves the gold that is looked at."""
        self._gold: GoldAtHand | None = None
        self.coder_letters = CoderLetters()
        self.only_looks = False
        """Whether no verb applies to what is at hand: it is only looked at."""
        self.awaits_queue = False
        """Whether the queue is still to be made for the first time: nobody has chosen which cases it lists."""
        self.quiet = False
        """Whether what comes next is shown by whoever asked, once."""
        self._session, self._reader, self._panel = session, reader, panel
        self.document = ShownDocument(session, reader, comparison, self._begin, self)
        # While one reads a case the program gets ready for the next.
        self._ahead = QTimer(self, singleShot=True, interval=0)
        self._ahead.timeout.connect(self._look_ahead)
        self._row = -1
        # The case that another document is opened for.
        self._wanted = ""
        # The span whose case is shown when those of the document have come.
        self._span = ""
        self._in_text = CaseInText(reader, self.document)
        self.document.opened.connect(self._on_opened)
        self.document.updated.connect(self._on_updated)
        self.document.feed.finished.connect(self._light)

    @property
    def at_hand(self) -> AtHand:
        """What is at hand."""
        if self._gold is not None:
            return self._gold
        one = self.document.cases.get(self.key)
        return NothingAtHand() if one is None else CaseAtHand(one, self._marked(one))

    @property
    def current(self) -> Settled | None:
        """The case at hand; none while a gold span is looked at."""
        at_hand = self.at_hand
        return at_hand.one if isinstance(at_hand, CaseAtHand) else None

    @property
    def row(self) -> int:
        """The row of the case at hand, -1 where it is not listed."""
        return self._panel.model.row_of(self.document.id, self.key)

    @property
    def place_in_queue(self) -> int:
        """The row from which the queue goes on: that of the case at hand, or where it was."""
        return self.row if self.row >= 0 else min(self._row, len(self._panel.model.rows) - 1)

    def set_coder_letters(self, coder_letters: CoderLetters) -> None:
        """Compare these coders, called so."""
        if coder_letters != self.coder_letters:
            self._panel.end_filling()  # its letters are those of the coder_letters before
        self.coder_letters = coder_letters
        self.document.layers = list(coder_letters.layers)
        titles = (
            {str(info.id): info.title for info in self._session.project.documents.all()} if coder_letters.layers else {}
        )
        self._panel.model.set_words(coder_letters, titles)
        self._panel.choices.show_coders(len(coder_letters.layers))
        self._panel.bar.set_documents(titles)
        self._panel.bar.set_names_hidden(coder_letters.names_hidden)

    # Going.

    def show(self, document: str | None) -> None:
        """Show a document with the case that it was asked for, else the one at hand, else its first in the queue."""
        wanted, self._wanted = self._wanted, ""
        if wanted or document != self.document.id:
            self.key, self._span = wanted, ""
        self._gold, self._in_text.lit = None, ""
        self.document.show(document)
        self.refresh()

    def refresh(self) -> None:
        """Read the cases and the spans of the document again."""
        self.document.read(self._panel.model.label_names())
        if self.document.book is None:
            self._on_opened()

    def go_to(self, row: int) -> None:
        """Show the case of a row, in whatever document it is."""
        entry = self._panel.model.at(min(max(row, 0), len(self._panel.model.rows) - 1))
        if entry is None:
            self.show_case()
        else:
            self.go_to_place(entry.document, entry.key)

    @Slot(str, str)
    def go_to_place(self, document: str, key: str) -> None:
        """Show a case, in whatever document it is."""
        if document != self.document.id:
            self._wanted = key
            self.document_requested.emit(document)
        else:
            self.go_to_case(key)

    def go_to_case(self, key: str) -> None:
        """Show a case of this document."""
        self.key, self.candidate, self._gold = key, 0, None
        self._row = self.row
        self.show_case()

    def go_back(self) -> None:
        """Show the case of the row before, or where none is at hand the one that was decided last."""
        self.go_to(self.place_in_queue - (1 if self.key else 0))

    def leave_case(self, why: Callable[[], str]) -> None:
        """Have no case at hand, and say why."""
        self.key = ""
        self._panel.say_empty(why)
        self.show_case()

    def next_candidate(self) -> None:
        """Mark the next candidate, in the order of the letters: its extents are what a new label is put on."""
        one = self.current
        if one is not None:
            self.candidate = (self.candidate + 1) % len(one.case.candidates)
            self.show_case()

    def _marked(self, one: Settled) -> Span | None:
        return marked_in(one.case, self.coder_letters, self.candidate)

    def go_to_span(self, span: str) -> None:
        """Show the case in which a span that was clicked stands, or how it came about: it is in sight already."""
        one = self.document.case_of(span)
        if one is not None:
            self._in_text.lit = one.case.key
            self.go_to_case(one.case.key)
        elif not self.go_to_gold(span) and self.document.book is None:
            self._span = span

    def go_to_gold(self, span: str) -> bool:
        """Show how a gold span came about: with its case, where it has one in the queue; whether it is gold."""
        decision = adjudicate.provenance(self._session.project, span)
        if decision is None:
            return False
        found = self._session.project.spans.get_many([span])
        self._gold = GoldAtHand(found[0], decision)
        self.show_case()
        return True

    def next_gold(self) -> Span | None:
        """Return the gold span at the caret or after it, another one than that at hand; None where there is none."""
        gold = self._gold.span if self._gold is not None else None
        after = (gold.start, gold.id) if gold is not None else (self._reader.caret - 1, "")
        return self.document.gold_after(*after)

    def renew_gold(self) -> bool:
        """Look at the gold span at hand as it is now, and no more at one that is gone; whether it is."""
        if self._gold is None:
            return False
        self._gold = still_gold(self._session.project, self._gold)
        return self._gold is None

    def leave_gold(self) -> None:
        """Look at the case at hand again."""
        self._gold = None
        self.show_case()

    def selection(self) -> Extent | None:
        """Return what is selected in the text."""
        return self._reader.selection()

    def known_of(self, case: Case) -> CaseContext:
        """Return what the words about a case are made of."""
        return context_of(self._session.project, self._panel.labels, actors_in(case), self.coder_letters)

    # Showing.

    def show_case(self) -> None:
        """Show what is at hand in the panel and in the text."""
        match self.at_hand:
            case GoldAtHand() as looked_at:
                self._show_gold(looked_at)
            case CaseAtHand(one, marked):
                self._show_settled(one, marked)
            case NothingAtHand():
                self._panel.show_view(None, -1, self._applicable(None))
                self._in_text.show_nothing()
        self.changed.emit()

    def _show_settled(self, one: Settled, marked: Span | None) -> None:
        row, case = self.row, one.case
        self._row = row if row >= 0 else self._row
        number = f"case {row + 1} of {len(self._panel.model.rows)}" if row >= 0 else ""
        gold = self._session.project.spans.get_many(one.decision.gold) if one.decision is not None else []
        at = case.candidates.index(marked) if marked is not None else 0
        view = view_of_case(one, self._in_text.where(case.start), at, gold, self.known_of(case))
        self._panel.show_view(view._replace(number=number), row, self._applicable(one))
        if self.coder_letters.names_hidden:
            self.document.place_lanes(self.coder_letters, case.key)
        self._in_text.show_case(case, marked)
        self._ahead.start()

    def _show_gold(self, looked_at: GoldAtHand) -> None:
        project, decision = self._session.project, looked_at.decision
        letters, key = letters_of_gold(project, decision, self.coder_letters, self.document.case_of)
        known = context_of(project, self._panel.labels, actors_in(as_case(decision)), letters)
        where = self._in_text.where(looked_at.span.start)
        view = view_of_decision(decision, gold_of(project, looked_at), where, known, key)
        self._panel.show_view(view, -1, frozenset() if self.only_looks else OF_GOLD)
        if letters.names_hidden:
            self.document.place_lanes(letters, key)
        self._in_text.show_gold(looked_at.span)

    def _applicable(self, one: Settled | None) -> frozenset[str]:
        return frozenset() if self.only_looks else applicable(one, len(self.coder_letters.layers))

    @Slot()
    def _light(self) -> None:
        one = self.current
        self._in_text.tint(self._marked(one) if one is not None else None)

    @Slot()
    def _look_ahead(self) -> None:
        self._in_text.get_ready(self._panel.model.at(self._panel.model.open_from(self.row + 1)))

    def _begin(self) -> int:
        """Choose the case to begin with, now that those of the document are known; return its place."""
        model, (span, self._span) = self._panel.model, (self._span, "")
        asked = self.document.case_of(span) if span else None
        if asked is not None:
            self.key = asked.case.key
        elif self.key not in self.document.cases or (self.row < 0 and not self._wanted):
            entry = model.at(model.first_of(self.document.id or ""))
            self.key = entry.key if entry is not None else ""
            self.candidate = 0
        self.document.place_lanes(self.coder_letters, self.key)
        one = self.current
        return one.case.start if one is not None else 0

    @Slot()
    def _on_opened(self) -> None:
        self._panel.say_empty(self._why_empty)
        self.show_case()

    @Slot(object)
    def _on_updated(self, difference: CaseChange) -> None:
        """Take what changed over into the queue; what is at hand stays so, or what comes in its place."""
        model, document, text = self._panel.model, self.document.id or "", self.document.text
        place = model.place_among(document, (one.case.key for one in difference.gone))
        place = place_of(self._session.project, document) if place is None else place
        gone, come = difference.gone, difference.come
        model.update(document, [one.case.key for one in gone], [listed(one, place, text) for one in come])
        if self.key not in self.document.cases:
            near = min(self._row, len(model.rows) - 1)
            here = [one.case.key for one in come if model.row_of(document, one.case.key) >= 0]
            entry = model.at(near)
            fallback = entry.key if self.key and entry is not None and entry.document == document else ""
            self.key = here[0] if here else fallback
        self.counted.emit(document, model.undecided(document))
        if not self.quiet:
            self._on_opened()

    def _why_empty(self) -> str:
        is_known = self.document.book is not None and not self.awaits_queue
        cases = self.document.cases.values() if is_known else None
        return why_empty(len(self.coder_letters.layers), self.document.id is not None, cases)
