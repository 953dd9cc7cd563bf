"""Which marks meet which lines of a piece, and where their bars and chips stand.

Placing moves lines apart and never shapes text: a span that is added costs its piece a few milliseconds at most.
"""

from collections.abc import Iterable, Sequence
from enum import Enum

from annotator.model.span import Extent
from annotator.ui.reader.metrics import BAR_PITCH, LANE_GAP, LEAST_WIDTH, Metrics
from annotator.ui.reader.rows import PlacedMark, Range, stack
from annotator.ui.reader.shaping import ShapedLine, ShapedPiece, extent_of
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.stripes import goes_on_here, stripes_of
from annotator.ui.reader.style import SpanLook
from annotator.ui.reader.words import word_of

AGREEMENT_ROOM = 10
"""Between the text and the lanes: where the bar stands that says how the coders agree."""
_BELOW_BARS = 5
_ABOVE_BARS = 2


class _WordPlace(Enum):
    """Where the words of the marks stand: below their bars, in the bars, or not by the line."""

    BELOW = 1
    IN_BARS = 2
    ELSEWHERE = 3


def place(
    piece: ShapedPiece,
    marks: Sequence[Mark],
    metrics: Metrics,
    lanes: int,
    gap: int,
    columns: bool = False,
    lines: Sequence[int] | None = None,
    above: int = 0,
    order: Sequence[int] = (),
) -> None:
    """Put `marks` below the lines of `piece`, in `lanes` lanes (0: in shared rows), and set its height.

    `marks`: those that meet the piece, in reading order. `gap`: the space below a paragraph.
    `columns`: the lanes stand side by side, each in rows of its own below its own copy of the line.
    `lines`: the numbers of those that are placed again, since the others have the marks that they had; None: all.
    `above`: how many of the lanes, from the last, stand above the line; `order`: the lanes as they stand, where not by
    their numbers.
    """
    meeting = _by_line(piece, marks)
    words = _WordPlace.IN_BARS if lanes and not columns else _WordPlace.BELOW
    if words is _WordPlace.BELOW and metrics.style.span_look is not SpanLook.CHIPS:
        words = _WordPlace.ELSEWHERE
    for number in range(len(piece.lines)) if lines is None else lines:
        line = piece.lines[number]
        here = meeting.get(number, [])
        here.sort(key=lambda mark: mark.start >= line.start)
        line.decor = None
        line.placed = [_placed(piece, number, mark, metrics, words) for mark in here]
        line.height = _stacked(line, order or range(lanes), metrics, columns, above)
    top = 0
    for line in piece.lines:
        top += line.above
        if line.top != top or not line.is_in_place:
            piece.place_line(line, top)
        top += line.height
    piece.height = top + (gap if piece.ends_paragraph else 0)
    striped = metrics.style.span_look is SpanLook.STRIPES and not lanes
    piece.stripes = stripes_of(piece, metrics) if striped else []
    piece.sentences = None


def lines_met(piece: ShapedPiece, extents: Iterable[Extent]) -> list[int]:
    """Return the numbers of the lines that extents meet, in order."""
    begin, end = extent_of(piece)
    numbers: set[int] = set()
    for start, stop in extents:
        if start < end and stop > begin:
            numbers.update(range(piece.line_at(max(start, begin)), piece.line_at(min(stop, end) - 1) + 1))
    return sorted(numbers)


def _by_line(piece: ShapedPiece, marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    begin, end = extent_of(piece)
    for mark in marks:
        if piece.is_blank and mark.start < begin and mark.stop > end:
            # Nothing can be read there: the mark goes on where there is something.
            continue
        for number in lines_met(piece, mark.extents):
            found.setdefault(number, []).append(mark)
    return found


def _placed(piece: ShapedPiece, number: int, mark: Mark, metrics: Metrics, words: _WordPlace) -> PlacedMark:
    line = piece.lines[number]
    here = sorted(part for extent in mark.extents for part in piece.ranges(number, *extent))
    begins = mark.start >= line.start
    # The line feed has its place at the end of the line that it ends.
    ends = mark.stop <= line.stop + piece.is_last_of_paragraph(number)
    placed = PlacedMark(mark, _widened(here, piece), begins, ends)
    said = begins or words is _WordPlace.IN_BARS or (number == 0 and goes_on_here(piece, mark, metrics))
    if said and words is not _WordPlace.ELSEWHERE:
        placed.word = word_of(mark.label, mark.doubt, not begins, piece.right_to_left)
    if placed.word and words is _WordPlace.BELOW:
        placed.chip_width = metrics.chip_width(placed.word)
        wanted = placed.ranges[-1][1] - placed.chip_width if piece.right_to_left else placed.ranges[0][0]
        placed.chip_left = round(max(0, min(wanted, piece.width - placed.chip_width)))
    return placed


def _widened(ranges: list[Range], piece: ShapedPiece) -> list[Range]:
    """Return the ranges, the narrow ones made wide enough to be seen, towards the end of the line."""
    found = []
    for left, right in ranges or [(0.0, 0.0)]:
        lack = max(0.0, LEAST_WIDTH - (right - left))
        found.append((left - lack, right) if piece.right_to_left else (left, right + lack))
    return found


def _stacked(line: ShapedLine, order: Sequence[int], metrics: Metrics, columns: bool, above: int) -> int:
    line.lane_tops, line.above = [], 0
    if not order:
        return _stack_in_rows(line, line.placed, metrics)
    if not columns:
        return _stack_in_lanes(line, order, metrics, above)
    below = AGREEMENT_ROOM if line.placed and len(order) > 1 else 0
    return max(_stack_in_rows(line, in_lane(line.placed, lane, len(order)), metrics, below) for lane in order)


def in_lane(placed: Iterable[PlacedMark], lane: int, lanes: int) -> list[PlacedMark]:
    """Return those in one of so many lanes; what lies beyond the last is shown in the last."""
    return [each for each in placed if min(each.mark.lane, lanes - 1) == lane]


def _stack_in_rows(line: ShapedLine, placed: Sequence[PlacedMark], metrics: Metrics, below: int = 0) -> int:
    if not placed:
        return line.text_height
    end = stack(placed, line.text_height + below + _ABOVE_BARS, BAR_PITCH, metrics.chip_pitch)
    return end + _BELOW_BARS


def _stack_in_lanes(line: ShapedLine, order: Sequence[int], metrics: Metrics, above: int) -> int:
    """Give each lane a row or more by a line that has marks at all; note where those below begin and end."""
    if not line.placed:
        return line.text_height
    lanes, pitch = len(order), metrics.lane_height
    top = line.text_height + _ABOVE_BARS + (AGREEMENT_ROOM if lanes - above > 1 else LANE_GAP)
    for lane in order[: lanes - above]:
        line.lane_tops.append(top)
        top = max(stack(in_lane(line.placed, lane, lanes), top, pitch, pitch), top + pitch) + LANE_GAP
    line.lane_tops.append(top)
    for lane in order[lanes - above :]:
        _stack_above(line, in_lane(line.placed, lane, lanes), pitch)
    return top + _BELOW_BARS


def _stack_above(line: ShapedLine, placed: Sequence[PlacedMark], pitch: int) -> None:
    """Put a lane above the text; there is room for it whether or not it has something, so that no text moves later."""
    height = max(stack(placed, 0, pitch, pitch), pitch) + LANE_GAP
    line.above += height
    for each in placed:
        each.top -= line.above
