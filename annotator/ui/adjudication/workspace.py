"""Adjudicate: the coders' spans in lanes under the text, the case at hand beside it; one key each.

Opening it settles what all coders say alike, as one step in the background: gold without a click.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QApplication, QWidget

from annotator.adjudication.decisions import Settled
from annotator.model.codebook import Codebook
from annotator.model.coder import Layer
from annotator.model.decision import Rule
from annotator.operations import people
from annotator.store.journal import Changes
from annotator.ui.actions import Place, State
from annotator.ui.adjudication.comparing import Comparison
from annotator.ui.adjudication.panel import CasePanel
from annotator.ui.adjudication.shown import ShownCases
from annotator.ui.reader.pane import ReaderPane
from annotator.ui.session import Session
from annotator.ui.widgets import LEAST_TEXT
from annotator.ui.workspace import Workspace

_NEED_LABEL = ("union", "intersection")
_COUNTED_AT_ONCE = 20
"""Of more documents than these that a step touched, all are compared again."""


class AdjudicationWorkspace(Workspace):
    """The cases of one document between the chosen coders."""

    place = Place.ADJUDICATE
    how = "adjudicating"
    again = True
    pane: ReaderPane

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._chosen: list[str] | None = None
        self._counts: dict[str, int] = {}
        self.pane = ReaderPane()
        self.pane.setMinimumWidth(LEAST_TEXT)
        self.reader = self.pane.reader
        self.panel = CasePanel()
        self._comparison = Comparison(session, self)
        self.shown = ShownCases(session, self.reader, self.panel, self._comparison, self)
        self.addWidget(self.pane)
        self.addWidget(self.panel)
        self.setStretchFactor(0, 1)
        self.setSizes([860, 340])
        self.reader.set_placeholder("Choose a document at the left.")
        self._comparison.counted.connect(self._on_counted)
        self._comparison.recounted.connect(self._on_recounted)
        self.shown.counted.connect(self._on_document_counted)
        self.shown.changed.connect(self.state_changed)
        self._comparison.failed.connect(self._on_error)
        self.panel.choice_requested.connect(self._on_choice)
        self.panel.chosen.connect(self.shown.go_to)
        self.panel.left.connect(lambda: self.reader.setFocus(Qt.FocusReason.OtherFocusReason))
        self.reader.context_menu_requested.connect(self._on_menu)
        self.reader.mark_clicked.connect(self.shown.go_to_span)

    @property
    def document(self) -> str | None:
        """The id of the document that is shown."""
        return self.shown.document

    @property
    def layers(self) -> list[Layer]:
        """The layers of the coders who are compared."""
        return self.shown.layers

    @property
    def current(self) -> Settled | None:
        """The case at hand."""
        return self.shown.current

    @property
    def is_reading(self) -> bool:
        """Whether cases or spans of the document are still to come."""
        return self.shown.is_reading

    # What is shown.

    def enter(self) -> None:
        """Find the coders to compare, settle what they say alike, and count what is open, in the background."""
        names = self._chosen
        layers = people.layers_named(self.session.project, names)
        self.shown.layers = layers
        self.counted.emit(None)
        if len(layers) < 2:
            self._on_counted({})
        else:
            self._comparison.compare(layers, "unanimous")

    def choose_layers(self, names: list[str]) -> None:
        """Compare these coders."""
        self._chosen = names
        self.enter()

    def forget(self) -> None:
        """Begin anew with the next project."""
        self._chosen, self.shown.layers, self._counts = None, [], {}
        self.show_document(None)
        self.panel.reason.clear()

    def set_codebook(self, codebook: Codebook) -> None:
        """Call and draw labels as in this codebook."""
        self.panel.set_codebook(codebook)

    def redress(self) -> None:
        """Draw the marks again, after the theme changed."""
        self.shown.show_case()

    def show_document(self, document: str | None) -> None:
        """Show a document with its first open case."""
        self.shown.show(document)

    def on_changed(self, changes: Changes) -> None:
        """Show what a step changed."""
        if changes.touches("codebook_versions"):
            self.panel.set_codebook(self.session.project.codebook)
        if self._comparison.is_comparing:
            return  # all is read and counted once that is done
        if changes.touches("documents", "coders") and changes.kind == "do":
            self.enter()
            return
        if changes.is_bulk or len(changes.documents) > _COUNTED_AT_ONCE:
            self.shown.refresh()
            self._comparison.compare(self.layers, None)
            return
        touches = changes.touches("spans", "links", "decisions", "assignments")
        if changes.touches("codebook_versions"):
            self.shown.refresh()
        elif touches and changes.concerns(self.document):
            self.shown.catch_up()
        elif changes.touches("actors"):
            self.shown.show_case()
        others = [document for document in changes.documents - {self.document} if document in self._counts]
        if others and touches:
            self._comparison.recount(self.layers, others)

    # Commands.

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this workspace do."""
        takes: dict[str, Callable[[], object]] = {
            f"adjudicate.take_{letter}": partial(self._on_choice, "take", number)
            for number, letter in enumerate("abcdefgh")
        }
        return takes | {
            "adjudicate.union": lambda: self.decide("union"),
            "adjudicate.intersection": lambda: self.decide("intersection"),
            "adjudicate.relabel": lambda: self.picker_requested.emit("relabel"),
            "adjudicate.none": lambda: self.decide("none"),
            "adjudicate.defer": lambda: self.decide("defer"),
            "adjudicate.reopen": self.reopen,
            "adjudicate.reason": self._to_reason,
            "adjudicate.next": lambda: self.shown.go_to(self.shown.row + 1),
            "adjudicate.previous": lambda: self.shown.go_to(self.shown.row - 1),
            "adjudicate.next_open": self.go_open,
            "adjudicate.candidate": self.shown.next_candidate,
            "adjudicate.settle_majority": self.settle_majority,
        }

    def homes(self) -> dict[str, tuple[QWidget, ...]]:
        """Return where alone some keys count."""
        return {"adjudicate.next_open": (self.reader, self.panel.list)}

    def add_facts(self, state: State) -> State:
        """Return `state` with the case at hand and the coders who are compared."""
        return replace(state, has_case=self.current is not None, lanes=tuple(layer.name for layer in self.layers))

    def take_label(self, purpose: str, label: str) -> None:
        """Decide the case at hand with a label; `purpose`: how (union, intersection, relabel)."""
        self.decide(purpose, label=label)

    def label_at_hand(self) -> str:
        """Return the label of the case's first candidate."""
        return self.current.case.candidates[0].label if self.current else ""

    def decide(self, how: str, layer: Layer | None = None, label: str | None = None) -> None:
        """Decide the case at hand and go to the next open one."""
        one = self.current
        if one is None or not self._somebody_decides():
            return
        labels = {span.label for span in one.case.candidates}
        if how in _NEED_LABEL and label is None and len(labels) > 1:
            self.picker_requested.emit(how)
            return
        if how == "relabel":
            layer = next(found for found in self.layers if found.id == one.case.candidates[self.shown.candidate].layer)
        decision = self.shown.decide(one, how, layer, label)
        if decision is not None:
            self.panel.reason.clear()
            focused = QApplication.focusWidget()
            if focused is not None and self.panel.isAncestorOf(focused) and focused is not self.panel.list:
                self.reader.setFocus(Qt.FocusReason.OtherFocusReason)
            taken = layer is not None and decision.rule is Rule.TAKEN
            self.said.emit(f"Decided: {f'{layer.name}’s span' if layer and taken else decision.rule} · saved")
            following = self.panel.model.open_after(self.shown.row)
            self.shown.go_to(following if following >= 0 else self.shown.row)
            if following < 0:
                self.said.emit("Every case of this text is decided or deferred; Enter goes to the next text")

    def reopen(self) -> None:
        """Take back what was decided about the case at hand."""
        one = self.current
        if one is None or not self._somebody_decides():
            return
        if one.decision is None:
            self.session.refused.emit("The case is open: nothing was decided about it yet.")
        elif self.shown.reopen(one):
            self.said.emit("Reopened · saved")

    def go_to(self, row: int) -> None:
        """Show a case, light it and bring it into view."""
        self.shown.go_to(row)

    def go_open(self) -> None:
        """Go to the next open case, of this document or of the next one that has some."""
        row = self.panel.model.open_after(self.shown.row + 1)
        if row >= 0:
            self.shown.go_to(row)
            return
        order = list(self._counts)
        at = order.index(self.document) + 1 if self.document in order else 0
        for document in (*order[at:], *order[:at]):
            if document != self.document and self._counts.get(document):
                self.document_requested.emit(document)
                return
        self.said.emit("No case is open")

    def settle_majority(self) -> None:
        """Settle what most coders say alike, in all documents."""
        if len(self.layers) < 2:
            self.session.refused.emit("There is nothing to settle before two coders have coded a text.")
        elif self._somebody_decides():
            self._comparison.compare(self.layers, "majority")

    # Inside.

    def _somebody_decides(self) -> bool:
        """Whether a decision can be made now; says why not."""
        busy = self._comparison.is_comparing or self._comparison.is_opening
        if self.session.coder is None:
            self.session.refused.emit("Nobody decides yet: say who you are with Ctrl+U.")
        elif busy:
            self.session.refused.emit("The coders are still being compared: a moment.")
        return self.session.coder is not None and not busy

    def _to_reason(self) -> None:
        self.panel.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(QPoint, int)
    def _on_menu(self, point: QPoint, position: int) -> None:
        marks = self.reader.marks_at(position)
        if marks:
            self.shown.go_to_span(marks[0].id)
        self.menu_requested.emit(point)

    @Slot(object)
    def _on_counted(self, counts: dict[str, int]) -> None:
        self._counts = dict(counts)
        self.counted.emit(counts)
        self.shown.refresh()

    @Slot(object)
    def _on_recounted(self, counts: dict[str, int]) -> None:
        for document, count in counts.items():
            self._on_document_counted(document, count)

    @Slot(str, int)
    def _on_document_counted(self, document: str, count: int) -> None:
        self._counts[document] = count
        self.document_counted.emit(document, count)

    @Slot(object)
    def _on_error(self, error: Exception) -> None:
        self.counted.emit(self._counts)
        self.session.tell(error)

    @Slot(str, int)
    def _on_choice(self, choice: str, number: int) -> None:
        if choice == "relabel":
            self.picker_requested.emit("relabel")
        elif choice != "take":
            self.decide(choice)
        elif number < len(self.layers):
            self.decide("take", self.layers[number])
