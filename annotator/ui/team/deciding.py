"""The conflicts of the workspace Team: which is at hand, decided by a letter, left for later, and the next."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from annotator.model.wording import plain
from annotator.operations.progress import Progress
from annotator.operations.team import conflicts
from annotator.operations.team.conflict_types import OpenConflict
from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.commands.commands import LETTERS
from annotator.ui.kit.rows import select_quietly
from annotator.ui.team.conflict_list import ConflictModel
from annotator.ui.team.conflict_panel import ConflictPanel
from annotator.ui.team.page import TeamPage


class Deciding(QObject):
    """`taken`: another conflict is at hand, or none any more."""

    taken = Signal()
    said = Signal(str)

    def __init__(self, session: Session, page: TeamPage, panel: ConflictPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._page, self._panel = session, page, panel
        self._left: set[str] = set()
        self._row = 0
        self.is_deciding = False
        panel.chosen.connect(self.choose)
        panel.left.connect(self.leave)
        page.conflict_list.selectionModel().currentChanged.connect(self._on_current)

    @property
    def model(self) -> ConflictModel:
        """What is open."""
        return self._page.conflicts

    @property
    def at_hand(self) -> OpenConflict | None:
        """The conflict whose row is chosen."""
        return self.model.at(self._page.conflict_list.currentIndex().row())

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do."""
        return {
            **{f"team.choose_{key}": partial(self.choose, key) for key in LETTERS},
            "team.next_conflict": self.go_on,
            "team.leave_conflict": self.leave,
        }

    def titles(self) -> dict[str, str]:
        """Return what a letter does now."""
        one = self.at_hand
        if one is None or one.why_not:
            return {}
        return {f"team.choose_{each.letter.lower()}": f"Take {each.letter}: {each.words}" for each in one.choices}

    def show(self, found: Sequence[OpenConflict]) -> None:
        """Show what is open; the row at hand stays, or the next one comes there."""
        was = self.at_hand
        self._left &= {one.key for one in found}
        self.model.show_conflicts(found, self._left)
        if not found:
            self._row = 0
            self.taken.emit()
            return
        row = self.model.row_of(was.key) if was is not None else -1
        self._go(row if row >= 0 else min(self._row, len(found) - 1))

    def forget(self) -> None:
        """Begin anew with another project."""
        self._left.clear()
        self._row, self.is_deciding = 0, False

    @Slot(str)
    def choose(self, letter: str) -> None:
        """Let what has a letter hold."""
        one = self.at_hand
        if one is None or self.is_deciding:
            return
        if one.why_not:
            self._session.refused.emit(one.why_not)
            return
        self.is_deciding = True
        key = one.key

        def decide(project: Project, _: Progress) -> OpenConflict:
            return conflicts.decide(project, key, letter)

        self._session.in_background(decide, returned=self._on_decided, errored=self._on_failed)

    @Slot()
    def leave(self) -> None:
        """Put the conflict at hand behind the others."""
        if (one := self.at_hand) is not None:
            self._left.add(one.key)
            rows = [self.model.at(row) for row in range(self.model.count)]
            self.model.show_conflicts([each for each in rows if each is not None], self._left)
            self._go(min(self._row, self.model.count - 1))
            self.said.emit("Left for later.")

    def go_on(self) -> None:
        """Go to the next conflict; behind the last comes the first."""
        if self.model.count:
            self._go((self._page.conflict_list.currentIndex().row() + 1) % self.model.count)

    def _go(self, row: int) -> None:
        select_quietly(self._page.conflict_list, self.model.index(row))
        self._on_current()

    @Slot()
    def _on_current(self, *_: object) -> None:
        self._row = max(0, self._page.conflict_list.currentIndex().row())
        if (one := self.at_hand) is not None:
            self._panel.show_conflict(one)
        self.taken.emit()

    def _on_decided(self, one: OpenConflict) -> None:
        self.is_deciding = False
        self._session.said.emit(f"Decided: {plain(one.what)} · saved")

    def _on_failed(self, error: Exception) -> None:
        self.is_deciding = False
        self._session.tell(error)
