"""How intervals are found: how many resamples, at which level, from which seed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from annotator.ui.agreement.choices import LEVELS, MOST_RESAMPLES
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import labelled

_MOST_SEED = 2**31 - 1


class IntervalDialog(Dialog):
    """`chosen` carries resamples, level and seed."""

    chosen = Signal(int, float, int)

    def __init__(self, resamples: int, level: float, seed: int, parent: QWidget | None = None) -> None:
        super().__init__(
            "Intervals",
            parent,
            "An interval is found by drawing documents with replacement, again and again (bootstrap). The same seed "
            "gives the same interval.",
        )
        self.resamples, self.level, self.seed = QSpinBox(), QComboBox(), QSpinBox()
        self.resamples.setRange(0, MOST_RESAMPLES)
        self.resamples.setSingleStep(500)
        self.resamples.setSpecialValueText("none: no intervals")
        self.resamples.setValue(resamples)
        for one in sorted({*LEVELS, level}):
            self.level.addItem(f"{one:.0%}", one)
        self.level.setCurrentIndex(self.level.findData(level))
        self.seed.setRange(0, _MOST_SEED)
        self.seed.setValue(seed)
        self.body.addLayout(labelled("&Resamples", self.resamples, "1,000 are usual; more take longer."))
        self.body.addLayout(labelled("&Level", self.level))
        self.body.addLayout(labelled("&Seed", self.seed))
        self.body.addStretch(1)
        self.add_buttons("Use")
        self.resize(360, 320)

    # Qt calls this.

    def accept(self) -> None:
        super().accept()
        self.chosen.emit(self.resamples.value(), self.level.currentData(), self.seed.value())
