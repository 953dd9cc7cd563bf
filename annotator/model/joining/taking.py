"""What documents learn from the rows that belong to them: which column becomes which field, and what changes by it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from annotator.model.document import DocumentInfo
from annotator.model.folding import folded
from annotator.model.joining.keys import cell_words, key_form, stem_of
from annotator.model.joining.matching import JoinKey, MetadataTable, Origin

TITLE = "title"
"""The field that is the document's title, and none of its metadata."""

LONGEST_VALUE = 2_000
"""Characters; cells that are longer on average are texts, and no metadata."""

Fit = Callable[[str, Any], Any]
"""Returns a value as the project keeps it in a field; raises `ValueError` where it cannot be one of the field."""


@dataclass(frozen=True, slots=True)
class TakenColumn:
    """A column, and the field that its cells become."""

    column: str
    field: str


class ChangeKind(StrEnum):
    """What a cell does to a document."""

    NEW = "new"
    CHANGED = "changed"
    KEPT = "kept"
    SAME = "unchanged"
    UNFIT = "does not fit"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What a cell does to a field. `document`, `row`: places in their lists. `why`: a value that does not fit."""

    document: int
    row: int
    field: str
    before: Any
    after: Any
    kind: ChangeKind
    why: str = ""

    @property
    def is_write(self) -> bool:
        """Whether the field has another value from then on."""
        return self.kind in (ChangeKind.NEW, ChangeKind.CHANGED)


def as_it_is(field: str, value: Any) -> Any:
    """Take every value."""
    return value


def columns_offered(
    documents: Sequence[DocumentInfo],
    table: MetadataTable,
    key: JoinKey | None,
    known: Mapping[str, str],
    rows: Sequence[int] | None = None,
) -> list[TakenColumn]:
    """Return the columns that tell something, each with the field that it becomes unless somebody says otherwise.

    Left out are empty ones, texts, and those by which the documents are found, unless a part of the name is all that
    says so. `known`: field by the folded name of a column, for fields that the program knows. `rows`: those that count,
    all where none are named.
    """
    spelt = _spellings(documents)
    by_key = {pair.column for pair in key.pairs if pair.origin is not Origin.PART} if key else set()
    found: dict[str, TakenColumn] = {}
    for column in table.columns:
        cells = table.cells(column)
        if column in by_key or not _is_metadata(cells if not rows else [cells[row] for row in rows]):
            continue
        folded = key_form(column)
        field = spelt.get(folded) or known.get(folded) or column
        if field in found or (field != column and field in table.columns):
            field = column
        found.setdefault(field, TakenColumn(column, field))
    return [*found.values()]


def _spellings(documents: Sequence[DocumentInfo]) -> dict[str, str]:
    """Return the fields of the documents by their folded names; the title is one."""
    counts = Counter(name for document in documents for name in document.metadata)
    spelt = {key_form(name): name for name, _ in sorted(counts.items(), key=lambda each: (each[1], each[0]))}
    return {**spelt, TITLE: TITLE}


def _is_metadata(cells: Sequence[Any]) -> bool:
    sizes = [len(cell) if isinstance(cell, str) else 1 for cell in cells if cell not in (None, "")]
    return bool(sizes) and sum(sizes) <= LONGEST_VALUE * len(sizes)


def changes_of(
    documents: Sequence[DocumentInfo],
    table: MetadataTable,
    pairs: Iterable[tuple[int, int]],
    taken: Sequence[TakenColumn],
    overwrite: bool = False,
    fit: Fit = as_it_is,
) -> list[FieldChange]:
    """Return what each cell of the rows does to the document that it belongs to; empty cells do nothing.

    Without `overwrite` only what a document lacks is filled; a title that is the name of its file is as good as none.
    """
    places = [(table.places[one.column], one.field) for one in taken]
    return [
        _change(documents[document], document, row, field, table.rows[row][place], overwrite, fit)
        for document, row in pairs
        for place, field in places
        if table.rows[row][place] not in (None, "", [], {})
    ]


def _change(
    info: DocumentInfo, document: int, row: int, field: str, cell: Any, overwrite: bool, fit: Fit
) -> FieldChange:
    if field != TITLE:
        field = _as_spelt(info, field)
    before = info.title if field == TITLE else info.metadata.get(field)
    try:
        after = fit(field, _line(cell) if field == TITLE else cell)
    except ValueError as error:
        return FieldChange(document, row, field, before, cell, ChangeKind.UNFIT, str(error))
    if before in (None, "", [], {}):
        kind = ChangeKind.NEW
    elif cell_words(before) == cell_words(after):
        kind = ChangeKind.SAME
    elif overwrite or (field == TITLE and before == stem_of(info.source)):
        kind = ChangeKind.CHANGED
    else:
        kind = ChangeKind.KEPT
    return FieldChange(document, row, field, before, after, kind)


def _as_spelt(info: DocumentInfo, field: str) -> str:
    """Return how the document calls a field: “Date” is not a second one beside “date”."""
    if field in info.metadata:
        return field
    wanted = folded(field)
    return next((name for name in info.metadata if folded(name) == wanted), field)


def _line(cell: Any) -> str:
    return " ".join(cell_words(cell).split())


def with_changes(info: DocumentInfo, changes: Iterable[FieldChange]) -> tuple[str, dict[str, Any]]:
    """Return the title and the metadata of a document with what its row changes."""
    title, metadata = info.title, dict(info.metadata)
    for one in changes:
        if one.is_write and one.field == TITLE:
            title = one.after
        elif one.is_write:
            metadata[one.field] = one.after
    return title, metadata
