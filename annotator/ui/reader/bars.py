"""Bars: a label's colour and its cue, collected per line so that a paint replays a handful of calls."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from annotator.model.codebook import Cue
from annotator.ui.reader.rows import PlacedMark, Range
from annotator.ui.reader.style import ReaderStyle

_APART = 1.0
"""What a bar is short of its text's end, so that two spans that touch stay two."""
_WAVE = 6.0


@dataclass(slots=True)
class Bars:
    """What is drawn below one line, relative to its top left."""

    fills: list[tuple[QBrush, list[QRectF]]] = field(default_factory=list)
    waves: list[tuple[QPen, QPainterPath]] = field(default_factory=list)

    def paint(self, painter: QPainter) -> None:
        """Draw all bars."""
        painter.setPen(Qt.PenStyle.NoPen)
        for brush, rectangles in self.fills:
            painter.setBrush(brush)
            painter.drawRects(rectangles)
        if not self.waves:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen, path in self.waves:
            painter.setPen(pen)
            painter.drawPath(path)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def bars_of(placed: Iterable[PlacedMark], style: ReaderStyle, bar_top: int = 0) -> Bars:
    """Return the bars of a line's marks. `bar_top`: where in its row a bar stands."""
    bars = Bars()
    by_key: dict[str, list[PlacedMark]] = {}
    for each in placed:
        by_key.setdefault(each.mark.style_key, []).append(each)
    for key, group in by_key.items():
        colour, cue = QColor(style.bar_colour(key)), style.look(key).cue
        for each in group:
            for left, right in each.ranges:
                _add(bars, colour, cue, left, right - _APART, each.top + bar_top)
        _join_parts(bars, colour, group, bar_top, style)
    return bars


def _add(bars: Bars, colour: QColor, cue: Cue, left: float, right: float, y: int) -> None:
    if cue in _DASHES:
        # Squares of their own: a dashed pen costs ten times as much.
        length, step = _DASHES[cue]
        starts = range(_pixel(left), max(_pixel(right), _pixel(left) + 1), step)
        bars.fills.append((QBrush(colour), [whole(x, min(x + length, right), y + 1, 2) for x in starts]))
    elif cue is Cue.WAVY:
        bars.waves.append((QPen(colour, 1.4), _wave(left, right, y + 2)))
    else:
        bars.fills.append((QBrush(colour), [whole(left, right, y + top, height) for top, height in _STRIPES[cue]]))


_STRIPES: dict[Cue, tuple[tuple[int, int], ...]] = {
    Cue.SOLID: ((1, 2),),
    Cue.THICK: ((0, 4),),
    Cue.DOUBLE: ((0, 1), (3, 1)),
}


_DASHES: dict[Cue, tuple[int, int]] = {Cue.DOTTED: (2, 5), Cue.DASHED: (7, 11)}
"""How long a dash is, and how far it is from its start to the next."""


def dashes(colour: QColor, cue: Cue) -> QPen:
    """Return the pen of a dotted or dashed bar."""
    pen = QPen(colour, 2.4 if cue is Cue.DOTTED else 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if cue is Cue.DOTTED else Qt.PenCapStyle.FlatCap)
    # In units of the pen's width; a dot is a dash of no length with round caps.
    pen.setDashPattern([0.01, 1.9] if cue is Cue.DOTTED else [3.5, 2])
    return pen


def _wave(left: float, right: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y))
    x, rising = left, True
    while x < right:
        stop = min(x + _WAVE / 2, right)
        path.quadTo(QPointF((x + stop) / 2, y - 3 if rising else y + 3), QPointF(stop, y))
        x, rising = stop, not rising
    return path


def _join_parts(bars: Bars, colour: QColor, placed: Iterable[PlacedMark], bar_top: int, style: ReaderStyle) -> None:
    """Join the parts of one mark by a hairline, so that a span in several extents is seen as one."""
    thin = QColor(colour)
    thin.setAlpha(255 if style.high_contrast else 150)
    for each in placed:
        gaps: list[Range] = [
            (a[1], b[0]) for a, b in zip(each.ranges, each.ranges[1:], strict=False) if b[0] - a[1] > 2 * _APART
        ]
        if gaps:
            y = each.top + bar_top + 2
            bars.fills.append((QBrush(thin), [whole(left, right, y, 1) for left, right in gaps]))


def whole(left: float, right: float, top: int, height: int) -> QRectF:
    """A rectangle on whole pixels, at least one wide: the same pixels wherever the page is scrolled to."""
    x = _pixel(left)
    return QRectF(x, top, max(1, _pixel(right) - x), height)


def _pixel(at: float) -> int:
    """Return the nearest edge of a pixel; Python's own rounding takes the even one of two, and a gap of one with it."""
    return floor(at + 0.5)
