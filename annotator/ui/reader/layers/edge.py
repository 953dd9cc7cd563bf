"""A line at the window's side that shows that the keyboard is here, while no caret is in view."""

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from annotator.ui.reader.layers.layer import Area, PageLayer
from annotator.ui.reader.scene import Scene

_WIDTH = 2


class EdgeLayer(PageLayer):
    """It only shows, and stands still."""

    scrolls = False

    def paint(self, painter: QPainter, area: Area) -> None:
        if _is_shown(area.scene):
            painter.fillRect(_place(area.scene), QColor(area.scene.metrics.style.accent))

    def invalidate(self, before: Scene, now: Scene) -> Iterator[QRect]:
        if _is_shown(before) != _is_shown(now):
            yield _place(now)


def _is_shown(scene: Scene) -> bool:
    return scene.has_focus and not scene.caret_seen


def _place(scene: Scene) -> QRect:
    return QRect(0, 0, _WIDTH, scene.height)
