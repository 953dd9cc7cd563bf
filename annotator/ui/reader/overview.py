"""Where in the text things stand, as few numbers: how many spans begin in each five-hundredth part of it.

A span that is added or removed changes one number, so that the scroll bar can show all of them without anybody
ever going through all of them.
"""

from array import array
from collections.abc import Iterable

from annotator.ui.reader.spanindex import Mark

PARTS = 512


class SpanDensity:
    """Counts of the starts of marks in equal parts of a text of `length` code points."""

    def __init__(self, length: int, marks: Iterable[Mark] = ()) -> None:
        self._length = max(1, length)
        self.counts = array("l", [0]) * PARTS
        scale = PARTS / self._length
        counts = self.counts
        for mark in marks:
            if mark.extents:
                counts[min(PARTS - 1, int(mark.extents[0].start * scale))] += 1

    def add(self, mark: Mark, times: int = 1) -> None:
        """Count a mark, or (-1) count it no more."""
        if mark.extents:
            self.counts[min(PARTS - 1, int(mark.extents[0].start * (PARTS / self._length)))] += times

    def start_of(self, part: int) -> int:
        """Return the code point at which a part begins."""
        return part * self._length // PARTS
