"""The right of Agreement: what there is to know of the number at hand, the passages behind it, or likely errors."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.agreement.study.study import Figure
from annotator.operations.agreement.study_names import StudyNames
from annotator.ui.agreement.detail import Detail
from annotator.ui.agreement.error_list import error_panel
from annotator.ui.agreement.passage_list import passage_panel
from annotator.ui.agreement.wording import DASH, number, title
from annotator.ui.kit.widgets import spaced


class FigureSide(QWidget):
    """`headed` carries what stands in the head of the side, a title and a note; `filled`: something was asked for."""

    headed = Signal(str, str)
    filled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.detail, self.passages, self.errors = Detail(), passage_panel(), error_panel()
        self._figure: Figure | None = None
        self._names = StudyNames()
        self._is_wanted = False
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addWidget(self.detail)
        box.addWidget(self.passages, 1)
        box.addWidget(self.errors, 1)
        box.addStretch(0)
        for panel in (self.passages, self.errors):
            panel.filled.connect(self._on_filled)
            panel.emptied.connect(self._show_parts)
            panel.headed.connect(self._head)
        self._show_parts()

    def show_figure(self, figure: Figure | None, names: StudyNames, is_wanted: bool) -> None:
        """Show what there is to know of a number; `is_wanted`: whether numbers are what is seen."""
        self._figure, self._names, self._is_wanted = figure, names, is_wanted
        self.detail.show_figure(figure, names)
        self._show_parts()

    def want_figure(self, is_wanted: bool) -> None:
        """Numbers are seen, or something else is."""
        self._is_wanted = is_wanted
        self._show_parts()

    @Slot()
    def _on_filled(self) -> None:
        self._show_parts()
        self.filled.emit()

    @Slot()
    def _show_parts(self) -> None:
        is_figure = self._is_wanted and self._figure is not None and self.errors.isHidden()
        self.detail.setVisible(is_figure)
        self.setVisible(is_figure or not (self.passages.isHidden() and self.errors.isHidden()))
        self._head("")

    @Slot(str)
    def _head(self, of_panel: str) -> None:
        if self._figure is not None and not self.detail.isHidden():
            value = self._figure.result.value
            self.headed.emit(title(self._figure, self._names), DASH if value is None else number(value))
        elif of_panel:
            self.headed.emit(of_panel, "")
