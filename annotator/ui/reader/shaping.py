"""One piece of text, shaped: its lines, and where each grapheme stands on them.

All positions that come in and go out are code points of the document; x is relative to the column. A line that runs
one way needs two cursor positions for a range; any other line gets a table of its grapheme clusters, since there a
range may lie in several places. Rectangles, hit tests and the caret all read the same table, so that they agree.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest
from math import ceil
from typing import cast

import regex
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextLayout, QTextLine, QTextOption

from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.pieces import Pieces, shown
from annotator.ui.reader.rows import Placed, Stripe

# Hebrew to Arabic Extended, their presentation forms, the RTL blocks beyond the BMP, and the bidi controls.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_GRAPHEME = regex.compile(r"\X")
_LEADING, _TRAILING = QTextLine.Edge.Leading, QTextLine.Edge.Trailing
_TOUCHING = 1.0

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A grapheme on a line: code points `[start, stop)`, from `left` to `right`."""

    start: int
    stop: int
    left: float
    right: float
    right_to_left: bool


@dataclass(slots=True)
class Line:
    """A line of a piece. `top` is relative to the piece; `text_height` of `height` is text, below it stand the bars.

    `shown_stop`: where the blanks begin at which the line was wrapped; they have no place on the screen.
    """

    start: int
    stop: int
    shown_stop: int
    qt_line: QTextLine
    text_height: int
    ascent: float
    descent: float
    top: int = 0
    is_in_place: bool = False
    height: int = 0
    placed: list[Placed] = field(default_factory=list)
    lane_tops: list[int] = field(default_factory=list)
    clusters: tuple[Cluster, ...] | None = None
    decor: object = None


class ShapedPiece:
    """A piece with its lines. `height` is set by whoever places the marks below them."""

    def __init__(self, index: TextIndex, pieces: Pieces, number: int, metrics: Metrics, width: int) -> None:
        self.number = number
        self.start, self.stop = pieces.extent(number)
        self.right_to_left = pieces.right_to_left(number)
        self.begins_paragraph = pieces.begins_paragraph(number)
        self.ends_paragraph = pieces.ends_paragraph(number)
        self.width = width
        self.height = 0
        self.is_blank = index.text[self.start : self.stop].isspace() or self.start == self.stop
        self.stripes: list[Stripe] = []
        self._index = index
        self._qt_start = index.to_qt(self.start)
        self._one_way = not self.right_to_left and not _RIGHT_TO_LEFT.search(index.text, self.start, self.stop)
        self.layout = QTextLayout(shown(index.text[self.start : self.stop]), metrics.font)
        self.layout.setTextOption(_option(self.right_to_left))
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
        """
        line = self.lines[number]
        first, last = max(start, line.start), min(stop, line.stop)
        if first >= last:
            at_end = first == line.stop and self.is_last_of_paragraph(number)
            return [(self.caret_x(first), self.caret_x(first))] if at_end else []
        if first < line.shown_stop:
            last = min(last, line.shown_stop)
        if self._one_way:
            return [(self._x(line, first), self._x(line, last))]
        hit = sorted((c.left, c.right) for c in self.clusters(number) if c.start < last and c.stop > first)
        return joined(hit)

    def caret_x(self, position: int) -> float:
        """Return where the caret stands before the character at `position`.

        Where two directions meet it stands at the end of the part that runs the paragraph's way, as in Qt's editors.
        """
        number = self.line_at(position)
        line, clusters = self.lines[number], () if self._one_way else self.clusters(number)
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
        """Return the caret position nearest to `x` on a line."""
        line = self.lines[number]
        cluster = self._nearest(number, x)
        if cluster is None:
            return line.start
        right_half = x >= (cluster.left + cluster.right) / 2
        position = cluster.start if right_half == cluster.right_to_left else cluster.stop
        wraps = position == line.stop and not self.is_last_of_paragraph(number)
        # The end of a wrapped line is the start of the next; before its blank the caret stays on this line.
        return cluster.start if wraps and self._index.text[cluster.start].isspace() else position

    def position_on(self, number: int, x: float) -> int | None:
        """Return the position of the grapheme that covers `x` on a line, None beside the text."""
        shown_stop = self.lines[number].shown_stop
        return next((c.start for c in self.clusters(number) if c.left <= x < c.right and c.start < shown_stop), None)

    def edge_x(self, number: int, position: int, before: bool) -> float:
        """Return the x where a range that begins at `position` begins, or (`before`) one that stops there stops."""
        found = [c for c in self.clusters(number) if (c.stop >= position > c.start if before else c.start == position)]
        if not found:
            return self.caret_x(min(position, self.lines[number].stop))
        return found[0].left if before == found[0].right_to_left else found[0].right

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
            found = [self._cluster(line, *match.span()) for match in self._graphemes(line)]
            if not self._one_way:
                found = self._mended(line, found)
            line.clusters = tuple(_apart(found))
        return line.clusters

    def place_line(self, line: Line, top: int) -> None:
        """Put a line at `top`; its text is not shaped again."""
        line.top, line.is_in_place = top, True
        space = line.text_height - line.ascent - line.descent
        line.qt_line.setPosition(QPointF(0, top + round(space / 2 + line.ascent) - line.ascent))

    def _break_lines(self, metrics: Metrics) -> Iterator[Line]:
        breaks: list[QTextLine] = []
        self.layout.beginLayout()
        while (qt_line := self.layout.createLine()).isValid():
            qt_line.setLineWidth(self.width)
            breaks.append(qt_line)
        self.layout.endLayout()
        blank = not self.layout.text().strip()
        for number, qt_line in enumerate(breaks):
            qt_stop = qt_line.textStart() + qt_line.textLength()
            ascent, descent = qt_line.ascent(), qt_line.descent()
            box = metrics.blank_line if blank else max(metrics.line, ceil(ascent + descent))
            stop = self.stop if number == len(breaks) - 1 else self._position(qt_stop)
            start = self._position(qt_line.textStart())
            shown_stop = stop if number == len(breaks) - 1 else self._index.trimmed(start, stop).stop
            yield Line(start, stop, shown_stop, qt_line, box, ascent, descent)

    def _position(self, qt_local: int) -> int:
        return self._index.from_qt(self._qt_start + qt_local)

    def _local(self, position: int) -> int:
        return self._index.to_qt(position) - self._qt_start

    def _x(self, line: Line, position: int, edge: QTextLine.Edge = _LEADING) -> float:
        return _cursor_x(line.qt_line, self._local(position), edge)

    def _line_start_x(self, clusters: tuple[Cluster, ...]) -> float:
        return max(c.right for c in clusters) if self.right_to_left else min(c.left for c in clusters)

    def _line_end_x(self, clusters: tuple[Cluster, ...]) -> float:
        return min(c.left for c in clusters) if self.right_to_left else max(c.right for c in clusters)

    def _graphemes(self, line: Line) -> Iterator["regex.Match[str]"]:
        return _GRAPHEME.finditer(self._index.text, line.start, line.stop)

    def _cluster(self, line: Line, start: int, stop: int) -> Cluster:
        begin, end = self._x(line, start), self._x(line, start, _TRAILING)
        qt_at, qt_stop = self.layout.nextCursorPosition(self._local(start)), self._local(stop)
        # Qt may see several clusters where Unicode sees one grapheme (a flag without a glyph of its own).
        while qt_at < qt_stop:
            end = _cursor_x(line.qt_line, qt_at, _TRAILING)
            qt_at = max(qt_at + 1, self.layout.nextCursorPosition(qt_at))
        if begin == end and not self._one_way:
            return self._repaired(line, Cluster(start, stop, begin, end, self.right_to_left))
        return Cluster(start, stop, min(begin, end), max(begin, end), end < begin)

    def _mended(self, line: Line, clusters: list[Cluster]) -> list[Cluster]:
        """Take the places from the glyphs where Qt's positions are wrong.

        They do not fit together, or a wrapped line ends in a run against the paragraph: then Qt counts the blank that
        the line was wrapped at, which is not drawn, into that run. The blank itself goes to the line's end.
        """
        shown = [cluster for cluster in clusters if cluster.start < line.shown_stop]
        hanging = len(shown) < len(clusters) and bool(shown) and shown[-1].right_to_left != self.right_to_left
        if not hanging and _tile(_apart(clusters)):
            return clusters
        mended = [self._repaired(line, cluster) for cluster in shown]
        x, base = self._line_end_x(tuple(mended or clusters)), self.right_to_left
        return [*mended, *(replace(blank, left=x, right=x, right_to_left=base) for blank in clusters[len(shown) :])]

    def _repaired(self, line: Line, cluster: Cluster) -> Cluster:
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


def joined(ranges: list[Range]) -> list[Range]:
    """Return sorted ranges with those that touch made one."""
    found: list[Range] = []
    for left, right in ranges:
        if found and left <= found[-1][1] + _TOUCHING:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found


def extent_of(piece: ShapedPiece) -> Extent:
    """Return the code points that a piece answers for, the line feed that ends it included."""
    return Extent(piece.start, piece.stop + 1 if piece.ends_paragraph else piece.stop)


def _apart(clusters: list[Cluster]) -> list[Cluster]:
    """End each cluster where the next begins inside it: Qt gives all parts of a ligature the ligature's end."""
    found = []
    for cluster, following in zip_longest(clusters, clusters[1:]):
        if following is not None and following.right_to_left == cluster.right_to_left:
            if cluster.right_to_left and cluster.left < following.right < cluster.right:
                cluster = replace(cluster, left=following.right)
            elif not cluster.right_to_left and cluster.left < following.left < cluster.right:
                cluster = replace(cluster, right=following.left)
        found.append(cluster)
    return found


def _tile(clusters: list[Cluster]) -> bool:
    edges = sorted((cluster.left, cluster.right) for cluster in clusters)
    return all(abs(b[0] - a[1]) < _TOUCHING or a[0] == b[0] for a, b in pairwise(edges))


def _option(right_to_left: bool) -> QTextOption:
    # The direction alone leaves the text at the left.
    option = QTextOption(Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _cursor_x(qt_line: QTextLine, qt_position: int, edge: QTextLine.Edge) -> float:
    return cast(tuple[float, int], qt_line.cursorToX(qt_position, edge))[0]
