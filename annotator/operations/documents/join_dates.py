"""Dates in the cells of a table that is joined: ISO 8601 in their field, and beside it what stood there."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import count

from annotator.model.folding import folded
from annotator.model.joining.keys import cell_words
from annotator.model.joining.matching import MetadataTable
from annotator.model.joining.taking import TakenColumn
from annotator.readers.dates.columns import read_dates
from annotator.readers.dates.drafts import AS_WRITTEN, DATE


def with_iso_dates(
    table: MetadataTable, taken: Sequence[TakenColumn], rows: Sequence[int], fields: Collection[str] = (DATE,)
) -> tuple[MetadataTable, tuple[TakenColumn, ...]]:
    """Return the table and its columns with the dates of these rows in ISO 8601; what is not certain stays.

    `fields`: the folded names of those that hold dates. What another date of a column decides (which of two numbers is
    the day) is decided by those of these rows.
    """
    wanted, now = sorted({*rows}), tuple(taken)
    for one in taken:
        if folded(one.field) in fields:
            table, now = _dated(table, now, one, wanted)
    return table, now


def _dated(
    table: MetadataTable, taken: tuple[TakenColumn, ...], dates: TakenColumn, rows: Sequence[int]
) -> tuple[MetadataTable, tuple[TakenColumn, ...]]:
    at = table.places[dates.column]
    written = [cell_words(table.rows[row][at]) for row in rows]
    found = zip(rows, read_dates(written).readings, written, strict=True)
    iso = {row: one.iso for row, one, text in found if one and one.iso != text}
    if not iso:
        return table, taken
    cells = tuple(
        (*row[:at], iso.get(place, row[at]), *row[at + 1 :], _beside(row[at], iso.get(place)))
        for place, row in enumerate(table.rows)
    )
    field = AS_WRITTEN if dates.field == DATE else f"{dates.field}{AS_WRITTEN.removeprefix(DATE)}"
    column = next(name for name in (f"{dates.column}{'′' * number}" for number in count(1)) if name not in table.places)
    beside = () if any(folded(one.field) == field for one in taken) else (TakenColumn(column, field),)
    return replace(table, columns=(*table.columns, column), rows=cells), (*taken, *beside)


def _beside(written: object, iso: str | None) -> str | None:
    """Return what stood there where it says more than the day; tables have days as moments."""
    if iso is None:
        return None
    text = cell_words(written)
    is_midnight = text.startswith(iso) and text[len(iso) :].lstrip("T ").rstrip("Z") in ("00:00", "00:00:00")
    return None if is_midnight else text
