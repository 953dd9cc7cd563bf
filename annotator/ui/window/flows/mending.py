"""A damaged project in the window: rescued into a new one, or repaired in a copy, in the background."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.model.errors import Cancelled
from annotator.operations.project import mending
from annotator.operations.project.mending import Mended
from annotator.store.project import SUFFIX
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.damaged import DamagedDialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.kit.widgets import Outcome


class MendingFlows(QObject):
    """`may_leave`: asks what is unsaved first; `show_backups`: lists those of the open project, or of all."""

    def __init__(
        self,
        session: Session,
        window: QWidget,
        may_leave: Callable[[Callable[[], object]], bool],
        open_project: Callable[[Path], object],
        show_backups: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._may_leave, self._open, self._show_backups = may_leave, open_project, show_backups

    @Slot(object, str, object)
    def offer(self, path: Path, sentence: str, problems: Sequence[str] = ()) -> None:
        """Say what is wrong with a project, and offer the ways on."""
        dialog = DamagedDialog(sentence, problems, self._window)
        dialog.rescue_requested.connect(lambda: self.rescue(path))
        dialog.repair_requested.connect(lambda: self.repair(path))
        dialog.backups_requested.connect(self._show_backups)
        open_dialog(dialog)

    @Slot(object)
    def rescue(self, path: Path) -> None:
        """Ask for a name, and read what is left of a file into a new project."""
        self._begin(path, mending.rescued_name(path), "Rescue as", mending.rescue_into)

    @Slot(object)
    def repair(self, path: Path) -> None:
        """Ask for a name, and mend a copy of a project."""
        self._begin(path, mending.repaired_name(path), "Repair as", lambda file, new, _: mending.repair_into(file, new))

    def _begin(
        self, path: Path, proposed: Path, title: str, work: Callable[[Path, Path, Progress], Mended | None]
    ) -> None:
        if not self._may_leave(lambda: self._begin(path, proposed, title, work)):
            return
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(proposed), f"Projects (*{SUFFIX})")
        if not name:
            return
        if self._session.is_open and self._session.path is not None and self._session.path == path:
            self._session.close()  # it is read as a file, which nobody may have open in this process
        self._session.said.emit(f"Reading {path.name}…")
        self._session.tasks.run(
            lambda progress: work(path, Path(name), progress),
            returned=lambda mended: self._tell(path, mended),
            errored=self._tell_error,
        )

    def _tell(self, path: Path, mended: Mended | None) -> None:
        if mended is None:
            lines = [(Outcome.DONE, f"{path.name} is sound; there is nothing to mend.")]
            open_dialog(ReportDialog("Repair", lines, self._window))
            return
        self._session.said.emit(f"Wrote {mended.path.name}")
        lines = [
            (Outcome.DONE, mended.came),
            *((Outcome.NOTICE, sentence) for sentence in mended.missing),
            *((Outcome.FAILED, sentence) for sentence in mended.problems),
        ]
        report = ReportDialog(f"What came into {mended.path.name}", lines, self._window)
        report.finished.connect(lambda: self._open(mended.path))
        open_dialog(report)

    def _tell_error(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            open_dialog(ErrorDialog.of(error, self._window))
