"""Rows below a line: which bars share one, and which there is no row left for.

Bars that come from an earlier line are seated first, so that a span keeps to the top from line to line; then each
takes the first row where it collides with nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotator.ui.reader.spanindex import Mark

Range = tuple[float, float]
_APART = 4.0
NO_ROW = -1
"""The row of a mark that has no bar on a line: its rail stands beside it."""


@dataclass(slots=True)
class PlacedMark:
    """A mark on one line. `ranges` are relative to the column, `top` and `height` to the line.

    `joints`: where the mark has nothing, between two of its pieces. `sign`: where its doubt and its note are seen,
    behind its end. `row`: which one its bar takes; `crowded`: there was none left. `begins`, `ends`: whether the mark
    does so on this line. `word`: what is said in a lane. `hidden`: it is seen in the drawer of its case alone.
    """

    mark: Mark
    ranges: list[Range]
    begins: bool
    ends: bool
    word: str = ""
    joints: list[Range] = field(default_factory=list)
    sign: Range | None = None
    row: int = 0
    crowded: bool = False
    top: float = 0
    height: float = 0
    hidden: bool = False

    @property
    def hull(self) -> Range:
        """From the leftmost to the rightmost thing that is drawn of it."""
        parts = [*self.ranges, *self.joints]
        if self.sign is not None:
            parts.append(self.sign)
        return min(left for left, _ in parts), max(right for _, right in parts)


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


def seat(placed: Iterable[tuple[PlacedMark, int]], tops: Sequence[float], height: float) -> None:
    """Give each placed mark the first free row from the one that it is given with on; `tops`: of the rows there are.

    Where none is free it is crowded, in the last row.
    """
    rows: list[list[Range]] = [[] for _ in tops]
    for each, first in placed:
        left, right = each.hull
        row = next((at for at in range(first, len(rows)) if _is_free(rows[at], left, right)), None)
        each.crowded = row is None
        each.row = len(rows) - 1 if row is None else row
        each.top, each.height = tops[each.row], height
        if row is not None:
            rows[row].append((left, right))


def stack(placed: Sequence[PlacedMark], top: int, pitch: int) -> int:
    """Give each placed mark of a lane its `top` and `height` below `top`; return where the rows end."""
    rows = pack([each.hull for each in placed])
    for row, each in zip(rows, placed, strict=True):
        each.top, each.height = top + row * pitch, pitch
    return top + (max(rows, default=-1) + 1) * pitch


def _is_free(taken: list[Range], left: float, right: float) -> bool:
    return all(right + _APART <= a or b + _APART <= left for a, b in taken)
