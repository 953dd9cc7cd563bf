"""What leaves the workspace: a report, written in the background, the picture, the numbers."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from annotator.agreement.study.study import Study
from annotator.model.codebook import Label
from annotator.model.wording import counted
from annotator.operations.agreement import reliability
from annotator.operations.agreement.report.kinds import REPORTS, ReportKind
from annotator.operations.project import encryption
from annotator.reports.writing import KINDS
from annotator.store.project import Project
from annotator.ui.agreement.copying import as_text
from annotator.ui.agreement.page import NUMBERS, AgreementPage
from annotator.ui.agreement.report_dialog import StudyReportDialog
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress, Task
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.kit import theme
from annotator.ui.pictures.look import PicturePalette, for_paper
from annotator.ui.pictures.saving import save_picture

FILTERS = {ending: f"{kind.title} (*{ending})" for ending, kind in KINDS.items()}
"""What the file dialog offers, by the ending."""
_NOTHING = "no numbers are shown."


class StudyExport(QObject):
    """`study`: what is shown, None where nothing is; `labels`: as they are drawn."""

    def __init__(self, session: Session, page: AgreementPage, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._page, self._window = session, page, parent
        self.study: Study | None = None
        self.labels: list[Label] = []
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a report is being written."""
        return self._task is not None

    def write_report(self) -> None:
        """Ask which report is meant, then for a file, whose ending says in which form, and write it."""
        if self.study is None:
            self._session.refused.emit(f"There is nothing to report: {_NOTHING}")
            return
        dialog = StudyReportDialog(self._window)
        dialog.chosen.connect(self._ask_for_file)
        open_dialog(dialog)

    def save_picture(self) -> None:
        """Ask for a file and write the picture that is shown to it."""
        picture = self._page.picture.picture
        if picture is None or self._page.is_empty or self._page.tab == NUMBERS:
            self._session.refused.emit("There is no picture to save; choose one of the pictures first.")
        else:
            save_picture(
                picture, PicturePalette.of(for_paper(theme.current()), self.labels), self._session, self._window
            )

    def copy(self) -> None:
        """Put the numbers that are shown on the clipboard, tab-separated."""
        if self.study is None:
            self._session.refused.emit(f"There is nothing to copy: {_NOTHING}")
            return
        model = self._page.table.numbers_model
        QApplication.clipboard().setText(as_text(model.numbers, model.names))
        self._session.said.emit(f"{counted(len(model.numbers.cells), 'number')} copied")

    @Slot(str, bool)
    def _ask_for_file(self, report: str, by_name: bool) -> None:
        if self.study is None:
            return
        here = self._session.project.path
        proposed = here.with_name(f"{here.stem}, {report}.html")
        title = encryption.saving(REPORTS[ReportKind(report)].title, self._session.project)
        name, form = QFileDialog.getSaveFileName(self._window, title, str(proposed), ";;".join(FILTERS.values()))
        if name:
            self._write(self.study, _with_ending(Path(name), form), ReportKind(report), by_name)

    def _write(self, study: Study, path: Path, kind: ReportKind, by_name: bool) -> None:
        def work(project: Project, progress: Progress) -> Path:
            reliability.write_report(project, study, path, kind, by_name)
            return path

        self._task = self._session.in_background(
            work, returned=self._on_written, errored=self._session.tell, finished=self._on_finished
        )

    def _on_written(self, path: Path) -> None:
        self._session.said.emit(f"The report is written: {path}")

    def _on_finished(self) -> None:
        self._task = None


def _with_ending(path: Path, kind: str) -> Path:
    """Return the path with the ending of the kind that was chosen, where it has none of the known ones."""
    if path.suffix.lower() in KINDS:
        return path
    ending = next((found for found, title in FILTERS.items() if title == kind), ".html")
    return path.with_name(path.name + ending)
