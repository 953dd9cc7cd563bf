"""How far work is, with a button that stops it: in a row beside other controls, or on a page of its own."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from annotator.ui.kit.widgets import ElidedLabel, Look, button, pressed_by_enter, spaced, words

_STEPS = 1000
"""The bar counts to these, since Qt's integers end before the bytes of a large file do."""


class ProgressRow(QWidget):
    """`stop_requested` tells that the work is to end."""

    stop_requested = Signal()

    def __init__(self, name: str, stacked: bool = False, parent: QWidget | None = None) -> None:
        """`name`: for screen readers; `stacked`: what is done, the bar and the button stand below each other."""
        super().__init__(parent)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(name)
        self.doing: QLabel = words("") if stacked else ElidedLabel(Look.SECONDARY, 240)
        self.stop_button = button("&Stop") if stacked else pressed_by_enter(button("Stop", Look.LINK))
        self.stop_button.clicked.connect(self.stop_requested)
        if stacked:
            self._stack()
        else:
            self._line_up()

    def begin(self, doing: str) -> None:
        """Say what is done, of which nobody knows yet how much it is."""
        self.bar.setRange(0, 0)
        self.say(doing)

    def say(self, doing: str) -> None:
        """Say what is done."""
        self.doing.setText(doing)
        self.bar.setAccessibleDescription(doing)

    @Slot(object, object)
    def show_progress(self, done: int, total: int) -> None:
        """Show how many of how many steps are done; `total` 0: unknown."""
        self.bar.setRange(0, _STEPS if total else 0)
        self.bar.setValue(min(_STEPS, done * _STEPS // total) if total else 0)

    def _line_up(self) -> None:
        row = QHBoxLayout(self)
        spaced(row, 8)
        self.bar.setMinimumWidth(60)
        row.addWidget(self.doing)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)

    def _stack(self) -> None:
        box, foot = QVBoxLayout(self), QHBoxLayout()
        spaced(box, 8)
        box.addStretch(1)
        box.addWidget(self.doing)
        box.addWidget(self.bar)
        foot.addStretch(1)
        foot.addWidget(self.stop_button)
        box.addSpacing(8)
        box.addLayout(foot)
        box.addStretch(1)
