"""The options of a format as fields: each with its title as the caption and its description as the hint."""

from collections.abc import Collection
from enum import Enum

from pydantic.fields import FieldInfo
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from annotator.formats.format import Options
from annotator.ui.kit.widgets import labelled, spaced, tooltip

MOST = 1_000_000_000


class OptionFields(QWidget):
    """The fields of one model. `changed`: what they say is another model now; of a text once it is typed."""

    changed = Signal()

    def __init__(self, model: type[Options], taken: Collection[str] = (), parent: QWidget | None = None) -> None:
        """`taken`: the letters that other fields of the window have as their keys."""
        super().__init__(parent)
        self._model = model
        self.taken = {letter.lower() for letter in taken}
        """The letters that are keys, those of these fields among them."""
        self.fields: dict[str, QWidget] = {}
        box = QVBoxLayout(self)
        spaced(box, 12)
        for name, about in model.model_fields.items():
            self.fields[name] = self._add(box, about, about.get_default(call_default_factory=True))

    @property
    def values(self) -> Options:
        """What the fields say, as the model."""
        return self._model.model_validate({name: _value(field) for name, field in self.fields.items()})

    def _add(self, box: QVBoxLayout, about: FieldInfo, default: object) -> QWidget:
        title, hint = self._with_key(about.title or ""), about.description or ""
        if isinstance(default, bool):
            tick = QCheckBox(title)
            tick.setChecked(default)
            tick.toggled.connect(self.changed)
            tick.setToolTip(tooltip(hint))
            box.addWidget(tick)
            return tick
        field = self._field(default)
        field.setToolTip(tooltip(hint))
        # What may be typed is not to be guessed; numbers and choices show it themselves.
        box.addLayout(labelled(title, field, hint if isinstance(field, QLineEdit) else ""))
        return field

    def _field(self, default: object) -> QWidget:
        if isinstance(default, Enum):
            choice = QComboBox()
            for one in type(default):
                choice.addItem(str(one.value), one)
            choice.setCurrentIndex(choice.findData(default))
            choice.currentIndexChanged.connect(self.changed)
            return choice
        if isinstance(default, int):
            number = QSpinBox(maximum=MOST, value=default)
            number.valueChanged.connect(self.changed)
            return number
        line = QLineEdit(str(default))
        line.editingFinished.connect(self.changed)
        return line

    def _with_key(self, title: str) -> str:
        """Return a title with a mark before the first letter of a word that no other field has."""
        begin = 0
        for word in title.split(" "):
            letter = word[:1].lower()
            if letter.isalpha() and letter not in self.taken:
                self.taken.add(letter)
                return f"{title[:begin]}&{title[begin:]}"
            begin += len(word) + 1
        return title


def _value(field: QWidget) -> object:
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QComboBox):
        return field.currentData()
    return field.value() if isinstance(field, QSpinBox) else field.text() if isinstance(field, QLineEdit) else None
