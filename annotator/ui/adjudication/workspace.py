"""Adjudicate: the coders' spans in lanes under the text, the case at hand beside it; one key each.

Opening it settles what all coders say alike, as one step in the background: gold without a click.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from annotator.adjudication.decisions import Settled, Status
from annotator.model.coder import Layer
from annotator.model.decision import Rule
from annotator.model.span import Extent, Span
from annotator.model.text import TextIndex
from annotator.operations import adjudicate, people
from annotator.operations.progress import Progress
from annotator.store.journal import Changes
from annotator.store.project import Project
from annotator.ui.adjudication.panel import CasePanel
from annotator.ui.reader.pane import ReaderPane
from annotator.ui.reader.spanindex import Mark
from annotator.ui.session import Session
from annotator.ui.tasks import Task
from annotator.ui.widgets import LEAST_TEXT

_NEED_LABEL = ("union", "intersection")
_COUNTED_AT_ONCE = 20
"""Documents whose cases are counted before the window answers; more are counted in the background."""


class AdjudicationWorkspace(QSplitter):
    """The cases of one document between the chosen coders."""

    state_changed = Signal()
    said = Signal(str)
    picker_requested = Signal(str)
    """Asks for a label: "union", "intersection" or "relabel"."""
    counted = Signal(object)
    """Open cases by document, or None while they are counted."""
    document_counted = Signal(str, int)
    document_requested = Signal(str)
    menu_requested = Signal(QPoint)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.session = session
        self.document: str | None = None
        self.layers: list[Layer] = []
        self._chosen: list[str] | None = None
        self._counts: dict[str, int] = {}
        self._comparing: Task | None = None
        self._index = TextIndex("")
        self._row = -1
        self._candidate = 0
        # The case that was brought into view last: it is not moved again while one looks at it.
        self._lit = ""
        self.pane = ReaderPane()
        self.pane.setMinimumWidth(LEAST_TEXT)
        self.reader = self.pane.reader
        self.panel = CasePanel()
        self.addWidget(self.pane)
        self.addWidget(self.panel)
        self.setStretchFactor(0, 1)
        self.setSizes([860, 340])
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.reader.set_placeholder("Choose a document at the left.")
        self.panel.choice_requested.connect(self._on_choice)
        self.panel.chosen.connect(self.go_to)
        self.panel.left.connect(lambda: self.reader.setFocus(Qt.FocusReason.OtherFocusReason))
        self.reader.context_menu_requested.connect(self._on_menu)
        self.reader.mark_clicked.connect(self._on_mark_clicked)

    # What is shown.

    def enter(self) -> None:
        """Find the coders to compare, settle what they say alike, and count what is open, in the background."""
        names = self._chosen
        layers = people.layers_named(self.session.project, names)
        self.layers = layers
        self.counted.emit(None)
        if len(layers) < 2:
            self._on_counted({})
        else:
            self._compare("unanimous")

    def choose_layers(self, names: list[str]) -> None:
        """Compare these coders."""
        self._chosen = names
        self.enter()

    def forget(self) -> None:
        """Begin anew with the next project."""
        self._chosen, self.layers, self._counts = None, [], {}
        self.show_document(None)
        self.panel.reason.clear()

    def redress(self) -> None:
        """Draw the marks again, after the theme changed."""
        self._show_case()

    def show_document(self, document: str | None) -> None:
        """Show a document with its first open case."""
        self.document = document
        project = self.session.project if self.session.is_open else None
        self._index = TextIndex(project.documents.get(document).text if project and document else "")
        self.reader.set_document(self._index if document else None)
        self._row = -1
        self.refresh()
        self.go_to(max(self.panel.model.open_after(0), 0))

    def refresh(self) -> None:
        """Read the cases and the spans of the document again."""
        project = self.session.project if self.session.is_open else None
        if project is None or self.document is None or len(self.layers) < 2:
            self.panel.model.show_cases([])
            self.reader.set_lanes([])
            self.reader.set_marks([])
        else:
            document = project.documents.info(self.document).id
            self.panel.model.show_cases(adjudicate.cases_of(project, document, self.layers))
            self._show_lanes(project)
            count = self.panel.model.undecided()
            self._counts[self.document] = count
            self.document_counted.emit(self.document, count)
        self._say_empty()
        self._show_case()

    def on_changed(self, changes: Changes) -> None:
        """Show what a step changed."""
        if changes.touches("codebook_versions"):
            self.panel.set_codebook(self.session.project.codebook)
        if self._comparing is not None:
            return  # all is read and counted once that is done
        if changes.touches("documents", "coders") and changes.kind == "do":
            self.enter()
            return
        if changes.is_bulk or len(changes.documents) > _COUNTED_AT_ONCE:
            self.refresh()
            self._compare(None)
            return
        if changes.touches("codebook_versions") or (
            changes.touches("spans", "decisions", "assignments") and changes.concerns(self.document)
        ):
            self.refresh()
        for document in changes.documents - {self.document}:
            if document in self._counts and changes.touches("spans", "decisions", "assignments"):
                self._count(document)

    @property
    def current(self) -> Settled | None:
        """The case at hand."""
        cases = self.panel.model.cases
        return cases[self._row] if 0 <= self._row < len(cases) else None

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
            "adjudicate.next": lambda: self.go_to(self._row + 1),
            "adjudicate.previous": lambda: self.go_to(self._row - 1),
            "adjudicate.next_open": self.go_open,
            "adjudicate.candidate": self.next_candidate,
            "adjudicate.settle_majority": self.settle_majority,
        }

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
            layer = next(found for found in self.layers if found.id == one.case.candidates[self._candidate].layer)
        reason = self.panel.reason.text()
        row = self._row
        decision = self.session.run(adjudicate.decide_by, one.case, how, layer.id if layer else None, label, reason)
        if decision is not None:
            self.panel.reason.clear()
            focused = QApplication.focusWidget()
            if focused is not None and self.panel.isAncestorOf(focused) and focused is not self.panel.list:
                self.reader.setFocus(Qt.FocusReason.OtherFocusReason)
            taken = layer is not None and decision.rule is Rule.TAKEN
            self.said.emit(f"Decided: {f'{layer.name}’s span' if layer and taken else decision.rule} · saved")
            following = self.panel.model.open_after(row)
            self.go_to(following if following >= 0 else row)
            if following < 0:
                self.said.emit("Every case of this text is decided or deferred; Enter goes to the next text")

    def reopen(self) -> None:
        """Take back what was decided about the case at hand."""
        one = self.current
        if one is None or not self._somebody_decides():
            return
        if one.decision is None:
            self.session.refused.emit("The case is open: nothing was decided about it yet.")
        elif self.session.did(adjudicate.reopen, one.case):
            self.said.emit("Reopened · saved")

    def go_to(self, row: int) -> None:
        """Show a case, light it and bring it into view."""
        cases = self.panel.model.cases
        self._row = min(max(row, 0), len(cases) - 1) if cases else -1
        self._candidate = 0
        self._show_case()

    def go_open(self) -> None:
        """Go to the next open case, of this document or of the next one that has some."""
        row = self.panel.model.open_after(self._row + 1)
        if row >= 0:
            self.go_to(row)
            return
        order = [info.id for info in self.session.project.documents.all()]
        at = order.index(self.document) + 1 if self.document in order else 0  # type: ignore[arg-type]
        for document in (*order[at:], *order[:at]):
            if document != self.document and self._counts.get(document):
                self.document_requested.emit(document)
                return
        self.said.emit("No case is open")

    def next_candidate(self) -> None:
        """Mark the next candidate: its extents are what a new label is put on."""
        one = self.current
        if one is not None:
            self._candidate = (self._candidate + 1) % len(one.case.candidates)
            self._show_case()

    def settle_majority(self) -> None:
        """Settle what most coders say alike, in all documents."""
        if len(self.layers) < 2:
            self.session.refused.emit("There is nothing to settle before two coders have coded a text.")
        elif self._somebody_decides():
            self._compare("majority")

    # Inside.

    def _compare(self, policy: str | None) -> None:
        """Count in the background what is open in all documents, after a policy has settled what it can."""
        names = [layer.name for layer in self.layers]

        def work(project: Project, progress: Progress) -> dict[str, int]:
            compared = people.layers_named(project, names)
            if policy is not None:
                adjudicate.settle(project, policy, compared, progress)
            return {str(id): count for id, count in adjudicate.open_counts(project, compared).items()}

        if self._comparing is not None:
            self._comparing.cancel()
        self._comparing = self.session.in_background(
            work, returned=self._on_counted, errored=self._on_error, finished=self._on_compared
        )

    def _somebody_decides(self) -> bool:
        """Whether a decision can be made now; says why not."""
        if self.session.coder is None:
            self.session.refused.emit("Nobody decides yet: say who you are with Ctrl+U.")
        elif self._comparing is not None:
            self.session.refused.emit("The coders are still being compared: a moment.")
        return self.session.coder is not None and self._comparing is None

    def _show_lanes(self, project: Project) -> None:
        gold = project.layers.gold()
        lanes = [*self.layers, *([gold] if gold else [])]
        number = {layer.id: at for at, layer in enumerate(lanes)}
        self.reader.set_lanes([layer.name for layer in lanes], len(self.layers))
        spans = project.spans.of_document(self.document or "")
        self.reader.set_marks([self._mark(span, number[span.layer]) for span in spans if span.layer in number])

    def _mark(self, span: Span, lane: int) -> Mark:
        name = self.panel.model.name_of(span.label)
        return Mark(span.id, name, span.label, span.extents, span.doubt, lane)

    def _show_case(self) -> None:
        one = self.current
        self.panel.show_case(self._row, self.layers, self._candidate)
        self.reader.set_cases([_place(each) for each in self.panel.model.cases if each.status is not Status.DECIDED])
        self.reader.set_focus_range(_hull(one) if one else ())
        if one is not None:
            self.reader.set_active(one.case.candidates[min(self._candidate, len(one.case.candidates) - 1)].id)
            self.reader.reveal_range(one.case.start, one.case.stop, centred=one.case.key != self._lit)
        self._lit = one.case.key if one else ""
        self.state_changed.emit()

    def _say_empty(self) -> None:
        if len(self.layers) < 2:
            self.panel.say_empty(
                "Adjudicating needs the work of two coders: import it, or let another coder code here."
            )
        elif self.document is None:
            self.panel.say_empty("Choose a document at the left.")
        else:
            self.panel.say_empty("Nothing differs in this text between the coders who took part.")

    def _count(self, document: str) -> None:
        id = self.session.project.documents.info(document).id
        found = adjudicate.cases_of(self.session.project, id, self.layers)
        self._counts[document] = sum(one.status is not Status.DECIDED for one in found)
        self.document_counted.emit(document, self._counts[document])

    def _to_reason(self) -> None:
        self.panel.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_compared(self) -> None:
        if self.sender() is self._comparing:
            self._comparing = None

    @Slot(QPoint, int)
    def _on_menu(self, point: QPoint, position: int) -> None:
        marks = self.reader.marks_at(position)
        if marks:
            self._on_mark_clicked(marks[0].id)
        self.menu_requested.emit(point)

    @Slot(object)
    def _on_counted(self, counts: dict[str, int]) -> None:
        self._counts = dict(counts)
        self.counted.emit(counts)
        self.refresh()
        if self.current is None:
            self.go_to(max(self.panel.model.open_after(0), 0))

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

    @Slot(str)
    def _on_mark_clicked(self, span: str) -> None:
        for row, one in enumerate(self.panel.model.cases):
            if any(candidate.id == span for candidate in one.case.candidates):
                self.go_to(row)
                return


def _place(one: Settled) -> Extent:
    return Extent(one.case.start, one.case.stop)


def _hull(one: Settled) -> Sequence[Extent]:
    return (Extent(one.case.start, one.case.stop),) if one.case.stop > one.case.start else ()
