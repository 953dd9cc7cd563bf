"""The list of documents as a table of words: which columns there are, what stands in them, and in which order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.model.coder import State
from annotator.model.document_field import FieldKind, TypedField
from annotator.model.document_filter import FIELD
from annotator.model.document_row import DocumentRow
from annotator.model.errors import NotFound
from annotator.model.field_values import date_in, number_in, text_of_value, values_of
from annotator.model.folding import folded
from annotator.model.ids import LayerId
from annotator.model.name_lists import quoted
from annotator.operations.documents.filtering import field_names
from annotator.operations.documents.listing import coder_layers
from annotator.operations.people.seeing import Sight, sight
from annotator.store.project import Project

MOST_FIELDS = 4
"""So many fields are shown where nobody chose columns."""
STANDARD = ("date", "kind", "speaker", "country", "place", "language")
"""The fields that are shown before others, in this order: what is asked for of every document."""
Cell = str | int | None


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column. `cell`: what stands in it, None for nothing; `field`: the type of the field that it shows, if any."""

    name: str
    cell: Callable[[DocumentRow], Cell]
    field: TypedField | None = None


@dataclass(frozen=True, slots=True)
class ListColumns:
    """All columns that there are, and those that are shown where nobody chose."""

    every: tuple[ListColumn, ...]
    usual: tuple[ListColumn, ...]

    def named(self, names: Sequence[str]) -> list[ListColumn]:
        """Return columns by their names, whatever their case; raises `NotFound`, which says what there is."""
        found = []
        for name in names:
            wanted = folded(name.strip())
            bare = wanted.removeprefix(FIELD)
            column = next((one for one in self.every if folded(one.name) in (wanted, bare)), None)
            if column is None:
                known = ", ".join(quoted(one.name) for one in self.every)
                raise NotFound(f"There is no column “{name.strip()}”; the columns are: {known}.")
            found.append(column)
        return found


def columns_of(project: Project, rows: Sequence[DocumentRow]) -> ListColumns:
    """Return the columns of a list: title, fields, words, a state for each layer that may be seen, and counts."""
    typed = {folded(one.name): one for one in project.document_fields.all()}
    fields = [_field(name, typed.get(folded(name))) for name in field_names(rows, project)]
    title, words = ListColumn("title", lambda row: row.info.title), ListColumn("words", lambda row: row.words)
    states = [_state(layer, name) for layer, name in coder_layers(project)]
    counts = [ListColumn("notes", lambda row: row.notes)]
    if sight(project, project.person) is Sight.SHOWN:
        coded = ListColumn("coded", lambda row: sum(state is not State.UNTOUCHED for state in row.states.values()))
        gold = ListColumn("gold", lambda row: row.gold)
        counts += [coded, gold, ListColumn("open", lambda row: row.open_cases)]
    source, id = ListColumn("source", lambda row: row.info.source), ListColumn("id", lambda row: row.info.id)
    own = [title, *fields, words, ListColumn("counted in", lambda row: row.counted_in), *states, *counts, source, id]
    once = {folded(one.name): one for one in reversed(own)}
    every = tuple(one for one in own if once[folded(one.name)] is one)
    return ListColumns(every, (title, *_first(fields, rows), words, *states))


def _first(fields: Sequence[ListColumn], rows: Sequence[DocumentRow]) -> list[ListColumn]:
    """Return the fields that are shown where nobody chose, if any document says something there.

    Those that are asked for of every document come first, then those with a type. What has parts of its own, such as
    what an import left out, is no word for a table.
    """
    by_name = {folded(one.name): one for one in fields}
    typed = [one for one in fields if one.field is not None]
    order = dict.fromkeys([*(by_name[name] for name in STANDARD if name in by_name), *typed, *fields])
    return [one for one in order if _is_plain(one, rows)][:MOST_FIELDS]


def _is_plain(column: ListColumn, rows: Sequence[DocumentRow]) -> bool:
    values = [value for row in rows for value in values_of(row.info.metadata, column.name)]
    said = [value for value in values if text_of_value(value)]
    return bool(said) and not any(isinstance(value, dict) for value in said)


def _field(name: str, typed: TypedField | None) -> ListColumn:
    def cell(row: DocumentRow) -> Cell:
        return "; ".join(filter(None, map(text_of_value, values_of(row.info.metadata, name)))) or None

    return ListColumn(name, cell, typed)


def _state(layer: LayerId, name: str) -> ListColumn:
    return ListColumn(name, lambda row: row.state(layer).value)


def sorted_by(rows: Sequence[DocumentRow], column: ListColumn, backwards: bool = False) -> list[DocumentRow]:
    """Return rows in the order of a column; those in which nothing stands come last, whichever way."""
    order = _choices(column.field)

    def key(row: DocumentRow) -> Any:
        cell = column.cell(row)
        return _key(cell, column.field, order) if cell is not None else None

    keyed = [(key(row), row) for row in rows]
    there = sorted((one for one in keyed if one[0] is not None), key=lambda one: one[0], reverse=backwards)
    return [row for _, row in there] + [row for found, row in keyed if found is None]


def _choices(field: TypedField | None) -> Mapping[str, int]:
    choices = field.choices if field is not None and field.kind is FieldKind.CHOICE else ()
    return {folded(choice): place for place, choice in enumerate(choices)}


def _key(cell: str | int, field: TypedField | None, order: Mapping[str, int]) -> tuple[int, float, str]:
    """Return what a cell is sorted by: its place among the choices, numbers before dates before words."""
    text = str(cell)
    if folded(text) in order:
        return (0, order[folded(text)], "")
    number = number_in(text)
    if number is not None and (field is None or field.kind is not FieldKind.DATE):
        return (1, number, "")
    date = date_in(text)
    return (2, 0, date) if date is not None else (3, 0, folded(text))
