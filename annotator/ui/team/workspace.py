"""Team: who works in the project, what went out to them and came in, and what is open between copies.

Nothing here grows with the project in the window's thread: what is shown is read in the background.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.operations.people import people
from annotator.operations.people.roles import Right
from annotator.operations.team.people import MemberStanding, headline
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.background.session import Session
from annotator.ui.commands.commands import LETTERS, CommandScope, Fact, holding
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.team.conflict_panel import ConflictPanel
from annotator.ui.team.deciding import Deciding
from annotator.ui.team.folder_section import FolderSection
from annotator.ui.team.hub_section import HubSection
from annotator.ui.team.loader import TeamLoader, TeamView
from annotator.ui.team.packet_desk import PacketDesk
from annotator.ui.team.packet_panel import PacketPanel
from annotator.ui.team.page import TeamPage
from annotator.ui.team.person_panel import PersonPanel
from annotator.ui.team.receiving import brings_something
from annotator.ui.workspace import MainKey, Workspace

COPY_KEYS: tuple[MainKey, ...] = (
    (("project.hand_in",), "hand in"),
    (("project.take_in",), "take in what was sent to you"),
)
PACKET_KEYS: tuple[MainKey, ...] = (
    (("team.take",), "take it in"),
    (("team.each",), "look at each act"),
    (("team.not_now",), "not now"),
)
CONFLICT_KEYS: tuple[MainKey, ...] = (
    (("team.choose_a", "team.choose_b"), "decide"),
    (("team.next_conflict",), "next"),
    (("team.leave_conflict",), "leave for later"),
)


class TeamWorkspace(Workspace):
    """The people in the middle; at the right whoever is at hand."""

    place = CommandScope.TEAM
    activity = "looking after the team"
    sees_others = False
    left_widths = (200, 200, 200)
    right_widths = (320, 336, 400)
    main_keys = (
        (("team.add",), "add somebody"),
        (("team.rename",), "rename"),
    )
    depends_on = frozenset(Table)
    wait_ms = 200

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.page, self.panel, self.conflict_panel = TeamPage(), PersonPanel(), ConflictPanel()
        self.loader = TeamLoader(session, self)
        self.packet_panel = PacketPanel()
        self.deciding = Deciding(session, self.page, self.conflict_panel, self)
        self.taking = PacketDesk(session, self.page, self.packet_panel, self)
        self._person, self._view = "", TeamView()
        self._goes_to_files = False
        """The keyboard goes to the files that wait once what was chosen is seen there."""
        self.set_middle(self.page)
        for each in self._panels:
            self.right.hold(each, self._to_right)
        self._show_right(self.panel, "Person")
        self.folder = FolderSection()
        self.page.add_section(self.folder)
        self.folder.command_requested.connect(self.command_requested)
        session.folder_told.connect(self._show_folder)
        self._show_folder()
        self.hub = HubSection()
        self.page.add_section(self.hub)
        self.hub.command_requested.connect(self.command_requested)
        self.hub.hub_chosen.connect(self._on_hub)
        session.hubs_told.connect(self._show_hubs)
        self._show_hubs()
        self.loader.came.connect(self._show)
        self.page.command_requested.connect(self.command_requested)
        self.panel.command_requested.connect(self.command_requested)
        self.page.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.deciding.taken.connect(self._on_conflict)
        self.deciding.said.connect(self.said)
        self.taking.shown.connect(self._on_packet)
        self.taking.kept_changed.connect(self.kept_changed)
        self.page.table.installEventFilter(self)
        self.page.conflict_list.installEventFilter(self)
        self.page.waiting_list.installEventFilter(self)
        self.corners[self.right].installEventFilter(self)
        session.coder_changed.connect(self._on_coder)

    # What is shown.

    def catch_up(self, changes: Changes | None) -> None:
        """Read the people again."""
        if self.session.is_open:
            self.loader.read()
            self.taking.receiving.look()

    def take_keyboard(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard on the people."""
        self.page.table.setFocus(reason)

    def refresh_theme(self) -> None:
        """Paint the rows anew."""
        self.page.table.viewport().update()
        self.page.conflict_list.viewport().update()

    def reset(self) -> None:
        """Show nothing of this project any more."""
        super().reset()
        self.loader.drop()
        self._person, self._goes_to_files = "", False
        self.deciding.forget()
        self.taking.receiving.reset()
        self._show(TeamView())

    def put_kept(self, kept: str) -> None:
        """Let what waited in this project wait again."""
        self.taking.receiving.put_kept(kept)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Look at files that may be taken in; what the first of them brings is shown."""
        self._goes_to_files = bool(paths)
        self.taking.add(paths)

    # Commands.

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this workspace do."""
        return {"team.add": self.add, "team.rename": self.rename, **self.deciding.handlers(), **self.taking.handlers()}

    def shortcut_scopes(self) -> dict[str, tuple[QWidget, ...]]:
        """Return where alone some keys count: letters decide in the list of conflicts."""
        own = ("next_conflict", "leave_conflict", *(f"choose_{key}" for key in LETTERS))
        people = (self.page.table, self.page.waiting_list)
        return {
            **{f"team.{name}": (self.page.conflict_list,) for name in own},
            **{f"team.{name}": people for name in ("take", "take_all", "each", "not_now")},
            "team.forget": (self.page.waiting_list,),
            "team.rename": (self.page.table,),
        }

    def titles(self) -> dict[str, str]:
        """Return what a letter does now."""
        return self.deciding.titles()

    def keys_now(self) -> tuple[MainKey, ...]:
        """Return the keys of what has the keyboard."""
        if self.page.waiting_list.hasFocus():
            return PACKET_KEYS
        if self.page.conflict_list.hasFocus():
            return CONFLICT_KEYS
        return COPY_KEYS if self.session.owner is not None else self.main_keys

    def facts(self) -> frozenset[Fact]:
        """Return what holds here."""
        return holding(
            {
                Fact.MEMBER: self.page.table.at_hand is not None,
                Fact.CONFLICT: self.deciding.at_hand is not None,
                Fact.PACKET: self.taking.at_hand is not None,
            }
        )

    def add(self) -> None:
        """Ask for the name of somebody new."""
        if self.session.allows(Right.PEOPLE):
            hint = "They code until a lead gives them other roles."
            dialog = ReasonDialog("Add somebody", "Name", "", hint, "Add", self.window())
            dialog.given.connect(self._add)
            open_dialog(dialog)

    def rename(self) -> None:
        """Ask for another name of the person at hand."""
        one = self.page.table.at_hand
        if one is not None and self.session.allows(Right.PEOPLE):
            hint = "Layers that are called after them get the name too."
            dialog = ReasonDialog("Rename the coder", "Name", one.name, hint, parent=self.window())
            dialog.given.connect(lambda name: self.session.did(people.rename_coder, one.id, name))
            open_dialog(dialog)

    # Inside.

    @property
    def _panels(self) -> tuple[QWidget, ...]:
        return self.panel, self.packet_panel, self.conflict_panel

    @Slot()
    def _show_folder(self) -> None:
        self.folder.show_folder(self.session.folder)

    @Slot()
    def _show_hubs(self) -> None:
        self.hub.show_hubs(self.session.hubs)

    @Slot(int)
    def _on_hub(self, id: int) -> None:
        self.session.hub_at_hand = id

    def _add(self, name: str) -> None:
        made = self.session.run(people.add_coder, name)
        if made is not None:
            self._person = made[0].id

    @Slot(object)
    def _show(self, view: TeamView) -> None:
        self._view = view
        self.hub.show_as_copy(self.session.is_open and self.session.owner is not None)
        self.page.show_as_copy(self.session.is_open and self.session.owner is not None, bool(view.lacking))
        self.deciding.show(view.conflicts)
        self.page.people.show_members(view.members)
        self._say_waiting()
        self.page.table.choose(self._person)
        self._on_current(self.page.table.currentIndex())

    def _say_waiting(self) -> None:
        """Say over all, and in the row of each, whose packets wait."""
        waiting = [one for one in self.taking.receiving.waiting if brings_something(one)]
        whose = {one.plan.sender: (one.made, one.plan.acts) for one in waiting if one.plan is not None}
        self.page.people.show_waiting(whose)
        members = self._view.members
        said = headline(members, len(waiting), len(self._view.conflicts), self._view.to_hand_in) if members else ""
        self.page.headline.setText(said)
        self.waits.emit(len(waiting))

    @Slot()
    def _on_packet(self) -> None:
        """Show the packet at hand; none any more: the people."""
        self._say_waiting()
        if self._goes_to_files and self.is_shown and not self.taking.is_looking and self.taking.at_hand is not None:
            self._goes_to_files = False
            self.page.waiting_list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.page.ensureWidgetVisible(self.page.waiting_list)
        if self.taking.at_hand is not None and (self.page.waiting_list.hasFocus() or self._is_right(self.packet_panel)):
            self._show_right(self.packet_panel, "Before it is taken in")
        elif self.taking.at_hand is None and self._is_right(self.packet_panel):
            self._show_right(self.panel, "Person")
            if self.is_shown:
                self.take_keyboard()
        self.state_changed.emit()

    def _is_right(self, panel: QWidget) -> bool:
        return panel.isVisibleTo(self.right)

    @Slot(QModelIndex)
    def _on_current(self, _: QModelIndex) -> None:
        one = self.page.table.at_hand
        if one is not None:
            self._person = one.id
        standing = self.page.people.standing(one) if one is not None else MemberStanding.UNKNOWN
        leads = self.session.is_open and not self.session.why_not(Right.PEOPLE)
        self.panel.show_member(one, standing, leads)
        self.state_changed.emit()

    @Slot()
    def _on_conflict(self) -> None:
        """Show the conflict at hand; where the last one is decided, the people again."""
        if self.deciding.at_hand is None:
            if self._is_right(self.conflict_panel):
                self._show_right(self.panel, "Person")
                if self.is_shown:
                    self.take_keyboard()
        elif self.page.conflict_list.hasFocus():
            self._show_right(self.conflict_panel, "Conflict")
        self.state_changed.emit()

    def _show_right(self, panel: QWidget, title: str) -> None:
        for each in self._panels:
            each.setVisible(each is panel)
        self.right.say(title)

    def _to_right(self) -> None:
        shown = next((each for each in self._panels if self._is_right(each)), self.panel)
        first = next((each for each in shown.findChildren(QPushButton) if each.isVisible() and each.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_coder(self) -> None:
        if self.is_shown and self.session.is_open:
            self.catch_up_soon()
        else:
            self.set_stale()

    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.corners[self.right]:
            if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
                self.page.keep_clear(event.type() == QEvent.Type.Show)
        elif event.type() == QEvent.Type.FocusIn:
            if watched is self.page.table:
                self._show_right(self.panel, "Person")
            elif watched is self.page.waiting_list:
                if self.taking.at_hand is None and self.page.waiting.rowCount():
                    self.page.waiting_list.setCurrentIndex(self.page.waiting.index(0))
                self._on_packet()
            elif self.deciding.at_hand is not None:
                self._show_right(self.conflict_panel, "Conflict")
            self.state_changed.emit()
        return super().eventFilter(watched, event)
