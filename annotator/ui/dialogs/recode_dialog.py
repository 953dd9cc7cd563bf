"""A re-code sample: whose work is coded again, how many documents, and the seed that draws them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QPushButton, QSpinBox, QWidget

from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.widgets import Look, labelled, words


@dataclass(frozen=True, slots=True)
class CoderWork:
    """A coder's layer. `done`: how many documents are done in it; `seen`: of how many the coder may know the gold."""

    layer: str
    name: str
    done: int
    seen: int = 0


@dataclass(frozen=True, slots=True)
class SampleChoice:
    """What is to be drawn."""

    layer: str
    count: int
    seed: int


class RecodeDialog(Dialog):
    """`chosen` carries a `SampleChoice`. `works`: the layers in which something is done."""

    chosen = Signal(object)

    def __init__(self, works: Sequence[CoderWork], parent: QWidget | None = None) -> None:
        intro = (
            "A coder codes some of their documents once more, in a layer of its own and without seeing the first pass. "
            "The agreement of the two passes is the coder’s stability."
        )
        super().__init__("Draw a re-code sample", parent, intro)
        self._works = tuple(works)
        self.layer = QComboBox()
        self.layer.addItems([f"{work.name} · {work.done} done" for work in works])
        self.count = QSpinBox(minimum=1, maximum=1)
        self.seed = QSpinBox(minimum=0, maximum=2**31 - 1, value=1)
        self.share = words("", Look.SECONDARY)
        self.seen = words("", Look.PROBLEM)
        self.body.addLayout(labelled("&Whose work", self.layer))
        self.body.addLayout(labelled("&Documents", self.count))
        self.body.addWidget(self.share)
        self.body.addLayout(labelled("&Seed", self.seed, "The same seed draws the same documents again."))
        self.body.addWidget(self.seen)
        self.body.addStretch(1)
        self.accept_button = self.add_buttons("Draw") or QPushButton()
        self.layer.currentIndexChanged.connect(self._on_layer)
        self.count.valueChanged.connect(self._say_share)
        self._on_layer()
        self.resize(440, 480)

    @property
    def work(self) -> CoderWork | None:
        """The layer that is chosen, None where there is none."""
        row = self.layer.currentIndex()
        return self._works[row] if 0 <= row < len(self._works) else None

    @Slot()
    def _on_layer(self) -> None:
        work = self.work
        for part in (self.layer, self.count, self.seed, self.accept_button):
            part.setEnabled(work is not None)
        if work is not None:
            self.count.setMaximum(work.done)
            self.count.setValue(max(1, round(work.done / 5)))
        seen = work.seen if work is not None else 0
        self.seen.setText(
            f"The gold of {seen} of them has been shown to this coder: what they code again may follow it."
            if seen
            else ""
        )
        self.seen.setVisible(bool(seen))
        self._say_share()

    @Slot()
    def _say_share(self) -> None:
        work = self.work
        if work is None:
            self.share.setText("No coder has marked a document as done yet: what is coded again was coded to the end.")
        else:
            self.share.setText(f"{self.count.value()} of {work.done}: {self.count.value() / work.done:.0%}")

    # Qt calls this.

    def accept(self) -> None:
        if self.work is not None:
            super().accept()
            self.chosen.emit(SampleChoice(self.work.layer, self.count.value(), self.seed.value()))
