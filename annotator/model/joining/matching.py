"""Which row of a table belongs to which document, by one key or several together.

What has a key that something else of its side has too is *ambiguous*: it is listed and not joined.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from annotator.model.document import DocumentInfo, canonical, sha256_of
from annotator.model.errors import NotAllowed
from annotator.model.joining.keys import file_form, key_form, whole_file_form
from annotator.model.joining.patterns import NamePattern, read_pattern

KeyForms = list[str]
"""The form of a key for each document, or each row; "" where there is none."""
Form = Callable[[Any], str]


class Origin(StrEnum):
    """What of a document is compared with a column of the table."""

    FILE = "file"
    TITLE = "title"
    TEXT = "text"
    FIELD = "field"
    PART = "part"


@dataclass(frozen=True, slots=True)
class KeyPair:
    """What of a document is the same as what stands in a column. `name`: of the field, or of the part of the name."""

    origin: Origin
    column: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class JoinKey:
    """The key: all pairs together. `pattern`: how the names are made, as it was written; empty for none.

    `shared`: one row may serve several documents, as where a table has a row for each country.
    """

    pairs: tuple[KeyPair, ...]
    pattern: str = ""
    shared: bool = False


@dataclass(frozen=True)
class MetadataTable:
    """A table, read. `rows`: a JSON value for each column, None for an empty cell; `sheet`: that it is of `sheets`."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @cached_property
    def places(self) -> dict[str, int]:
        """Return the place of each column."""
        return {column: place for place, column in enumerate(self.columns)}

    def cells(self, column: str) -> list[Any]:
        """Return the cells of a column; raises `NotAllowed` where there is none of this name."""
        if column not in self.places:
            named = ", ".join(f"“{one}”" for one in self.columns[:20])
            raise NotAllowed(f"{self.name} has no column “{column}”; choose one of {named}.")
        place = self.places[column]
        return [row[place] for row in self.rows]


@dataclass(frozen=True, slots=True)
class SharedKey:
    """A key of several documents or several rows, or of both: places in the lists of either."""

    key: tuple[str, ...]
    documents: tuple[int, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class JoinMatches:
    """What belongs together, by places: (document, row). The others have no counterpart, or several.

    `repeats`: rows that say the same as one before them in every cell, and count as that one.
    """

    pairs: tuple[tuple[int, int], ...] = ()
    documents: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    ambiguous: tuple[SharedKey, ...] = ()
    repeats: int = 0


@dataclass(slots=True)
class _KeyedSide:
    """The places that have each key."""

    of_key: dict[tuple[str, ...], list[int]] = field(default_factory=lambda: defaultdict(list))
    without: list[int] = field(default_factory=list)

    def add(self, place: int, key: tuple[str, ...]) -> None:
        (self.of_key[key] if all(key) else self.without).append(place)


def match(documents: Sequence[DocumentInfo], table: MetadataTable, key: JoinKey) -> JoinMatches:
    """Return which rows belong to which documents; raises `NotAllowed` for a key that cannot be one."""
    if not key.pairs:
        raise NotAllowed("Say by what the rows are to be found that belong to the documents: a key is missing.")
    ours, theirs = _KeyedSide(), _KeyedSide()
    for place, own in enumerate(zip(*document_forms(documents, key), strict=True)):
        ours.add(place, own)
    repeats = 0
    seen: set[str] = set()
    for place, own in enumerate(zip(*(row_forms(table, pair) for pair in key.pairs), strict=True)):
        if own in ours.of_key:
            said = repr(table.rows[place])
            if said in seen:
                repeats += 1
                continue
            seen.add(said)
        theirs.add(place, own)
    file = next((pair.column for pair in key.pairs if pair.origin is Origin.FILE), None)
    apart = _Apart([one.source for one in documents], table.cells(file)) if file is not None else None
    return _matched(ours, theirs, key.shared, repeats, apart)


@dataclass(frozen=True, slots=True)
class _Apart:
    """What tells files apart that are called alike but for their extension. The names of documents, and of rows."""

    ours: Sequence[str]
    theirs: Sequence[Any]

    def resolve(self, here: list[int], there: list[int]) -> tuple[list[tuple[int, int]], list[int], list[int]]:
        """Return pairs of the same whole name, each alone with it, and what is left of both sides."""
        own, other = _KeyedSide(), _KeyedSide()
        for place in here:
            own.add(place, (whole_file_form(self.ours[place]),))
        for place in there:
            other.add(place, (whole_file_form(self.theirs[place]),))
        pairs = [
            (places[0], other.of_key[name][0])
            for name, places in own.of_key.items()
            if len(places) == 1 and len(other.of_key.get(name, ())) == 1
        ]
        documents, rows = {document for document, _ in pairs}, {row for _, row in pairs}
        return pairs, [one for one in here if one not in documents], [one for one in there if one not in rows]


def _matched(ours: _KeyedSide, theirs: _KeyedSide, shared: bool, repeats: int, apart: _Apart | None) -> JoinMatches:
    pairs: list[tuple[int, int]] = []
    ambiguous: list[SharedKey] = []
    documents, rows = list(ours.without), list(theirs.without)
    for key, here in ours.of_key.items():
        there = theirs.of_key.get(key, [])
        if apart is not None and there and (len(there) > 1 or len(here) > 1) and not (shared and len(there) == 1):
            exact, here, there = apart.resolve(here, there)
            pairs += exact
        if not there:
            documents += here
        elif not here:
            rows += there
        elif len(there) == 1 and (shared or len(here) == 1):
            pairs += [(document, there[0]) for document in here]
        else:
            ambiguous.append(SharedKey(key, tuple(here), tuple(there)))
    rows += [place for key, there in theirs.of_key.items() if key not in ours.of_key for place in there]
    return JoinMatches(tuple(sorted(pairs)), tuple(sorted(documents)), tuple(sorted(rows)), tuple(ambiguous), repeats)


def document_forms(documents: Sequence[DocumentInfo], key: JoinKey) -> list[KeyForms]:
    """Return for each pair of the key its form in each document."""
    pattern = read_pattern(key.pattern) if key.pattern.strip() else None
    parts: list[dict[str, str]] = []
    if pattern is not None:
        parts = [pattern.parts_of(document) or {} for document in documents]
    return [_own_forms(documents, pair, pattern, parts) for pair in key.pairs]


def _own_forms(
    documents: Sequence[DocumentInfo], pair: KeyPair, pattern: NamePattern | None, parts: list[dict[str, str]]
) -> KeyForms:
    match pair.origin:
        case Origin.FILE:
            return [file_form(one.source) for one in documents]
        case Origin.TITLE:
            return [key_form(one.title) for one in documents]
        case Origin.TEXT:
            return [one.text_sha256 for one in documents]
        case Origin.FIELD:
            return [key_form(one.metadata.get(pair.name)) for one in documents]
    if pattern is None or pair.name not in pattern.parts:
        raise NotAllowed(f"The pattern “{pattern.text if pattern else ''}” has no part “{pair.name}”.")
    return [key_form(one.get(pair.name, "")) for one in parts]


def row_forms(table: MetadataTable, pair: KeyPair) -> KeyForms:
    """Return the form of a pair's key in each row; raises `NotAllowed`."""
    forms: dict[Origin, Form] = {Origin.FILE: file_form, Origin.TEXT: text_form}
    form, cells = forms.get(pair.origin, key_form), table.cells(pair.column)
    # Most columns say the same again and again.
    known = {cell: form(cell) for cell in {cell for cell in cells if isinstance(cell, str)}}
    return [known[cell] if isinstance(cell, str) else form(cell) for cell in cells]


def text_form(value: Any) -> str:
    """Return by what a text is known as that of a document; "" for what is none."""
    if not isinstance(value, str) or not value.strip():
        return ""
    try:
        return sha256_of(canonical(value))
    except NotAllowed:
        return ""
