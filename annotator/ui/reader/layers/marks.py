"""The bars of marks in their rows, the rails beside long ones, signs, and the zigzag below open cases.

What a line's marks look like is worked out once per placing and replayed from then on.
"""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from annotator.ui.reader.bars import PixelGrid, bars_of
from annotator.ui.reader.layers.layer import Area, PageLayer, Spot, Target, lines_of, strip, unmoved
from annotator.ui.reader.line_decorations import LineDecorations, decorations_of
from annotator.ui.reader.lines import ShapedLine
from annotator.ui.reader.placing import in_lane
from annotator.ui.reader.rails import rail_lines, rails_of
from annotator.ui.reader.rows import NO_ROW, PlacedMark
from annotator.ui.reader.scene import Scene
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.signs import paint_signs
from annotator.ui.reader.spanindex import Mark

_BELOW = 2
"""By so much the grey line that stands for more than there are rows reaches below the last row, and the line; where
pixels are finer a bar in the last row does too, by one of them."""


class MarksLayer(PageLayer):
    """A click on a bar or a rail reaches its mark."""

    def paint(self, painter: QPainter, area: Area) -> None:
        for piece, y, lines in ((each.piece, each.y, each.lines) for each in area.pieces):
            for column, left in enumerate(area.scene.lefts):
                painter.translate(left, y)
                for number, line in lines:
                    if line.placed:
                        painter.translate(0, line.top)
                        _paint_line(painter, area, piece, number, column)
                        painter.translate(0, -line.top)
                if not column:
                    _paint_rails(painter, piece, area.scene)
                painter.translate(-left, -y)

    def hit(self, scene: Scene, spot: Spot) -> Target | None:
        under = [each.mark for each in shown_at(scene, spot) if not each.word and _is_on_bar(each, spot)]
        under = under or list(_rails_at(scene, spot))
        return Target(innermost_first(under), on_bar=True) if under else None

    def invalidate(self, before: Scene, now: Scene) -> Iterator[QRect]:
        for old, new in unmoved(before, now):
            if old.rails is not new.rails and old.rails != new.rails:
                yield strip(now, new.y, max(old.height, new.height))
            for was, line in zip(old.lines, new.lines, strict=True):
                if was.placed is not line.placed and was.placed != line.placed:
                    beyond = any(
                        each.crowded or each.top + each.height > line.height for each in (*was.placed, *line.placed)
                    )
                    yield strip(now, new.y + line.top, line.height + (_BELOW if beyond else 0))
        active = before.shown.active, now.shown.active
        if active[0] is not active[1]:
            yield from lines_of(now, [extent for mark in active if mark is not None for extent in mark.extents])


def decorated(area: Area, piece: ShapedPiece, number: int) -> LineDecorations:
    """Return what stands below a line, kept until it is placed again or shown on another device."""
    line = piece.lines[number]
    if not isinstance(line.decor, LineDecorations) or line.decor.ratio != area.ratio:
        line.decor = decorations_of(piece, number, area.scene.metrics, area.scene.lanes, area.ratio)
    return line.decor


def shown_at(scene: Scene, spot: Spot) -> Sequence[PlacedMark]:
    """Return the marks on the line of a spot that are shown in its column."""
    columns = scene.lanes.side_by_side
    return in_lane(spot.line.placed, columns[spot.column], len(columns)) if columns else spot.line.placed


def innermost_first(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks, the shortest first."""
    return tuple(
        sorted(marks, key=lambda mark: (sum(stop - start for start, stop in mark.extents), mark.start, mark.id))
    )


def is_on_row(placed: PlacedMark, y: float) -> bool:
    """Whether a height below the line's top is in the row of a mark, or in its lane."""
    # A bar in a row begins where its row does; a pixel above it still belongs to it.
    above = 0 if placed.word else 1
    return placed.top - above <= y < placed.top - above + placed.height


def _rails_at(scene: Scene, spot: Spot) -> Iterator[Mark]:
    """Yield the mark whose rail is at a spot of the first column."""
    piece, style, y = spot.seen.piece, scene.metrics.style, spot.line.top + spot.y
    for rail in rails_of(piece) if not spot.column else ():
        lines = rail_lines(rail, style.look(rail.mark.style_key).cue, piece.width, piece.right_to_left)
        if rail.top <= y < rail.bottom and any(x - 1 <= spot.x < x + width + 1 for x, width in lines):
            yield rail.mark


def _is_on_bar(placed: PlacedMark, spot: Spot) -> bool:
    on_row = placed.row != NO_ROW and is_on_row(placed, spot.y)
    return on_row and any(left <= spot.x < right for left, right in placed.ranges)


def _paint_line(painter: QPainter, area: Area, piece: ShapedPiece, number: int, column: int) -> None:
    line, decor = piece.lines[number], decorated(area, piece, number)
    if decor.zigzag.tiles:
        decor.zigzag.paint(painter)
    decor.columns[column].paint(painter)
    paint_signs(painter, line, area.scene.metrics)
    active = area.scene.shown.active_id
    if active is not None and any(each.mark.id == active for each in line.placed):
        _paint_active(painter, area, line, column, active)


def _paint_active(painter: QPainter, area: Area, line: ShapedLine, column: int, active: str) -> None:
    """Paint the bar of the active mark again, in the shade of words."""
    lanes, metrics = area.scene.lanes, area.scene.metrics
    by_column = len(lanes.side_by_side) > 1
    shown = in_lane(line.placed, lanes.shown[column], len(lanes.titles)) if by_column else line.placed
    own = [each for each in shown if each.mark.id == active and not each.crowded and not each.word]
    gold = bool(lanes.titles) and not by_column and any(each.mark.lane >= lanes.compared for each in own)
    bars_of(own, metrics.style, PixelGrid(metrics.scale, area.ratio), strong=True, gold=gold).paint(painter)


def _paint_rails(painter: QPainter, piece: ShapedPiece, scene: Scene) -> None:
    """Paint what stands for the bars of long marks: a line beside theirs, in the label's cue."""
    style = scene.metrics.style
    for rail in rails_of(piece):
        cue, colour = style.look(rail.mark.style_key).cue, QColor(style.bar_colour(rail.mark.style_key))
        for x, width in rail_lines(rail, cue, piece.width, piece.right_to_left):
            painter.fillRect(QRect(x, rail.top, width, rail.bottom - rail.top), colour)
