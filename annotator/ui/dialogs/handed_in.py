"""What was handed in: the one file that is to be sent, and where it is."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import labelled


class HandedInDialog(Dialog):
    """`sentence`: what was written. `elsewhere_requested`: it is to be written into another folder too."""

    elsewhere_requested = Signal()

    def __init__(self, sentence: str, path: Path, parent: QWidget | None = None) -> None:
        super().__init__("Handed in", parent, f"{sentence} Send this file to whoever gave you the project.")
        self.path = path
        self.field = QLineEdit(str(path), readOnly=True)
        self.field.setCursorPosition(0)
        self.body.addLayout(labelled("The &file", self.field))
        self.show_button = self.add_side_button("Show the folder")
        self.show_button.clicked.connect(self._show_folder)
        self.elsewhere_button = self.add_side_button("Another folder…")
        self.elsewhere_button.clicked.connect(self._on_elsewhere)
        made = self.add_buttons("Close", "")
        if made is not None:
            made.setFocus()
        self.resize(560, self.sizeHint().height())

    @Slot()
    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path.parent)))

    @Slot()
    def _on_elsewhere(self) -> None:
        self.accept()
        self.elsewhere_requested.emit()
