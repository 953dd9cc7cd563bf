"""The columns that the table of documents can have, and what each says of a document; no Qt here.

A column is known by its id: `title`, `field.date` for what is known of a document, `state.` with a layer's id, and
the rest. What a person chose is a row of ids, of which those that the project lacks now are left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from annotator.model.coder import State
from annotator.model.document_row import DocumentRow
from annotator.model.field_values import number_in, text_of_value
from annotator.model.folding import folded
from annotator.model.ids import LayerId
from annotator.model.text_size import said_size

KNOWN = ("date", "kind", "speaker", "place", "language", "url")
"""What is asked for of every document, in this order; what else is known follows."""
FIELD, STATE = "field.", "state."
TITLE, SOURCE, WORDS, NOTES, GOLD, OPEN = "title", "source", "words", "notes", "gold", "open"
DUE = "due"
EMPTY = "–"
MARKS = {State.UNTOUCHED: "○", State.BEGUN: "◐", State.DONE: "●"}
_FIRST = ("date", "kind", "speaker", "language")
"""The fields that are shown before anybody has chosen."""
_SHORT = {"language": "lang.", "url": "link"}
_FULL = {"url": "link"}
_ORDER = tuple(State)
_Key = tuple[bool, object]


class ColumnKind(StrEnum):
    """How what a column says is written, and put in order."""

    TITLE = "title"
    TEXT = "text"
    NUMBER = "number"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """`name`: as it is written in full; `head`: above the table."""

    id: str
    name: str
    kind: ColumnKind = ColumnKind.TEXT
    head: str = ""

    @property
    def field(self) -> str:
        """The name of what is known of a document that it shows; empty for a column of another kind."""
        return self.id.removeprefix(FIELD) if self.id.startswith(FIELD) else ""

    @property
    def layer(self) -> LayerId:
        """The layer whose state it shows; empty for a column of another kind."""
        return LayerId(self.id.removeprefix(STATE) if self.id.startswith(STATE) else "")

    @property
    def is_editable(self) -> bool:
        """Whether what it says is written by hand."""
        return self.id == TITLE or bool(self.field)


def field_column(name: str) -> TableColumn:
    """Return the column of what is known of documents under a name."""
    return TableColumn(f"{FIELD}{name}", _FULL.get(name, name), head=_SHORT.get(name, name))


def columns_of(
    fields: Iterable[str],
    layers: Sequence[tuple[str, str]],
    shows_gold: bool,
    numbers: Iterable[str] = (),
    shows_due: bool = False,
) -> list[TableColumn]:
    """Return all columns that a project has. `fields`: names of what is known; `layers`: ids with names.

    `shows_gold`: whether gold and open cases are for who looks; `numbers`: the fields that are numbers; `shows_due`:
    whether there are days until which who looks is to be done.
    """
    numeric = frozenset(numbers)
    found = [TableColumn(TITLE, "title", ColumnKind.TITLE, "title")]
    for name in dict.fromkeys((*KNOWN, *fields)):
        one = field_column(name)
        found.append(TableColumn(one.id, one.name, ColumnKind.NUMBER, one.head) if name in numeric else one)
    found += [TableColumn(SOURCE, "source file", head="file"), TableColumn(WORDS, "words", ColumnKind.NUMBER, "words")]
    found += [TableColumn(NOTES, "memos", ColumnKind.NUMBER, "memos")]
    found += [TableColumn(DUE, "due", head="due")] if shows_due else []
    found += [TableColumn(f"{STATE}{id}", name, ColumnKind.STATE, name) for id, name in layers]
    if shows_gold:
        found += [TableColumn(GOLD, "gold", ColumnKind.NUMBER, "gold")]
        found += [TableColumn(OPEN, "open cases", ColumnKind.NUMBER, "open")]
    return found


def chosen_columns(every: Sequence[TableColumn], chosen: Sequence[str]) -> list[TableColumn]:
    """Return those that were chosen, in that order; with no choice those that are shown at first. The title stays."""
    by_id = {column.id: column for column in every}
    found = [by_id[id] for id in chosen if id in by_id]
    if not found:
        first = {TITLE, WORDS, GOLD, OPEN, DUE, *(f"{FIELD}{name}" for name in _FIRST)}
        found = [column for column in every if column.id in first or column.kind is ColumnKind.STATE]
    return found if any(column.id == TITLE for column in found) else [by_id[TITLE], *found]


def said_in(row: DocumentRow, field: str) -> str:
    """Return what a document says under a name, whatever its case, as a line; empty where it says nothing."""
    metadata = row.info.metadata
    if field in metadata:
        return text_of_value(metadata[field])
    names = _called(tuple(metadata), field)
    return text_of_value([metadata[name] for name in names]) if names else ""


@lru_cache(maxsize=8_192)
def _called(names: tuple[str, ...], field: str) -> tuple[str, ...]:
    """Return the names that are a field's in another case: documents of a project have few ways to name theirs."""
    return tuple(name for name in names if folded(name) == folded(field))


def said(column: TableColumn, row: DocumentRow) -> str:
    """Return what a column says of a document, empty where nothing is known."""
    if column.field:
        return said_in(row, column.field)
    if column.layer:
        return row.state(column.layer).value
    if column.id == TITLE:
        return " ".join(row.info.title.split())
    if column.id == SOURCE:
        return row.info.source
    if column.id == DUE:
        return row.due
    number = number_of(column, row)
    if column.id == WORDS and number is not None:
        return said_size(number, row.counted_in)
    return f"{number:,}" if number is not None else ""


def number_of(column: TableColumn, row: DocumentRow) -> int | None:
    """Return the number that a column of counts says of a document."""
    if column.id == WORDS:
        return row.words
    if column.id == NOTES:
        return row.notes or None
    return row.gold if column.id == GOLD else row.open_cases


def sort_key(column: TableColumn, row: DocumentRow) -> _Key:
    """Return by what a column puts a document in order: (whether it says nothing, what it says)."""
    if column.layer:
        return False, _ORDER.index(row.state(column.layer))
    if column.field or column.id in (TITLE, SOURCE, DUE):
        text = said(column, row)
        return not text, _number(text) if column.kind is ColumnKind.NUMBER else collated(text)
    number = number_of(column, row)
    return number is None, number or 0


def _number(text: str) -> tuple[int, float, str]:
    number = number_in(text)
    return (1, 0.0, collated(text)) if number is None else (0, number, "")


def collated(text: str) -> str:
    """Return what a text is put in order by: capitals, accents and signs at its edges do not count."""
    return folded(text).strip(" “”«»\"'()[]")
