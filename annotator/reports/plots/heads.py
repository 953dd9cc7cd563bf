"""The heads of a table of cells: names of rows to the left, of columns above, turned where they need it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians

from annotator.reports.drawing import Anchor, ColourRole, Words
from annotator.reports.plots.parts import GAP, SIZE, widest_of, words
from annotator.reports.text_width import cut, text_width

_TURN = -45.0
_SLANT = cos(radians(_TURN))
_LONGEST = 150.0
"""Of a name of a column, in pixels."""


@dataclass(frozen=True, slots=True)
class ColumnHeads:
    """How names of columns are written: turned or not.

    `height`: what they take; `beyond`: how far the last one sticks out of its column.
    """

    names: tuple[str, ...]
    is_turned: bool
    height: float
    beyond: float

    def words(self, left: float, bottom: float, cell: float, pitch: float) -> Iterator[Words]:
        """Yield the heads of columns of the width `cell`, the first at `left`, above `bottom`."""
        for number, name in enumerate(self.names):
            middle = left + number * pitch + cell / 2
            if not self.is_turned:
                yield words(name, middle, bottom - SIZE * 0.7, anchor=Anchor.MIDDLE)
                continue
            shown = cut(name, SIZE, _LONGEST)
            whole = name if shown != name else ""
            yield Words(text=shown, x=middle + SIZE * 0.3, y=bottom - 4, size=SIZE, turned=_TURN, whole=whole)


def column_heads(names: Sequence[str], cell: float) -> ColumnHeads:
    """Return the heads of columns of that width; they are turned where one of them is too wide."""
    tidy = tuple(" ".join(name.split()) for name in names)
    is_turned = any(text_width(name, SIZE) > cell - 4 for name in tidy)
    if not is_turned:
        return ColumnHeads(tidy, False, SIZE + GAP, 0)
    longest = widest_of(tidy, SIZE, _LONGEST) * _SLANT
    last = widest_of(tidy[-1:], SIZE, _LONGEST) * _SLANT
    return ColumnHeads(tidy, True, longest + SIZE, max(0.0, last + SIZE - cell / 2))


def row_heads(
    names: Sequence[str], right: float, top: float, pitch: float, cell: float, widest: float
) -> Iterator[Words]:
    """Yield the heads of rows of the height `cell`, the first at `top`; they end at `right`."""
    for number, name in enumerate(names):
        middle = top + number * pitch + cell / 2
        yield words(name, right, middle, anchor=Anchor.RIGHT, colour=ColourRole.INK, widest=widest)
