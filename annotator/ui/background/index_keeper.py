"""The index of all texts is kept up while a project is open: soon after it was opened, and after texts came in."""

from PySide6.QtCore import QObject, QTimer, Slot

from annotator.model.errors import UserError
from annotator.operations.passages.index_upkeep import PAUSE_S, keep_up
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session

SOON_MS = 3_000
"""What one came for is there by then."""


class IndexKeeper(QObject):
    """Completes the index off the window's thread, on a connection of its own; a search finds the same meanwhile."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._task = LatestTask(session, self)
        self._timer = QTimer(self, interval=SOON_MS, singleShot=True)
        self._timer.timeout.connect(self.begin)
        session.opened.connect(self._timer.start)
        session.closing.connect(self._timer.stop)
        session.changed.connect(self._on_changed)

    @property
    def is_busy(self) -> bool:
        """Whether it is being done."""
        return self._task.is_busy

    @Slot()
    def begin(self) -> None:
        """Complete it, where the project can be written; what hinders it shows elsewhere, or does no harm."""
        if self._session.is_open and not self._session.project.read_only and not self._session.is_lost():
            self._task.start(
                lambda project, progress: keep_up(project, progress, PAUSE_S), lambda done: None, self._on_failed
            )

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._session.tell(error)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(Table.DOCUMENTS):
            self._timer.start()
