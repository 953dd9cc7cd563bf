"""Where a row of our own tables says that something stands, and whether it is exactly there."""

from collections.abc import Sequence
from functools import partial

from annotator.formats.placing import PlaceClaim
from annotator.model.span import Extent, quote_of, tidy

_CLAIM, _EXTENT = partial(tuple.__new__, PlaceClaim), partial(tuple.__new__, Extent)
_NO_PLACE = ((-1, -1),)
"""What is no place at all, and is counted where it is looked for."""


def claim_of(extents: str, start: str, stop: str, quote: str) -> PlaceClaim | None:
    """Return what a row says of a place, None where it has none."""
    pieces = ranges_of(extents or (f"{start} {stop}" if start and stop else ""))
    return _CLAIM((pieces, quote or None, False)) if pieces else None


def ranges_of(cell: str) -> tuple[tuple[int, int], ...]:
    """Return starts and stops; where they are none, one that is no place, which is counted."""
    try:
        if cell and ";" not in cell:
            first, stop = cell.split()
            return ((int(first), int(stop)),)
        return tuple((int(one), int(other)) for one, other in (each.split() for each in cell.split(";") if each))
    except ValueError:
        return _NO_PLACE


def exact_place(claim: PlaceClaim | None, text: str) -> tuple[Extent, ...] | None:
    """Return where a claim is exactly right; None where it is to be looked for, or says no place."""
    if claim is None:
        return ()
    ranges, quote, _ = claim
    if len(ranges) == 1:
        ((start, stop),) = ranges
        is_right = 0 <= start < stop <= len(text)
        if is_right and (quote is None or (len(quote) == stop - start and text.startswith(quote, start))):
            return (_EXTENT((start, stop)),)
        return None
    if all(0 <= start < stop <= len(text) for start, stop in ranges):
        found = tidy(ranges)
        if quote is None or quote_of(text, found) == quote:
            return found
    return None


def unit_claim(units: Sequence[Extent], numbers: Sequence[str], quote: str) -> PlaceClaim | None:
    """Return the place of the given units by the numbers of the first and the last; None where no number is there."""
    first, last = numbers[0], numbers[1] or numbers[0]
    if not first:
        return None
    is_there = first.isdecimal() and last.isdecimal() and 0 < int(first) <= int(last) <= len(units)
    found = tuple((start, stop) for start, stop in units[int(first) - 1 : int(last)]) if is_there else _NO_PLACE
    return PlaceClaim(found, quote or None)
