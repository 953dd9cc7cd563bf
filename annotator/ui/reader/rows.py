"""Rows below a line: which bars share one, and how high each row is.

Bars that come from an earlier line are seated first, so that a span keeps to the top from line to line; then each
takes the first row where its bar and its chip collide with nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.ui.reader.spanindex import Mark

Range = tuple[float, float]
_APART = 4.0
STRIPES_APART = 9


@dataclass(slots=True)
class PlacedMark:
    """A mark on one line. `ranges` and `chip_left` are relative to the column, `top` and `height` to the line.

    `word`: what its chip says, empty for a bar without one; without a `chip_width` it stands in the bar itself.
    `begins`, `ends`: whether the mark does so on this line.
    """

    mark: Mark
    ranges: list[Range]
    begins: bool
    ends: bool
    word: str = ""
    chip_left: int = 0
    chip_width: int = 0
    top: int = 0
    height: int = 0

    @property
    def hull(self) -> Range:
        """From the leftmost to the rightmost thing that is drawn of it."""
        left, right = self.ranges[0][0], self.ranges[-1][1]
        if not self.chip_width:
            return left, right
        return min(left, self.chip_left), max(right, self.chip_left + self.chip_width)


@dataclass(slots=True)
class Stripe:
    """A bracket at `x` from the column's left, from `top` to `bottom` of the piece; `begins`, `ends`: with a hook.

    `word` at `word_left` and `top`; empty where there is no room for it or it was said before.
    """

    mark: Mark
    x: int
    top: int
    bottom: int
    begins: bool
    ends: bool
    word: str = ""
    word_left: int = 0
    word_width: int = 0

    def contains(self, x: float, y: float) -> bool:
        """Whether a point is on the bracket or its word."""
        on_bracket = self.x - 3 <= x < self.x + STRIPES_APART - 3 and self.top <= y < self.bottom
        on_word = self.word_left <= x < self.word_left + self.word_width and self.top <= y < self.top + 18
        return on_bracket or (bool(self.word) and on_word)


def pack(hulls: Sequence[Range]) -> list[int]:
    """Return a row for each hull: the first where it keeps a little apart from all that came before it."""
    rows: list[list[Range]] = []
    found = []
    for left, right in hulls:
        row = next((at for at, taken in enumerate(rows) if _is_free(taken, left, right)), len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append((left, right))
        found.append(row)
    return found


def stack(placed: Sequence[PlacedMark], top: int, bar_pitch: int, chip_pitch: int) -> int:
    """Give each placed mark its `top` and `height` below `top`; return where the rows end."""
    rows = pack([each.hull for each in placed])
    heights = [bar_pitch] * (max(rows, default=-1) + 1)
    for row, each in zip(rows, placed, strict=True):
        if each.word:
            heights[row] = chip_pitch
    tops = [top + sum(heights[:row]) for row in range(len(heights))]
    for row, each in zip(rows, placed, strict=True):
        each.top, each.height = tops[row], heights[row]
    return top + sum(heights)


def _is_free(taken: list[Range], left: float, right: float) -> bool:
    return all(right + _APART <= a or b + _APART <= left for a, b in taken)
