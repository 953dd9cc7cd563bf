"""What stands in place of a text: what would fill the page, and how."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from annotator.ui.reader.layers.layer import Area, PageLayer, strip
from annotator.ui.reader.scene import Scene


class PlaceholderLayer(PageLayer):
    """It only shows, and only where there is no text."""

    def paint(self, painter: QPainter, area: Area) -> None:
        scene = area.scene
        if scene.pieces:
            return
        style = scene.metrics.style
        painter.setPen(QColor(style.secondary))
        painter.setFont(scene.metrics.font)
        inner = QRect(0, 0, scene.width, scene.height).adjusted(style.margin, 0, -style.margin, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, scene.shown.placeholder)

    def invalidate(self, before: Scene, now: Scene) -> Iterator[QRect]:
        if not now.pieces and before.shown.placeholder != now.shown.placeholder:
            yield strip(now, 0, now.height)
