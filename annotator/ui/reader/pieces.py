"""The text in pieces that are laid out one at a time: a paragraph each, or a part of a giant paragraph.

A paragraph ends at a line feed and nowhere else; every other separator and control character is shown by a
stand-in of the same length in UTF-16, so that positions inside a piece stay exact. A paragraph of more than
`LONGEST` characters is cut after a sentence, else after a blank, else between two graphemes.
"""

import re
from array import array
from bisect import bisect_right

from annotator.model.blocks import BETWEEN_GRAPHEMES, GRAPHEME
from annotator.model.span import Extent
from annotator.ui.kit.direction import runs_right_to_left

LONGEST = 4096
"""The longest piece in code points: one that is laid out, drawn and forgotten within a frame."""

_NEAR = 64
"""So many characters before the end of a piece without blanks a place to cut it is looked for."""
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)\]]*\s+|[。！？؟۔।]['\"”’»」』）]*\s*")
_STAND_INS = {
    **{code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)},
    **dict.fromkeys((*range(128, 160), *range(55296, 57344), *range(64976, 65008), 65534, 65535), 65533),
    **{0x0B: 0x21B5, 0x7F: 0x2421, 0x85: 0x21B5, 0x2028: 0x21B5, 0x2029: 0x00B6, 0xFFFC: 0x25A1},
}
_NEEDS_STAND_IN = re.compile("[" + "".join(re.escape(chr(code)) for code in _STAND_INS) + "]")


def shown(text: str) -> str:
    """Return the text as it is given to the layout: the same length in code points and in UTF-16."""
    return text.translate(_STAND_INS) if _NEEDS_STAND_IN.search(text) else text


class Pieces:
    """Where the pieces of a text begin. They cover it without a gap; at least one, also for an empty text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = array("q")
        self._begins = bytearray()
        self._directions: dict[int, bool] = {}
        self._numbers = array("l")
        start, blank, filled, paragraphs = 0, 0, 0, 0
        while start <= len(text):
            stop = text.find("\n", start)
            stop = len(text) if stop < 0 else stop
            is_blank = stop - start < 64 and not text[start:stop].strip()
            paragraphs += not is_blank
            self._add_paragraph(start, stop, paragraphs)
            # The line feed that ends the text parts nothing.
            blank += is_blank and stop < len(text)
            filled += stop > start
            start = stop + 1
        # Blank lines between most paragraphs are the author's way to set them apart; more space would be too much.
        self.spaced_by_blank_lines = blank * 4 >= filled

    def __len__(self) -> int:
        return len(self._starts)

    def at(self, position: int) -> int:
        """Return the piece that holds a position; a line feed belongs to the paragraph that it ends."""
        return max(0, bisect_right(self._starts, position) - 1)

    def extent(self, number: int) -> Extent:
        """Return the code points of a piece, without the line feed that ends it."""
        if number + 1 == len(self._starts):
            return Extent(self._starts[number], len(self.text))
        return Extent(self._starts[number], self._starts[number + 1] - self._begins[number + 1])

    def lengths(self) -> list[int]:
        """Return the length of each piece, a line feed at its end included."""
        stops = [*self._starts[1:], len(self.text)]
        return [stop - start for start, stop in zip(self._starts, stops, strict=True)]

    def begins_paragraph(self, number: int) -> bool:
        """Whether a paragraph begins with this piece."""
        return bool(self._begins[number])

    def ends_paragraph(self, number: int) -> bool:
        """Whether a paragraph ends with this piece."""
        return number + 1 == len(self._starts) or bool(self._begins[number + 1])

    def paragraph(self, number: int) -> int:
        """Return the number of the paragraph that a piece is a part of, from 1 on; blank lines are not counted."""
        return max(1, self._numbers[number])

    def right_to_left(self, number: int) -> bool:
        """Return the direction of a piece, which is that of its paragraph."""
        while not self._begins[number]:
            number -= 1
        if number not in self._directions:
            extent = self.extent(number)
            self._directions[number] = runs_right_to_left(self.text[extent.start : extent.stop])
        return self._directions[number]

    def _add_paragraph(self, start: int, stop: int, paragraph: int) -> None:
        self._starts.append(start)
        self._numbers.append(paragraph)
        self._begins.append(1)
        while stop - start > LONGEST:
            start = _cut(self.text, start)
            self._starts.append(start)
            self._numbers.append(paragraph)
            self._begins.append(0)


def _cut(text: str, start: int) -> int:
    """Return where the piece that begins at `start` ends: within `LONGEST`, between two graphemes."""
    low, high = start + LONGEST // 2, start + LONGEST
    ends = [match.end() for match in _SENTENCE_END.finditer(text, low, high)]
    blank = text.rfind(" ", low, high) + 1
    for end in (*reversed(ends[-3:]), blank):
        if low < end < high and _between_graphemes(text, end):
            return end
    # Only the last of them are looked for. The very last one may have been cut by the window, and a single grapheme of
    # thousands of marks is cut all the same.
    near = _last_between_graphemes(text, start, high)
    stops = [match.end() for match in GRAPHEME.finditer(text, near, high)]
    return stops[-2] if len(stops) > 1 else high


def _last_between_graphemes(text: str, low: int, high: int) -> int:
    """Return a place between two graphemes some characters before `high`; where none is told by itself, `low`."""
    match = BETWEEN_GRAPHEMES.search(text, high - _NEAR, high)
    return match.start() if match is not None else low


def _between_graphemes(text: str, position: int) -> bool:
    match = GRAPHEME.match(text, position - 1)
    return match is not None and match.end() == position
