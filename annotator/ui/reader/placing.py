"""Which marks meet which lines of a piece, and where their bars stand: in rows within the pitch, or in lanes below it.

In rows no line moves, whatever is coded. Lanes move lines apart and never shape text.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotator.model.codebook import Cue
from annotator.model.span import Extent
from annotator.ui.reader.lines import ShapedLine
from annotator.ui.reader.metrics import LEAST_WIDTH, Metrics
from annotator.ui.reader.rows import NO_ROW, PlacedMark, Range, seat, stack
from annotator.ui.reader.shaping import ShapedPiece, extent_of
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.words import word_of

LONG = 400
"""Characters from which on a span has a rail beside its lines, and bars under its first and last line only."""
LONG_LINES = 6
SIGN_GAP, SIGN_WIDTH = 3, 9
"""Before the signs of a doubt and of a note, and the room of each, in pixels."""
LANE = 20
"""The height of a lane in a drawer."""
DRAWER_PADDING, _BELOW_DRAWER = 4, 6
"""Above the first lane of a drawer and below the last; between a drawer and the letters of the next line."""
_ALL_LINES = 3
"""Over so many lines at most a case has its drawer under each, over more under the first and the last."""


class Arrangement(NamedTuple):
    """How marks are arranged: in `lanes` lanes (0: all in shared rows), of which the first `compared` are coders'.

    `columns`: the lanes stand side by side, each in rows below its own copy of the line. `order`: the lanes as they
    stand, where not by their numbers. `open`: where the case at hand is, whose lines have a drawer with a lane a coder.
    `first`: the id of the mark that is given a row before all others where some are left without.
    """

    lanes: int = 0
    compared: int = 0
    columns: bool = False
    order: tuple[int, ...] = ()
    open: Extent | None = None
    first: str | None = None

    @property
    def shown(self) -> Sequence[int]:
        """The lanes as they stand."""
        return self.order or range(self.lanes)

    @property
    def hides(self) -> bool:
        """Whether coders' marks are seen in drawers alone: where several are compared."""
        return self.compared > 1 and not self.columns


def place(
    piece: ShapedPiece,
    marks: Sequence[Mark],
    metrics: Metrics,
    arrangement: Arrangement,
    gap: int,
    lines: Sequence[int] | None = None,
) -> None:
    """Put `marks` below the lines of `piece`, and set its height.

    `marks`: those that meet the piece, in reading order. `gap`: the space below a paragraph.
    `lines`: the numbers of those that are placed again, since the others have the marks that they had; None: all.
    """
    meeting = _by_line(piece, marks)
    for number in range(len(piece.lines)) if lines is None else lines:
        line = piece.lines[number]
        here = meeting.get(number, [])
        here.sort(key=lambda mark: mark.start >= line.start)
        line.decor = None
        drawn = has_drawer(piece, number, arrangement)
        line.placed = [_placed(piece, number, mark, arrangement, drawn) for mark in here]
        line.height = _stacked(line, arrangement, metrics, drawn)
    top = 0
    for line in piece.lines:
        if line.top != top or not line.is_in_place:
            piece.place_line(line, top)
        top += line.height
    piece.height = top + (gap if piece.ends_paragraph else 0)
    piece.sentences = piece.rails = None


def lines_met(piece: ShapedPiece, extents: Iterable[Extent]) -> list[int]:
    """Return the numbers of the lines that extents meet, in order."""
    begin, end = extent_of(piece)
    numbers: set[int] = set()
    for start, stop in extents:
        if start < end and stop > begin:
            numbers.update(range(piece.line_at(max(start, begin)), piece.line_at(min(stop, end) - 1) + 1))
    return sorted(numbers)


def has_drawer(piece: ShapedPiece, number: int, arrangement: Arrangement) -> bool:
    """Whether the drawer of the case at hand is under a line."""
    place, (begin, end) = arrangement.open, extent_of(piece)
    if place is None or not arrangement.lanes or arrangement.columns or not (place.start < end and place.stop > begin):
        return False
    first = piece.line_at(place.start) if place.start >= begin else None
    last = piece.line_at(place.stop - 1) if place.stop <= end else None
    if first is not None and last is not None and last - first < _ALL_LINES:
        return first <= number <= last
    return number in (first, last)


def is_long(mark: Mark, piece: ShapedPiece) -> bool:
    """Whether a mark is so long that a rail stands for its bars, as far as it is in a piece."""
    if mark.stop - mark.start > LONG:
        return True
    begin, end = extent_of(piece)
    if mark.start < begin or mark.stop > end or len(piece.lines) <= LONG_LINES:
        return False
    return piece.line_at(mark.stop - 1) - piece.line_at(mark.start) >= LONG_LINES


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


def _placed(piece: ShapedPiece, number: int, mark: Mark, arrangement: Arrangement, drawn: bool) -> PlacedMark:
    line = piece.lines[number]
    here = sorted(part for extent in mark.extents for part in piece.ranges(number, *extent))
    # The line feed has its place at the end of the line that it ends.
    ends = mark.stop <= line.stop + piece.is_last_of_paragraph(number)
    placed = PlacedMark(mark, _widened(here, piece), mark.start >= line.start, ends)
    is_coders = bool(arrangement.lanes) and not arrangement.columns and mark.lane < arrangement.compared
    placed.hidden = is_coders and arrangement.hides
    if drawn and is_coders and _meets(mark, arrangement.open):
        placed.word = word_of(mark.label, mark.doubt, not placed.begins, piece.right_to_left)
    elif placed.hidden:
        placed.row = NO_ROW
    else:
        if not (placed.begins or placed.ends) and is_long(mark, piece):
            placed.row = NO_ROW
        placed.sign = _sign(piece, placed) if placed.ends and (mark.doubt or mark.noted) else None
        placed.joints = _joints(piece, number, placed) if len(mark.extents) > 1 else []
    return placed


def _meets(mark: Mark, place: Extent | None) -> bool:
    return place is not None and any(start < place.stop and stop > place.start for start, stop in mark.extents)


def _joints(piece: ShapedPiece, number: int, placed: PlacedMark) -> list[Range]:
    """Return where a mark in several pieces has none on a line: between two, and from or to the line's edge."""
    line, ranges = piece.lines[number], placed.ranges
    found = [(a[1], b[0]) for a, b in pairwise(ranges)]
    here = [extent for extent in placed.mark.extents if extent.start < line.stop and extent.stop > line.start]
    if not here:
        return found
    left, right = piece.outer_edges(number)
    before, after = (right, left) if piece.right_to_left else (left, right)
    begin, end = (ranges[-1][1], ranges[0][0]) if piece.right_to_left else (ranges[0][0], ranges[-1][1])
    if here[0].start > line.start and not placed.begins:
        found.append((min(before, begin), max(before, begin)))
    if here[-1].stop < line.shown_stop and not placed.ends:
        found.append((min(after, end), max(after, end)))
    return [joint for joint in found if joint[1] - joint[0] > 2]


def _sign(piece: ShapedPiece, placed: PlacedMark) -> Range:
    """Return where the signs of a doubt and a note stand, behind the end of a mark."""
    width = SIGN_GAP + SIGN_WIDTH * (placed.mark.doubt + placed.mark.noted)
    if piece.right_to_left:
        return placed.ranges[0][0] - width, placed.ranges[0][0]
    return placed.ranges[-1][1], placed.ranges[-1][1] + width


def _widened(ranges: list[Range], piece: ShapedPiece) -> list[Range]:
    """Return the ranges, the narrow ones made wide enough to be seen, towards the end of the line."""
    found = []
    for left, right in ranges or [(0.0, 0.0)]:
        lack = max(0.0, LEAST_WIDTH - (right - left))
        found.append((left - lack, right) if piece.right_to_left else (left, right + lack))
    return found


def _stacked(line: ShapedLine, arrangement: Arrangement, metrics: Metrics, drawn: bool) -> int:
    line.lane_tops = []
    if arrangement.columns:
        for lane in arrangement.shown:
            _seat(line, in_lane(line.placed, lane, arrangement.lanes), metrics, arrangement.first)
        return line.text_height
    if not drawn:
        _seat(line, line.placed, metrics, arrangement.first)
        return line.text_height
    _seat(line, [each for each in line.placed if not each.word], metrics, arrangement.first)
    return _stack_in_lanes(line, [lane for lane in arrangement.shown if lane < arrangement.compared])


def in_lane(placed: Iterable[PlacedMark], lane: int, lanes: int) -> list[PlacedMark]:
    """Return those in one of so many lanes; what lies beyond the last is shown in the last."""
    return [each for each in placed if min(each.mark.lane, lanes - 1) == lane]


def _seat(line: ShapedLine, placed: Iterable[PlacedMark], metrics: Metrics, first: str | None) -> None:
    """Give the bars of a line their rows: the first one is for what is dotted, since it hugs the words."""
    shift = line.baseline - metrics.baseline
    tops = [shift + top for top in metrics.row_tops]
    seated = [(each, _first_row(each, metrics)) for each in placed if each.row != NO_ROW]
    seat(seated, tops, metrics.row_height)
    if any(each.crowded and each.mark.id == first for each, _ in seated):
        seat(sorted(seated, key=lambda one: one[0].mark.id != first), tops, metrics.row_height)


def _first_row(placed: PlacedMark, metrics: Metrics) -> int:
    return 0 if metrics.style.look(placed.mark.style_key).cue is Cue.DOTTED else 1


def _stack_in_lanes(line: ShapedLine, order: Sequence[int]) -> int:
    """Give each coder a lane, or more where their marks overlap; note where those begin and end."""
    top = line.text_height + DRAWER_PADDING
    for lane in order:
        line.lane_tops.append(top)
        own = [each for each in line.placed if each.word and each.mark.lane == lane]
        top = max(stack(own, top, LANE), top + LANE)
    line.lane_tops.append(top)
    return top + DRAWER_PADDING + _BELOW_DRAWER
