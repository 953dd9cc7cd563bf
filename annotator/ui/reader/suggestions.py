"""Words that something is offered for: grey dashes below them, found by place however many there are."""

import copy
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from annotator.ui.reader.lines import ShapedLine
from annotator.ui.reader.shaping import ShapedPiece

_DASH, _STEP = 4, 7
_BELOW_BASELINE = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is suggested for the code points `[start, stop)`; `title` says it, where the pointer rests."""

    start: int
    stop: int
    title: str


class Suggestions:
    """Suggestions by their numbers in the order that they were given in; all are shown, or `only` some."""

    def __init__(self, given: Sequence[Suggestion] = ()) -> None:
        self._given = tuple(given)
        self._order = sorted(range(len(self._given)), key=lambda number: self._given[number].start)
        self._starts = [self._given[number].start for number in self._order]
        self._longest = max((each.stop - each.start for each in self._given), default=0)
        self._shown = bytes([1]) * len(self._given)

    def only(self, shown: bytes) -> Self:
        """Return the same of which those are shown that have a 1 here; what is known of their places is shared."""
        made = copy.copy(self)
        made._shown = shown
        return made

    def __len__(self) -> int:
        return len(self._given)

    def __getitem__(self, number: int) -> Suggestion:
        return self._given[number]

    def meeting(self, start: int, stop: int) -> list[int]:
        """Return the numbers of those shown with a character in `[start, stop)`, in the order of the text."""
        first, last = bisect_left(self._starts, start - self._longest), bisect_left(self._starts, stop)
        among = self._order[first:last]
        return [number for number in among if self._shown[number] and self._given[number].stop > start]

    def at(self, position: int) -> int | None:
        """Return the number of the shortest one over the character at `position`."""
        found = self.meeting(position, position + 1)
        return min(found, key=lambda number: self._given[number].stop - self._given[number].start, default=None)

    def paint(self, painter: QPainter, piece: ShapedPiece, clip: QRect, colour: str) -> None:
        """Paint the dashes below the words of a piece that meet `clip`, both relative to the piece."""
        dots = self._dots(piece)
        if not dots:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        for line, rectangles in dots:
            if line.top <= clip.bottom() and line.top + line.height > clip.top():
                painter.translate(0, line.top)
                painter.drawRects(rectangles)
                painter.translate(0, -line.top)

    def _dots(self, piece: ShapedPiece) -> list[tuple[ShapedLine, list[QRectF]]]:
        """Return the dashes of the lines that have any, relative to the line; worked out once."""
        kept = piece.dots
        if not isinstance(kept, tuple) or kept[0] is not self:
            kept = piece.dots = self, list(self._dotted(piece))
        found: list[tuple[ShapedLine, list[QRectF]]] = kept[1]
        return found

    def _dotted(self, piece: ShapedPiece) -> Iterator[tuple[ShapedLine, list[QRectF]]]:
        for number, line in enumerate(piece.lines):
            met = [self._given[each] for each in self.meeting(line.start, line.stop)]
            found = [each for one in met for each in piece.ranges(number, one.start, one.stop)]
            # A line feed has a place and no width.
            ranges = [each for each in found if each[1] > each[0]]
            if ranges:
                y = line.baseline + _BELOW_BASELINE
                yield (
                    line,
                    [
                        QRectF(x, y, max(1, min(_DASH, round(b) - x)), 1)
                        for a, b in ranges
                        for x in range(round(a), max(round(a) + 1, round(b)), _STEP)
                    ],
                )
