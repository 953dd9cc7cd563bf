"""History: what was done, the newest first, narrowed by who, what, where and when; a step opens its place, or goes.

Nothing here grows with the project in the window's thread: pages of steps, and what stands on one, come from the
background.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.model.wording import counted
from annotator.operations.progress import Progress
from annotator.operations.project import history, reverting
from annotator.operations.project.history import Line
from annotator.operations.team.acts_told import ActPage
from annotator.store.history.steps import Changes
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.ui.background.session import Session
from annotator.ui.commands.commands import COMMANDS, CommandScope, Fact
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.history.at_step import AtStep
from annotator.ui.history.filter_bar import HistoryFilterBar
from annotator.ui.history.item_model import StepDelegate, StepModel
from annotator.ui.history.loader import PAGE, HistoryLoader, HistoryPage, WhatStands
from annotator.ui.history.places import HistoryPlaces
from annotator.ui.history.revert_dialog import RevertDialog
from annotator.ui.history.step_panel import StepPanel
from annotator.ui.kit.rows import row_list, select_quietly
from annotator.ui.kit.widgets import Look, button, pressed_by_enter, spaced, words
from annotator.ui.workspace import Workspace

_READ_AGAIN = 1000
"""So many steps at most are read again after a change; older ones come when one goes there."""
_CORNER = 24
"""Pixels for the button that brings a folded side back."""
_NOTHING_YET = "Nothing has been done yet; each step of the work will be listed here."
_NOTHING_LEFT = "No step is as asked for."


class HistoryWorkspace(Workspace):
    """The steps in the middle; at the right the one at hand, with what stands on it."""

    place = CommandScope.HISTORY
    activity = "looking back"
    left_widths = (240, 248, 272)
    right_widths = (336, 360, 400)
    folded = frozenset({"left.narrow"})
    shows_documents = True
    left_title = "History"
    main_keys = (
        (("Return",), "its place in the text"),
        (("history.revert",), "revert the step"),
        (("history.only_document",), "this document alone"),
        (("history.remark",), "remark"),
    )
    depends_on = frozenset(Table)
    wait_ms = 200

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.filters, self.panel, self.places_ = HistoryFilterBar(), StepPanel(), HistoryPlaces()
        self.model = StepModel()
        self.list = row_list("History")
        self.list.setItemDelegate(StepDelegate(self.list))
        self.list.setModel(self.model)
        self.empty = words("", Look.SECONDARY)
        self.veil_note = pressed_by_enter(button("Show what others coded…", Look.LINK))
        self.loader = HistoryLoader(session, self)
        self.at_step = AtStep(session, self.loader, self)
        self._stands: WhatStands | None = None
        self._at_hand: Line | None = None
        self._document: str | None = None
        self._is_reverting = False
        self._waiting: Sequence[int] = ()
        self._build()
        self._connect()

    # What is shown.

    def catch_up(self, changes: Changes | None) -> None:
        """Read the steps again, as many as were there."""
        self._read(max(PAGE, min(self.model.count, _READ_AGAIN)))

    def take_keyboard(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard on the steps, or where one chooses which."""
        (self.list if self.list.isVisibleTo(self) else self.filters.who).setFocus(reason)

    def show_document(self, document: str | None) -> None:
        """Offer the steps of this document alone."""
        self._document = document
        self.filters.offer_document(document, self._title(document))

    def refresh_theme(self) -> None:
        """Paint the rows anew."""
        self.list.viewport().update()
        self.panel.changes.refresh_theme()

    def reset(self) -> None:
        """Show nothing of this project any more."""
        super().reset()
        self.loader.drop()
        self.filters.reset()
        self._show(HistoryPage((), is_last=True))

    # Commands.

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this workspace do."""
        return {
            "history.revert": self.revert,
            "history.passage": self.to_place,
            "history.only_document": self.only_document,
            "history.all": self.filters.show_all,
            **self.at_step.handlers(),
        }

    def shortcut_scopes(self) -> dict[str, tuple[QWidget, ...]]:
        """Return where alone some keys count: letters are typed elsewhere."""
        typed = ("revert", "passage", "only_document", "remark", "settle", "then")
        return {f"history.{name}": (self.list,) for name in typed}

    def facts(self) -> frozenset[Fact]:
        """Return what holds here."""
        return frozenset({Fact.STEP}) if self._at_hand is not None else frozenset()

    def revert(self) -> None:
        """Revert the step at hand: at once where nothing stands on it, else once that was seen and agreed to."""
        stands = self._stands
        if self._at_hand is None or self._is_reverting:
            return
        if stands is None:
            self.said.emit("Looking for what stands on this step: a moment.")
        elif stands.plan.refusal:
            self.session.refused.emit(stands.plan.refusal)
        elif len(stands.plan.steps) == 1:
            self._revert(stands)
        else:
            dialog = RevertDialog(self._at_hand, stands.others, len(stands.plan.steps), self.window())
            dialog.accepted.connect(lambda: self._revert(stands))
            dialog.opened.connect(self.open_step)
            open_dialog(dialog)

    @Slot()
    def to_place(self) -> None:
        """Go to where the step at hand was done."""
        if self._at_hand is not None:
            self.open_step(self._at_hand.number)

    @Slot(int)
    def open_step(self, number: int) -> None:
        """Go to where a step was done: its span, or the document where that is gone."""
        found = history.place_of(self.session.project, number)
        if found is None:
            self.said.emit("This step was done at no place in a text that is there now.")
        else:
            document, span = found
            self.passage_requested.emit(document, span or "")

    @Slot()
    def only_document(self) -> None:
        """List the steps of the document of the step at hand alone, or all again."""
        found = history.place_of(self.session.project, self._at_hand.number) if self._at_hand is not None else None
        document = found[0] if found is not None else self._document
        if document is not None:
            self.filters.choose_document(document, self._title(document))

    # Inside.

    def _build(self) -> None:
        page = QWidget(self)
        box = QVBoxLayout(page)
        spaced(box, 8, (16, 10, 16, 4))
        above = QHBoxLayout()
        spaced(above, 0, (_CORNER, 0, 0, 0))
        above.addWidget(self.filters)
        box.addLayout(above)
        box.addWidget(self.veil_note, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.empty)
        box.addWidget(self.list, 1)
        box.addStretch(0)
        page.setProperty("look", Look.PAGE.value)
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.set_middle(page)
        self.left.hold(self.places_)
        self.places_.show()
        self.places_.offer(frozenset(command.id for command in COMMANDS))
        self.right.hold(self.panel, self._to_panel)
        self.panel.show()
        self.right.say("Step")

    def _connect(self) -> None:
        self.session.coder_changed.connect(self._on_coder)
        self.filters.changed.connect(self._on_filter)
        self.session.checked.connect(self._on_checked)
        self.places_.command_requested.connect(self.command_requested)
        self.places_.remark_requested.connect(self._to_remark)
        self.veil_note.clicked.connect(self._see_others)
        self.loader.began.connect(self._show)
        self.loader.went_on.connect(self._go_on)
        self.loader.planned.connect(self._on_planned)
        self.model.more_requested.connect(lambda before: self.loader.go_on(self.filters.wanted, before))
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.activated.connect(self.to_place)
        self.panel.revert_requested.connect(self.revert)
        self.panel.place_requested.connect(self.to_place)
        self.panel.document_requested.connect(self.only_document)
        self.panel.opened.connect(self.open_step)
        self.panel.remark_requested.connect(self.at_step.write_remark)
        self.panel.settle_requested.connect(self.at_step.settle_remarks)
        self.panel.then_requested.connect(self.at_step.open_then)
        self.panel.more_came.connect(self._on_more_came)
        self.loader.came_on.connect(self._on_came)
        self.at_step.earlier_requested.connect(self.earlier_requested)

    def _to_panel(self) -> None:
        target = self.panel.list if self.panel.list.isVisibleTo(self) else self.panel.revert
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _title(self, document: str | None) -> str:
        return self.session.project.documents.info(document).title if document and self.session.is_open else ""

    def _read(self, count: int) -> None:
        if self.session.is_open:
            self.veil_note.setVisible(not self.session.may_see_others)
            self.loader.begin(self.filters.wanted, count)

    @Slot(object)
    def _show(self, page: HistoryPage) -> None:
        was, had_keyboard = self._at_hand, self.list.hasFocus() or self.filters.who.hasFocus()
        is_new = self.model.count == 0
        self.filters.offer_people(page.people)
        self.places_.show_steps(page.count)
        self.places_.show_waiting(len(page.waiting))
        self._waiting = page.waiting
        self._on_checked()
        self.model.show_lines(page.lines, has_more=not page.is_last)
        self.list.setVisible(bool(page.lines))
        self.empty.setVisible(not page.lines)
        self.empty.setText(_NOTHING_LEFT if self.filters.narrows else _NOTHING_YET)
        row = self.model.row_of(was.number if was is not None else page.lines[0].number) if page.lines else -1
        if row >= 0:
            select_quietly(self.list, self.model.index(row))
        self._take(self.model.line_at(row))
        if had_keyboard and is_new and self.is_shown:
            self.take_keyboard()

    @Slot(object)
    def _go_on(self, page: HistoryPage) -> None:
        self.model.add_lines(page.lines, has_more=not page.is_last)

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        self._take(self.model.line_at(index.row()))

    def _take(self, line: Line | None) -> None:
        """Show a step at the right, and look what stands on it."""
        self._at_hand, self._stands = line, None
        self.at_step.take(line)
        self.panel.show_step(line, self.session.is_open and self.session.may_see_others)
        self.right.say("Step", f"{line.number:,}" if line is not None else "")
        if line is not None:
            self.loader.plan(line.number)
        self.state_changed.emit()

    @Slot(object)
    def _on_planned(self, found: WhatStands) -> None:
        if self._at_hand is not None and found.plan.step.number == self._at_hand.number:
            self._stands = found
            self.at_step.know(found.notes)
            self.panel.show_told(found.told, self.session.project.codebook)
            self.panel.show_notes(found.notes)
            self.panel.show_came(found.came)
            self.panel.show_standing(found.others, len(found.plan.steps), found.plan.refusal)
            self.state_changed.emit()

    @Slot(int)
    def _on_more_came(self, after: int) -> None:
        if self._at_hand is not None:
            self.loader.come_on(self._at_hand.number, after)

    @Slot(object)
    def _on_came(self, page: ActPage | None) -> None:
        if page is not None:
            self.panel.add_came(page)

    def _revert(self, stands: WhatStands) -> None:
        number, steps = stands.plan.step.number, stands.plan.steps
        self._is_reverting = True

        def revert(project: Project, progress: Progress) -> int:
            return reverting.revert(project, number, steps, progress)

        self.session.in_background(revert, returned=self._on_reverted, errored=self._on_failed)

    def _on_reverted(self, count: int) -> None:
        self._is_reverting = False
        self.session.said.emit(f"Reverted {counted(count, 'step')} · saved")

    def _on_failed(self, error: Exception) -> None:
        self._is_reverting = False
        self.session.tell(error)

    @Slot()
    def _on_checked(self) -> None:
        self.places_.show_check(*(self.session.last_check or (None, None)))

    @Slot()
    def _to_remark(self) -> None:
        """Go to the first step at which a remark waits; of one that is not listed, the others are listed again."""
        if not self._waiting:
            return
        row = self.model.row_of(self._waiting[0])
        line = self.model.line_at(row)
        if line is None or line.number != self._waiting[0]:
            self.filters.show_all()
            self.said.emit(f"It is at step {self._waiting[0]:,}: it comes as you go down.")
            return
        self.list.setCurrentIndex(self.model.index(row))
        self.take_keyboard()

    @Slot()
    def _on_filter(self) -> None:
        if self.is_shown:
            self._read(PAGE)
        else:
            self.set_stale()

    @Slot()
    def _on_coder(self) -> None:
        if self.is_shown and self.session.is_open:
            self._read(PAGE)
        else:
            self.set_stale()

    @Slot()
    def _see_others(self) -> None:
        self.session.see_others("History")
        self._read(PAGE)
        self.take_keyboard()
