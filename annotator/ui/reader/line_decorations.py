"""What is drawn below a line and beside a piece, worked out once per placing and replayed from then on."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from annotator.model.codebook import Cue
from annotator.ui.reader.agreement_line import Agreement, agreements
from annotator.ui.reader.bars import Bars, bars_of, dashes, whole
from annotator.ui.reader.chips import Chips
from annotator.ui.reader.lanes import Lanes
from annotator.ui.reader.metrics import BAR_HEIGHT, Metrics
from annotator.ui.reader.placing import in_lane
from annotator.ui.reader.rows import Stripe
from annotator.ui.reader.shaping import ShapedLine, ShapedPiece
from annotator.ui.reader.style import ReaderStyle

_HOOK = 4
_TOOTH = 3.0


@dataclass(slots=True)
class LineDecorations:
    """The bars of each column (one, unless the coders stand side by side), and where the coders agree."""

    columns: list[Bars] = field(default_factory=list)
    agreement: Bars = field(default_factory=Bars)


def decorations_of(piece: ShapedPiece, number: int, metrics: Metrics, lanes: Lanes) -> LineDecorations:
    """Return what stands by a line: the bars of its marks, and below the text how the coders agree."""
    line, style, compared = piece.lines[number], metrics.style, min(lanes.compared, len(lanes.titles))
    if len(lanes.side_by_side) < 2:
        bar_top = metrics.chip_height + 1 if line.lane_tops else 0
        made = LineDecorations([bars_of(line.placed, style, bar_top)])
    else:
        each = (in_lane(line.placed, lane, len(lanes.titles)) for lane in lanes.shown)
        made = LineDecorations([bars_of(placed, style) for placed in each])
    if compared > 1:
        marks = [each.mark for each in line.placed]
        top = line.text_height + 2
        for extent, kind in agreements(marks, compared, line.start, line.stop + 1):
            for left, right in piece.ranges(number, *extent):
                _add_agreement(made.agreement, kind, left, max(right - 1, left + 3), top, style)
    return made


def _add_agreement(bars: Bars, kind: Agreement, left: float, right: float, top: int, style: ReaderStyle) -> None:
    """A full bar where all agree, a dashed one where some said nothing, teeth where they say different things."""
    if kind is Agreement.ALL:
        bars.fills.append((QBrush(QColor(style.agree)), [whole(left, right, top, 3)]))
    elif kind is Agreement.SOME:
        dash = [whole(x, min(x + 5, right), top + 1, 1) for x in range(round(left), max(round(right), 1), 8)]
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


def paint_stripes(painter: QPainter, stripes: list[Stripe], clip: QRect, chips: Chips, active: str | None) -> None:
    """Paint the brackets of a piece that meet `clip`, both relative to the piece."""
    style, scale = chips.metrics.style, painter.device().devicePixelRatio()
    for stripe in stripes:
        if stripe.bottom < clip.top() or stripe.top > clip.bottom():
            continue
        key = stripe.mark.style_key
        colour, cue = QColor(style.bar_colour(key)), style.look(key).cue
        width = 3 if stripe.mark.id == active or cue is Cue.THICK else 2
        if cue in (Cue.DOTTED, Cue.DASHED):
            painter.setPen(dashes(colour, cue))
            painter.drawLine(stripe.x + 1, stripe.top + 2, stripe.x + 1, stripe.bottom - 2)
            painter.setPen(Qt.PenStyle.NoPen)
        elif cue is Cue.DOUBLE:
            for x in (stripe.x, stripe.x + 2):
                painter.fillRect(QRect(x, stripe.top, 1, stripe.bottom - stripe.top), colour)
        else:
            painter.fillRect(QRect(stripe.x, stripe.top, width, stripe.bottom - stripe.top), colour)
        for shown, y in ((stripe.begins, stripe.top), (stripe.ends, stripe.bottom - 2)):
            if shown:
                painter.fillRect(QRect(stripe.x - _HOOK, y, _HOOK + 1, 2), colour)
        if stripe.word:
            boxed = stripe.mark.id == active
            chip = chips.boxed(stripe.word, key, True, scale) if boxed else chips.bare(stripe.word, key, False, scale)
            painter.drawPixmap(QPoint(stripe.word_left, stripe.top), chip)


def paint_chips(
    painter: QPainter, line: ShapedLine, column: int, lanes: Lanes, chips: Chips, active: str | None
) -> None:
    """Paint the chips of a line, those of one lane of several or of all marks."""
    scale, placed = painter.device().devicePixelRatio(), line.placed
    if lanes.titles:
        placed = in_lane(placed, lanes.shown[column], len(lanes.titles))
    for each in placed:
        if each.word:
            chip = chips.boxed(each.word, each.mark.style_key, each.mark.id == active, scale)
            painter.drawPixmap(QPoint(each.chip_left, each.top + BAR_HEIGHT + 1), chip)
