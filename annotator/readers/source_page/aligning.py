"""Which letters of a text are which of the pieces that stand on a page: both are nearly the same, in the same order."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from annotator.readers.pdf_layout.lines import Piece

_SAME = str.maketrans(
    {
        **dict.fromkeys("\x02\ufffe\u00ad\u2010\u2011", "-"),
        **dict(zip(")]}»›", "([{«‹", strict=True)),
        "\0": "\ufffd",
        **{"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"},
    }
)
"""Letters that readers write as others: hyphens, brackets of lines from the right, ligatures."""
_LONGEST = 20_000
"""Longer texts that differ are compared in no acceptable time."""

Aligned = list[tuple[int, int]]
"""A letter's place in the text, and the number of its piece, in the order of the text."""


def aligned(text: str, pieces: Sequence[Piece]) -> Aligned:
    """Return the letters of a text that have a piece; blanks have none, nor what differs."""
    letters, places = _letters([(char, at) for at, char in enumerate(text)])
    others, owners = _letters([(piece, number) for number, (piece, _) in enumerate(pieces)])
    if letters == others:
        return list(zip(places, owners, strict=True))
    if max(len(letters), len(others)) > _LONGEST:
        return []
    found: Aligned = []
    for block in SequenceMatcher(None, letters, others, autojunk=False).get_matching_blocks():
        ends = block.a + block.size, block.b + block.size
        found += zip(places[block.a : ends[0]], owners[block.b : ends[1]], strict=True)
    return found


def _letters(parts: Sequence[tuple[str, int]]) -> tuple[str, list[int]]:
    """Return the letters of parts without blanks, as all write them, and to which part each belongs."""
    letters: list[str] = []
    owners: list[int] = []
    for part, owner in parts:
        plain = part.translate(_SAME)
        if plain.strip() and not plain.isspace():
            some = [char for char in plain if not char.isspace()]
            letters += some
            owners += [owner] * len(some)
    return "".join(letters), owners
