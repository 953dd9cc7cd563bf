"""The ring around the place at hand; the screen alone has it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.ui.pictures.layout import Box
from annotator.ui.pictures.look import PicturePalette


def paint_ring(painter: QPainter, box: Box, palette: PicturePalette, here: bool) -> None:
    """Mark the place at hand around its edge; `here`: the keyboard is there too."""
    grown = box.grown(1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(palette.ink), 2 if here else 1))
    painter.drawRect(QRectF(grown.left, grown.top, grown.width, grown.height))
