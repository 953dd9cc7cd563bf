"""The signs of a doubt and of a note behind the end of a mark, in its row."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from annotator.ui.reader.lines import ShapedLine
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.placing import SIGN_GAP, SIGN_WIDTH
from annotator.ui.reader.rows import PlacedMark

_SIDE = 6.0


def paint_signs(painter: QPainter, line: ShapedLine, metrics: Metrics) -> None:
    """Paint a “?” for each doubt and a flag for each note whose mark ends on a line, at whose top the painter is."""
    for placed in line.placed:
        if placed.sign is not None and not placed.crowded:
            _paint(painter, placed, line.baseline - metrics.baseline, metrics)


def _paint(painter: QPainter, placed: PlacedMark, shift: int, metrics: Metrics) -> None:
    assert placed.sign is not None
    colour = QColor(metrics.style.word_colour(placed.mark.style_key))
    middle = shift + metrics.row_tops[1] + metrics.scale
    x = placed.sign[0] + (SIGN_GAP if placed.sign[0] >= placed.ranges[-1][1] else 0)
    if placed.mark.doubt:
        painter.setFont(metrics.sign_font)
        painter.setPen(colour)
        painter.drawText(QPointF(round(x), round(middle + metrics.small_baseline / 2 - 1)), "?")
        x += SIGN_WIDTH
    if placed.mark.noted:
        left, top = round(x) + 1, round(middle - _SIDE / 2)
        flag = [(0.0, 0.0), (_SIDE, 0.0), (_SIDE, _SIDE - 1), (2.0, _SIDE - 1), (0.0, _SIDE + 2)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([QPointF(left + dx, top + dy) for dx, dy in flag]))
