"""The packets of the workspace Team: which is at hand, taken in or not now, looked at act by act."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from annotator.operations.team.acts_told import ActPage
from annotator.operations.team.taking_in import Came
from annotator.ui.background.session import Session
from annotator.ui.dialogs.acts_dialog import ActsDialog
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.kit.rows import select_quietly
from annotator.ui.team.packet_panel import PacketPanel
from annotator.ui.team.page import TeamPage
from annotator.ui.team.receiving import Receiving, brings_something


class PacketDesk(QObject):
    """`shown`: other files wait, or another one is at hand; `kept_changed`: so much is to be kept."""

    shown = Signal()
    kept_changed = Signal(str)

    def __init__(self, session: Session, page: TeamPage, panel: PacketPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._page, self._panel = session, page, panel
        self.receiving = Receiving(session, self)
        self._told_of: Path | None = None
        self._wanted: Path | None = None
        panel.take_requested.connect(self.take)
        panel.each_requested.connect(self.look_at_each)
        panel.not_now_requested.connect(self.not_now)
        panel.forget_requested.connect(self.forget)
        page.waiting_list.selectionModel().currentChanged.connect(self._on_current)
        page.waiting_list.activated.connect(self.take)
        self.receiving.changed.connect(self._show)
        self.receiving.taken.connect(self._on_taken)
        self.receiving.acts_told.connect(self._on_told)

    @property
    def at_hand(self) -> Came | None:
        """The file whose row is chosen."""
        return self._page.waiting.at(self._page.waiting_list.currentIndex().row())

    @property
    def is_looking(self) -> bool:
        """Whether files that were chosen are still looked at."""
        return self._wanted is not None

    @property
    def can_take(self) -> bool:
        """Whether the file at hand brings something."""
        one = self.at_hand
        return one is not None and brings_something(one)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do."""
        return {
            "team.take": self.take,
            "team.take_all": self.take_all,
            "team.each": self.look_at_each,
            "team.not_now": self.not_now,
            "team.forget": self.forget,
        }

    def add(self, paths: Sequence[Path]) -> None:
        """Look at files that were chosen or dropped; the first of them is at hand then."""
        self._wanted = paths[0] if paths else None
        self.receiving.add(paths)

    def show_of(self, person: str) -> bool:
        """Put the first file of a person at hand that brings something; False where there is none."""
        waiting = self._page.waiting
        row = waiting.row_where(
            lambda one: brings_something(one) and one.plan is not None and one.plan.sender == person
        )
        if row >= 0:
            select_quietly(self._page.waiting_list, waiting.index(row))
            self._on_current()
        return row >= 0

    @Slot()
    def take(self) -> None:
        """Take the file at hand in."""
        one = self.at_hand
        if one is None:
            return
        if not brings_something(one):
            self._session.refused.emit(one.problem or "All of it is here already.")
            return
        self._session.said.emit(f"Taking in {one.path.name} …")
        self.receiving.take([one.path])

    @Slot()
    def take_all(self) -> None:
        """Take in all that brings something, each file as a step."""
        self.receiving.take([one.path for one in self.receiving.waiting if brings_something(one)])

    @Slot()
    def look_at_each(self) -> None:
        """List the acts of the file at hand."""
        if self.can_take and (one := self.at_hand) is not None:
            self._told_of = one.path
            self.receiving.tell_acts(one.path)

    @Slot()
    def not_now(self) -> None:
        """Leave the file at hand where it waits."""
        select_quietly(self._page.waiting_list, self._page.waiting.index(-1))
        self._on_current()

    @Slot()
    def forget(self) -> None:
        """Let the file at hand wait no more."""
        if (one := self.at_hand) is not None:
            self.receiving.forget(one.path)

    @Slot()
    def _show(self) -> None:
        at_hand = self.at_hand.path if self.at_hand is not None else None
        wanted, before = self._wanted or at_hand, self._page.waiting_list.currentIndex().row()
        self._page.waiting.show_waiting(self.receiving.waiting)
        row = self._page.waiting.row_where(lambda one: one.path == wanted)
        if row >= 0:
            self._wanted = None
        elif before >= 0:  # it was taken in, or off the list: the one that stands there now is next
            row = min(before, self._page.waiting.rowCount() - 1)
        select_quietly(self._page.waiting_list, self._page.waiting.index(row))
        self.kept_changed.emit(self.receiving.kept())
        self._on_current()

    @Slot()
    def _on_current(self, *_: object) -> None:
        if (one := self.at_hand) is not None:
            self._panel.show_came(one)
        self.shown.emit()

    @Slot(object)
    def _on_taken(self, found: Sequence[Came]) -> None:
        for one in found:
            if one.problem:
                self._session.refused.emit(one.problem)
            elif one.sentences:
                self._session.said.emit(f"Taken in: {one.sentences[0].rstrip('.')} · saved")

    @Slot(object)
    def _on_told(self, page: ActPage) -> None:
        name = self._told_of.name if self._told_of is not None else ""
        open_dialog(ActsDialog(name, page.lines, page.is_last, self._page.window()))
