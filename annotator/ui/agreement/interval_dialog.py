"""How intervals are found: at which level; and from which seed gamma draws its samples."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from annotator.ui.agreement.choices import LEVELS
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import labelled

_MOST_SEED = 2**31 - 1


class IntervalDialog(Dialog):
    """`chosen` carries level and seed."""

    chosen = Signal(float, int)

    def __init__(self, level: float, seed: int, parent: QWidget | None = None) -> None:
        super().__init__(
            "Intervals",
            parent,
            "An interval says within which values agreement on all documents like these may lie. It leaves out the "
            "documents one by one; where there is too little to go by, a sentence stands in its place.",
        )
        self.level, self.seed = QComboBox(), QSpinBox()
        for one in sorted({*LEVELS, level}):
            self.level.addItem(f"{one:.0%}", one)
        self.level.setCurrentIndex(self.level.findData(level))
        self.seed.setRange(0, _MOST_SEED)
        self.seed.setValue(seed)
        self.body.addLayout(labelled("&Level", self.level))
        self.body.addLayout(labelled("&Seed of gamma", self.seed, "The same seed gives the same samples."))
        self.body.addStretch(1)
        self.add_buttons("Use")
        self.resize(360, 280)

    # Qt calls this.

    def accept(self) -> None:
        super().accept()
        self.chosen.emit(self.level.currentData(), self.seed.value())
