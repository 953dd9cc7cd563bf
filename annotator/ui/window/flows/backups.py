"""Backups in the window: made by themselves while a project is open, listed, and restored as a new project."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.operations.project import backups, drills
from annotator.operations.project.backups import ListedBackup
from annotator.store.backups.choice import BackupChoice
from annotator.store.backups.keeper import ASKED
from annotator.store.folders import why_not_writable
from annotator.store.project import SUFFIX
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.dialogs.backups import BackupsDialog
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.kit.widgets import Outcome
from annotator.ui.settings.preferences import Preferences
from annotator.ui.window.flows.drilling import DrillFlow
from annotator.ui.window.flows.unlocking import unlocked

_Listed = tuple[list[ListedBackup], str, str]
"""The rows, what came of the last drill, and what is to be said of other disks."""


class BackupFlows(QObject):
    """Has the keeper of backups, of which nothing is asked before `keep`, but what the dialog asks for."""

    _told = Signal(str)
    """What the keeper says, in whichever thread."""
    _made = Signal()

    def __init__(
        self, session: Session, preferences: Preferences, window: QWidget, open_project: Callable[[Path], object]
    ) -> None:
        super().__init__(window)
        self._session, self._preferences, self._window, self._open = session, preferences, window, open_project
        self._choice = self._chosen()
        self.keeper = self._choice.keeper(self._told.emit, self._made.emit)
        self._is_keeping = False
        self.told_of: Path | None = None
        """A folder of which it was said at the start whether something can be written there: it is said once."""
        self._dialog: BackupsDialog | None = None
        self._reminder = ""
        self._listing, self._restoring = LatestTask(session, self), LatestTask(session, self)
        self.drills = DrillFlow(session, preferences, lambda: self._choice, self)
        self.drills.told.connect(self._say_drill)
        self._told.connect(self._say)
        self._made.connect(self._list)
        session.opened.connect(self._on_opened)
        session.closing.connect(self._on_closing)
        preferences.changed.connect(self._on_preferences)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {"project.backups": self.show}

    @property
    def choice(self) -> BackupChoice:
        """Where backups go, as it is set."""
        return self._choice

    def keep(self) -> None:
        """Make backups by themselves from now on."""
        self._is_keeping = True
        self._session.keeper = self.keeper
        self._on_opened()

    def close(self) -> None:
        """Make no more; what is begun is verified the next time."""
        self.keeper.close()

    def show(self) -> None:
        """List the backups of the open project, or of all."""
        name = self._session.project.file_name if self._session.is_open else ""
        self._dialog = dialog = BackupsDialog(name, self._window)
        dialog.restore_requested.connect(self._ask_place)
        dialog.backup_requested.connect(self._back_up)
        dialog.drill_requested.connect(self._try)
        dialog.reminder_dismissed.connect(self._dismiss)
        dialog.finished.connect(self._forget)
        open_dialog(dialog)
        self._list()

    @Slot()
    def _list(self) -> None:
        if self._dialog is not None:
            folder, project = self._choice.folder, self._session.path
            blind = not self._session.is_open or not backups.tells_all(self._session.project)
            choice = self._choice

            def listed(_: object) -> _Listed:
                rows = backups.backups_of(folder, project, is_blind=blind)
                if project is None:
                    return rows, "", ""
                return rows, drills.last_said(project, blind), drills.reminder(choice, project)

            self._listing.compute(listed, self._show_rows)

    def _show_rows(self, listed: _Listed) -> None:
        rows, drilled, self._reminder = listed
        if self._dialog is not None:
            self._dialog.show_rows(rows, str(self._choice.folder))
            self._dialog.show_drill(f"The last drill: {drilled}." if drilled else "", self._reminder)

    @Slot()
    def _try(self) -> None:
        if self._dialog is not None and self._session.is_open:
            self._dialog.show_drill("Trying the newest backup…", self._reminder)
            self.drills.try_now()

    @Slot(str)
    def _say_drill(self, sentence: str) -> None:
        if self._dialog is None:
            self._session.said.emit(sentence)
        else:
            self._dialog.show_drill(sentence, self._reminder)

    @Slot()
    def _dismiss(self) -> None:
        if (path := self._session.path) is not None:
            drills.remind(path, False)
            self._list()

    @Slot()
    def _back_up(self) -> None:
        if self._dialog is None or not self._session.is_open:
            return
        self._dialog.say("Making a backup…")
        if self.keeper.begin(self._session.project.path, ASKED) is None and self._dialog.message.text().endswith("…"):
            self._dialog.say("The last backup holds all that was done.")

    @Slot(object)
    def _ask_place(self, backup: ListedBackup) -> None:
        if not unlocked(backup.path, self._window, lambda: self._ask_place(backup)):
            return
        proposed = backups.restored_name(backup, self._session.path)
        name, _ = QFileDialog.getSaveFileName(self._window, "Restore as", str(proposed), f"Projects (*{SUFFIX})")
        if not name:
            return
        place = Path(name)
        self._session.said.emit(f"Restoring {place.name}…")
        self._restoring.compute(
            lambda _: backups.restore(backup, place), lambda problems: self._on_restored(place, problems)
        )

    def _on_restored(self, place: Path, problems: list[str]) -> None:
        self._session.said.emit(f"Restored as {place.name}")
        if not problems:
            self._open(place)
            return
        lines = [(Outcome.NOTICE, problem) for problem in problems]
        report = ReportDialog("What a check finds in this backup", lines, self._window)
        report.finished.connect(lambda: self._open(place))
        open_dialog(report)

    @Slot(str)
    def _say(self, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.say(sentence)
        self._session.refused.emit(sentence)

    @Slot()
    def _forget(self) -> None:
        self._dialog = None

    @Slot()
    def _on_opened(self) -> None:
        # What is shown as it was goes when it is closed, and is in the history of what it is a copy of.
        if self._is_keeping and self._session.is_open and not self._session.project.as_of:
            self._session.project.backed_up_by(self.keeper)
            if self.told_of != self._choice.folder or not why_not_writable(self.told_of):
                self.keeper.begin_day(self._session.project.path)
            self.drills.wait()

    @Slot()
    def _on_closing(self) -> None:
        # Its log is written into the file as it is closed, which waits for whoever reads.
        self.keeper.release(self._session.project.path)

    @Slot()
    def _on_preferences(self) -> None:
        choice = self._chosen()
        if choice == self._choice:
            return
        self._choice = choice
        self.keeper.close()
        self.keeper = choice.keeper(self._told.emit, self._made.emit)
        if self._is_keeping:
            self.keep()

    def _chosen(self) -> BackupChoice:
        values = self._preferences.value
        return BackupChoice(backup_folder=values.backup_folder, backup_gb=values.backup_gb)
