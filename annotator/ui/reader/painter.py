"""The page, painted: paper, tints, text and bars, in this order, so that words always stand on their grounds.

What a line's marks look like is worked out once per placing and replayed from then on. Nothing is blended: of all
spans only the active one has a tint, since tints that overlap turn to mud.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.model.span import Extent
from annotator.ui.kit.colour import mix
from annotator.ui.reader.bars import PixelGrid, bars_of, thickness
from annotator.ui.reader.chips import Chips
from annotator.ui.reader.clusters import Range
from annotator.ui.reader.lanes import Lanes
from annotator.ui.reader.line_decorations import LineDecorations, decorations_of
from annotator.ui.reader.lines import ShapedLine
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.placing import LANE, in_lane
from annotator.ui.reader.rails import rail_lines, rails_of
from annotator.ui.reader.rows import NO_ROW, PlacedMark
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.signs import paint_signs
from annotator.ui.reader.spanindex import Mark

_LINE_FEED_WIDTH = 6
_CARET_WIDTH = 2
_BELOW_BAR = 2
_FRAME = 2
_DRAWER_BEFORE, _DRAWER_AFTER, _TAG_GAP = 62, 12, 10
"""How far a drawer reaches before and after the text, and what its names keep from it."""
_NOTHING = "nothing here"
_ALL = 1 << 30


@dataclass(frozen=True, slots=True)
class Scene:
    """What is shown besides the text and its marks. `tinted`: the ranges of the active mark, or where it is dragged.

    `hits`: what a search found, in order and apart. `column`: the one with the caret.
    """

    caret: int
    has_focus: bool
    selection: Extent | None = None
    active: Mark | None = None
    tinted: tuple[Extent, ...] = ()
    focus: tuple[Extent, ...] = ()
    hits: Sequence[Extent] = ()
    column: int = 0


class PagePainter:
    """Paints shaped pieces in one style."""

    def __init__(self, metrics: Metrics, lanes: Lanes | None = None) -> None:
        self._metrics = metrics
        self._style = metrics.style
        self._lanes = lanes or Lanes()
        self.chips = Chips(metrics)
        self._grounds: dict[tuple[str, bool], QColor] = {}

    def paint(
        self,
        painter: QPainter,
        clip: QRect,
        lefts: Sequence[int],
        visible: list[tuple[ShapedPiece, int]],
        scene: Scene,
        below: Callable[[], None] | None = None,
    ) -> None:
        """Paint the pieces that meet `clip`. `lefts`: the x of each column; `visible`: pieces with their y.

        `below`: paints what stands on the tints and below the words.
        """
        painter.fillRect(clip, QColor(self._style.paper))
        # Glyphs may reach beyond their line: a line just outside the strip that is painted is drawn as well.
        overhang = self._metrics.line
        met: list[tuple[ShapedPiece, int, list[tuple[int, ShapedLine]]]] = []
        for piece, y in visible:
            if y > clip.bottom() + overhang or y + piece.height + overhang < clip.top():
                continue
            lines = [
                (number, line)
                for number, line in enumerate(piece.lines)
                if y + line.top <= clip.bottom() and y + line.top + line.height >= clip.top()
            ]
            met.append((piece, y, lines))
            for left in lefts:
                painter.translate(left, y)
                self._paint_tints(painter, piece, lines, scene)
                painter.translate(-left, -y)
        if below is not None:
            below()
        for piece, y, lines in met:
            for column, left in enumerate(lefts):
                painter.translate(left, y)
                self._paint_column(painter, piece, lines, scene, clip.translated(-left, -y), column)
                painter.translate(-left, -y)

    def _paint_column(
        self,
        painter: QPainter,
        piece: ShapedPiece,
        lines: list[tuple[int, ShapedLine]],
        scene: Scene,
        clip: QRect,
        column: int,
    ) -> None:
        active = scene.active.id if scene.active else None
        for number, line in lines:
            if line.placed:
                painter.translate(0, line.top)
                self._paint_marks(painter, piece, number, column, active)
                painter.translate(0, -line.top)
        self._paint_rails(painter, piece, column)
        painter.setPen(QColor(self._style.ink))
        overhang = self._metrics.line
        reach = QRectF(clip).adjusted(-_ALL, -overhang, _ALL, overhang)
        piece.layout.draw(painter, QPointF(0, 0), [], reach)
        if column == scene.column:
            self._paint_caret(painter, piece, scene)

    def paint_placeholder(self, painter: QPainter, area: QRect, text: str) -> None:
        """Paint what stands in place of a text."""
        painter.fillRect(area, QColor(self._style.paper))
        painter.setPen(QColor(self._style.secondary))
        painter.setFont(self._metrics.font)
        inner = area.adjusted(self._style.margin, 0, -self._style.margin, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)

    def caret_rectangle(self, piece: ShapedPiece, position: int) -> QRect:
        """Return the place of the caret, relative to the piece."""
        line = piece.lines[piece.line_at(position)]
        top = max(0, line.baseline - self._metrics.ascender - 1)
        height = min(line.text_height, line.baseline + self._metrics.descender) - top
        return QRect(round(piece.caret_x(position)) - _CARET_WIDTH // 2, line.top + top, _CARET_WIDTH, height)

    def _paint_tints(
        self, painter: QPainter, piece: ShapedPiece, lines: list[tuple[int, ShapedLine]], scene: Scene
    ) -> None:
        style = self._style
        self._tint(painter, piece, lines, scene.focus, style.focus)
        if scene.active is not None:
            self._tint(painter, piece, lines, scene.tinted, style.tint(scene.active.style_key), scene.active.id)
        if scene.hits:
            first = bisect_left(scene.hits, piece.start, key=lambda hit: hit.stop)
            last = bisect_right(scene.hits, piece.stop, key=lambda hit: hit.start)
            self._tint(painter, piece, lines, scene.hits[first:last], style.hit)
        if scene.selection is not None and scene.selection in scene.hits:
            self._frame(painter, piece, lines, scene.selection)
        elif scene.selection is not None:
            # The hit at hand is selected while the focus is in the line that one types in.
            in_use = scene.has_focus or bool(scene.hits)
            colour = style.selection if in_use else mix(style.selection, style.paper, 0.4)
            self._select(painter, piece, lines, scene.selection, colour)

    def _tint(
        self,
        painter: QPainter,
        piece: ShapedPiece,
        lines: list[tuple[int, ShapedLine]],
        extents: Sequence[Extent],
        colour: str,
        mark_id: str | None = None,
    ) -> None:
        """Fill the words of extents, from their ascenders down to what stands below; of a mark to under its bar."""
        for start, stop in extents:
            if start <= piece.stop and stop > piece.start:
                # Of a span that goes on only the words are tinted.
                whole = start >= piece.start and stop <= piece.stop + 1
                for number, line in lines:
                    top = max(0, line.baseline - self._metrics.ascender)
                    bottom = self._bottom(line, mark_id)
                    ranges = self._ranges(piece, number, Extent(start, stop), whole)
                    for left, right in ranges:
                        x = round(left)
                        painter.fillRect(QRect(x, line.top + top, round(right) - x, bottom - top), QColor(colour))

    def _bottom(self, line: ShapedLine, mark_id: str | None) -> int:
        """Return how far down a tint reaches, below the line's top."""
        least = line.baseline + self._metrics.descender + 1
        if mark_id is not None:
            bar = next(
                (each for each in line.placed if each.mark.id == mark_id and each.row != NO_ROW and not each.word), None
            )
            if bar is not None:
                thick = thickness(self._style.look(bar.mark.style_key).cue)
                least = max(least, ceil(bar.top + thick * self._metrics.scale) + _BELOW_BAR)
        return min(least, line.text_height)

    def _select(
        self, painter: QPainter, piece: ShapedPiece, lines: list[tuple[int, ShapedLine]], extent: Extent, colour: str
    ) -> None:
        """Fill what is selected over the whole height of the lines, and show each line's end."""
        for number, line in lines if extent.start <= piece.stop and extent.stop > piece.start else ():
            for left, right in self._ranges(piece, number, extent, line_feeds=True):
                x = round(left)
                painter.fillRect(QRect(x, line.top, round(right) - x, line.text_height), QColor(colour))

    def _frame(
        self, painter: QPainter, piece: ShapedPiece, lines: list[tuple[int, ShapedLine]], extent: Extent
    ) -> None:
        """Frame the hit at hand."""
        painter.setPen(QPen(QColor(mix(self._style.hit, self._style.ink, 0.55)), _FRAME))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for number, line in lines if extent.start <= piece.stop and extent.stop > piece.start else ():
            top, bottom = max(0, line.baseline - self._metrics.ascender), self._bottom(line, None)
            for left, right in piece.ranges(number, *extent):
                painter.drawRect(QRectF(round(left), line.top + top, round(right) - round(left), bottom - top))

    def _ranges(self, piece: ShapedPiece, number: int, extent: Extent, line_feeds: bool) -> list[Range]:
        line = piece.lines[number]
        ranges = piece.ranges(number, *extent)
        ends = piece.is_last_of_paragraph(number) and extent.start <= line.stop < extent.stop
        return [*ranges, _line_feed(piece, line)] if ends and line_feeds else ranges

    def _paint_marks(self, painter: QPainter, piece: ShapedPiece, number: int, column: int, active: str | None) -> None:
        line, lanes, ratio = piece.lines[number], self._lanes, painter.device().devicePixelRatio()
        if not isinstance(line.decor, LineDecorations) or line.decor.ratio != ratio:
            line.decor = decorations_of(piece, number, self._metrics, lanes, ratio)
        if line.lane_tops:
            self._paint_drawer(painter, piece, line)
            for placed in line.placed:
                if placed.word:
                    self._paint_lane_mark(painter, piece, placed, placed.mark.id == active, ratio)
            line.decor.drawer.paint(painter)
        line.decor.zigzag.paint(painter)
        line.decor.columns[column].paint(painter)
        paint_signs(painter, line, self._metrics)
        if active is not None and any(each.mark.id == active for each in line.placed):
            self._paint_active(painter, line, column, active, ratio)

    def _paint_active(self, painter: QPainter, line: ShapedLine, column: int, active: str, ratio: float) -> None:
        """Paint the bar of the active mark again, in the shade of words."""
        lanes = self._lanes
        by_column = len(lanes.side_by_side) > 1
        shown = in_lane(line.placed, lanes.shown[column], len(lanes.titles)) if by_column else line.placed
        own = [each for each in shown if each.mark.id == active and not each.crowded and not each.word]
        gold = bool(lanes.titles) and not by_column and any(each.mark.lane >= lanes.compared for each in own)
        bars_of(own, self._style, PixelGrid(self._metrics.scale, ratio), strong=True, gold=gold).paint(painter)

    def _paint_rails(self, painter: QPainter, piece: ShapedPiece, column: int) -> None:
        """Paint what stands for the bars of long marks: a line beside theirs, in the label's cue."""
        if column:
            return
        for rail in rails_of(piece):
            cue, colour = self._style.look(rail.mark.style_key).cue, QColor(self._style.bar_colour(rail.mark.style_key))
            for x, width in rail_lines(rail, cue, piece.width, piece.right_to_left):
                painter.fillRect(QRect(x, rail.top, width, rail.bottom - rail.top), colour)

    def _paint_drawer(self, painter: QPainter, piece: ShapedPiece, line: ShapedLine) -> None:
        """Paint the ground of a drawer, from the gutter on, with each coder's name and what they have nothing of."""
        style, metrics, lanes = self._style, self._metrics, self._lanes
        top, end = line.text_height, line.height
        left, width = -_DRAWER_BEFORE, piece.width + _DRAWER_BEFORE + _DRAWER_AFTER
        if piece.right_to_left:
            left = -_DRAWER_AFTER
        painter.fillRect(QRect(left, top, width, end - top), QColor(style.lane_ground))
        for y in (top, end - 1):
            painter.fillRect(QRect(left, y, width, 1), QColor(style.hairline))
        painter.setFont(metrics.small_font)
        coders = {placed.mark.lane for placed in line.placed if placed.word}
        for lane, lane_top in zip(lanes.of_coders, line.lane_tops, strict=False):
            name = metrics.elided(lanes.titles[lane], _DRAWER_BEFORE - _TAG_GAP - 4)
            x = piece.width + _TAG_GAP if piece.right_to_left else -_TAG_GAP - metrics.small_width(name)
            baseline = lane_top + (LANE - metrics.small_height) // 2 + metrics.small_baseline
            painter.setPen(QColor(style.ink))
            painter.drawText(QPointF(x, baseline), name)
            if lane not in coders:
                painter.setPen(QColor(style.secondary))
                x = piece.width - metrics.small_width(_NOTHING) if piece.right_to_left else 0
                painter.drawText(QPointF(x, baseline), _NOTHING)

    def _paint_lane_mark(
        self, painter: QPainter, piece: ShapedPiece, placed: PlacedMark, active: bool, scale: float
    ) -> None:
        key = placed.mark.style_key
        ground = self._grounds.get((key, active))
        if ground is None:
            ground = QColor(self._style.active_colours(key)[1] if active else self._style.chip_ground(key))
            self._grounds[key, active] = ground
        for left, right in placed.ranges:
            x = round(left)
            painter.fillRect(QRect(x, int(placed.top), round(right) - x - 1, int(placed.height) - 1), ground)
        left, right = max(placed.ranges, key=lambda found: found[1] - found[0])
        word = self.chips.bare(placed.word, key, active, scale)
        room, width = round(right) - round(left) - 1, self._metrics.chip_width(placed.word)
        x = round(right) - 1 - min(width, room) if piece.right_to_left else round(left)
        target = QRect(x, int(placed.top), min(width, room), self._metrics.chip_height)
        painter.drawPixmap(target, word, QRect(0, 0, round(target.width() * scale), word.height()))

    def _paint_caret(self, painter: QPainter, piece: ShapedPiece, scene: Scene) -> None:
        if not piece.start <= scene.caret <= piece.stop or (scene.caret == piece.stop and not piece.ends_paragraph):
            return
        colour = self._style.caret if scene.has_focus else self._style.faint_caret
        painter.fillRect(self.caret_rectangle(piece, scene.caret), QColor(colour))


def _line_feed(piece: ShapedPiece, line: ShapedLine) -> Range:
    x = piece.caret_x(line.stop)
    return (x - _LINE_FEED_WIDTH, x) if piece.right_to_left else (x, x + _LINE_FEED_WIDTH)
