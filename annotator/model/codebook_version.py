"""A saved codebook as the project keeps it, with its number and what is known of its making.

A version is known by its id: two copies of a project that are worked on apart may give the same number to different
codebooks. The number is for people.
"""

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
