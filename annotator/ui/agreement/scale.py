"""A number on the line from 0 to 1: its interval, a dot, and ticks where reliability is spoken of."""

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QTableView, QWidget

from annotator.agreement.results import CoefficientResult
from annotator.ui.kit import theme
from annotator.ui.kit.themes import Theme

LOW, GOOD = 0.667, 0.8
"""Below the first nothing is to be concluded, from the second one may rely on data: Krippendorff (2019), p. 356."""
NUMBER_WIDTH, SIDE = 44, 10
_DOT = 4.5
_FOOT = 18


def is_low(result: CoefficientResult) -> bool:
    """Whether a value is one from which nothing is to be concluded."""
    return result.value is not None and result.value < LOW


def line_of(cell: QRect) -> QRectF:
    """Return where the line from 0 to 1 lies in a cell of the table."""
    left, width = cell.left() + NUMBER_WIDTH + SIDE, cell.width() - NUMBER_WIDTH - 3 * SIDE
    return QRectF(left, cell.center().y(), max(0, width), 0)


def place_of(value: float, line: QRectF) -> float:
    """Return where a value stands; what is below 0 stands at 0, where there is no agreement beyond chance."""
    return line.left() + min(1.0, max(0.0, value)) * line.width()


def paint_scale(painter: QPainter, cell: QRect, result: CoefficientResult, colour: str, look: Theme) -> None:
    """Paint the line with the interval and the dot, which is hollow where the value is low."""
    line = line_of(cell)
    if result.value is None or line.width() < 24:
        return
    middle = line.top() + 0.5
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.hairline), 1))
    painter.drawLine(QLineF(line.left(), middle, line.right(), middle))
    painter.setPen(QPen(QColor(look.hairline), 1, Qt.PenStyle.DotLine))
    for tick in (LOW, GOOD):
        at = place_of(tick, line)
        painter.drawLine(QLineF(at, middle - 7, at, middle + 7))
    interval = result.interval
    if interval is not None and interval.low is not None and interval.high is not None:
        painter.setPen(QPen(QColor(colour), 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QLineF(place_of(interval.low, line), middle, place_of(interval.high, line), middle))
    painter.setPen(QPen(QColor(colour), 1.75))
    painter.setBrush(QColor(look.paper if is_low(result) else colour))
    painter.drawEllipse(QPointF(place_of(result.value, line), middle), _DOT, _DOT)


class ScaleFoot(QWidget):
    """What the ticks stand for, below each column of a table of numbers."""

    def __init__(self, table: QTableView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.setFixedHeight(_FOOT)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        table.horizontalScrollBar().valueChanged.connect(self.update)
        table.horizontalHeader().geometriesChanged.connect(self.update)

    # Qt calls this.

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setFont(theme.interface_font(theme.SECONDARY_PX - 1))
        painter.setPen(QColor(theme.current().secondary))
        table, model = self._table, self._table.model()
        begin = table.viewport().x()
        painter.setClipRect(begin, 0, table.viewport().width(), _FOOT)
        for column in range(model.columnCount() if model is not None and model.rowCount() else 0):
            cell = QRect(begin + table.columnViewportPosition(column), 0, table.columnWidth(column), _FOOT)
            line = line_of(cell)
            if line.width() < 48:
                continue
            for value, text, to in ((0.0, "0", 0.5), (LOW, ".67", 0.8), (GOOD, ".8", 0.35), (1.0, "1", 0.5)):
                width = painter.fontMetrics().horizontalAdvance(text)
                painter.drawText(QPointF(place_of(value, line) - to * width, 12), text)
        painter.end()
