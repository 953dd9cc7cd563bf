"""Choices that stand in a line as chips: one of several, or any of several, in a list that the chip opens."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QWidget

from annotator.ui.kit.widgets import Look, pressed_by_enter

LONGEST_NAME = 200
"""Pixels of a name in a list or on a chip; what is longer has its end left out."""


def choice_chip(name: str) -> QComboBox:
    """Return a chip that says which of several is chosen."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.setProperty("look", Look.CHIP.value)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return made


def toggle_chip(text: str, tip: str) -> QPushButton:
    """Return a chip that is on or off."""
    made = pressed_by_enter(QPushButton(text))
    made.setProperty("look", Look.CHIP.value)
    made.setAutoDefault(False)
    made.setCheckable(True)
    made.setAccessibleName(text)
    made.setToolTip(tip)
    return made


class TickMenu(QMenu):
    """A list that stays open while one ticks."""

    # Qt calls these.

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        action = self.activeAction()
        if event.key() in keys and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class TickChip(QPushButton):
    """Says which of several things are ticked; `changed` tells of each tick."""

    changed = Signal()

    def __init__(self, name: str, noun: str, parent: QWidget | None = None) -> None:
        """`name`: what a screen reader calls it; `noun`: of several, as in “all labels”."""
        super().__init__(parent)
        self._name, self._noun = name, noun
        self.ticks: list[QAction] = []
        self._menu = TickMenu(self)
        # Qt adds the arrow's width to the room of the words and puts them in its middle: see the style sheet's padding.
        self.setMenu(self._menu)
        self.setProperty("look", Look.CHIP.value)
        self.setAutoDefault(False)
        pressed_by_enter(self)
        self.say()

    def offer(self, options: Sequence[tuple[str, QIcon, bool]]) -> None:
        """List what may be ticked, with its icon and whether it is."""
        self._menu.clear()
        for tick in self.ticks:
            tick.deleteLater()
        self.ticks = []
        for text, icon, ticked in options:
            tick = QAction(icon, text.replace("&", "&&"), self)
            tick.setToolTip(text)
            tick.setCheckable(True)
            tick.setChecked(ticked)
            tick.toggled.connect(self._on_ticked)
            self._menu.addAction(tick)
            self.ticks.append(tick)
        self.say()

    def tick_all(self) -> None:
        """Tick all; nothing is told of it."""
        for tick in self.ticks:
            tick.blockSignals(True)
            tick.setChecked(True)
            tick.blockSignals(False)
        self.say()

    def say(self) -> None:
        """Write on the chip what is ticked."""
        ticked = [tick.toolTip() for tick in self.ticks if tick.isChecked()]
        if len(ticked) == len(self.ticks):
            said = f"all {self._noun}"
        elif len(ticked) > 2:
            said = f"{len(ticked)} of {len(self.ticks)} {self._noun}"
        else:
            said = ", ".join(ticked) or f"no {self._noun}"
        shown = self.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, LONGEST_NAME)
        self.setText(shown.replace("&", "&&"))
        self.setAccessibleName(f"{self._name}: {said}")
        self.updateGeometry()

    def _on_ticked(self) -> None:
        self.say()
        self.changed.emit()
