"""One piece of text, shaped: its lines, and where each grapheme stands on them.

All positions that come in and go out are code points of the document; x is relative to the column. A line that runs
one way needs two cursor positions for a range; any other line gets a table of its grapheme clusters, since there a
range may lie in several places. Rectangles, hit tests and the caret all read the same table, so that they agree.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import ceil
from typing import cast

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextLayout, QTextLine, QTextOption

from annotator.model.blocks import GRAPHEME
from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.reader.clusters import Cluster, Range, apart, is_never_seen, joined, shared, tile, without_gaps
from annotator.ui.reader.fonts import Typesetting
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.pieces import Pieces, shown
from annotator.ui.reader.rows import PlacedMark

# Hebrew to Arabic Extended, their presentation forms, the RTL blocks beyond the BMP, and the bidi controls.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# The Brahmic scripts but Thai and Lao, controls and what is never seen: there one glyph may stand for two graphemes,
# and Qt's positions know only the first.
_COMPOSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0900-\u0dff\u0f00-\u109f\u1700-\u17ff\u1a20-\u1bff\u200b-\u200f\u2028\u2029"
    "\u2060-\u206f\ua800-\uabff\ufeff\U00011000-\U000119ff\U000e0000-\U000e007f]"
)
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LETTER_OR_FIGURE = re.compile(r"[^\W_]")
_JOINING = re.compile("[\u0300-\U0010ffff]|\r\n")
_TRAILING = QTextLine.Edge.Trailing
_OVERLAP = 8
"""By so much a font's height may exceed the pitch: most letters are lower than their font."""


@dataclass(slots=True)
class ShapedLine:
    """A line of a piece. `top` is relative to the piece; `text_height` of `height` is the pitch, below it stand lanes.

    `baseline`: of the words, below `top`; the bars stand below it within the pitch. `lane_tops`: where the lanes of a
    drawer begin, and where the last one ends; none without one.

    `shown_stop`: where the blanks begin at which the line was wrapped; they have no place on the screen.
    """

    start: int
    stop: int
    shown_stop: int
    qt_line: QTextLine
    text_height: int
    baseline: int
    ascent: float
    descent: float
    top: int = 0
    is_in_place: bool = False
    height: int = 0
    placed: list[PlacedMark] = field(default_factory=list)
    lane_tops: list[int] = field(default_factory=list)
    clusters: tuple[Cluster, ...] | None = None
    tabled: bool | None = None
    decor: object = None


class ShapedPiece:
    """A piece with its lines. `height` is set by whoever places the marks below them."""

    def __init__(self, index: TextIndex, pieces: Pieces, number: int, metrics: Metrics, width: int) -> None:
        self.number = number
        self.start, self.stop = pieces.extent(number)
        self.right_to_left = pieces.right_to_left(number)
        self.begins_paragraph = pieces.begins_paragraph(number)
        self.ends_paragraph = pieces.ends_paragraph(number)
        self.paragraph = pieces.paragraph(number)
        self.width = width
        self.height = 0
        self.is_blank = index.text[self.start : self.stop].isspace() or self.start == self.stop
        self.sentences: object = None
        """Those in the margin, kept by `margin.py` until marks are placed again."""
        self.rails: object = None
        """Those beside long marks, kept by `rails.py` until marks are placed again."""
        self.dots: object = None
        """Those below suggestions, kept by `suggestions.py`."""
        self._index = index
        self._qt_start = index.to_qt(self.start)
        self._one_way = not self.right_to_left and not _RIGHT_TO_LEFT.search(index.text, self.start, self.stop)
        self._turns = bool(_TURNS.search(index.text, self.start, self.stop))
        """Whether signs turn the direction of what follows, also on later lines."""
        self._joins = bool(_JOINING.search(index.text, self.start, self.stop))
        """Whether there may be graphemes of several characters."""
        self.layout = QTextLayout(shown(index.text[self.start : self.stop]), metrics.font)
        self.layout.setTextOption(_option(self.right_to_left, metrics.setting is Typesetting.SQUARE))
        self.layout.setCacheEnabled(True)
        self.lines = list(self._break_lines(metrics))
        self._line_starts = [line.start for line in self.lines]

    def line_at(self, position: int) -> int:
        """Return the number of the line that shows the caret at `position`."""
        return max(0, bisect_right(self._line_starts, position) - 1)

    def line_under(self, y: float) -> int:
        """Return the number of the line at `y`, bars included; the nearest one outside the piece."""
        return max(0, bisect_right(self.lines, y, key=lambda line: line.top) - 1)

    def is_last_of_paragraph(self, number: int) -> bool:
        """Whether the paragraph ends with this line."""
        return self.ends_paragraph and number == len(self.lines) - 1

    def ranges(self, number: int, start: int, stop: int) -> list[Range]:
        """Return the visual ranges (left, right) of the part of `[start, stop)` on a line, from left to right.

        A line feed has no width of its own: a range that covers it alone is an empty one at the line's end.
        A range that begins or stops inside a grapheme shows all of it.
        """
        line = self.lines[number]
        if self._joins:
            start, stop = self._grapheme_edge(start, after=False), self._grapheme_edge(stop, after=True)
        first, last = max(start, line.start), min(stop, line.stop)
        if first >= last:
            at_end = first == line.stop and self.is_last_of_paragraph(number)
            return [(self.caret_x(first), self.caret_x(first))] if at_end else []
        if first < line.shown_stop:
            last = min(last, line.shown_stop)
        if not self._is_tabled(line):
            return [(self._x(line, first), self._x(line, last))]
        hit = sorted((c.left, c.right) for c in self.clusters(number) if c.start < last and c.stop > first)
        return joined(hit)

    def caret_x(self, position: int) -> float:
        """Return where the caret stands before the character at `position`.

        Where two directions meet it stands at the end of the part that runs the paragraph's way, as in Qt's editors.
        """
        number = self.line_at(position)
        line, clusters = self.lines[number], self.clusters(number) if self._is_tabled(self.lines[number]) else ()
        if not clusters:
            return self._x(line, min(position, line.stop))
        at = bisect_right(clusters, position, key=lambda cluster: cluster.start) - 1
        if position >= clusters[-1].stop:
            return self._line_end_x(clusters)
        here, before = clusters[at], clusters[at - 1] if at > 0 else None
        if here.right_to_left != self.right_to_left:
            if before is None:
                return self._line_start_x(clusters)
            if before.right_to_left == self.right_to_left:
                return before.left if before.right_to_left else before.right
        return here.right if here.right_to_left else here.left

    def position_near(self, number: int, x: float) -> int:
        """Return the caret position nearest to `x` on a line; beside the text the line's start or end."""
        line = self.lines[number]
        cluster = self._nearest(number, x)
        if cluster is None:
            return line.start
        left, right = self.outer_edges(number)
        if not left <= x <= right:
            return line.start if (x < left) != self.right_to_left else self._end_of_text(number)
        right_half = x >= (cluster.left + cluster.right) / 2
        position = cluster.start if right_half == cluster.right_to_left else cluster.stop
        wraps = position == line.stop and not self.is_last_of_paragraph(number)
        # The end of a wrapped line is the start of the next; before what is not seen there the caret stays here.
        unseen = cluster.left == cluster.right or self._index.text[cluster.start].isspace()
        return cluster.start if wraps and unseen else position

    def position_on(self, number: int, x: float) -> int | None:
        """Return the position of the grapheme that covers `x` on a line, None beside the text."""
        shown_stop = self.lines[number].shown_stop
        return next((c.start for c in self.clusters(number) if c.left <= x < c.right and c.start < shown_stop), None)

    def edge(self, number: int, position: int, before: bool) -> tuple[float, int]:
        """Return the x where a range begins at `position`, or (`before`) stops there, and on which side it lies.

        That side is -1 for the left, 1 for the right.
        """
        found = [c for c in self.clusters(number) if c.start + before <= position < c.stop + before]
        leftwards = found[0].right_to_left if found else self.right_to_left
        side = -1 if before != leftwards else 1
        if not found:
            return self.caret_x(min(position, self.lines[number].stop)), side
        return found[0].right if side < 0 else found[0].left, side

    def outer_edges(self, number: int) -> Range:
        """Return the leftmost and the rightmost x of what is shown on a line."""
        clusters, line = self.clusters(number), self.lines[number]
        shown = [cluster for cluster in clusters if cluster.start < line.shown_stop]
        if not shown:
            return self.caret_x(line.start), self.caret_x(line.start)
        return min(cluster.left for cluster in shown), max(cluster.right for cluster in shown)

    def line_end(self, number: int) -> int:
        """Return the last caret position that is shown on a line."""
        line = self.lines[number]
        if self.is_last_of_paragraph(number):
            return line.stop
        return max(line.start, self._index.previous_grapheme(line.stop))

    def clusters(self, number: int) -> tuple[Cluster, ...]:
        """Return the graphemes of a line in the order of the text."""
        line = self.lines[number]
        if line.clusters is None:
            spans = [match.span() for match in GRAPHEME.finditer(self._index.text, line.start, line.stop)]
            one_way = self._runs_one_way(line)
            if one_way:
                edges = [_leading_x(line.qt_line, local) for local in self._locals(line, spans)]
                found = [
                    Cluster(*span, left, max(left, right), False)
                    for span, (left, right) in zip(spans, pairwise(edges), strict=True)
                ]
            else:
                places = zip(spans, pairwise(self._locals(line, spans)), strict=True)
                found = apart(self._mended(line, [self._cluster(line, *span, *local) for span, local in places]))
            shown = [cluster for cluster in found if cluster.start < line.shown_stop]
            if not one_way:
                bounds = line.qt_line.naturalTextRect()
                shown[:] = without_gaps(shown, bounds.left(), bounds.right())
            line.clusters = (*shared(self._index.text, shown), *found[len(shown) :])
        return line.clusters

    def place_line(self, line: ShapedLine, top: int) -> None:
        """Put a line at `top`; its text is not shaped again."""
        line.top, line.is_in_place = top, True
        line.qt_line.setPosition(QPointF(0, top + line.baseline - line.ascent))

    def _break_lines(self, metrics: Metrics) -> Iterator[ShapedLine]:
        breaks: list[QTextLine] = []
        self.layout.beginLayout()
        while (qt_line := self.layout.createLine()).isValid():
            qt_line.setLineWidth(self.width)
            breaks.append(qt_line)
        self.layout.endLayout()
        blank = not self.layout.text().strip()
        pitch, baseline = metrics.line, metrics.baseline
        if blank:
            pitch, baseline = metrics.blank_line, min(baseline, metrics.blank_line)
        else:
            # Only a script that is far higher than its size needs more, and then all lines of the piece have it.
            more = max(0, ceil(max(line.ascent() + line.descent() for line in breaks)) - pitch - _OVERLAP)
            pitch, baseline = pitch + more, baseline + more
        for number, qt_line in enumerate(breaks):
            qt_stop = qt_line.textStart() + qt_line.textLength()
            ascent, descent = qt_line.ascent(), qt_line.descent()
            stop = self.stop if number == len(breaks) - 1 else self._position(qt_stop)
            start = self._position(qt_line.textStart())
            shown_stop = stop if number == len(breaks) - 1 else self._index.trimmed(start, stop).stop
            yield ShapedLine(start, stop, shown_stop, qt_line, pitch, baseline, ascent, descent)

    def _is_tabled(self, line: ShapedLine) -> bool:
        """Whether a line needs the table of its graphemes: parts of it run the other way or share a glyph."""
        if line.tabled is None:
            composed = _COMPOSED.search(self._index.text, line.start, line.stop) is not None
            line.tabled = composed or not self._runs_one_way(line)
        return line.tabled

    def _runs_one_way(self, line: ShapedLine) -> bool:
        """Whether all of a line runs to the right: also one of a paragraph in which others do not."""
        if self._one_way or self.right_to_left or self._turns:
            return self._one_way
        text, start, stop = self._index.text, line.start, line.stop
        if _RIGHT_TO_LEFT.search(text, start, stop):
            return False
        # Figures before the first letter go with what stands above them, which may run to the left.
        first = _LETTER_OR_FIGURE.search(text, start, stop)
        return first is None or not first[0].isnumeric()

    def _position(self, qt_local: int) -> int:
        return self._index.from_qt(self._qt_start + qt_local)

    def _local(self, position: int) -> int:
        return self._index.to_qt(position) - self._qt_start

    def _locals(self, line: ShapedLine, spans: Sequence[tuple[int, int]]) -> list[int]:
        """Return Qt's positions of graphemes that follow on each other, and of the end of the last."""
        first, last = self._local(line.start), self._local(line.stop)
        if last - first == line.stop - line.start:
            # No character of two units: none needs to be looked up.
            return [first - line.start + position for position, _ in spans] + [last]
        return [self._local(position) for position, _ in spans] + [last]

    def _x(self, line: ShapedLine, position: int) -> float:
        return _leading_x(line.qt_line, self._local(position))

    def _line_start_x(self, clusters: tuple[Cluster, ...]) -> float:
        return max(c.right for c in clusters) if self.right_to_left else min(c.left for c in clusters)

    def _line_end_x(self, clusters: tuple[Cluster, ...]) -> float:
        return min(c.left for c in clusters) if self.right_to_left else max(c.right for c in clusters)

    def _grapheme_edge(self, position: int, after: bool) -> int:
        """Return where the grapheme that `position` lies in begins, or (`after`) stops."""
        if not self.start < position < self.stop or not _JOINING.search(self._index.text, position - 1, position + 1):
            return position
        return self._index.snapped_to_graphemes(position, position)[after]

    def _end_of_text(self, number: int) -> int:
        """Return the end of a line's text: before the blanks at which it was wrapped."""
        line = self.lines[number]
        if self.is_last_of_paragraph(number) or not self._index.text[line.stop - 1].isspace():
            return line.stop
        return min(self._index.trimmed(line.start, line.stop).stop, line.stop - 1)

    def _cluster(self, line: ShapedLine, start: int, stop: int, qt_start: int, qt_stop: int) -> Cluster:
        begin, end = _leading_x(line.qt_line, qt_start), _trailing_x(line.qt_line, qt_start)
        qt_at = self.layout.nextCursorPosition(qt_start)
        # Qt may see several clusters where Unicode sees one grapheme (a flag without a glyph of its own).
        while qt_at < qt_stop:
            end = _trailing_x(line.qt_line, qt_at)
            qt_at = max(qt_at + 1, self.layout.nextCursorPosition(qt_at))
        if begin == end and not is_never_seen(self._index.text, start, stop):
            return self._repaired(line, Cluster(start, stop, begin, end, self.right_to_left))
        return Cluster(start, stop, min(begin, end), max(begin, end), end < begin)

    def _mended(self, line: ShapedLine, clusters: list[Cluster]) -> list[Cluster]:
        """Take the places from the glyphs where Qt's positions are wrong.

        They do not fit together, or a wrapped line ends in a run against the paragraph: then Qt counts the blank that
        the line was wrapped at, which is not drawn, into that run. The blank itself goes to the line's end.
        """
        shown = [cluster for cluster in clusters if cluster.start < line.shown_stop]
        hanging = len(shown) < len(clusters) and bool(shown) and shown[-1].right_to_left != self.right_to_left
        if not hanging and tile(apart(clusters)):
            return clusters
        mended = [self._repaired(line, cluster) for cluster in shown]
        x, base = self._line_end_x(tuple(mended or clusters)), self.right_to_left
        return [*mended, *(replace(blank, left=x, right=x, right_to_left=base) for blank in clusters[len(shown) :])]

    def _repaired(self, line: ShapedLine, cluster: Cluster) -> Cluster:
        """Take the place from the glyphs: Qt gives the first cluster of an opposite run the run's edge twice."""
        local = self._local(cluster.start)
        runs = line.qt_line.glyphRuns(local, self._local(cluster.stop) - local)
        edges: list[float] = []
        for run in runs:
            advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
            for place, advance in zip(run.positions(), advances, strict=True):
                edges += (place.x(), place.x() + advance.x())
        if not edges:
            return cluster
        return Cluster(cluster.start, cluster.stop, min(edges), max(edges), runs[0].isRightToLeft())

    def _nearest(self, number: int, x: float) -> Cluster | None:
        def distance(cluster: Cluster) -> tuple[float, float]:
            outside = max(cluster.left - x, x - cluster.right, 0.0)
            # On the edge of two clusters the right one has the point: ranges are half-open on the screen as well.
            return outside, -cluster.left

        return min(self.clusters(number), key=distance, default=None)


def extent_of(piece: ShapedPiece) -> Extent:
    """Return the code points that a piece answers for, the line feed that ends it included."""
    return Extent(piece.start, piece.stop + 1 if piece.ends_paragraph else piece.stop)


def _option(right_to_left: bool, square: bool) -> QTextOption:
    # The direction alone leaves the text at the left.
    option = QTextOption(Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft)
    if square and not right_to_left:
        option.setAlignment(Qt.AlignmentFlag.AlignJustify)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _leading_x(qt_line: QTextLine, qt_position: int) -> float:
    # The edge that is meant by default is not handed over: turning an enum into C++ takes as long as the answer.
    return cast(tuple[float, int], qt_line.cursorToX(qt_position))[0]


def _trailing_x(qt_line: QTextLine, qt_position: int) -> float:
    return cast(tuple[float, int], qt_line.cursorToX(qt_position, _TRAILING))[0]
