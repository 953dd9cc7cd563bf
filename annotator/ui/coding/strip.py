"""The strip at the foot: a key and a button per label, what was done last, and who is coding."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from annotator.model.codebook import Label
from annotator.ui.swatch import HEIGHT, WIDTH, label_icon
from annotator.ui.widgets import Look, button, spaced, words

_SHOWN = 9
"""More labels do not fit: the others are a key or the picker away."""


class LabelStrip(QWidget):
    """Labels to code with. `label_chosen` carries an id; `picker_requested` asks for the list of all."""

    label_chosen = Signal(str)
    picker_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QPushButton] = []
        self._labels: Sequence[Label] = ()
        self._box = QHBoxLayout()
        spaced(self._box, 4)
        self.picker = button("/  search a label…", Look.LINK)
        self.picker.setAccessibleName("Search a label")
        self.message = words("", Look.SECONDARY)
        self.message.setWordWrap(False)
        self.message.setAccessibleName("What was done last")
        self.who = QLabel()
        self.who.setProperty("look", Look.SECONDARY.value)
        row = QHBoxLayout(self)
        spaced(row, 12, (12, 4, 12, 4))
        row.addLayout(self._box)
        row.addWidget(self.picker)
        row.addStretch(1)
        row.addWidget(self.message)
        row.addWidget(self.who)
        self.picker.clicked.connect(self.picker_requested)

    def set_labels(self, labels: Sequence[Label]) -> None:
        """Show these labels, as many as fit."""
        self._labels = labels
        for each in self.buttons:
            each.setParent(None)
            each.deleteLater()
        self.buttons = [self._button(label) for label in labels[:_SHOWN]]
        for each in self.buttons:
            self._box.addWidget(each)

    def show_coding(self, coding: bool) -> None:
        """Show or hide the labels, which another workspace has no use for."""
        self.picker.setVisible(coding)
        for each in self.buttons:
            each.setVisible(coding)

    def say(self, text: str) -> None:
        """Say what was done, or how it stands."""
        self.message.setText(text)
        self.message.setAccessibleDescription(text)

    def say_who(self, text: str) -> None:
        """Say who is coding."""
        self.who.setText(text)
        self.who.setAccessibleName(text)

    def _button(self, label: Label) -> QPushButton:
        made = button(f"{label.key}  {label.name}" if label.key else label.name, Look.QUIET)
        made.setIcon(label_icon(label))
        made.setIconSize(QSize(WIDTH, HEIGHT))
        made.setToolTip(label.definition)
        made.setAccessibleName(f"Code as {label.name}")
        made.setAccessibleDescription(label.definition)
        made.setProperty("label", label.id)
        made.clicked.connect(self._on_clicked)
        return made

    @Slot()
    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.label_chosen.emit(str(sender.property("label")))

    def redress(self) -> None:
        """Draw the marks again, after the theme changed."""
        for each, label in zip(self.buttons, self._labels, strict=False):
            each.setIcon(label_icon(label))
