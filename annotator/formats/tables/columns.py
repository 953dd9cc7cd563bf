"""What the columns of somebody else's table of codings mean: proposed by their names and values, or as it is said.

A column goes to one of `TARGETS`, to an attribute (of its own name), to nothing, or else into what is known of the
document, under the name that is said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.formats.tables.rows import Row, RowTable
from annotator.readers.field_map import EXAMPLES, NOWHERE, FieldMap, FieldSeen
from annotator.readers.field_proposals import folded, proposed
from annotator.readers.foreign.coded_cells import CodedCells, are_places, coded_cells
from annotator.readers.foreign.coding_names import (
    CODER,
    DOCUMENT,
    ID,
    LABEL,
    LENGTH,
    LOOSE,
    NOTE,
    QUOTE,
    START,
    STOP,
    TEXT,
    UNIT,
    target_of,
)
from annotator.readers.known_maps import CODINGS, SourceKind

ATTRIBUTE = "attribute"
MEANINGS = {
    LABEL: "the label; several in a cell are divided by semicolons",
    DOCUMENT: "which text it is: its title, or the name of its file",
    TEXT: "the whole text",
    UNIT: "the next piece of a text, a piece a row",
    QUOTE: "the words that are coded",
    START: "where the passage begins, in characters",
    STOP: "where the passage ends, in characters",
    LENGTH: "how many characters the passage has",
    CODER: "who coded it",
    NOTE: "a note on the coding",
    ID: "by which a row is known when the table comes again",
    ATTRIBUTE: "an attribute of the coding, called as the column is",
}
"""Where a column of a table of codings may go, and what that means."""
TARGETS = tuple(MEANINGS)
_LONGEST = 60
_PLACES = frozenset({START, STOP, LENGTH})
_UNIT_CODES = frozenset({"cmpcode", "eucode"})
"""CodingColumns of tables in which each row is the next quasi-sentence of a text."""
_CONTENT = "content"
"""Of Taguette: the words that were coded, beside the document and the tag; else a text."""


@dataclass(frozen=True, slots=True)
class CodingColumns:
    """The columns of a table as they are seen, and where they go; `kind`: for which that can be kept."""

    fields: tuple[FieldSeen, ...]
    goes: FieldMap
    kind: SourceKind

    def of(self, target: str) -> tuple[str, ...]:
        """Return the columns that go there."""
        return tuple(field.name for field in self.fields if self.goes.get(field.name) == target)

    @property
    def lacks(self) -> dict[str, str]:
        """What is missing for reading codings: what is to go there, with what it is in words."""
        found = {} if self.of(LABEL) else {LABEL: "the one with the labels"}
        if not (self.of(TEXT) or self.of(UNIT) or self.of(DOCUMENT)):
            found[DOCUMENT] = "the one with the texts, or the names of the documents"
        return found

    @property
    def problem(self) -> str:
        """What is missing for reading codings, in a clause; empty where nothing is."""
        return f"no column is known to be {' and none '.join(self.lacks.values())}" if self.lacks else ""

    @property
    def metadata(self) -> dict[str, str]:
        """What is known of documents: under which name each of these columns goes."""
        found = {field.name: self.goes.get(field.name) for field in self.fields}
        return {name: to for name, to in found.items() if to not in (*TARGETS, NOWHERE)}


def seen(table: RowTable, rows: Sequence[Row]) -> tuple[FieldSeen, ...]:
    """Return the columns with examples of what stands in them; those that are empty throughout are left out."""
    fields = (FieldSeen(name, _examples(at, rows)) for at, name in enumerate(table.columns))
    return tuple(field for field in fields if field.examples)


def kind_of_table(fields: Iterable[FieldSeen]) -> SourceKind:
    """Return the kind of a table of codings: the same columns mean the same."""
    return SourceKind(CODINGS, frozenset(field.name for field in fields))


def proposed_columns(table: RowTable, rows: Sequence[Row], fields: Sequence[FieldSeen]) -> FieldMap:
    """Return where columns go by their names, and by what their cells show.

    What neither tells is of the document where it is the same in all its rows.
    """
    found = _by_name_and_content(table, rows, fields)
    taken = set(found.values())
    _settle_content(fields, found, taken)
    if ID in taken and not taken & {DOCUMENT, START, QUOTE}:
        found = {name: DOCUMENT if target == ID else target for name, target in found.items()}
    if TEXT in taken and _is_of_units(table, rows, fields, found):
        found = {name: UNIT if target == TEXT else target for name, target in found.items()}
    if START not in taken and QUOTE not in taken and LENGTH in taken:
        found = {name: target for name, target in found.items() if target != LENGTH}
    others = [field for field in fields if field.name not in found]
    of_documents = _constant(table, rows, found, others)
    known = dict(proposed(of_documents).pairs)
    for field in others:
        if field in of_documents:
            to = known.get(field.name, field.name)
            found[field.name] = to if to not in TARGETS else f"{to} (file)"
        else:
            found[field.name] = ATTRIBUTE
    return FieldMap(tuple(found.items()))


def _by_name_and_content(table: RowTable, rows: Sequence[Row], fields: Sequence[FieldSeen]) -> dict[str, str]:
    """Return what is known of columns, each target once: what their cells show is surer than what they are called."""
    at = {name: number for number, name in enumerate(table.columns)}
    cells = [[table.text_of(cell) for cell in row] for row in rows]
    named = {field.name: target_of(field.name) for field in fields}
    named = {name: to for name, to in named.items() if to not in _PLACES or are_places(cells, at[name])}
    known = [at[name] for name, to in named.items() if to and to not in (LABEL, QUOTE, TEXT)]
    shown = coded_cells(cells, known)
    found = _shown(table.columns, shown)
    if shown.is_coded and LABEL not in named.values() and shown.label is not None:
        found[table.columns[shown.label]] = LABEL
    # A plain name comes before one that may mean something else.
    for name in sorted(named, key=lambda one: folded(one) in LOOSE):
        if named[name] and name not in found and named[name] not in found.values():
            found[name] = named[name]
    return found


def _shown(columns: Sequence[str], cells: CodedCells) -> dict[str, str]:
    """Return the columns of passages and their texts by what their cells show, where that can be nothing else."""
    return {columns[at]: target for target, at in cells.parts().items() if cells.says_all and at < len(columns)}


def _settle_content(fields: Sequence[FieldSeen], found: dict[str, str], taken: set[str]) -> None:
    content = next((field.name for field in fields if folded(field.name) == _CONTENT), None)
    if content is not None and not taken & {TEXT, QUOTE}:
        found[content] = QUOTE if DOCUMENT in taken else TEXT
        taken.add(found[content])


def _is_of_units(table: RowTable, rows: Sequence[Row], fields: Sequence[FieldSeen], found: dict[str, str]) -> bool:
    """Whether rows are the pieces of a text, one after the other, and not texts by themselves."""
    if START in found.values() or QUOTE in found.values():
        return False
    if any(folded(field.name) in _UNIT_CODES for field in fields):
        return True
    document = next((name for name, target in found.items() if target == DOCUMENT), None)
    if document is None:
        return False
    document_of, text_of = table.getter(document), table.getter(next(n for n, t in found.items() if t == TEXT))
    by_document: dict[str, set[str]] = {}
    for row in rows:
        by_document.setdefault(document_of(row), set()).add(text_of(row))
    texts = sum(map(len, by_document.values()))
    return bool(by_document) and texts >= 3 * len(by_document)


def _constant(
    table: RowTable, rows: Sequence[Row], found: dict[str, str], others: Sequence[FieldSeen]
) -> list[FieldSeen]:
    """Return the columns that say the same in all rows of each document."""
    keys = [table.getter(name) for name, target in found.items() if target in (DOCUMENT, TEXT)]
    if not keys:
        return []
    said: dict[tuple[str, ...], Row] = {}
    getters = {field: table.getter(field.name) for field in others}
    constant = dict.fromkeys(others)
    for row in rows:
        first = said.setdefault(tuple(key(row) for key in keys), row)
        for field in list(constant):
            if getters[field](row) != getters[field](first):
                del constant[field]
    return list(constant)


def _examples(at: int, rows: Sequence[Row]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in rows:
        if at < len(row) and (cell := " ".join(row[at].split())):
            found[cell if len(cell) <= _LONGEST else f"{cell[:_LONGEST]}…"] = None
            if len(found) == EXAMPLES:
                break
    return tuple(found)
