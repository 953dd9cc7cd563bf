"""Packets across the window: files chosen or dropped to be taken in, and what is new handed out."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.model.errors import UserError
from annotator.operations.people.roles import Right
from annotator.operations.progress import Progress
from annotator.operations.team import copies
from annotator.operations.team.copies import GivenOut
from annotator.operations.team.packet_files import SUFFIX as PACKET
from annotator.operations.team.packet_files import is_packet
from annotator.paths import ends_in
from annotator.store.folders import home_folder
from annotator.store.project import SUFFIX, Project
from annotator.ui.background.session import Session
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.kit.widgets import Outcome
from annotator.ui.settings.preferences import Preferences

_KEPT = "hand_out"
"""Under this name the settings of this computer keep, for each project, the folder into which was handed out last."""
_LOOKED_AT = "It is looked at, and not changed."


class TeamFlows(QObject):
    """`take` shows files in Team, where they are looked at before they are taken in.

    `handed`: something left the project, of which no step tells.
    """

    handed = Signal()

    def __init__(
        self, session: Session, preferences: Preferences, window: QWidget, take: Callable[[Sequence[Path]], object]
    ) -> None:
        super().__init__(window)
        self._session, self._preferences, self._window, self._take = session, preferences, window, take

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {"project.take_in": self.take_in, "project.hand_out": self.hand_out}

    def take_in(self) -> None:
        """Ask for files, and show what they would bring."""
        kinds = f"Packets and projects (*{PACKET} *{SUFFIX})"
        names, _ = QFileDialog.getOpenFileNames(self._window, "Take in packets", self._folder(), kinds)
        if names:
            self._take([Path(name) for name in names])

    def takes(self, paths: Sequence[Path]) -> list[Path]:
        """Return those of some files that belong to this project: packets, and other copies of it."""
        return [path for path in paths if is_packet(path) or self._is_copy(path)] if self._session.is_open else []

    def hand_out(self) -> None:
        """Ask for a folder, and write what the copies of others lack into it: a packet for each."""
        if not self._session.allows(Right.ASSIGN):
            return
        chosen = QFileDialog.getExistingDirectory(self._window, "Packets for others are written into", self._folder())
        if not chosen:
            return
        folder = Path(chosen)
        self._keep(folder)

        def write(project: Project, _: Progress) -> list[GivenOut]:
            lacking = [id for id, what in copies.to_be_handed(project).items() if what == "update"]
            return copies.give_out(project, folder, lacking) if lacking else []

        self._session.in_background(write, returned=self._on_handed_out, errored=self._session.tell)

    def _on_handed_out(self, given: list[GivenOut]) -> None:
        if not given:
            self._session.said.emit("Every copy that was given out has all that is for it.")
            return
        lines = [(Outcome.DONE, one.sentence) for one in given]
        open_dialog(ReportDialog("Handed out", lines, self._window, "Send each file to whom it is for."))
        self.handed.emit()

    def _is_copy(self, path: Path) -> bool:
        """Whether a file is another copy of the open project."""
        here = self._session.project
        if not ends_in(path, SUFFIX) or path.resolve() == here.path.resolve():
            return False
        try:
            with Project.open_to_read(path, _LOOKED_AT) as other:
                return other.origin == here.origin
        except UserError:
            return False

    def _folder(self) -> str:
        path = self._session.path
        kept = self._preferences.value.kept.get(str(path), {}).get(_KEPT, "")
        return kept if kept and Path(kept).is_dir() else str(path.parent if path is not None else home_folder())

    def _keep(self, folder: Path) -> None:
        if self._session.path is not None:
            self._preferences.put(self._preferences.value.with_kept(self._session.path, _KEPT, str(folder)))
