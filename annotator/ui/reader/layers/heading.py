"""The head of the document above its text."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter

from annotator.ui.reader.layers.layer import Area, PageLayer, Spot, Target, strip
from annotator.ui.reader.scene import Scene


class HeadingLayer(PageLayer):
    """A click on a code of the whole document reaches its mark, one on what is offered asks for a field."""

    def paint(self, painter: QPainter, area: Area) -> None:
        scene = area.scene
        if scene.head is not None and scene.pieces and scene.scrolled < scene.head.height:
            painter.translate(scene.lefts[0], -scene.scrolled)
            scene.head.paint(painter, scene.chips, scene.shown.active_id)
            painter.translate(-scene.lefts[0], scene.scrolled)

    def hit(self, scene: Scene, spot: Spot) -> Target | None:
        if scene.head is None:
            return None
        inside = spot.point - QPointF(scene.lefts[0], -scene.scrolled)
        if not 0 <= inside.y() < scene.head.height:
            return None
        mark = scene.head.mark_at(inside)
        marks = (mark,) if mark is not None else ()
        return Target(marks, on_head=True, asks=scene.head.link_at(inside))

    def invalidate(self, before: Scene, now: Scene) -> Iterator[QRect]:
        whole = [mark is not None and not mark.extents for mark in (before.shown.active, now.shown.active)]
        if before.head is not now.head or (any(whole) and before.shown.active_id != now.shown.active_id):
            bottoms = [scene.head.height - scene.scrolled for scene in (before, now) if scene.head is not None]
            yield strip(now, 0, max(bottoms, default=0))
