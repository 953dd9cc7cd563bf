"""Adjudicate: gold in the text and the coders in the drawer of the case at hand, which stands beside it; one key each.

Opening it settles what all coders say alike, as one step in the background: gold without a click. The queue goes
through all documents.
"""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QApplication, QWidget

from annotator.adjudication.decisions import Settled
from annotator.model.codebook import Codebook
from annotator.model.coder import Layer
from annotator.operations.adjudication import adjudicate
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.adjudication.arrival_flow import ArrivalFlow
from annotator.ui.adjudication.at_hand import label_of
from annotator.ui.adjudication.case_view import ShownCases
from annotator.ui.adjudication.comparison import Comparison
from annotator.ui.adjudication.desk_commands import DeskCommands
from annotator.ui.adjudication.going_on import GoingOn
from annotator.ui.adjudication.middle import DeskMiddle
from annotator.ui.adjudication.panel import CasePanel
from annotator.ui.adjudication.policy_flow import PolicyFlow
from annotator.ui.adjudication.project_choices import ProjectChoices
from annotator.ui.adjudication.queue_listing import QueueListing
from annotator.ui.adjudication.queue_updater import QueueUpdater
from annotator.ui.adjudication.verbs import AdjudicationVerbs
from annotator.ui.background.session import Session
from annotator.ui.commands.commands import CommandScope, Fact
from annotator.ui.reader.pane import ReaderPane
from annotator.ui.workspace import MainKey, Workspace

_OF_POLICIES = (
    (("arrows",), "go through the policies"),
    (("Return",), "look at each"),
    (("Escape",), "back to the text"),
)
_OF_PARTS = (
    (("letters",), "choose"),
    (("arrows",), "go from part to part"),
    (("Return",), "decide"),
    (("Escape",), "leave it"),
)


class AdjudicationWorkspace(Workspace):
    """The queue of cases between the chosen coders, and the document of the one at hand."""

    place = CommandScope.ADJUDICATE
    left_widths = (240, 272, 272)
    right_widths = (368, 400, 400)
    asks_first = True
    activity = "adjudicator · names shown"
    main_keys = (
        (("adjudicate.next_open",), "next open"),
        (("adjudicate.next", "adjudicate.previous"), "next, previous"),
        (("view.columns",), "columns"),
        (("adjudicate.gold",), "how gold came about"),
        (("adjudicate.settle",), "settle by a policy"),
    )
    depends_on = frozenset(Table)
    enters_again = True
    pane: ReaderPane

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.pane = ReaderPane()
        self.reader = self.pane.reader
        self.panel = CasePanel()
        self._comparison = Comparison(session, self)
        self.shown = ShownCases(session, self.reader, self.panel, self._comparison, self)
        self.verbs = AdjudicationVerbs(session, self.shown, self.panel, self._comparison, self)
        self.queue_updater = QueueUpdater(session, self.shown, self.panel, self._comparison, self)
        self.choices = ProjectChoices(session, self.queue_updater, self.choose_layers, self)
        self.going_on = GoingOn(self.shown, self.panel.model, self._comparison, self.queue_updater, self)
        self.stack = DeskMiddle(self.pane, self)
        self.strip, self.policies = self.stack.strip, self.stack.policies
        self.policy_flow = PolicyFlow(session, self.policies, self)
        self.listing = QueueListing(session, self.panel, self.shown, self)
        somebody_decides = self.verbs.somebody_decides
        self.arrivals = ArrivalFlow(session, self.strip, self.shown, self.panel, self.listing, somebody_decides, self)
        self.commands = DeskCommands(
            self.shown, self.panel, self.verbs, self.going_on, self.choices, self.arrivals, self.policy_flow, self
        )
        self.set_middle(self.stack)
        queue, reason = self.panel.queue, self.panel.reason
        self.left.hold(queue, lambda: queue.list.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.right.hold(self.panel, lambda: reason.field.setFocus(Qt.FocusReason.ShortcutFocusReason))
        queue.show()
        self.reader.set_placeholder("Choose a document at the left.")
        self._connect()

    @property
    def document(self) -> str | None:
        """The id of the document that is shown."""
        return self.shown.document.id

    @property
    def layers(self) -> list[Layer]:
        """The layers of the coders who are compared."""
        return list(self.shown.coder_letters.layers)

    @property
    def current(self) -> Settled | None:
        """The case at hand."""
        return self.shown.current

    @property
    def is_reading(self) -> bool:
        """Whether cases or spans of the document are still to come."""
        return self.shown.document.is_reading

    # What is shown.

    def enter(self) -> None:
        """Begin anew each time: what all coders say alike by now is to be settled."""
        self.set_stale()
        super().enter()

    def leave(self) -> None:
        """Leave the policies too: what they would do is worked out for what is so now."""
        super().leave()
        self.policy_flow.close()

    def take_keyboard(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        if self.policy_flow.is_open:
            self.policies.take_keyboard(reason)
        else:
            super().take_keyboard(reason)

    def catch_up(self, changes: Changes | None) -> None:
        """Find the coders to compare, settle what they say alike, and make the queue, in the background."""
        self.verbs.forget_actors()
        self.panel.model.forget_actors()
        self.panel.reason.show_reasons(adjudicate.reasons(self.session.project))
        self.listing.set.find()
        self.queue_updater.begin()

    def choose_layers(self, names: list[str]) -> None:
        """Compare these coders."""
        self.queue_updater.choose(names)
        self.catch_up_now()

    def reset(self) -> None:
        """Begin anew with the next project."""
        super().reset()
        self.verbs.reset()
        self.queue_updater.reset()
        self.listing.drop()
        self.policy_flow.close()
        self.arrivals.drop()
        self.show_document(None)
        self.panel.reason.clear()

    def put_kept(self, kept: str) -> None:
        """Narrow the queue to the set that was chosen for this project."""
        self.listing.begin_with(kept)

    def set_codebook(self, codebook: Codebook) -> None:
        """Call and draw labels as in this codebook."""
        self.panel.set_codebook(codebook)

    def refresh_theme(self) -> None:
        """Draw the marks again, after the theme changed."""
        self.panel.reason.refresh_theme()
        self.shown.show_case()

    def show_document(self, document: str | None) -> None:
        """Show a document with the case that is wanted, or its first in the queue."""
        self.shown.show(document)

    def show_span(self, span: str) -> None:
        """Show the case of a span of this document, or how it became gold."""
        self.queue_updater.lead_to(span)

    def show_changed(self, changes: Changes) -> None:
        """Go to the case whose decision was taken back or made again."""
        for id in changes.ids(Table.DECISIONS):
            document, key = self.verbs.made.get(id, ("", ""))
            if document == self.document and key in self.shown.document.cases:
                self.shown.go_to_case(key)

    def follow(self, changes: Changes) -> bool:
        """Look again at what a step touched, and at no more."""
        if changes.touches(Table.ACTORS):
            self.verbs.forget_actors()
            self.panel.model.forget_actors()
        if changes.touches(Table.SETTINGS):
            self.policy_flow.close()  # whose names may be seen may be another matter now
            self.panel.reason.show_reasons(adjudicate.reasons(self.session.project))
            self.queue_updater.set_layers(self.layers)
            self.shown.document.place_lanes(self.shown.coder_letters, self.shown.key)
            self.shown.show_case()
            self.arrivals.renew_words()
        if changes.touches(Table.CODEBOOK_VERSIONS):
            self.panel.set_codebook(self.session.project.codebook)
        self.listing.set.on_changed(changes)
        self.queue_updater.take_over(changes)
        self.policy_flow.renew()
        return True

    # Commands.

    def handlers(self) -> dict[str, Callable[[], object]]:
        return self.commands.handlers()

    def shortcut_scopes(self) -> dict[str, tuple[QWidget, ...]]:
        """Return where alone some keys count."""
        return {"adjudicate.next_open": (self.reader, self.panel.list)}

    def facts(self) -> frozenset[Fact]:
        return self.commands.facts()

    def titles(self) -> dict[str, str]:
        return self.commands.titles()

    def take_label(self, purpose: str, label: str) -> None:
        self.commands.take_label(purpose, label)

    def doing(self) -> str:
        hidden = self.shown.coder_letters.names_hidden
        return "adjudicator · names hidden" if hidden else self.activity

    def keys_now(self) -> tuple[MainKey, ...]:
        if self.policy_flow.is_open:
            return _OF_POLICIES
        return _OF_PARTS if self.panel.is_filling else self.main_keys

    def label_at_hand(self) -> str:
        """Return the label of the candidate that is marked, or of the gold that is looked at."""
        return label_of(self.shown.at_hand)

    def go_to(self, row: int) -> None:
        """Show the case of a row of the queue."""
        self.shown.go_to(row)

    # Inside.

    def _connect(self) -> None:
        self.panel.model.read_actors = lambda ids: self.session.project.actors.get_many(ids)
        self.queue_updater.counted.connect(self.counted)
        self.queue_updater.document_counted.connect(self.document_counted)
        self.queue_updater.said.connect(self.said)
        self.shown.counted.connect(self.document_counted)
        self.queue_updater.counted.connect(self.listing.catch_up)
        for told in (self.queue_updater.counted, self.queue_updater.document_counted, self.shown.counted):
            told.connect(self.arrivals.find)
            told.connect(self.queue_updater.renew_names)
        self.queue_updater.named.connect(self._on_named)
        self.listing.kept_changed.connect(self.kept_changed)
        for each in (self.verbs, self.arrivals, self.choices, self.going_on, self.commands):
            each.said.connect(self.said)
        self.arrivals.changed.connect(self.state_changed)
        self.shown.changed.connect(self.state_changed)
        self.shown.document_requested.connect(self.document_requested)
        self.verbs.picker_requested.connect(self.picker_requested)
        self.verbs.decided.connect(self._go_on)
        self.policy_flow.chosen.connect(self.queue_updater.settle)
        self.policy_flow.opened.connect(self._on_policies)
        self.policy_flow.closed.connect(self._on_policies)
        self.policies.place_chosen.connect(self.shown.go_to_place)
        self.panel.take_requested.connect(self.verbs.take)
        self.panel.queue.chosen.connect(self.shown.go_to)
        self.panel.queue.counts_said.connect(self.left.say)
        self.panel.headed.connect(self.right.say)
        self.panel.filling_changed.connect(self.state_changed)
        self.panel.left.connect(lambda: self.reader.setFocus(Qt.FocusReason.OtherFocusReason))
        self.panel.reason.edit_requested.connect(self.choices.edit_reasons)
        self.reader.context_menu_requested.connect(self._on_menu)
        self.reader.mark_clicked.connect(self.queue_updater.lead_to)

    @Slot()
    def _on_named(self) -> None:
        """Call coders otherwise wherever they are called."""
        self.policy_flow.close()  # whose names may be seen is another matter now
        self.arrivals.renew_words()
        self.state_changed.emit()

    @Slot()
    def _on_policies(self) -> None:
        """Show the policies in place of the text, or the text again; nothing else is decided meanwhile."""
        is_open = self.policy_flow.is_open
        had_keyboard = self.isAncestorOf(QApplication.focusWidget() or self)
        self.stack.show_policies(is_open)
        self.shown.only_looks = is_open
        self.shown.show_case()
        if is_open or had_keyboard:
            self.take_keyboard()

    def _go_on(self) -> None:
        """After a decision, go to the next open case; the text has the keyboard, unless the queue has it."""
        focused = QApplication.focusWidget()
        if focused is not None and self.panel.isAncestorOf(focused):
            self.reader.setFocus(Qt.FocusReason.OtherFocusReason)
        self.going_on.after_decision()

    @Slot(QPoint, int)
    def _on_menu(self, point: QPoint, position: int) -> None:
        marks = self.reader.sheet.marks_at(position)
        if marks:
            self.queue_updater.lead_to(marks[0].id)
        self.menu_requested.emit(point)
