"""The worst numbers, a row each, with the way to the passages on which the coders differ."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.agreement.study.study import Aspect, Figure, Study
from annotator.operations.agreement.study_names import StudyNames
from annotator.ui.agreement.numbers import Columns, main_figures
from annotator.ui.agreement.scale import is_low
from annotator.ui.agreement.wording import number
from annotator.ui.kit.widgets import ElidedLabel, Look, button, discard, pressed_by_enter, spaced, words

MOST = 3
_NUMBER_WIDTH = 52
_PARTS = (Aspect.FOUND, Aspect.LABEL, Aspect.ATTRIBUTE, Aspect.SLOT)
"""What coders can talk about: a number of everything together says on nothing what to do."""


def worst(study: Study, coders: Columns) -> list[Figure]:
    """Return the lowest numbers of some coders, the worst first: one of each label and part, below 1."""
    figures = main_figures(one for one in study.figures if one.coders == coders and one.label is not None)
    below = [one for one in figures if one.aspect in _PARTS and one.result.value is not None and one.result.value < 1]
    return sorted(below, key=lambda one: one.result.value or 0.0)[:MOST]


class WorthATalk(QWidget):
    """`opened` carries the figure whose passages are wanted."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[WorstRow] = []
        self._box = QVBoxLayout(self)
        spaced(self._box, 0, (16, 8, 16, 8))
        self._box.addWidget(words("Worth a talk", Look.STRONG))
        self.hide()

    def show_figures(self, figures: Sequence[Figure], names: StudyNames) -> None:
        """List some numbers; the place goes where there are none."""
        for row in self.rows:
            self._box.removeWidget(row)
            discard(row)
        self.rows = [WorstRow(figure, names) for figure in figures]
        for row, figure in zip(self.rows, figures, strict=True):
            row.button.clicked.connect(lambda _=False, figure=figure: self.opened.emit(figure))
            self._box.addWidget(row)
        self.setVisible(bool(figures))


class WorstRow(QWidget):
    """A number in words, the number, and the button to its passages."""

    def __init__(self, figure: Figure, names: StudyNames) -> None:
        super().__init__()
        label, part = names.label(figure.label), names.part(figure.aspect, figure.part, figure.label)
        self.what, self.value = ElidedLabel(None, 220), words("", Look.STRONG if is_low(figure.result) else None)
        self.what.say(f"{label} · {part[:1].lower()}{part[1:]}")
        self.value.setText(number(figure.result.value or 0.0))
        self.value.setFixedWidth(_NUMBER_WIDTH)
        self.button = pressed_by_enter(button("Passages", Look.LINK))
        self.button.setAccessibleName(f"Passages of {label}, {part}, {self.value.text()}")
        row = QHBoxLayout(self)
        spaced(row, 8)
        row.addWidget(self.what, 1)
        row.addWidget(self.value)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
