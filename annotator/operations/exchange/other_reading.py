"""A document of the project of which a file has another reading: where passages of that stand in the text here."""

import re
from itertools import pairwise

from annotator.model.document import Document
from annotator.model.moving.places import Mover
from annotator.model.span import Extent

_ALIKE = 0.5
"""How much of the shorter text has to stand in the other: with less it is another text under the same title."""


class OtherReading:
    """A place is where the alignment is certain of it; else where its words stand, once in each of the two texts."""

    def __init__(self, theirs: str, here: Document) -> None:
        self._theirs, self._here = theirs, here.text
        mover = Mover(theirs, here.text)
        self._mover = mover if mover.likeness >= _ALIKE else None
        self._found: dict[tuple[Extent, ...], tuple[Extent, ...] | None] = {}

    def place(self, extents: tuple[Extent, ...]) -> tuple[Extent, ...] | None:
        """Return where a passage stands here, None where that is not certain."""
        if extents not in self._found:
            self._found[extents] = self._place(extents)
        return self._found[extents]

    def _place(self, extents: tuple[Extent, ...]) -> tuple[Extent, ...] | None:
        if self._mover is None or not extents:
            return extents if self._mover is not None else None
        if (moved := self._mover.move(extents)) is not None:
            return moved.extents
        pieces = [self._by_words(self._theirs[extent.start : extent.stop]) for extent in extents]
        found = tuple(piece for piece in pieces if piece is not None)
        is_whole = len(found) == len(extents) and all(one.stop < other.start for one, other in pairwise(found))
        return found if is_whole else None

    def _by_words(self, quote: str) -> Extent | None:
        """Return the one place of some words here, blanks for blanks, of words that the file has once too."""
        pattern = re.compile(r"\s+".join(map(re.escape, quote.split())))
        if not pattern.pattern or len(pattern.findall(self._theirs)) != 1:
            return None
        found = list(pattern.finditer(self._here))
        return Extent(*found[0].span()) if len(found) == 1 else None
