"""The file of the open project is gone or damaged: what happened, where what was done is, and the way to go on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import words


class LostFileDialog(Dialog):
    """Return saves under a new name, Escape goes on reading; nothing can be changed meanwhile."""

    save_requested = Signal()
    rescue_requested = Signal()

    def __init__(self, sentence: str, parent: QWidget | None = None, is_damaged: bool = False) -> None:
        """`is_damaged`: the file is there, so that what is left of it may be rescued."""
        super().__init__("This file takes no more steps", parent)
        self.sentence = words(sentence)
        self.sentence.setAccessibleName(sentence)
        self.setAccessibleDescription(sentence)
        self.body.addWidget(self.sentence)
        self.add_buttons("Save under a new name…", "Read only")
        if is_damaged:
            rescue = self.add_side_button("Rescue what can be read…")
            rescue.clicked.connect(self.rescue_requested)
            rescue.clicked.connect(self.close)
        self.setMinimumWidth(520)

    # Qt calls these.

    def accept(self) -> None:
        super().accept()
        self.save_requested.emit()
