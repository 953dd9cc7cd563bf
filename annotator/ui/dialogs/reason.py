"""One line of words: a note on a span, the reason for a decision, a new title."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import labelled


class ReasonDialog(Dialog):
    """Enter accepts, Escape leaves things as they were. An empty line is a valid answer: it takes a note away."""

    given = Signal(str)

    def __init__(
        self,
        title: str,
        caption: str,
        text: str = "",
        hint: str = "",
        accept: str = "Save",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self.field = QLineEdit(text)
        self.field.selectAll()
        self.body.addLayout(labelled(caption, self.field, hint))
        self.add_buttons(accept)
        self.field.setFocus()
        self.resize(480, self.sizeHint().height())

    # Qt calls these.

    def accept(self) -> None:
        super().accept()
        self.given.emit(" ".join(self.field.text().split()))
