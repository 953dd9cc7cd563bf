"""One piece of text, shaped: its lines, and where each grapheme stands on them.

All positions that come in and go out are code points of the document; x is relative to the column. Rectangles, hit
tests and the caret all read the same tables of `lines.py`, so that they agree.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from math import ceil

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextLayout, QTextLine, QTextOption

from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.reader.clusters import Cluster, Range, joined
from annotator.ui.reader.fonts import Typesetting
from annotator.ui.reader.lines import LineTables, ShapedLine, leading_x, line_end
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.pieces import Pieces, shown

_JOINING = re.compile("[\u0300-\U0010ffff]|\r\n")
_OVERLAP = 8
"""By so much a font's height may exceed the pitch: most letters are lower than their font."""


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
        self._joins = bool(_JOINING.search(index.text, self.start, self.stop))
        """Whether there may be graphemes of several characters."""
        self.layout = QTextLayout(shown(index.text[self.start : self.stop]), metrics.font)
        self.layout.setTextOption(_option(self.right_to_left, metrics.setting is Typesetting.SQUARE))
        self.layout.setCacheEnabled(True)
        self.tables = LineTables(index, self.layout, self.start, self.stop, self.right_to_left)
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
        if not self.tables.needs_table(line):
            return [(self._x(line, first), self._x(line, last))]
        hit = sorted((c.left, c.right) for c in self.clusters(number) if c.start < last and c.stop > first)
        return joined(hit)

    def caret_x(self, position: int) -> float:
        """Return where the caret stands before the character at `position`.

        Where two directions meet it stands at the end of the part that runs the paragraph's way, as in Qt's editors.
        """
        number = self.line_at(position)
        line, clusters = (
            self.lines[number],
            self.clusters(number) if self.tables.needs_table(self.lines[number]) else (),
        )
        if not clusters:
            return self._x(line, min(position, line.stop))
        at = bisect_right(clusters, position, key=lambda cluster: cluster.start) - 1
        if position >= clusters[-1].stop:
            return line_end(clusters, self.right_to_left)
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
        return self.tables.clusters(self.lines[number])

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
            stop = self.stop if number == len(breaks) - 1 else self.tables.position(qt_stop)
            start = self.tables.position(qt_line.textStart())
            shown_stop = stop if number == len(breaks) - 1 else self._index.trimmed(start, stop).stop
            yield ShapedLine(start, stop, shown_stop, qt_line, pitch, baseline, ascent, descent)

    def _x(self, line: ShapedLine, position: int) -> float:
        return leading_x(line.qt_line, self.tables.local(position))

    def _line_start_x(self, clusters: tuple[Cluster, ...]) -> float:
        return max(c.right for c in clusters) if self.right_to_left else min(c.left for c in clusters)

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
