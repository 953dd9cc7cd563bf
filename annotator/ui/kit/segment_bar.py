"""A few choices side by side, of which one holds: radio buttons that are drawn as one bar."""

from collections.abc import Hashable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget

from annotator.ui.kit.widgets import Look, discard, spaced


class SegmentBar(QWidget):
    """Tab leads to the one that holds, the arrows choose another; a screen reader hears title and choice."""

    chosen = Signal(object)

    def __init__(self, title: str, choices: Mapping[Any, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._choices = title, dict(choices)
        self._value: Hashable = next(iter(choices))
        self._row = QHBoxLayout(self)
        spaced(self._row, 0)
        self.buttons: dict[Hashable, QRadioButton] = {}
        self._build()

    @property
    def value(self) -> Hashable:
        """What holds."""
        return self._value

    def show_value(self, value: Hashable) -> None:
        """Show what holds now, without telling anybody; what is not among the choices must have been added."""
        self._value = value
        for each in self.buttons.values():
            each.blockSignals(True)
        self.buttons[value].setChecked(True)
        self.setFocusProxy(self.buttons[value])
        for each in self.buttons.values():
            each.blockSignals(False)

    def set_choices(self, choices: Mapping[Any, str]) -> None:
        """Offer other choices in place of these."""
        if dict(choices) != self._choices:
            self._choices = dict(choices)
            self._build()

    def _build(self) -> None:
        for button in self.buttons.values():
            # It is a sibling until it is deleted, and must not be what gives way to another.
            button.setAutoExclusive(False)
            self._row.removeWidget(button)
            discard(button)
        self.buttons = {value: self._button(text) for value, text in self._choices.items()}
        places = {0: "first", len(self.buttons) - 1: "last"}
        for number, (value, button) in enumerate(self.buttons.items()):
            button.setProperty("place", places.get(number, "middle"))
            button.setProperty("number", number)
            button.setChecked(value == self._value)
            button.toggled.connect(self._on_toggled)
            self._row.addWidget(button)
        if self._value in self.buttons:
            self.setFocusProxy(self.buttons[self._value])

    def _button(self, text: str) -> QRadioButton:
        made = QRadioButton(text)
        made.setProperty("look", Look.SEGMENT.value)
        made.setAccessibleName(f"{self._title}: {text}")
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made

    @Slot(bool)
    def _on_toggled(self, checked: bool) -> None:
        sender = self.sender()
        if checked and isinstance(sender, QRadioButton):
            self._value = list(self.buttons)[int(sender.property("number"))]
            self.setFocusProxy(sender)
            self.chosen.emit(self._value)
