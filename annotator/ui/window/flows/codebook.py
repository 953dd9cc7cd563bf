"""The codebook: the way to where it is edited, and the definition of the label at hand without leaving the text."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.ui.background.session import Session
from annotator.ui.commands.commands import CommandScope
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.codebook_dialog import CodebookDialog
from annotator.ui.window.project_page import ProjectPage


class CodebookFlows(QObject):
    """Shows the codebook of the project. `label`: asks which label is at hand."""

    def __init__(self, session: Session, label: Callable[[], str], page: ProjectPage, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._label, self._page, self._window = session, label, page, window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {"project.codebook": self.edit, "help.label": lambda: self.show(self._label())}

    def edit(self) -> None:
        """Go to the workspace in which the codebook is edited."""
        self._page.show_workspace(self._page.workspaces.at(CommandScope.CODEBOOK))

    def show(self, label: str) -> CodebookDialog:
        """Show what the codebook says of a label, to be read; the text stays as it is behind it."""
        dialog = CodebookDialog(self._session.project.codebook, label, self._window)
        open_dialog(dialog)
        return dialog
