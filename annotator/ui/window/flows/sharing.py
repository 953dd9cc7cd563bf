"""The shared folder across the window: chosen or let go, looked into by itself, and handed over to at closing.

How it stands is said at the foot and in Team, and never in a dialog. What came is offered there, with the dry run.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.model.verbs.team import TakeIn
from annotator.store.history.steps import Changes
from annotator.store.project import Project
from annotator.ui.background.folder_watch import FolderWatch
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.settings.preferences import Preferences

KEPT = "team_folder"
"""Under this name the settings of this computer keep the folder, for each project."""
_STOPPED = "-"
"""What is kept where somebody let go of a folder that would be found again beside the file."""


class SharingFlows(QObject):
    """`take` shows files in Team, where they are looked at before they are taken in."""

    def __init__(
        self, session: Session, preferences: Preferences, window: QWidget, take: Callable[[Sequence[Path]], object]
    ) -> None:
        super().__init__(window)
        self._session, self._preferences, self._window, self._take = session, preferences, window, take
        self.watch = FolderWatch(session, self)
        self._choosing = LatestTask(session, self)
        session.opened.connect(self._on_opened)
        session.coder_changed.connect(self._on_coder)
        session.closing.connect(self._on_closing)
        session.changed.connect(self._on_changed)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {
            "project.share_folder": self.share,
            "project.look_folder": self.look_now,
            "project.take_arrived": self.take_arrived,
            "project.stop_folder": self.stop,
        }

    @property
    def folder(self) -> Path | None:
        """The folder of the project that is open."""
        return self.watch.folder

    def share(self) -> None:
        """Ask for the folder, and make what is missing in it."""
        start = str(self.folder or self._session.project.path.parent)
        title = "Share over a folder: one that Nextcloud, Dropbox, OneDrive or a network drive carries"
        if chosen := QFileDialog.getExistingDirectory(self._window, title, start):
            self.use(Path(chosen))

    def use(self, folder: Path) -> None:
        """Share over this folder from now on."""

        def work(project: Project, _: object) -> str:
            # What reads packets is loaded by whoever shares a folder, and not by the start of the program.
            from annotator.operations.team import folder_look  # noqa: PLC0415

            return folder_look.sharing(project, folder)

        def then(problem: str) -> None:
            if problem:
                self._session.refused.emit(problem)
                return
            self._keep(str(folder))
            self.watch.watch(folder)
            self._session.said.emit(f"Shared over {folder.name}")

        self._choosing.start(work, then)

    def look_now(self) -> None:
        """Look into the folder, and write what is to be handed over."""
        if self.folder is None:
            self._session.refused.emit("No folder is shared yet; choose one first.")
        else:
            self.watch.look_now()

    def take_arrived(self) -> None:
        """Show in Team what came, and copies beside the project, where they are looked at before they are taken in."""
        state = self._session.folder
        if paths := [*state.paths, *state.stray_paths]:
            self._take(paths)
        else:
            self._session.refused.emit("Nothing waits in the folder.")

    def stop(self) -> None:
        """Share over no folder any more; what lies there stays."""
        self._keep(_STOPPED)
        self.watch.watch(None)

    @Slot()
    def _on_opened(self) -> None:
        kept = self._kept()
        if kept:
            self.watch.watch(None if kept == _STOPPED else Path(kept))
            return
        found = _beside(self._session.project) if self._session.owner is not None else None
        self.watch.watch(found)

    @Slot()
    def _on_coder(self) -> None:
        # Who is at the desk decides what is handed over.
        if self.folder is not None:
            self.watch.look_now()

    @Slot()
    def _on_closing(self) -> None:
        project, folder = self._session.project, self.folder
        if folder is not None and self.watch.is_quick and not project.read_only and not self._session.is_lost():
            # What reads packets is here since the first look.
            from annotator.operations.team import folder_look  # noqa: PLC0415

            folder_look.hand_over(project, folder)
        self.watch.stop()

    @Slot(Changes)
    def _on_changed(self, changes: Changes) -> None:
        if isinstance(changes.verb, TakeIn) and self._session.folder.waits:
            self.watch.look()  # what was taken in waits no more

    def _kept(self) -> str:
        return self._preferences.value.kept.get(str(self._session.path), {}).get(KEPT, "")

    def _keep(self, text: str) -> None:
        if self._session.path is not None:
            self._preferences.put(self._preferences.value.with_kept(self._session.path, KEPT, text))


def _beside(project: Project) -> Path | None:
    # Loaded where a coder's copy is opened, and not by the start of the program.
    from annotator.operations.team.folder_places import beside  # noqa: PLC0415

    return beside(project)
