"""A saved codebook as the project keeps it, with its number and what is known of its making.

A version is known by its id: two copies of a project that are worked on apart may give the same number to different
codebooks. The number is for people.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.model.codebook import Codebook
from annotator.model.ids import UNKNOWN_VERSION, CodebookVersionId, CoderId


@dataclass(frozen=True, slots=True)
class CodebookVersion:
    """A saved codebook with its number (from 1), what its author noted, and when (UTC, ISO 8601).

    `parents`: the versions that it was made from, none of the first and of those of older files.
    """

    id: CodebookVersionId
    number: int
    codebook: Codebook
    note: str
    coder: CoderId | None
    time: str
    parents: tuple[CodebookVersionId, ...] = ()


_NUMBERED = "version-"


def known_by_number(number: int) -> CodebookVersionId:
    """Return the id of a version of which only the number is known, as in older files; `UNKNOWN_VERSION` for 0."""
    return CodebookVersionId(f"{_NUMBERED}{number}") if number else UNKNOWN_VERSION


def number_in(id: str) -> int:
    """Return the number that the id of such a version says; 0 for any other id."""
    number = id.removeprefix(_NUMBERED)
    return int(number) if number != id and number.isascii() and number.isdecimal() else 0


def version_names(numbers: Iterable[tuple[CodebookVersionId, int]]) -> dict[CodebookVersionId, str]:
    """Return what versions are called: their number, and a letter where an earlier id has the same: “3”, “3b”."""
    found: dict[CodebookVersionId, str] = {}
    seen: dict[int, int] = defaultdict(int)
    for id, number in sorted(numbers, key=lambda one: (one[1], one[0])):
        place = seen[number]
        seen[number] += 1
        letter = "" if not place else chr(ord("a") + place) if place < _LETTERS else f" ({place + 1})"
        found[id] = f"{number}{letter}"
    return found


def parents_of(versions: Sequence[CodebookVersion]) -> Mapping[CodebookVersionId, tuple[CodebookVersionId, ...]]:
    """Return from which versions each was made; of those of older files, which do not say it, the one before.

    That is of what is there: a version whose parents are not has none.
    """
    ordered = sorted(versions, key=lambda one: (one.number, one.id))
    there, found = {one.id for one in ordered}, dict[CodebookVersionId, tuple[CodebookVersionId, ...]]()
    for place, one in enumerate(ordered):
        before = [earlier.id for earlier in ordered[:place] if earlier.number < one.number]
        found[one.id] = tuple(id for id in one.parents if id in there) if one.parents else tuple(before[-1:])
    return found


def heads_of(versions: Sequence[CodebookVersion]) -> list[CodebookVersion]:
    """Return the versions from which none was made, the one in force last: several where copies saved apart."""
    built_on = {id for parents in parents_of(versions).values() for id in parents}
    return sorted((one for one in versions if one.id not in built_on), key=lambda one: (one.number, one.id))


_LETTERS = 26
