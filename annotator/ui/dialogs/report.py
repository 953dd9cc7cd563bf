"""A report: sentences about what was done, skipped or noticed, to read and to copy."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import Outcome, ReportList


class ReportDialog(Dialog):
    """The sentences of one piece of work."""

    def __init__(
        self, title: str, lines: Sequence[tuple[Outcome, str]], parent: QWidget | None = None, intro: str = ""
    ) -> None:
        super().__init__(title, parent, intro)
        self.list = ReportList(title)
        self.list.show_lines(lines)
        self.body.addWidget(self.list, 1)
        self.copy_button = self.add_side_button("Copy")
        self.copy_button.clicked.connect(self._copy)
        self.add_buttons("Close", "")
        self.resize(520, 360)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.list.as_text())
