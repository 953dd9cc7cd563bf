"""The buttons that decide a case, each with the key of its command."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from annotator.adjudication.ways import WAYS
from annotator.ui.commands.key_names import follow_keys, name_with_key
from annotator.ui.kit.widgets import Look, beside_text, button, spaced

CHOICES = (
    *((way.id, way.short) for way in WAYS if way.short),
    ("reopen", "Reopen"),
    ("example", "Example"),
)
"""What a button asks for, and what it says; the command that does the same is `adjudicate.` and the first."""
_SPOKEN = {way.id: way.spoken for way in WAYS} | {"example": "Make it an example in the codebook"}
_ACROSS, _FEWER = 4, 3
"""So many stand side by side, and so many where there is less room."""


class ChoiceGrid(QWidget):
    """`requested` carries the name of a choice."""

    requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QPushButton] = {}
        self._grid = QGridLayout(self)
        self._across = 0
        spaced(self._grid, 4)
        for choice, title in CHOICES:
            made = beside_text(button(title, Look.KEY))
            made.setAccessibleName(_SPOKEN.get(choice, title.rstrip("…")))
            made.setToolTip(made.accessibleName())
            made.setProperty("choice", choice)
            made.clicked.connect(self._on_clicked)
            self.buttons[choice] = made
        follow_keys(self, self._name_keys)
        self._arrange(_ACROSS)

    def _name_keys(self) -> None:
        for choice, title in CHOICES:
            name_with_key(self.buttons[choice], f"adjudicate.{choice}", title)
        self.updateGeometry()

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for place, made in enumerate(self.buttons.values()):
            self._grid.addWidget(made, place // across, place % across)
        for column in range(_ACROSS):
            self._grid.setColumnStretch(column, int(column < across))

    def _width_of(self, across: int) -> int:
        widest = max(made.sizeHint().width() for made in self.buttons.values())
        return across * widest + (across - 1) * self._grid.spacing()

    @Slot()
    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.requested.emit(str(sender.property("choice")))

    # Qt calls these.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(_ACROSS if self._width_of(_ACROSS) <= event.size().width() else _FEWER)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width_of(_FEWER), super().minimumSizeHint().height())
