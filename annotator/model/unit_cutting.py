"""Texts cut into units by rule; what was cut, split or joined by hand, as units again.

A quasi-sentence is an argument, which no rule finds: such units begin as sentences, which whoever leads splits further.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from annotator.model.codebook import CodingUnit
from annotator.model.errors import NotAllowed
from annotator.model.span import Extent
from annotator.model.text import sentences

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


def paragraphs(text: str) -> list[Extent]:
    """Return the lines of a text that are not blank, without the blanks around them."""
    return [trimmed(text, *match.span()) for match in _PARAGRAPH.finditer(text)]


_CUTS: Mapping[CodingUnit, Callable[[str], list[Extent]]] = {
    CodingUnit.SENTENCE: sentences,
    CodingUnit.QUASI_SENTENCE: sentences,
    CodingUnit.PARAGRAPH: paragraphs,
}


def cut(text: str, unit: CodingUnit) -> tuple[Extent, ...]:
    """Return the units that a text begins with; none where any passage is coded, or the text is blank."""
    return tuple(_CUTS[unit](text)) if unit in _CUTS else ()


def split(text: str, units: Sequence[Extent], at: int, places: Iterable[int]) -> tuple[Extent, ...]:
    """Return units of which the one at `at` is cut at each of `places`, code points within it.

    Blanks at a cut are in neither part. Raises `NotAllowed` for a place that is not within the unit, or leaves a part
    without a character.
    """
    unit = units[at]
    edges = [unit.start, *sorted(set(places)), unit.stop]
    parts = [trimmed(text, start, stop) for start, stop in pairwise(edges)]
    if len(parts) < 2 or any(not text[start:stop].strip() for start, stop in parts):
        raise NotAllowed(f"Unit {at + 1:,} cannot be split there: each part needs a character of its own.")
    return (*units[:at], *parts, *units[at + 1 :])


def join(units: Sequence[Extent], first: int, last: int) -> tuple[Extent, ...]:
    """Return units of which those from `first` to `last` are one; raises `NotAllowed` where these are no two."""
    if not 0 <= first < last < len(units):
        raise NotAllowed("Two units or more, one behind the other, can be joined.")
    return (*units[:first], Extent(units[first].start, units[last].stop), *units[last + 1 :])


def trimmed(text: str, start: int, stop: int) -> Extent:
    """Return a range without the blanks at its edges; one of blanks only has no character."""
    piece = text[start:stop]
    start += len(piece) - len(piece.lstrip())
    return Extent(start, max(start, stop - len(piece) + len(piece.rstrip())))
