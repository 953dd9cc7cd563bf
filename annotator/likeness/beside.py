"""Two texts beside each other: rows of what differs with the words around it, without what is the same in between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.likeness.differences import TextDifference

AROUND = 90
"""Characters that stand around a difference, about; differences with less between them stand in one row."""
MOST_ROWS = 200
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class SidePiece:
    """A piece of a text. `differs`: the other text has something else there."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class BesideRow:
    """A part of both texts. `is_cut`: before it both have more that is the same."""

    left: tuple[SidePiece, ...]
    right: tuple[SidePiece, ...]
    is_cut: bool = False


def beside(left: str, right: str, found: Sequence[TextDifference]) -> list[BesideRow]:
    """Return the rows that show how two texts differ; of texts without differences, how they begin."""
    if not found:
        return [BesideRow((SidePiece(left[:_LONGEST]),), (SidePiece(right[:_LONGEST]),))]
    rows: list[BesideRow] = []
    for group in _groups(found):
        if len(rows) == MOST_ROWS:
            break
        sides = (
            tuple(_pieces(left, [one.left for one in group])),
            tuple(_pieces(right, [one.right for one in group])),
        )
        rows.append(BesideRow(*sides, is_cut=group[0].left[0] > AROUND or group[0].right[0] > AROUND))
    return rows


def _groups(found: Sequence[TextDifference]) -> Iterator[list[TextDifference]]:
    group: list[TextDifference] = []
    for one in found:
        if group and one.left[0] - group[-1].left[1] > 2 * AROUND:
            yield group
            group = []
        group.append(one)
    yield group


def _pieces(text: str, places: Sequence[tuple[int, int]]) -> Iterator[SidePiece]:
    at = _word_end(text, places[0][0] - AROUND)
    for start, stop in places:
        yield SidePiece(text[at:start])
        yield SidePiece(_short(text[start:stop]), differs=True)
        at = stop
    yield SidePiece(text[at : _word_end(text, at + AROUND)])


def _word_end(text: str, at: int) -> int:
    """Return a place at the end of a word near another one; in a text without blanks, that one."""
    if at <= 0:
        return 0
    blank = text.find(" ", at, at + 20)
    return blank if blank >= 0 else min(at, len(text))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
