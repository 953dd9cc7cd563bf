"""A label's mark, small: its colour drawn as its cue, so that it is told apart without the colour too."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from annotator.model.codebook import Cue, Label
from annotator.ui.kit import theme

WIDTH, HEIGHT = 20, 16


def label_icon(label: Label) -> QIcon:
    """Return the mark of a label in the current theme."""
    return swatch(label.colour, label.cue)


def swatch(colour: str, cue: Cue) -> QIcon:
    """Return a mark of 20 by 16 px in a label's colour and cue."""
    made = QIcon()
    for ratio in (1, 2, 3):
        pixmap = QPixmap(WIDTH * ratio, HEIGHT * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_swatch(painter, QRectF(0, 0, WIDTH, HEIGHT), colour, cue)
        painter.end()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            made.addPixmap(pixmap, mode)
    return made


def paint_swatch(painter: QPainter, area: QRectF, colour: str, cue: Cue) -> None:
    """Draw the bar of a label across the middle of `area`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(theme.label_colour(colour, theme.current())), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    left, right, middle = area.left() + 1, area.right() - 1, area.center().y()
    if cue is Cue.WAVY:
        pen.setWidthF(2)
        painter.setPen(pen)
        painter.drawPath(_wave(left, right, middle))
    elif cue is Cue.DOUBLE:
        pen.setWidthF(2)
        painter.setPen(pen)
        for height in (middle - 2.5, middle + 2.5):
            painter.drawLine(QPointF(left, height), QPointF(right, height))
    else:
        if cue is Cue.THICK:
            pen.setWidthF(7)
        elif cue is Cue.DOTTED:
            pen.setDashPattern([1, 1])
        elif cue is Cue.DASHED:
            pen.setDashPattern([7 / 3, 4 / 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(left, middle), QPointF(right, middle))
    painter.restore()


def _wave(left: float, right: float, middle: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, middle))
    step, at, up = 4.5, left, True
    while at + step <= right + 1:
        path.quadTo(QPointF(at + step / 2, middle + (-5 if up else 5)), QPointF(at + step, middle))
        at, up = at + step, not up
    return path
