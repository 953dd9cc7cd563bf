"""The parts of the active act: framed in the text, and what a drag would make one lit below the words."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from annotator.ui.reader.layers.layer import Area, PageLayer
from annotator.ui.reader.parts import Frame, PartMark, frames_of, paint_parts
from annotator.ui.reader.scene import Scene
from annotator.ui.reader.shaping import ShapedPiece

_LINE = 2
"""What a frame's line takes beyond its place, with the blur of its edge."""


class FramedLayer(PageLayer):
    """Frames with the names of their roles. They only show; where coders are compared there are none."""

    def paint(self, painter: QPainter, area: Area) -> None:
        scene, parts = area.scene, _parts(area.scene)
        if parts and scene.shown.active is not None:
            painter.translate(scene.lefts[0], 0)
            paint_parts(painter, _pieces(scene), parts, scene.metrics, scene.shown.active.style_key)
            painter.translate(-scene.lefts[0], 0)

    def invalidate(self, before: Scene, now: Scene) -> Iterator[QRect]:
        if (_parts(before), before.shown.active_key) != (_parts(now), now.shown.active_key):
            for scene in (before, now):
                for part in _parts(scene):
                    yield from (_rectangle(scene, frame) for frame in frames_of(_pieces(now), part, now.metrics))


class AimLayer(PageLayer):
    """What is lit on the tints and below the words, while one drags from an act."""

    def paint(self, painter: QPainter, area: Area) -> None:
        scene = area.scene
        for frame in _aimed(scene, scene):
            box = frame.box.translated(scene.lefts[0], 0)
            painter.fillRect(box, QColor(scene.metrics.style.selection))

    def invalidate(self, before: Scene, now: Scene) -> Iterator[QRect]:
        if before.shown.aim != now.shown.aim:
            for scene in (before, now):
                yield from (_rectangle(now, frame) for frame in _aimed(scene, now))


def _parts(scene: Scene) -> Sequence[PartMark]:
    return scene.shown.parts if scene.shown.active is not None and not scene.lanes.titles else ()


def _aimed(scene: Scene, where: Scene) -> Sequence[Frame]:
    if not scene.shown.aim or scene.lanes.titles:
        return ()
    return frames_of(_pieces(where), PartMark("", scene.shown.aim), where.metrics)


def _pieces(scene: Scene) -> list[tuple[ShapedPiece, int]]:
    return [(seen.piece, seen.y) for seen in scene.pieces]


def _rectangle(scene: Scene, frame: Frame) -> QRect:
    """Return the part of the window that a frame takes with the name on its upper edge, over the window's width."""
    above = scene.metrics.role_height() + _LINE
    top = int(frame.box.top()) - above
    return QRect(0, top, scene.width, int(frame.box.height()) + above + 2 * _LINE + 1)
