"""What lies under a point of the window: a position in the text, marks, or an edge of the active mark.

The layers are asked in the order in which they are seen, the uppermost first.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF

from annotator.ui.reader.layers.layer import Edge, PageLayer, Spot, Target
from annotator.ui.reader.layers.marks import is_on_row
from annotator.ui.reader.layers.words import text_bottom
from annotator.ui.reader.rows import PlacedMark
from annotator.ui.reader.scene import Scene
from annotator.ui.reader.sentences import Sentence
from annotator.ui.reader.spanindex import Mark

_GRIP = 4.0
"""How near an edge the pointer must be to take hold of it."""
_OWN_SIDE = 1.0
"""In the text an edge is held from this far inside its mark: at the edge itself a selection of what adjoins begins."""


class Hits:
    """Looks under points of a scene with a text."""

    def __init__(self, scene: Scene, layers: Sequence[PageLayer]) -> None:
        """`layers`: from the ground up."""
        self._scene = scene
        self._layers = layers

    def position_near(self, point: QPointF) -> int:
        """Return the caret position nearest to a point."""
        spot = self.spot(point)
        piece = spot.seen.piece
        if spot.y < 0 and piece.number == 0 and spot.number == 0:
            return 0
        return piece.position_near(spot.number, spot.x)

    def position_on(self, point: QPointF) -> int | None:
        """Return the position of the grapheme under a point, None where there is none."""
        spot = self.spot(point)
        inside = 0 <= spot.y < text_bottom(spot.line, self._scene.metrics)
        return spot.seen.piece.position_on(spot.number, spot.x) if inside else None

    def target(self, point: QPointF, active: Mark | None) -> Target:
        """Return what a click at a point would reach. `active`: the mark whose edges can be taken hold of."""
        spot = self.spot(point)
        found = next((each for each in self._reached(spot) if each.suggestion is None), Target())
        if active is None or found.on_sentence or found.on_head:
            return found
        return replace(found, edge=_edge_at(spot, active, found.on_text))

    def suggestion_at(self, point: QPointF) -> int | None:
        """Return the number of the suggestion under a point."""
        return next((each.suggestion for each in self._reached(self.spot(point)) if each.suggestion is not None), None)

    def sentence_at(self, point: QPointF) -> Sentence | None:
        """Return the sentence in the margin under a point."""
        spot = self.spot(point)
        y = spot.line.top + spot.y
        return next((each for each in spot.seen.sentences if each.contains(spot.x, y)), None)

    def column_at(self, point: QPointF) -> int:
        """Return the number of the column that a point belongs to."""
        return max(0, bisect_right(self._scene.lefts, point.x()) - 1)

    def _reached(self, spot: Spot) -> Iterator[Target]:
        found = (layer.hit(self._scene, spot) for layer in reversed(self._layers))
        return (each for each in found if each is not None)

    def spot(self, point: QPointF) -> Spot:
        pieces = self._scene.pieces
        seen = next((each for each in reversed(pieces) if each.y <= point.y()), pieces[0])
        y = point.y() - seen.y
        number = seen.piece.line_under(y)
        line, column = seen.piece.lines[number], self.column_at(point)
        return Spot(point, column, seen, number, line, point.x() - self._scene.lefts[column], y - line.top)


def _edge_at(spot: Spot, active: Mark, on_text: bool) -> Edge | None:
    placed = next((each for each in spot.line.placed if each.mark.id == active.id), None)
    if placed is None or not (on_text or is_on_row(placed, spot.y)):
        return None
    if placed.ends and _is_held(spot, *_end_of(spot, placed), on_text):
        return "stop"
    if placed.begins and _is_held(spot, *spot.seen.piece.edge(spot.number, active.start, before=False), on_text):
        return "start"
    return None


def _end_of(spot: Spot, placed: PlacedMark) -> tuple[float, int]:
    """Return where a mark ends, and to which side it lies; one of a line feed alone ends where its bar does."""
    x, side = spot.seen.piece.edge(spot.number, placed.mark.stop, before=True)
    if any(left < x if side < 0 else x < right for left, right in placed.ranges):
        return x, side
    return (placed.ranges[-1][1], -1) if side < 0 else (placed.ranges[0][0], 1)


def _is_held(spot: Spot, x: float, side: int, on_text: bool) -> bool:
    """Whether the pointer has hold of an edge at `x` whose mark lies to the left (-1) or right (1) of it."""
    inward = (spot.x - x) * side
    return _OWN_SIDE < inward <= _OWN_SIDE + _GRIP if on_text else abs(inward) <= _GRIP
