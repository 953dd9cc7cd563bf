"""The form of the codebook as a whole: what it is called and for, and where another one comes from."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from annotator.model.codebook import Codebook, CodesPerUnit, CodingUnit
from annotator.ui.codebook.label_form import scrolled
from annotator.ui.kit.fields import Fields, TextArea
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.widgets import Look, button, pressed_by_enter, spaced, words

_LOADED = (
    "A codebook of a file, or one that comes with the program, is put into the draft: you see what it changes before "
    "you save it. One to begin with can be chosen while nothing is coded."
)

_UNITS = {
    CodingUnit.FREE: "any passage",
    CodingUnit.SENTENCE: "sentences that are given",
    CodingUnit.QUASI_SENTENCE: "quasi-sentences that are given",
    CodingUnit.PARAGRAPH: "paragraphs that are given",
}
_CODES = {CodesPerUnit.ONE: "one", CodesPerUnit.SEVERAL: "several"}


class BookForm(QWidget):
    """`edited` carries the name and the description after a change by hand, `unit_chosen` what is coded."""

    edited = Signal(str, str)
    unit_chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.description = QLineEdit(), TextArea(4)
        self.unit, self.codes = _box(_UNITS), _box(_CODES)
        self.preset_button = pressed_by_enter(button("Start from a preset…"))
        self.load_button = pressed_by_enter(button("Load…"))
        self.save_button = pressed_by_enter(button("Save to a file…"))
        fields = Fields()
        fields.add("name", "Name of the codebook", self.name)
        fields.add("description", "What it is for", self.description)
        fields.add("unit", "What is coded", self.unit)
        fields.add("codes_per_unit", "Codes of a unit", self.codes)
        fields.addSpacing(8)
        fields.addWidget(words("Another codebook", Look.HEADING))
        fields.addWidget(words(_LOADED, Look.SECONDARY))
        buttons = FlowRow(across=8)
        for each in (self.preset_button, self.load_button, self.save_button):
            buttons.put(each)
        fields.addWidget(buttons)
        box = QVBoxLayout(self)
        spaced(box, 0)
        scrolled(fields, box.addWidget)
        self.name.textEdited.connect(self._tell)
        self.description.edited.connect(self._tell)
        for box_ in (self.unit, self.codes):
            box_.activated.connect(self._tell_unit)

    def show_book(self, codebook: Codebook) -> None:
        """Show a codebook without telling of it."""
        if self.name.text() != codebook.name:
            self.name.setText(codebook.name)
        self.description.show_text(codebook.description)
        self.unit.setCurrentIndex(self.unit.findData(codebook.unit))
        self.codes.setCurrentIndex(self.codes.findData(codebook.codes_per_unit))
        self.codes.setEnabled(codebook.unit is not CodingUnit.FREE)

    def _tell(self) -> None:
        self.edited.emit(self.name.text(), self.description.toPlainText())

    @Slot()
    def _tell_unit(self) -> None:
        self.unit_chosen.emit(CodingUnit(self.unit.currentData()), CodesPerUnit(self.codes.currentData()))


def _box(titles: Mapping[Any, str]) -> QComboBox:
    made = QComboBox()
    for value, title in titles.items():
        made.addItem(title, value)
    return made
