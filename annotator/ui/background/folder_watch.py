"""Looks into the team's folder by itself, every minute and when asked, and beside the project for copies of it.

All of it is done in the background, on a folder that may be slow, gone, or on a stick in somebody's pocket. What came
of a look is a `FolderState`, which the session tells; nothing is ever asked, and nothing is taken in.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot

from annotator.model.errors import UserError
from annotator.operations.progress import Progress
from annotator.operations.team.conflict_copies import conflict_copies
from annotator.store.project import Project
from annotator.ui.background.folder_state import FolderState
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session

if TYPE_CHECKING:
    # What reads packets is loaded by the first look.
    from annotator.operations.team.folder_look import FolderLooker

EVERY_MS = 60_000
HANDS_OVER_EVERY = 10
"""At each so manieth look what was done here is written into the folder; besides at closing, and when asked."""
QUICK_MS = 2_000
"""A folder that a look took longer in is not waited for at closing."""


class FolderWatch(QObject):
    """Tells the session, and so everybody, how it stands after each look."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.folder: Path | None = None
        self._task = LatestTask(session, self)
        self._looker: FolderLooker | None = None
        self._looks, self._took_ms = 0, 0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def is_busy(self) -> bool:
        """Whether a look is being taken."""
        return self._task.is_busy

    @property
    def is_quick(self) -> bool:
        """Whether the folder was there at the last look, and answered soon."""
        found = self._session.folder
        return found.folder is not None and not found.has_problem and self._took_ms <= QUICK_MS

    def watch(self, folder: Path | None) -> None:
        """Look into this folder from now on; with None only beside the project."""
        self.folder, self._looks = folder, 0
        self._timer.start()
        self.look()

    @Slot()
    def look_now(self) -> None:
        """Look, and write what is to be handed over."""
        self._looks = 0
        self.look()

    def stop(self) -> None:
        """Look no more: the project is closed."""
        self._timer.stop()
        self._task.drop()
        self.folder, self._looker, self._looks = None, None, 0
        self._session.tell_folder(FolderState())

    @Slot()
    def look(self) -> None:
        """Look, as it does by itself."""
        session = self._session
        if not session.is_open or session.project.as_of:
            return
        if self._task.is_busy:
            self._task.when_free(self.look)
            return
        if self.folder is None:
            path = session.project.path
            self._task.compute(lambda progress: conflict_copies(path), self._on_beside)
        else:
            self._start()

    def _start(self) -> None:
        folder, hands_over = self.folder, self._looks % HANDS_OVER_EVERY == 0
        self._looks += 1
        self._clock.start()

        def work(project: Project, progress: Progress) -> "tuple[FolderState, FolderLooker]":
            return _looked(project, folder, hands_over, self._looker)

        self._task.start(work, self._on_looked, self._on_failed)

    def _on_beside(self, found: Sequence[Path]) -> None:
        """Look into the copies that lie beside the project; where there are none nothing need be opened."""
        if found and self._session.is_open:
            self._start()
        elif self._session.folder != FolderState():
            self._session.tell_folder(FolderState())

    def _on_failed(self, error: Exception) -> None:
        """Say at the foot why it could not be looked; the next look may."""
        if isinstance(error, UserError):
            state = FolderState(self.folder, str(error), str(error), has_problem=True)
            self._session.tell_folder(state)
        else:
            self._session.tell(error)

    def _on_looked(self, found: "tuple[FolderState, FolderLooker]") -> None:
        state, self._looker = found
        self._took_ms = self._clock.elapsed()
        self._session.tell_folder(state)


def _looked(
    project: Project, folder: Path | None, hands_over: bool, known: "FolderLooker | None"
) -> "tuple[FolderState, FolderLooker]":
    from annotator.operations.team import folder_words  # noqa: PLC0415  # loaded by the first look, see above
    from annotator.operations.team.folder_look import FolderLooker  # noqa: PLC0415

    looker = known or FolderLooker()
    strays = looker.strays(project)
    stray, stray_paths = folder_words.stray_words(strays), tuple(one.path for one in strays)
    if folder is None:
        return FolderState(stray=stray, stray_paths=stray_paths), looker
    look = looker.look(project, folder, hands_over)
    return (
        FolderState(
            folder=folder,
            line=folder_words.folder_words(look, datetime.now(UTC)),
            about=folder_words.about_folder(look),
            paths=look.paths,
            waiting={one.person: one.acts for one in look.arrived},
            has_problem=bool(look.problem),
            stray=stray,
            stray_paths=stray_paths,
        ),
        looker,
    )
