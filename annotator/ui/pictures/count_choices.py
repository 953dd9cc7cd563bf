"""The choices of what is counted, as chips: the figure, the rows and columns, the measure."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.operations.passages.counting import PassageMeasure
from annotator.operations.passages.grouping import GroupField
from annotator.ui.kit.chips import ViewChips
from annotator.ui.kit.choice_chips import choice_chip
from annotator.ui.kit.flow_row import FlowRow
from annotator.ui.pictures.count_asking import BESIDES, OF_NUMBERS, UNITS, CountFigure, CountsAsked


class CountChoices(FlowRow):
    """`asked`: what is chosen; `changed` tells of every change."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, across=6)
        self.asked = CountsAsked()
        self.figures = ViewChips("Figure")
        for figure in CountFigure:
            self.figures.add(figure.value)
        self.rows, self.columns = choice_chip("Rows"), choice_chip("Columns")
        self.measure = choice_chip("Measure")
        for measure in PassageMeasure:
            self.measure.addItem(f"in {UNITS[measure]}", measure)
        for control in (self.figures, self.rows, self.columns, self.measure):
            self.put(control)
        self._fields: Sequence[GroupField] = ()
        self.offer(())
        self.figures.chosen.connect(self._on_changed)
        for chip in (self.rows, self.columns, self.measure):
            chip.currentIndexChanged.connect(self._on_changed)

    def search_for(self, search: str) -> None:
        """Ask the same of what another search finds; nobody hears of it."""
        self.asked = replace(self.asked, search=search)

    def show_names(self, every: bool) -> None:
        """Show all rows and columns, or the fullest."""
        self.asked = replace(self.asked, all_names=every)
        self.changed.emit()

    def offer(self, fields: Sequence[GroupField]) -> None:
        """List by what one may count; what is chosen stays, though it may be gone."""
        self._fields = fields
        names = [(one.key, one.name) for one in fields]
        _fill(self.rows, names, self.asked.said_rows)
        columns = [("", "no columns"), *((key, f"by {name}") for key, name in names), *BESIDES.items()]
        _fill(self.columns, columns, self.asked.columns)
        self.rows.setVisible(self.asked.figure is not CountFigure.MAP)
        for chip in (self.columns, self.measure):
            chip.setVisible(self.asked.figure in OF_NUMBERS)
        for chip in (self.rows, self.measure):
            chip.setEnabled(not self.asked.is_beside)

    def reset(self) -> None:
        """Choose what one begins with, of the figure that is shown."""
        self.asked = CountsAsked(figure=self.asked.figure)
        self.measure.blockSignals(True)
        self.measure.setCurrentIndex(0)
        self.measure.blockSignals(False)
        self.offer(())

    @Slot()
    def _on_changed(self) -> None:
        before, is_beside = self.asked, self.asked.is_beside
        self.asked = replace(
            before,
            figure=list(CountFigure)[self.figures.current],
            rows=before.rows if is_beside else self.rows.currentData(),
            columns=self.columns.currentData(),
            measure=self.measure.currentData(),
        )
        self.offer(self._fields)
        if self.asked != before:
            self.changed.emit()


def _fill(box: QComboBox, options: Sequence[tuple[str, str]], chosen: str) -> None:
    """List options without anybody hearing of it."""
    known = options if chosen in dict(options) else [*options, (chosen, chosen)]
    box.blockSignals(True)
    box.clear()
    for value, title in known:
        box.addItem(title, value)
    box.setCurrentIndex([value for value, _ in known].index(chosen))
    box.blockSignals(False)
