"""Where in the text things stand, as few numbers: how many spans of which label begin in each of 512 parts.

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
        self._of_label: list[dict[str, int]] = [{} for _ in range(PARTS)]
        for mark in marks:
            self.add(mark)

    def add(self, mark: Mark, times: int = 1) -> None:
        """Count a mark, or (-1) count it no more."""
        if mark.extents:
            part = min(PARTS - 1, int(mark.extents[0].start * (PARTS / self._length)))
            of_label, key = self._of_label[part], mark.style_key
            self.counts[part] += times
            of_label[key] = of_label.get(key, 0) + times

    def label_of(self, part: int) -> str:
        """Return the look of most marks of a part that has some; of several alike the first by name."""
        of_label = self._of_label[part]
        return min(of_label, key=lambda key: (-of_label[key], key))

    def start_of(self, part: int) -> int:
        """Return the code point at which a part begins."""
        return part * self._length // PARTS
