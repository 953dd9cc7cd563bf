"""Bars: a label's colour and its cue, collected per line so that a paint replays a handful of calls.

All stands on device pixels, so that bars are equally thick at every size and scale factor.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil, floor
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap

from annotator.model.codebook import Cue
from annotator.ui.reader.rows import NO_ROW, PlacedMark
from annotator.ui.reader.style import ReaderStyle

_APART = 1.0
"""What a bar is short of its text's end, so that two spans that touch stay two."""
_WAVE = 6.0
_TOOTH = 3
_STRIPES: dict[Cue, tuple[tuple[int, int], ...]] = {
    Cue.SOLID: ((0, 2),),
    Cue.THICK: ((0, 3),),
    Cue.DOUBLE: ((0, 1), (2, 1)),
}
"""Where each line of a bar begins below its top, and how thick it is."""
_DASHES: dict[Cue, tuple[int, int]] = {Cue.DOTTED: (2, 4), Cue.DASHED: (7, 11)}
"""How long a dash is, and how far it is from its start to the next."""
_JOINT = 1, 4
_GOLD = 1.25
"""How thick a bar of gold is."""
THICKEST = 3
"""The height of the thickest bar, at the standard pitch."""


def thickness(cue: Cue) -> int:
    """Return the height of a bar, at the standard pitch."""
    return 2 if cue in (Cue.SOLID, *_DASHES) else THICKEST


class PixelGrid(NamedTuple):
    """How lengths are drawn: `scale` times as large as at the standard pitch, on pixels of which `ratio` are one."""

    scale: float = 1.0
    ratio: float = 1.0

    def at(self, place: float) -> float:
        """Return the nearest edge of a device pixel; Python's own rounding takes the even one of two."""
        return floor(place * self.ratio + 0.5) / self.ratio

    def length(self, standard: float) -> float:
        """Return a length that is given at the standard pitch: one device pixel at least."""
        return max(1, round(standard * self.scale * self.ratio)) / self.ratio

    def box(self, left: float, right: float, top: float, height: float) -> QRectF:
        """A rectangle on device pixels, at least one wide."""
        x = self.at(left)
        return QRectF(x, top, max(1 / self.ratio, self.at(right) - x), height)


@dataclass(slots=True)
class Bars:
    """What is drawn below one line, relative to its top left."""

    fills: list[tuple[QBrush, list[QRectF]]] = field(default_factory=list)
    waves: list[tuple[QPen, QPainterPath]] = field(default_factory=list)
    tiles: list[tuple[QRectF, QPixmap]] = field(default_factory=list)

    def and_also(self, others: "Bars") -> "Bars":
        """Return these and others."""
        return Bars([*self.fills, *others.fills], [*self.waves, *others.waves], [*self.tiles, *others.tiles])

    def paint(self, painter: QPainter) -> None:
        """Draw all bars."""
        painter.setPen(Qt.PenStyle.NoPen)
        for brush, rectangles in self.fills:
            painter.setBrush(brush)
            painter.drawRects(rectangles)
        for place, tile in self.tiles:
            painter.drawTiledPixmap(place, tile)
        if not self.waves:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen, path in self.waves:
            painter.setPen(pen)
            painter.drawPath(path)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def bars_of(
    placed: Iterable[PlacedMark],
    style: ReaderStyle,
    grid: PixelGrid,
    bar_top: int = 0,
    strong: bool = False,
    gold: bool = False,
) -> Bars:
    """Return the bars of a line's marks.

    `bar_top`: where in its row a bar stands. `strong`: in the shade of words, as the active one. `gold`: thin and in
    brass, whatever the label.
    """
    bars = Bars()
    by_key: dict[str, list[PlacedMark]] = {}
    for each in placed:
        if each.row != NO_ROW:
            by_key.setdefault("" if each.crowded else each.mark.style_key, []).append(each)
    for key, group in by_key.items():
        if key == "" and group[0].crowded:
            _add_crowded(bars, group, style, grid)
            continue
        colour = QColor(style.gold if gold else style.word_colour(key) if strong else style.bar_colour(key))
        cue = style.look(key).cue
        stripes = _GOLD if gold and cue is not Cue.DOTTED else None
        boxes: list[QRectF] = []
        for each in group:
            top = grid.at(each.top + bar_top)
            for left, right in each.ranges:
                if stripes is not None:
                    boxes.append(grid.box(left, right - _APART, top, grid.length(stripes)))
                else:
                    _add(bars, boxes, colour, cue, left, right - _APART, top, grid)
            _add_joints(bars, colour, each, top, grid)
        if boxes:
            # All of a colour in one call: a call costs more than a rectangle.
            bars.fills.append((QBrush(colour), boxes))
    return bars


def _add(
    bars: Bars, boxes: list[QRectF], colour: QColor, cue: Cue, left: float, right: float, y: float, grid: PixelGrid
) -> None:
    if cue in _DASHES:
        bars.tiles.append(_dashed(colour, left, right, y, 2, *_DASHES[cue], grid))
    elif cue is Cue.WAVY:
        bars.waves.append((QPen(colour, 1.4), _wave(left, right, y + 1.5)))
    else:
        for top, height in _STRIPES[cue]:
            boxes.append(grid.box(left, right, y + (grid.length(top) if top else 0), grid.length(height)))


def _dashed(
    colour: QColor, left: float, right: float, y: float, height: float, length: int, step: int, grid: PixelGrid
) -> tuple[QRectF, QPixmap]:
    """Return a place and the picture that fills it again and again: a dash and what follows it."""
    tile = _tile(colour.name(), *(round(grid.length(each) * grid.ratio) for each in (length, step, height)), grid.ratio)
    return grid.box(left, right, y, grid.length(height)), tile


@lru_cache(maxsize=256)
def _tile(colour: str, length: int, step: int, height: int, ratio: float) -> QPixmap:
    """Return a dash as a picture: squares of their own cost as many calls as there are, a dashed pen ten times as much.

    Lengths are device pixels.
    """
    tile = QPixmap(step, height)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.fillRect(0, 0, length, height, QColor(colour))
    painter.end()
    tile.setDevicePixelRatio(ratio)
    return tile


def zigzag(colour: str, left: float, right: float, y: float, grid: PixelGrid) -> tuple[QRectF, QPixmap]:
    """Return a place and the picture that fills it with teeth."""
    tile = _teeth(colour, round(_TOOTH * grid.scale * grid.ratio), grid.ratio)
    return grid.box(left, right, y, tile.height() / grid.ratio), tile


@lru_cache(maxsize=16)
def _teeth(colour: str, tooth: int, ratio: float) -> QPixmap:
    """Return one tooth, up and down, each `tooth` device pixels wide."""
    line = 1.2 * ratio
    tile = QPixmap(2 * tooth, tooth + ceil(line))
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), line))
    low, high = tooth + line / 2, line / 2
    # Beyond its edges, so that one goes on into the next.
    painter.drawPolyline([QPointF(at * tooth, high if at % 2 else low) for at in range(-1, 4)])
    painter.end()
    tile.setDevicePixelRatio(ratio)
    return tile


def _add_crowded(bars: Bars, placed: Iterable[PlacedMark], style: ReaderStyle, grid: PixelGrid) -> None:
    """Show that there is more than there are rows: a grey line below the last."""
    boxes = [
        grid.box(left, right - _APART, grid.at(each.top) + grid.length(THICKEST), 1 / grid.ratio)
        for each in placed
        for left, right in each.ranges
    ]
    bars.fills.append((QBrush(QColor(style.secondary)), boxes))


def _add_joints(bars: Bars, colour: QColor, placed: PlacedMark, top: float, grid: PixelGrid) -> None:
    """Join the pieces of one mark by dots in its own row, so that a span in several extents is seen as one."""
    y = top + grid.length(1)
    bars.tiles += [_dashed(colour, left + 2, right - 2, y, 1, *_JOINT, grid) for left, right in placed.joints]


def _wave(left: float, right: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y))
    x, rising = left, True
    while x < right:
        stop = min(x + _WAVE / 2, right)
        path.quadTo(QPointF((x + stop) / 2, y - 3 if rising else y + 3), QPointF(stop, y))
        x, rising = stop, not rising
    return path
