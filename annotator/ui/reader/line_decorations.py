"""What is drawn below a line, worked out once per placing and replayed from then on."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen

from annotator.ui.reader.agreement_line import Agreement, agreements
from annotator.ui.reader.bars import Bars, PixelGrid, bars_of
from annotator.ui.reader.lanes import Lanes
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.placing import in_lane
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.style import ReaderStyle

_TOOTH = 3.0


@dataclass(slots=True)
class LineDecorations:
    """The bars of each column (one, unless the coders stand side by side), and where the coders agree.

    `ratio`: of the device's pixels, for which they were worked out.
    """

    columns: list[Bars] = field(default_factory=list)
    agreement: Bars = field(default_factory=Bars)
    ratio: float = 1.0


def decorations_of(
    piece: ShapedPiece, number: int, metrics: Metrics, lanes: Lanes, ratio: float = 1.0
) -> LineDecorations:
    """Return what stands by a line: the bars of its marks, and below the text how the coders agree."""
    line, style, compared = piece.lines[number], metrics.style, min(lanes.compared, len(lanes.titles))
    if len(lanes.side_by_side) < 2:
        grid = PixelGrid(1.0 if line.lane_tops else metrics.scale, ratio)
        bar_top = metrics.chip_height + 2 if line.lane_tops else 0
        made = LineDecorations([bars_of(line.placed, style, grid, bar_top)], ratio=ratio)
    else:
        each = (in_lane(line.placed, lane, len(lanes.titles)) for lane in lanes.shown)
        made = LineDecorations(
            [bars_of(placed, style, PixelGrid(metrics.scale, ratio)) for placed in each], ratio=ratio
        )
    if compared > 1 and line.lane_tops:
        marks = [each.mark for each in line.placed]
        top = line.text_height + 2
        for extent, kind in agreements(marks, compared, line.start, line.stop + 1):
            for left, right in piece.ranges(number, *extent):
                _add_agreement(made.agreement, kind, left, max(right - 1, left + 3), top, style)
    return made


def _add_agreement(bars: Bars, kind: Agreement, left: float, right: float, top: int, style: ReaderStyle) -> None:
    """A full bar where all agree, a dashed one where some said nothing, teeth where they say different things."""
    grid = PixelGrid()
    if kind is Agreement.ALL:
        bars.fills.append((QBrush(QColor(style.agree)), [grid.box(left, right, top, 3)]))
    elif kind is Agreement.SOME:
        dash = [grid.box(x, min(x + 5, right), top + 1, 1) for x in range(round(left), max(round(right), 1), 8)]
        bars.fills.append((QBrush(QColor(style.partly)), dash))
    else:
        bars.waves.append((QPen(QColor(style.conflict), 1.4), _teeth(left, right, top + 2)))


def _teeth(left: float, right: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y + 1.5))
    x, up = left, True
    while x < right:
        x = min(x + _TOOTH, right)
        path.lineTo(QPointF(x, y - 1.5 if up else y + 1.5))
        up = not up
    return path
