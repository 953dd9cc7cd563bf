"""Where units that are given begin: a short line before the first character of each."""

from bisect import bisect_left
from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from annotator.model.span import Extent
from annotator.ui.reader.layers.layer import Area, PageLayer, lines_of
from annotator.ui.reader.scene import Scene
from annotator.ui.reader.sheet import caret_in


class UnitsLayer(PageLayer):
    """It only shows."""

    def paint(self, painter: QPainter, area: Area) -> None:
        scene, units = area.scene, area.scene.shown.units
        colour = QColor(scene.metrics.style.secondary)
        for painted in area.pieces if units else ():
            piece = painted.piece
            at = bisect_left(units, piece.start, key=lambda unit: unit.start)
            while at < len(units) and units[at].start < piece.stop:
                place = caret_in(piece, units[at].start, scene.metrics)
                for left in scene.lefts:
                    painter.fillRect(QRect(left + place.left(), painted.y + place.top(), 1, place.height()), colour)
                at += 1

    def invalidate(self, before: Scene, now: Scene) -> Iterator[QRect]:
        old, new = before.shown.units, now.shown.units
        if old is new or not now.pieces:
            return
        start, stop = now.pieces[0].piece.start, now.pieces[-1].piece.stop
        seen = [{unit.start for unit in units if start <= unit.start < stop} for units in (old, new)]
        yield from lines_of(now, [Extent(at, at + 1) for at in seen[0] ^ seen[1]])
