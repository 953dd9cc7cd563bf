"""A backup tried by itself, once a month while nothing else is done; or now, if somebody asks for it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.operations.project import backups, drills
from annotator.operations.project.drills import Tried
from annotator.store.backups.choice import BackupChoice
from annotator.store.backups.drill import clear_left_over
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress
from annotator.ui.settings.preferences import Preferences

IDLE_MS = 60_000
"""So long nothing is done before a backup is tried: that of the day is made by then."""


@dataclass(frozen=True, slots=True)
class _Came:
    tried: Tried | None
    reminder: str
    is_blind: bool


class DrillFlow(QObject):
    """Says quietly what is whole, and loudly what is not. `told` carries what came of a drill that was asked for."""

    told = Signal(str)

    def __init__(
        self, session: Session, preferences: Preferences, choice: Callable[[], BackupChoice], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._preferences, self._choice = session, preferences, choice
        self._task = LatestTask(session, self)
        self._idle = QTimer(self, interval=IDLE_MS, singleShot=True)
        self._idle.timeout.connect(self.look)
        session.changed.connect(self._on_changed)
        session.closing.connect(self._idle.stop)

    def wait(self) -> None:
        """Look whether one is to be tried, once nothing has been done for a while."""
        self._idle.start()

    @Slot()
    def look(self) -> None:
        """Try the newest backup of the open project where it is time to, and remind who has none elsewhere."""
        session = self._session
        if not session.is_open or session.project.as_of or self._task.is_busy:
            return
        choice, days = self._choice(), self._preferences.value.drill_days
        self._task.start(lambda project, progress: _came(choice, project, progress, days), self._say, self._on_failed)

    def try_now(self) -> None:
        """Try the newest backup whatever was tried before."""
        choice = self._choice()
        self._task.start(
            lambda project, progress: _tried(choice, project, progress),
            lambda came: self.told.emit(_sentence(came)),
            lambda error: self.told.emit(str(error)),
        )

    def _say(self, came: _Came) -> None:
        if came.tried is not None and not came.tried.known.whole:
            self._session.refused.emit(_sentence(came))
            return
        said = ["The newest backup was tried, and is whole."] if came.tried is not None else []
        if said := [*said, *filter(None, [came.reminder])]:
            self._session.said.emit(" ".join(said))

    def _on_failed(self, error: Exception) -> None:
        """Leave it for another time: why no backup is there, or no room, is said where one is made."""

    @Slot(object)
    def _on_changed(self, _: object) -> None:
        if self._idle.isActive():
            self._idle.start()


def _came(choice: BackupChoice, project: Project, progress: Progress, days: int) -> _Came:
    clear_left_over()
    tried = None
    if drills.is_due(project.path, days):
        tried = _tried(choice, project, progress).tried
    return _Came(tried, drills.remind_once(choice, project.path) if days else "", not backups.tells_all(project))


def _tried(choice: BackupChoice, project: Project, progress: Progress) -> _Came:
    found = drills.choose(choice, project.path)
    return _Came(drills.try_backup(found, project.path, project, progress), "", not backups.tells_all(project))


def _sentence(came: _Came) -> str:
    assert came.tried is not None
    return drills.told(came.tried, came.is_blind)
