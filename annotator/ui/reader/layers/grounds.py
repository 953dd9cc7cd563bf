"""The paper, and what is lit on it: what is to be looked at, the active span, hits, the selection.

Nothing is blended: of all spans only the active one has a tint, since tints that overlap turn to mud.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from math import ceil

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.model.span import Extent
from annotator.ui.kit.colour import mix
from annotator.ui.reader.bars import thickness
from annotator.ui.reader.clusters import Range
from annotator.ui.reader.layers.layer import Area, PageLayer, Painted, lines_of, not_in_both
from annotator.ui.reader.lines import ShapedLine
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.rows import NO_ROW
from annotator.ui.reader.scene import Scene
from annotator.ui.reader.shaping import ShapedPiece

_LINE_FEED_WIDTH = 6
_BELOW_BAR = 2
_FRAME = 2


class GroundsLayer(PageLayer):
    """What stands below everything else."""

    def paint(self, painter: QPainter, area: Area) -> None:
        painter.fillRect(area.clip, QColor(area.scene.metrics.style.paper))
        for painted in area.pieces:
            for left in area.scene.lefts:
                painter.translate(left, painted.y)
                _paint_piece(painter, painted, area.scene)
                painter.translate(-left, -painted.y)

    def invalidate(self, before: Scene, now: Scene) -> Iterator[QRect]:
        old, new = before.shown, now.shown
        changed = [*not_in_both(old.focus, new.focus), *_hits_of_one(before, now)]
        if (old.active_id, old.active_key) != (new.active_id, new.active_key):
            changed += [*old.tinted, *new.tinted]
        else:
            changed += not_in_both(old.tinted, new.tinted)
        changed += _selected_otherwise(before, now)
        yield from lines_of(now, changed)


def _hits_of_one(before: Scene, now: Scene) -> Iterator[Extent]:
    """Yield the hits near the window that are in one of two scenes alone."""
    if before.shown.hits != now.shown.hits and now.pieces:
        start, stop = now.pieces[0].piece.start, now.pieces[-1].piece.stop
        yield from {*_between(before.shown.hits, start, stop)} ^ {*_between(now.shown.hits, start, stop)}


def _selected_otherwise(before: Scene, now: Scene) -> Iterator[Extent]:
    old, new = before.shown.selection, now.shown.selection
    ranges = [[each] if each is not None else [] for each in (old, new)]
    if _selection_look(before) == _selection_look(now):
        # The line feed after a range belongs to it.
        yield from (Extent(start, stop + 1) for start, stop in not_in_both(*ranges))
    else:
        yield from (*ranges[0], *ranges[1])


def _selection_look(scene: Scene) -> tuple[bool, bool]:
    """Return what tells how a selection is painted: as the hit at hand, and in use."""
    shown = scene.shown
    # The hit at hand is selected while the focus is in the line that one types in.
    return shown.selection in _near(shown.hits, shown.selection), scene.has_focus or bool(shown.hits)


def _near(hits: Sequence[Extent], selection: Extent | None) -> Sequence[Extent]:
    return _between(hits, selection.start, selection.stop) if selection is not None else ()


def _between(hits: Sequence[Extent], start: int, stop: int) -> Sequence[Extent]:
    """Return the hits that meet or touch a range."""
    first = bisect_left(hits, start, key=lambda hit: hit.stop)
    return hits[first : bisect_right(hits, stop, key=lambda hit: hit.start)]


def _paint_piece(painter: QPainter, painted: Painted, scene: Scene) -> None:
    shown, style, piece = scene.shown, scene.metrics.style, painted.piece
    _tint(painter, painted, scene, shown.focus, style.focus)
    if shown.active is not None:
        _tint(painter, painted, scene, shown.tinted, style.tint(shown.active.style_key), shown.active.id)
    if shown.hits:
        _tint(painter, painted, scene, _between(shown.hits, piece.start, piece.stop), style.hit)
    if shown.selection is not None:
        framed, in_use = _selection_look(scene)
        if framed:
            _frame(painter, painted, scene, shown.selection)
        else:
            colour = style.selection if in_use else mix(style.selection, style.paper, 0.4)
            _select(painter, painted, shown.selection, colour)


def _tint(
    painter: QPainter,
    painted: Painted,
    scene: Scene,
    extents: Sequence[Extent],
    colour: str,
    mark_id: str | None = None,
) -> None:
    """Fill the words of extents, from their ascenders down to what stands below; of a mark to under its bar."""
    piece, metrics = painted.piece, scene.metrics
    for start, stop in extents:
        if start <= piece.stop and stop > piece.start:
            # Of a span that goes on only the words are tinted.
            whole = start >= piece.start and stop <= piece.stop + 1
            for number, line in painted.lines:
                if start > line.stop or stop <= line.start:
                    continue
                top = max(0, line.baseline - metrics.ascender)
                bottom = _bottom(line, metrics, mark_id)
                for left, right in _ranges(piece, number, Extent(start, stop), whole):
                    x = round(left)
                    painter.fillRect(QRect(x, line.top + top, round(right) - x, bottom - top), QColor(colour))


def _bottom(line: ShapedLine, metrics: Metrics, mark_id: str | None) -> int:
    """Return how far down a tint reaches, below the line's top."""
    least = line.baseline + metrics.descender + 1
    if mark_id is not None:
        bar = next(
            (each for each in line.placed if each.mark.id == mark_id and each.row != NO_ROW and not each.word), None
        )
        if bar is not None:
            thick = thickness(metrics.style.look(bar.mark.style_key).cue)
            least = max(least, ceil(bar.top + thick * metrics.scale) + _BELOW_BAR)
    return min(least, line.text_height)


def _select(painter: QPainter, painted: Painted, extent: Extent, colour: str) -> None:
    """Fill what is selected over the whole height of the lines, and show each line's end."""
    piece = painted.piece
    for number, line in painted.lines if extent.start <= piece.stop and extent.stop > piece.start else ():
        for left, right in _ranges(piece, number, extent, line_feeds=True):
            x = round(left)
            painter.fillRect(QRect(x, line.top, round(right) - x, line.text_height), QColor(colour))


def _frame(painter: QPainter, painted: Painted, scene: Scene, extent: Extent) -> None:
    """Frame the hit at hand."""
    piece, metrics = painted.piece, scene.metrics
    painter.setPen(QPen(QColor(mix(metrics.style.hit, metrics.style.ink, 0.55)), _FRAME))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for number, line in painted.lines if extent.start <= piece.stop and extent.stop > piece.start else ():
        top, bottom = max(0, line.baseline - metrics.ascender), _bottom(line, metrics, None)
        for left, right in piece.ranges(number, *extent):
            painter.drawRect(QRectF(round(left), line.top + top, round(right) - round(left), bottom - top))


def _ranges(piece: ShapedPiece, number: int, extent: Extent, line_feeds: bool) -> list[Range]:
    line = piece.lines[number]
    ranges = piece.ranges(number, *extent)
    ends = piece.is_last_of_paragraph(number) and extent.start <= line.stop < extent.stop
    return [*ranges, _line_feed(piece, line)] if ends and line_feeds else ranges


def _line_feed(piece: ShapedPiece, line: ShapedLine) -> Range:
    x = piece.caret_x(line.stop)
    return (x - _LINE_FEED_WIDTH, x) if piece.right_to_left else (x, x + _LINE_FEED_WIDTH)
