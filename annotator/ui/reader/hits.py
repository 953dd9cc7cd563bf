"""What lies under a point of the window: a position in the text, marks, or an edge of the active mark.

It reads the lines that the painter reads, so that what is seen is what is hit.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF

from annotator.ui.reader.lines import ShapedLine
from annotator.ui.reader.placing import in_lane
from annotator.ui.reader.rows import NO_ROW, PlacedMark
from annotator.ui.reader.scroll import Scroll
from annotator.ui.reader.sentences import Sentence
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.spanindex import Mark

Edge = Literal["start", "stop"]
_GRIP = 4.0
"""How near an edge the pointer must be to take hold of it."""
_OWN_SIDE = 1.0
"""In the text an edge is held from this far inside its mark: at the edge itself a selection of what adjoins begins."""


class _Spot(NamedTuple):
    piece: ShapedPiece
    number: int
    line: ShapedLine
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Target:
    """What a click would reach. `marks`: under the point, the innermost first; `on_bar`: by bar or sentence."""

    marks: tuple[Mark, ...] = ()
    on_bar: bool = False
    edge: Edge | None = None
    on_text: bool = False
    on_sentence: bool = False


class Hits:
    """Looks under points of a window whose columns begin at `lefts`."""

    def __init__(
        self,
        scroll: Scroll,
        lefts: Sequence[int],
        columns: Sequence[int] = (),
        sentences: Callable[[ShapedPiece], Sequence[Sentence]] = lambda piece: (),
    ) -> None:
        """`columns`: the lanes that stand side by side at `lefts`, none if there is one column with all marks.

        `sentences`: finds those beside a piece.
        """
        self._scroll = scroll
        self._lefts = lefts
        self._columns = columns
        self._sentences = sentences

    def position_near(self, point: QPointF) -> int:
        """Return the caret position nearest to a point."""
        spot = self._spot(point)
        if spot.y < 0 and spot.piece.number == 0 and spot.number == 0:
            return 0
        return spot.piece.position_near(spot.number, spot.x)

    def position_on(self, point: QPointF) -> int | None:
        """Return the position of the grapheme under a point, None where there is none."""
        spot = self._spot(point)
        inside = 0 <= spot.y < self._text_bottom(spot.line)
        return spot.piece.position_on(spot.number, spot.x) if inside else None

    def target(self, point: QPointF, active: Mark | None) -> Target:
        """Return what a click at a point would reach."""
        spot = self._spot(point)
        if (said := self.sentence_at(point)) is not None:
            return Target(said.marks, True, on_sentence=True)
        if not 0 <= spot.y < spot.line.height:
            return Target()
        on_text = 0 <= spot.y < self._text_bottom(spot.line)
        edge = _edge_at(spot, active, on_text) if active else None
        placed = spot.line.placed
        if self._columns:
            placed = in_lane(placed, self._columns[self.column_at(point)], len(self._columns))
        if on_text:
            under = [each.mark for each in placed if _covers(each, spot.x)]
        else:
            under = [each.mark for each in placed if _row_hit(each, spot)]
        under.sort(key=lambda mark: (sum(stop - start for start, stop in mark.extents), mark.start, mark.id))
        return Target(tuple(under), bool(under) and not on_text, edge, on_text)

    def sentence_at(self, point: QPointF) -> Sentence | None:
        """Return the sentence in the margin under a point."""
        spot = self._spot(point)
        y = spot.line.top + spot.y
        return next((each for each in self._sentences(spot.piece) if each.contains(spot.x, y)), None)

    def column_at(self, point: QPointF) -> int:
        """Return the number of the column that a point belongs to."""
        return max(0, bisect_right(self._lefts, point.x()) - 1)

    def _text_bottom(self, line: ShapedLine) -> float:
        """Return how far below a line's top its words reach: the rows of bars begin there, or its lanes."""
        metrics = self._scroll.page.metrics
        return line.baseline - metrics.baseline + metrics.row_tops[1] - 1

    def _spot(self, point: QPointF) -> _Spot:
        visible = self._scroll.visible()
        piece, top = next((found for found in reversed(visible) if found[1] <= point.y()), visible[0])
        y = point.y() - top
        number = piece.line_under(y)
        line = piece.lines[number]
        left = self._lefts[self.column_at(point)]
        return _Spot(piece, number, line, point.x() - left, y - line.top)


def _covers(placed: PlacedMark, x: float) -> bool:
    return any(left <= x < right for left, right in placed.ranges)


def _row_hit(placed: PlacedMark, spot: _Spot) -> bool:
    return placed.row != NO_ROW and _on_row(placed, spot) and _covers(placed, spot.x)


def _on_row(placed: PlacedMark, spot: _Spot) -> bool:
    # A bar in a row begins where its row does; a pixel above it still belongs to it.
    above = 0 if placed.word else 1
    return placed.top - above <= spot.y < placed.top - above + placed.height


def _edge_at(spot: _Spot, active: Mark, on_text: bool) -> Edge | None:
    placed = next((each for each in spot.line.placed if each.mark.id == active.id), None)
    if placed is None or not (on_text or _on_row(placed, spot)):
        return None
    if placed.ends and _is_held(spot, *_end_of(spot, placed), on_text):
        return "stop"
    if placed.begins and _is_held(spot, *spot.piece.edge(spot.number, active.start, before=False), on_text):
        return "start"
    return None


def _end_of(spot: _Spot, placed: PlacedMark) -> tuple[float, int]:
    """Return where a mark ends, and to which side it lies; one of a line feed alone ends where its bar does."""
    x, side = spot.piece.edge(spot.number, placed.mark.stop, before=True)
    if any(left < x if side < 0 else x < right for left, right in placed.ranges):
        return x, side
    return (placed.ranges[-1][1], -1) if side < 0 else (placed.ranges[0][0], 1)


def _is_held(spot: _Spot, x: float, side: int, on_text: bool) -> bool:
    """Whether the pointer has hold of an edge at `x` whose mark lies to the left (-1) or right (1) of it."""
    inward = (spot.x - x) * side
    return _OWN_SIDE < inward <= _OWN_SIDE + _GRIP if on_text else abs(inward) <= _GRIP
