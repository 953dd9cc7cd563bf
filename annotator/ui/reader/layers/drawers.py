"""The drawer of the case at hand: below its lines a lane for each coder, with what they marked there."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter

from annotator.ui.reader.layers.layer import Area, PageLayer, Spot, Target
from annotator.ui.reader.layers.marks import decorated, innermost_first, is_on_row, shown_at
from annotator.ui.reader.lines import ShapedLine
from annotator.ui.reader.placing import DRAWER_PADDING, LANE
from annotator.ui.reader.rows import PlacedMark
from annotator.ui.reader.scene import Scene
from annotator.ui.reader.shaping import ShapedPiece

_BEFORE, _AFTER, _TAG_GAP = 62, 12, 10
"""How far a drawer reaches before and after the text, and what its names keep from it."""
_NOTHING = "nothing here"


class DrawersLayer(PageLayer):
    """A click in a lane reaches the coder's mark. What changes in it changes its line, which the marks' layer tells."""

    def paint(self, painter: QPainter, area: Area) -> None:
        left = area.scene.lefts[0]
        for piece, y, lines in ((each.piece, each.y, each.lines) for each in area.pieces):
            for number, line in lines:
                if line.lane_tops and line.placed:
                    painter.translate(left, y + line.top)
                    self._paint_drawer(painter, area, piece, number)
                    painter.translate(-left, -y - line.top)

    def hit(self, scene: Scene, spot: Spot) -> Target | None:
        under = [
            each.mark
            for each in shown_at(scene, spot)
            if each.word and is_on_row(each, spot.y) and any(left <= spot.x < right for left, right in each.ranges)
        ]
        return Target(innermost_first(under), on_bar=True) if under else None

    def invalidate(self, before: Scene, now: Scene) -> Iterator[QRect]:
        return iter(())

    def _paint_drawer(self, painter: QPainter, area: Area, piece: ShapedPiece, number: int) -> None:
        line, active = piece.lines[number], area.scene.shown.active_id
        _paint_ground(painter, area.scene, piece, line)
        _paint_names(painter, area.scene, piece, line)
        for placed in line.placed:
            if placed.word:
                _paint_mark(painter, area, piece, placed, placed.mark.id == active)
        decorated(area, piece, number).drawer.paint(painter)


def _paint_ground(painter: QPainter, scene: Scene, piece: ShapedPiece, line: ShapedLine) -> None:
    """Paint the ground, from the gutter on."""
    style, top, end = scene.metrics.style, line.text_height, line.lane_tops[-1] + DRAWER_PADDING
    left, width = -_AFTER if piece.right_to_left else -_BEFORE, piece.width + _BEFORE + _AFTER
    painter.fillRect(QRect(left, top, width, end - top), QColor(style.lane_ground))
    for y in (top, end - 1):
        painter.fillRect(QRect(left, y, width, 1), QColor(style.hairline))


def _paint_names(painter: QPainter, scene: Scene, piece: ShapedPiece, line: ShapedLine) -> None:
    """Paint each coder's name by their lane, and what they have nothing of."""
    metrics, lanes = scene.metrics, scene.lanes
    painter.setFont(metrics.small_font)
    coders = {placed.mark.lane for placed in line.placed if placed.word}
    for lane, lane_top in zip(lanes.of_coders, line.lane_tops, strict=False):
        name = metrics.elided(lanes.titles[lane], _BEFORE - _TAG_GAP - 4)
        x = piece.width + _TAG_GAP if piece.right_to_left else -_TAG_GAP - metrics.small_width(name)
        baseline = lane_top + (LANE - metrics.small_height) // 2 + metrics.small_baseline
        painter.setPen(QColor(metrics.style.ink))
        painter.drawText(QPointF(x, baseline), name)
        if lane not in coders:
            painter.setPen(QColor(metrics.style.secondary))
            x = piece.width - metrics.small_width(_NOTHING) if piece.right_to_left else 0
            painter.drawText(QPointF(x, baseline), _NOTHING)


def _paint_mark(painter: QPainter, area: Area, piece: ShapedPiece, placed: PlacedMark, active: bool) -> None:
    """Paint a coder's mark with its label in it."""
    key, metrics, style = placed.mark.style_key, area.scene.metrics, area.scene.metrics.style
    ground = QColor(style.active_colours(key)[1] if active else style.chip_ground(key))
    for left, right in placed.ranges:
        x = round(left)
        painter.fillRect(QRect(x, int(placed.top), round(right) - x - 1, int(placed.height) - 1), ground)
    left, right = max(placed.ranges, key=lambda found: found[1] - found[0])
    word = area.scene.chips.bare(placed.word, key, active, area.ratio)
    room, width = round(right) - round(left) - 1, metrics.chip_width(placed.word)
    x = round(right) - 1 - min(width, room) if piece.right_to_left else round(left)
    target = QRect(x, int(placed.top), min(width, room), metrics.chip_height)
    painter.drawPixmap(target, word, QRect(0, 0, round(target.width() * area.ratio), word.height()))
