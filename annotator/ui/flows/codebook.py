"""The codebook: read it, look a label up, load another, save it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.model.errors import UserError
from annotator.operations import codebook as verbs
from annotator.ui.dialogs.codebook_dialog import CodebookDialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.flows.projects import open_dialog
from annotator.ui.session import Session


class CodebookFlows(QObject):
    """Shows the codebook of the project. `label`: asks which label is at hand."""

    def __init__(self, session: Session, label: Callable[[], str], window: QWidget) -> None:
        super().__init__(window)
        self._session, self._label, self._window = session, label, window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {"project.codebook": lambda: self.show(""), "help.label": lambda: self.show(self._label())}

    def show(self, label: str) -> CodebookDialog:
        """Show the codebook, at a label."""
        dialog = CodebookDialog(self._session.project.codebook, label, self._window)
        dialog.load_requested.connect(lambda: self._choose(dialog))
        dialog.save_requested.connect(lambda: self._save(dialog))
        open_dialog(dialog)
        return dialog

    def load(self, path: Path) -> bool:
        """Put the codebook of a file in force; says why where it cannot be."""
        try:
            book = verbs.read_codebook(path)
            number = verbs.save(self._session.project, book, f"Loaded from {path.name}")
        except UserError as error:
            open_dialog(ErrorDialog.of(error, self._window))
            return False
        self._session.said.emit(f"Codebook version {number} is in force")
        return True

    def _choose(self, dialog: CodebookDialog) -> None:
        name, _ = QFileDialog.getOpenFileName(self._window, "Load a codebook", "", "Codebooks (*.json)")
        if name and self.load(Path(name)):
            dialog.accept()
            self.show("")

    def _save(self, dialog: CodebookDialog) -> None:
        proposed = self._session.project.path.with_suffix(".codebook.json")
        name, _ = QFileDialog.getSaveFileName(dialog, "Save the codebook", str(proposed), "Codebooks (*.json)")
        if name:
            try:
                verbs.write_codebook(self._session.project, Path(name))
            except UserError as error:
                open_dialog(ErrorDialog.of(error, self._window))
