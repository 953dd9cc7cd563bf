"""A row of views as chips, of which one is chosen; it breaks into lines where it is narrow, and cuts no word."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.kit.widgets import Look, pressed_by_enter


class ViewChips(FlowRow):
    """`chosen` carries the number of the chip, in the order in which they were added."""

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, across=6)
        self.setAccessibleName(name)
        self.buttons: list[QPushButton] = []
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._on_toggled)

    @property
    def current(self) -> int:
        """The number of the chip that is chosen, -1 where there is none."""
        return self._group.checkedId()

    def add(self, text: str) -> QPushButton:
        """Add a chip; the first one is chosen."""
        made = pressed_by_enter(QPushButton(text.replace("&", "&&")))
        made.setProperty("look", Look.CHIP.value)
        made.setAccessibleName(text)
        made.setCheckable(True)
        made.setAutoDefault(False)
        self._group.addButton(made, len(self.buttons))
        self.buttons.append(made)
        self.put(made)
        if len(self.buttons) == 1:
            made.setChecked(True)
        return made

    def choose(self, number: int) -> None:
        """Choose a chip as a click does."""
        self.buttons[number].setChecked(True)

    @Slot(int, bool)
    def _on_toggled(self, number: int, checked: bool) -> None:
        if checked:
            self.chosen.emit(number)
