"""What waits in Team, as a number beside its word in the header: packets to take in, and conflicts to decide.

Conflicts are counted in the background when a project is opened, and anew after what can have made or settled one.
"""

from PySide6.QtCore import QObject, Slot

from annotator.model.verbs.team import DecideConflict, TakeIn
from annotator.operations.progress import Progress
from annotator.store.history.steps import Changes
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.commands.commands import CommandScope
from annotator.ui.window.places import WorkspaceWords


class OpenMatters(QObject):
    """Follows the session; where nothing was ever taken in, nothing is counted."""

    def __init__(self, session: Session, places: WorkspaceWords, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._places = session, places
        self._counting = LatestTask(session, self)
        self._conflicts, self._packets = 0, 0
        session.coder_changed.connect(self._count)
        session.changed.connect(self._on_changed)
        session.closing.connect(self._forget)

    def show_packets(self, number: int) -> None:
        """Say how many packets wait."""
        self._packets = number
        self._show()

    def _show(self) -> None:
        self._places.set_badge(CommandScope.TEAM, self._conflicts + self._packets)

    @Slot(Changes)
    def _on_changed(self, changes: Changes) -> None:
        # While something is open any step may settle it.
        if self._conflicts or isinstance(changes.verb, TakeIn | DecideConflict):
            self._count()

    @Slot()
    def _forget(self) -> None:
        self._conflicts, self._packets = 0, 0
        self._show()

    @Slot()
    def _count(self) -> None:
        if self._session.is_open:
            self._counting.start(_count, self._on_counted)

    def _on_counted(self, number: int) -> None:
        self._conflicts = number
        self._show()


def _count(project: Project, _: Progress) -> int:
    # What tells conflicts is loaded by the first look, and not by the start of the program.
    from annotator.operations.team import conflicts  # noqa: PLC0415

    return len(conflicts.listed(project)) if project.decided_rows.has_company() else 0
