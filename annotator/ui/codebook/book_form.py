"""The form of the codebook as a whole: what it is called and for, and where another one comes from."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from annotator.model.codebook import Codebook
from annotator.ui.codebook.label_form import scrolled
from annotator.ui.kit.fields import Fields, TextArea
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.widgets import Look, button, pressed_by_enter, spaced, words

_LOADED = (
    "A codebook of a file, or one that comes with the program, is put into the draft: you see what it changes before "
    "you save it. One to begin with can be chosen while nothing is coded."
)


class BookForm(QWidget):
    """`edited` carries the name and the description after a change by hand."""

    edited = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.description = QLineEdit(), TextArea(4)
        self.preset_button = pressed_by_enter(button("Start from a preset…"))
        self.load_button = pressed_by_enter(button("Load…"))
        self.save_button = pressed_by_enter(button("Save to a file…"))
        fields = Fields()
        fields.add("name", "Name of the codebook", self.name)
        fields.add("description", "What it is for", self.description)
        fields.addSpacing(8)
        fields.addWidget(words("Another codebook", Look.HEADING))
        fields.addWidget(words(_LOADED, Look.SECONDARY))
        buttons = FlowRow(across=8)
        for each in (self.preset_button, self.load_button, self.save_button):
            buttons.put(each)
        fields.addWidget(buttons)
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addWidget(scrolled(fields))
        self.name.textEdited.connect(self._tell)
        self.description.edited.connect(self._tell)

    def show_book(self, codebook: Codebook) -> None:
        """Show a codebook without telling of it."""
        if self.name.text() != codebook.name:
            self.name.setText(codebook.name)
        self.description.show_text(codebook.description)

    def _tell(self) -> None:
        self.edited.emit(self.name.text(), self.description.toPlainText())
