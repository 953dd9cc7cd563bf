"""The lines of one piece of text, and where each grapheme stands on them.

A line that runs one way needs no more than Qt's cursor positions; any other line gets a table of its graphemes, since
there a range may lie in several places.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import cast

from PySide6.QtGui import QTextLayout, QTextLine

from annotator.model.blocks import GRAPHEME
from annotator.model.text import TextIndex
from annotator.ui.reader.clusters import Cluster, apart, is_never_seen, shared, tile, without_gaps
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
_TRAILING = QTextLine.Edge.Trailing


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
    """What is drawn below it, kept by the layer of the marks."""
    beside: object = None
    """The sentences beside it, kept by `margin.py`."""


class LineTables:
    """The tables of the lines of one piece, each worked out once."""

    def __init__(self, index: TextIndex, layout: QTextLayout, start: int, stop: int, right_to_left: bool) -> None:
        self._index = index
        self._layout = layout
        self._qt_start = index.to_qt(start)
        self._right_to_left = right_to_left
        self._one_way = not right_to_left and not _RIGHT_TO_LEFT.search(index.text, start, stop)
        self._turns = bool(_TURNS.search(index.text, start, stop))
        """Whether signs turn the direction of what follows, also on later lines."""

    def clusters(self, line: ShapedLine) -> tuple[Cluster, ...]:
        """Return the graphemes of a line in the order of the text."""
        if line.clusters is None:
            spans = [match.span() for match in GRAPHEME.finditer(self._index.text, line.start, line.stop)]
            one_way = self._runs_one_way(line)
            if one_way:
                edges = [leading_x(line.qt_line, local) for local in self._locals(line, spans)]
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

    def needs_table(self, line: ShapedLine) -> bool:
        """Whether a line needs the table of its graphemes: parts of it run the other way or share a glyph."""
        if line.tabled is None:
            composed = _COMPOSED.search(self._index.text, line.start, line.stop) is not None
            line.tabled = composed or not self._runs_one_way(line)
        return line.tabled

    def _runs_one_way(self, line: ShapedLine) -> bool:
        """Whether all of a line runs to the right: also one of a paragraph in which others do not."""
        if self._one_way or self._right_to_left or self._turns:
            return self._one_way
        text, start, stop = self._index.text, line.start, line.stop
        if _RIGHT_TO_LEFT.search(text, start, stop):
            return False
        # Figures before the first letter go with what stands above them, which may run to the left.
        first = _LETTER_OR_FIGURE.search(text, start, stop)
        return first is None or not first[0].isnumeric()

    def _locals(self, line: ShapedLine, spans: Sequence[tuple[int, int]]) -> list[int]:
        """Return Qt's positions of graphemes that follow on each other, and of the end of the last."""
        first, last = self.local(line.start), self.local(line.stop)
        if last - first == line.stop - line.start:
            # No character of two units: none needs to be looked up.
            return [first - line.start + position for position, _ in spans] + [last]
        return [self.local(position) for position, _ in spans] + [last]

    def _cluster(self, line: ShapedLine, start: int, stop: int, qt_start: int, qt_stop: int) -> Cluster:
        begin, end = leading_x(line.qt_line, qt_start), _trailing_x(line.qt_line, qt_start)
        qt_at = self._layout.nextCursorPosition(qt_start)
        # Qt may see several clusters where Unicode sees one grapheme (a flag without a glyph of its own).
        while qt_at < qt_stop:
            end = _trailing_x(line.qt_line, qt_at)
            qt_at = max(qt_at + 1, self._layout.nextCursorPosition(qt_at))
        if begin == end and not is_never_seen(self._index.text, start, stop):
            return self._repaired(line, Cluster(start, stop, begin, end, self._right_to_left))
        return Cluster(start, stop, min(begin, end), max(begin, end), end < begin)

    def _mended(self, line: ShapedLine, clusters: list[Cluster]) -> list[Cluster]:
        """Take the places from the glyphs where Qt's positions are wrong.

        They do not fit together, or a wrapped line ends in a run against the paragraph: then Qt counts the blank that
        the line was wrapped at, which is not drawn, into that run. The blank itself goes to the line's end.
        """
        shown = [cluster for cluster in clusters if cluster.start < line.shown_stop]
        hanging = len(shown) < len(clusters) and bool(shown) and shown[-1].right_to_left != self._right_to_left
        if not hanging and tile(apart(clusters)):
            return clusters
        mended = [self._repaired(line, cluster) for cluster in shown]
        x, base = line_end(mended or clusters, self._right_to_left), self._right_to_left
        return [*mended, *(replace(blank, left=x, right=x, right_to_left=base) for blank in clusters[len(shown) :])]

    def _repaired(self, line: ShapedLine, cluster: Cluster) -> Cluster:
        """Take the place from the glyphs: Qt gives the first cluster of an opposite run the run's edge twice."""
        local = self.local(cluster.start)
        runs = line.qt_line.glyphRuns(local, self.local(cluster.stop) - local)
        edges: list[float] = []
        for run in runs:
            advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
            for place, advance in zip(run.positions(), advances, strict=True):
                edges += (place.x(), place.x() + advance.x())
        if not edges:
            return cluster
        return Cluster(cluster.start, cluster.stop, min(edges), max(edges), runs[0].isRightToLeft())

    def local(self, position: int) -> int:
        """Return Qt's position in the piece of a code point of the document."""
        return self._index.to_qt(position) - self._qt_start

    def position(self, qt_local: int) -> int:
        """Return the code point of the document of Qt's position in the piece."""
        return self._index.from_qt(self._qt_start + qt_local)


def line_end(clusters: Sequence[Cluster], right_to_left: bool) -> float:
    """Return the x at which a line ends in a paragraph of a direction."""
    return min(c.left for c in clusters) if right_to_left else max(c.right for c in clusters)


def leading_x(qt_line: QTextLine, qt_position: int) -> float:
    """Return the x of the leading edge of what stands at Qt's position in the piece."""
    # The edge that is meant by default is not handed over: turning an enum into C++ takes as long as the answer.
    return cast(tuple[float, int], qt_line.cursorToX(qt_position))[0]


def _trailing_x(qt_line: QTextLine, qt_position: int) -> float:
    return cast(tuple[float, int], qt_line.cursorToX(qt_position, _TRAILING))[0]
