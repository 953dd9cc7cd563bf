"""What is drawn below a line, worked out once per placing and replayed from then on."""

from dataclasses import dataclass, field

from annotator.ui.reader.bars import Bars, PixelGrid, bars_of, zigzag
from annotator.ui.reader.lanes import Lanes
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.open_places import open_stretches
from annotator.ui.reader.placing import in_lane
from annotator.ui.reader.shaping import ShapedPiece


@dataclass(slots=True)
class LineDecorations:
    """The bars of each column (one, unless the coders stand side by side).

    `drawer`: those of a drawer's lanes; `zigzag`: below what is open. `ratio`: of the device's pixels, for which they
    were worked out.
    """

    columns: list[Bars] = field(default_factory=list)
    drawer: Bars = field(default_factory=Bars)
    zigzag: Bars = field(default_factory=Bars)
    ratio: float = 1.0


def decorations_of(
    piece: ShapedPiece, number: int, metrics: Metrics, lanes: Lanes, ratio: float = 1.0
) -> LineDecorations:
    """Return what stands by a line: the bars of its marks, gold's in brass, and a zigzag below open cases."""
    line, style, grid = piece.lines[number], metrics.style, PixelGrid(metrics.scale, ratio)
    if len(lanes.side_by_side) > 1:
        each = (in_lane(line.placed, lane, len(lanes.titles)) for lane in lanes.shown)
        return LineDecorations([bars_of(placed, style, grid) for placed in each], ratio=ratio)
    compared = lanes.compared if lanes.titles else 1 << 30
    gold = [placed for placed in line.placed if placed.mark.lane >= compared]
    drawn = [placed for placed in line.placed if placed.word]
    plain = [placed for placed in line.placed if placed.mark.lane < compared and not placed.word]
    made = LineDecorations([bars_of(plain, style, grid).and_also(bars_of(gold, style, grid, gold=True))], ratio=ratio)
    made.drawer = bars_of(drawn, style, PixelGrid(1.0, ratio), metrics.chip_height + 2)
    if lanes.titles and compared > 1:
        top = grid.at(line.baseline - metrics.baseline + metrics.row_tops[1])
        for extent in open_stretches([each.mark for each in line.placed], compared, line.start, line.stop + 1):
            for left, right in piece.ranges(number, *extent):
                made.zigzag.tiles.append(zigzag(style.conflict, left, max(right - 1, left + 3), top, grid))
    return made
