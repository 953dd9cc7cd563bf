"""The dashes below words that something is suggested for."""

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from annotator.model.span import Extent
from annotator.ui.reader.layers.layer import Area, PageLayer, Spot, Target, lines_of
from annotator.ui.reader.layers.words import text_bottom
from annotator.ui.reader.scene import Scene


class OfferedLayer(PageLayer):
    """What is suggested is pointed at: the tooltip names it."""

    def paint(self, painter: QPainter, area: Area) -> None:
        scene, suggestions = area.scene, area.scene.shown.suggestions
        if not len(suggestions):
            return
        for painted in area.pieces:
            for left in scene.lefts:
                painter.translate(left, painted.y)
                clip = area.clip.translated(-left, -painted.y)
                suggestions.paint(painter, painted.piece, clip, scene.metrics.style.secondary)
                painter.translate(-left, -painted.y)

    def hit(self, scene: Scene, spot: Spot) -> Target | None:
        if not len(scene.shown.suggestions) or not 0 <= spot.y < text_bottom(spot.line, scene.metrics):
            return None
        position = spot.seen.piece.position_on(spot.number, spot.x)
        number = scene.shown.suggestions.at(position) if position is not None else None
        return Target(suggestion=number) if number is not None else None

    def invalidate(self, before: Scene, now: Scene) -> Iterator[QRect]:
        old, new = before.shown.suggestions, now.shown.suggestions
        if old is new or not now.pieces:
            return
        start, stop = now.pieces[0].piece.start, now.pieces[-1].piece.stop
        given = [{(each[n].start, each[n].stop) for n in each.meeting(start, stop)} for each in (old, new)]
        yield from lines_of(now, [Extent(*place) for place in given[0] ^ given[1]])
