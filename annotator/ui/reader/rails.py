"""Rails: a line beside the text for each long mark, which has bars under its first and last line only."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.model.codebook import Cue
from annotator.ui.reader.placing import is_long
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.spanindex import Mark

_BEFORE = 14
"""How far before the text the first rail stands."""
_STEP = 4
_MOST = 3
_LINES: dict[Cue, tuple[tuple[int, int], ...]] = {Cue.THICK: ((0, 3),), Cue.DOUBLE: ((0, 1), (2, 1))}


@dataclass(slots=True)
class Rail:
    """A rail from `top` to `bottom` of a piece, the `place`-th from the text."""

    mark: Mark
    top: int
    bottom: int
    place: int


def rails_of(piece: ShapedPiece) -> list[Rail]:
    """Return the rails of a piece whose lines are in place, worked out once per placing."""
    kept = piece.rails
    if not isinstance(kept, list):
        kept = piece.rails = list(_rails(piece))
    return kept


def _rails(piece: ShapedPiece) -> Iterator[Rail]:
    found: dict[str, Rail] = {}
    ends: list[int] = []
    for line in piece.lines:
        for placed in line.placed:
            mark = placed.mark
            if placed.hidden or (placed.begins and placed.ends):
                # What is on one line is not long, as most are: this is asked at each key.
                continue
            if mark.id in found:
                found[mark.id].bottom = line.top + line.text_height
                ends[found[mark.id].place] = found[mark.id].bottom
            elif is_long(mark, piece):
                place = next((at for at, end in enumerate(ends) if end <= line.top), len(ends))
                ends[place : place + 1] = [line.top + line.text_height]
                found[mark.id] = Rail(mark, line.top, line.top + line.text_height, place)
    yield from (rail for rail in found.values() if rail.place < _MOST)


def rail_lines(rail: Rail, cue: Cue, width: int, leftwards: bool) -> Iterator[tuple[int, int]]:
    """Yield the x and the width of each line of a rail beside a column of `width`."""
    for offset, thick in _LINES.get(cue, ((0, 2),)):
        x = -_BEFORE - rail.place * _STEP + offset
        yield (width - x - thick if leftwards else x), thick
