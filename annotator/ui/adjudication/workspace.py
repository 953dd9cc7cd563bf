"""Adjudicate: gold in the text and the coders in the drawer of the case at hand, which stands beside it; one key each.

Opening it settles what all coders say alike, as one step in the background: gold without a click. The queue goes
through all documents.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from annotator.adjudication.decisions import Settled
from annotator.adjudication.ways import PROPOSED
from annotator.model.codebook import Codebook
from annotator.model.coder import Layer
from annotator.model.wording import counted
from annotator.operations.adjudication import adjudicate, without_names
from annotator.store.journal import Changes
from annotator.store.tables import Table
from annotator.ui.adjudication.arrival_flow import ArrivalFlow
from annotator.ui.adjudication.arrival_strip import KEEP, OPEN, ArrivalStrip
from annotator.ui.adjudication.at_hand import CaseAtHand, NothingAtHand, label_of
from annotator.ui.adjudication.case_view import ShownCases
from annotator.ui.adjudication.case_wording import NEEDS_TWO
from annotator.ui.adjudication.comparison import Comparison
from annotator.ui.adjudication.doubt_finder import DoubtFinder
from annotator.ui.adjudication.panel import CasePanel
from annotator.ui.adjudication.policy_flow import PolicyFlow
from annotator.ui.adjudication.policy_page import PolicyPage
from annotator.ui.adjudication.queue_bar import BY_DOUBT
from annotator.ui.adjudication.queue_updater import QueueUpdater
from annotator.ui.adjudication.queue_view import QueueView
from annotator.ui.adjudication.verbs import ADDED, JOINED, AdjudicationVerbs
from annotator.ui.background.session import Session
from annotator.ui.commands.commands import LETTERS, REASONS, CommandScope, Fact, holding
from annotator.ui.commands.key_names import key_of
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.coders import CodersDialog
from annotator.ui.dialogs.reasons_dialog import ReasonsDialog
from annotator.ui.kit.widgets import LEAST_TEXT, spaced
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
        self.policies = PolicyPage()
        self.policy_flow = PolicyFlow(session, self.policies, self)
        self.doubts = DoubtFinder(session, self)
        self.strip = ArrivalStrip()
        self.arrivals = ArrivalFlow(session, self.strip, self.shown, self.panel, self.verbs.somebody_decides, self)
        self._text = QWidget()
        box = QVBoxLayout(self._text)
        spaced(box, 0)
        box.addWidget(self.strip)
        box.addWidget(self.pane, 1)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._text)
        self._middle.addWidget(self.policies)
        self._middle.setMinimumWidth(LEAST_TEXT)
        self.set_middle(self._middle)
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
        self.queue_updater.begin()

    def choose_coders(self) -> CodersDialog:
        """Ask which coders are compared."""
        known = [layer.name for layer in self.session.project.layers.all() if layer.coder is not None]
        dialog = CodersDialog(known, [layer.name for layer in self.layers], self)
        dialog.chosen.connect(self.choose_layers)
        open_dialog(dialog)
        return dialog

    def choose_layers(self, names: list[str]) -> None:
        """Compare these coders."""
        self.queue_updater.choose(names)
        self.catch_up_now()

    def reset(self) -> None:
        """Begin anew with the next project."""
        super().reset()
        self.verbs.reset()
        self.queue_updater.reset()
        self.doubts.drop()
        self.policy_flow.close()
        self.arrivals.drop()
        self.show_document(None)
        self.panel.reason.clear()

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
        self.queue_updater.take_over(changes)
        self.policy_flow.renew()
        return True

    # Commands.

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this workspace do."""
        takes = {f"adjudicate.take_{each}": partial(self.verbs.take, at) for at, each in enumerate(LETTERS)}
        reasons = {f"adjudicate.reason_{at + 1}": partial(self._choose_reason, at) for at in range(REASONS)}
        decides = {f"adjudicate.{how}": partial(self.verbs.decide, how) for how in PROPOSED}
        return {
            **takes,
            **reasons,
            **decides,
            "adjudicate.fill": self.verbs.fill,
            "adjudicate.join": self.verbs.join,
            "adjudicate.hold": self.verbs.hold,
            "adjudicate.add": self.verbs.add,
            "adjudicate.reopen": self.verbs.reopen,
            "adjudicate.example": self.verbs.example,
            KEEP: self.arrivals.keep,
            OPEN: self.arrivals.open_apart,
            "adjudicate.reason": lambda: self.panel.reason.field.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "adjudicate.coders": self.choose_coders,
            "adjudicate.reasons": self.edit_reasons,
            "adjudicate.next": lambda: self.shown.go_to(self.shown.place_in_queue + 1),
            "adjudicate.previous": self.shown.go_back,
            "adjudicate.next_open": self.go_open,
            "adjudicate.candidate": self.shown.next_candidate,
            "adjudicate.gold": self.next_gold,
            "adjudicate.order": self.panel.bar.next_order,
            "adjudicate.settle": self.settle,
            "adjudicate.blind": self.toggle_names,
        }

    def shortcut_scopes(self) -> dict[str, tuple[QWidget, ...]]:
        """Return where alone some keys count."""
        return {"adjudicate.next_open": (self.reader, self.panel.list)}

    def facts(self) -> frozenset[Fact]:
        """Return what holds here; nothing is decided by a key while one looks at what policies would do."""
        is_asked, at_hand = self.policy_flow.is_open, self.shown.at_hand
        return holding(
            {
                Fact.CASE: isinstance(at_hand, CaseAtHand) and not is_asked,
                Fact.DECISION: not isinstance(at_hand, NothingAtHand) and not is_asked,
                Fact.ARRIVAL: self.arrivals.is_asked and not is_asked,
                Fact.NAMES_HIDDEN: self.shown.coder_letters.names_hidden,
            }
        )

    def titles(self) -> dict[str, str]:
        """Call the coders who are compared, and the reasons that have a key, by their names."""
        coder_letters, reasons = self.shown.coder_letters, self.panel.reason.reasons[:REASONS]
        names, order = coder_letters.names(self.shown.key), coder_letters.order(self.shown.key)
        takes = {f"adjudicate.take_{key}": f"Take {names[at]}’s span" for key, at in zip(LETTERS, order, strict=False)}
        return takes | {f"adjudicate.reason_{at}": f"Reason: {reason}" for at, reason in enumerate(reasons, 1)}

    def take_label(self, purpose: str, label: str) -> None:
        """Use a label that was chosen; `purpose`: how a case is decided with it, or what becomes of it."""
        if purpose == JOINED:
            self.verbs.join(label)
        elif purpose == ADDED:
            self.verbs.add(label)
        else:
            self.verbs.decide(purpose, label=label)

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

    def go_open(self) -> None:
        """Go to the next open case of the queue, in whatever document it is; when none is left, to a deferred one."""
        model, following = self.panel.model, self.shown.place_in_queue + 1
        row = model.open_from(following)
        row = row if row >= 0 else model.put_off_from(following)
        if row >= 0:
            self.shown.go_to(row)
        else:
            self.said.emit(self._nothing_open())

    def next_gold(self) -> None:
        """Show how the gold span at the caret, or the next one, came about."""
        found = self.shown.next_gold()
        if found is None or not self.shown.go_to_gold(found.id):
            self.said.emit("There is no gold after this point in the text")

    def settle(self) -> None:
        """Settle by a policy, in all documents."""
        if len(self.layers) < 2:
            self.session.refused.emit("There is nothing to settle before two coders have coded a text.")
        elif self.verbs.somebody_decides():
            self.policy_flow.ask(self.shown.coder_letters, self.panel.model.undecided())

    def toggle_names(self) -> None:
        """Hide who said what from whoever adjudicates in this project, or show it."""
        on = not self.shown.coder_letters.names_hidden
        if self.session.did(without_names.hide_names, on):
            self.said.emit(
                "Names are hidden: coders are A, B …, in a different order for each case" if on else "Names are shown"
            )

    def edit_reasons(self) -> ReasonsDialog:
        """Let the project's list of reasons be edited."""
        dialog = ReasonsDialog(adjudicate.reasons(self.session.project), self)
        dialog.chosen.connect(lambda reasons: self.session.run(adjudicate.set_reasons, reasons))
        open_dialog(dialog)
        return dialog

    # Inside.

    def _connect(self) -> None:
        self.panel.model.read_actors = lambda ids: self.session.project.actors.get_many(ids)
        self.queue_updater.counted.connect(self.counted)
        self.queue_updater.document_counted.connect(self.document_counted)
        self.queue_updater.said.connect(self.said)
        self.shown.counted.connect(self.document_counted)
        for told in (self.queue_updater.counted, self.queue_updater.document_counted, self.shown.counted):
            told.connect(self.arrivals.find)
        self.arrivals.said.connect(self.said)
        self.arrivals.changed.connect(self.state_changed)
        self.shown.changed.connect(self.state_changed)
        self.shown.document_requested.connect(self.document_requested)
        self.verbs.said.connect(self.said)
        self.verbs.picker_requested.connect(self.picker_requested)
        self.verbs.decided.connect(self._go_on)
        self.policy_flow.chosen.connect(self.queue_updater.settle)
        self.policy_flow.opened.connect(self._on_policies)
        self.policy_flow.closed.connect(self._on_policies)
        self.policies.place_chosen.connect(self.shown.go_to_place)
        self.panel.choice_requested.connect(self._on_choice)
        self.panel.take_requested.connect(self.verbs.take)
        self.panel.queue.chosen.connect(self.shown.go_to)
        self.panel.queue.counts_said.connect(self.left.say)
        self.panel.headed.connect(self.right.say)
        self.panel.filling_changed.connect(self.state_changed)
        self.panel.left.connect(lambda: self.reader.setFocus(Qt.FocusReason.OtherFocusReason))
        self.panel.bar.changed.connect(self._on_view)
        self.doubts.found.connect(self._on_doubts)
        self.panel.reason.edit_requested.connect(self.edit_reasons)
        self.reader.context_menu_requested.connect(self._on_menu)
        self.reader.mark_clicked.connect(self.queue_updater.lead_to)

    @Slot()
    def _on_policies(self) -> None:
        """Show the policies in place of the text, or the text again; nothing else is decided meanwhile."""
        is_open = self.policy_flow.is_open
        had_keyboard = self.isAncestorOf(QApplication.focusWidget() or self)
        self._middle.setCurrentWidget(self.policies if is_open else self._text)
        self.shown.only_looks = is_open
        self.shown.show_case()
        if is_open or had_keyboard:
            self.take_keyboard()

    def _go_on(self) -> None:
        """After a decision, go to the next open case; the text has the keyboard, unless the queue has it."""
        focused = QApplication.focusWidget()
        if focused is not None and self.panel.isAncestorOf(focused):
            self.reader.setFocus(Qt.FocusReason.OtherFocusReason)
        following = self.panel.model.open_from(self.shown.place_in_queue)
        if following >= 0:
            self.shown.go_to(following)
        else:
            # No case is at hand, so that the next key does not decide the last one otherwise.
            nothing = self._nothing_open
            self.shown.leave_case(lambda: f"{nothing()}. {key_of('adjudicate.previous')} goes back to the last one.")
            self.said.emit(self._nothing_open())

    def _nothing_open(self) -> str:
        view, left = self.panel.model.view, self.panel.model.undecided()
        if len(self.layers) < 2:
            return NEEDS_TWO
        if self._comparison.is_comparing:
            return "The coders are still being compared: a moment."
        if (view.document or view.label or view.kind) and left:
            return f"No case that is listed is open; {counted(left, 'other is', 'others are')}"
        key = key_of("adjudicate.next_open")
        deferred = counted(left, f"deferred; {key} goes to it", f"deferred; {key} goes through them")
        if left:
            return f"No case is open but the {deferred}"
        return "No case is open: every case is decided" if self.panel.model.entries() else "No case is open"

    @Slot(str)
    def _on_choice(self, choice: str) -> None:
        if choice == "take":
            self.verbs.take_marked()
        else:
            self.handlers()[f"adjudicate.{choice}"]()

    def _choose_reason(self, number: int) -> None:
        reason = self.panel.reason.choose(number)
        self.said.emit(f"Reason for the next decision: {reason}" if reason else "No reason for the next decision")

    @Slot(object)
    def _on_view(self, view: QueueView) -> None:
        is_asked = view.order == BY_DOUBT != self.panel.model.view.order
        self.panel.model.look(view)
        self.shown.show_case()
        if is_asked:
            self.doubts.find(self.shown.coder_letters.layers)
        elif view.order != BY_DOUBT:
            self.doubts.drop()

    @Slot(object)
    def _on_doubts(self, found: dict[str, float]) -> None:
        view = replace(self.panel.bar.view, doubts=found)
        self.panel.bar.show_view(view)
        self._on_view(view)

    @Slot(QPoint, int)
    def _on_menu(self, point: QPoint, position: int) -> None:
        marks = self.reader.sheet.marks_at(position)
        if marks:
            self.queue_updater.lead_to(marks[0].id)
        self.menu_requested.emit(point)
