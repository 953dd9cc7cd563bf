"""Documents: an immutable text and what is known about it.

Offsets everywhere are Unicode code points, half-open, over the *canonical* text: decoded, BOM dropped, CRLF
and CR made LF, nothing else changed. The text is known by its SHA-256, which is how the same text is
recognised under another name.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotator.model.errors import NotAllowed
from annotator.model.ids import DocumentId

Metadata = Mapping[str, Any]
"""What a file says about its document: JSON values by name, e.g. {"date": "2023-04-06", "tags": ["readout"]}."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text of the project. `source`: the file name that it was read from. `position`: its place in the list.

    `source_file`: the SHA-256 of that file, where the project keeps it.
    """

    id: DocumentId
    title: str
    text: str
    text_sha256: str
    metadata: Metadata = field(default_factory=dict)
    source: str = ""
    position: int = 0
    source_file: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document without its text, for lists. `length`: its code points; `source_file`: as `Document` has it."""

    id: DocumentId
    title: str
    text_sha256: str
    length: int
    metadata: Metadata
    source: str
    position: int
    source_file: str | None = None


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that documents were read from, where the project keeps it, without its bytes.

    `sha256`: of these, in hex; `name`: as it was called; `size`: in bytes.
    """

    sha256: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """What a reader made of a file (or of one row of a table), before it is a document of a project.

    `notices`: sentences for the user about what was guessed or dropped ("read as windows-1251, a guess").
    `pages`: code-point offsets at which each page after the first begins, for paged sources. `columns`: those of the
    table that it is a row of, the one with the text first. `original`: the file's bytes, where its pages can be shown.
    """

    title: str
    text: str
    metadata: Metadata = field(default_factory=dict)
    source: str = ""
    notices: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()
    original: bytes | None = field(default=None, repr=False, compare=False)


def pages_between(starts: Sequence[int], start: int, stop: int) -> tuple[int, int] | None:
    """Return the pages, counted from 1, on which a passage begins and ends; None where the source has no pages.

    `starts`: where each page after the first begins. A passage that is empty stands where it begins.
    """
    if not starts:
        return None
    first = bisect_right(starts, start) + 1
    return first, max(first, bisect_right(starts, stop - 1) + 1)


def pages_said(starts: Sequence[int], extents: Sequence[tuple[int, int]]) -> str:
    """Return on which pages a passage stands, “p. 2” or “pp. 2–3”; empty where nobody knows, or it has no place."""
    found = pages_between(starts, extents[0][0], extents[-1][1]) if extents else None
    if found is None:
        return ""
    first, last = found
    return f"p. {first}" if first == last else f"pp. {first}–{last}"


def canonical(text: str) -> str:
    """Return `text` without a leading BOM and with CRLF and CR made LF."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def sha256_of(text: str) -> str:
    """Return the SHA-256 of the UTF-8 form of a text, in hex; raises `NotAllowed` for lone surrogates."""
    try:
        return hashlib.sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError as error:
        raise NotAllowed(
            f"The text has half of a surrogate pair at character {error.start}, which no file can hold; "
            "repair the source and try again."
        ) from error
