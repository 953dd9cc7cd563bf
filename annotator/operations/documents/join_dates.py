"""Dates in the cells of a table that is joined: ISO 8601 in their field, and beside it what stood there."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.model.joining.keys import cell_words
from annotator.model.joining.matching import MetadataTable
from annotator.model.joining.taking import TakenColumn
from annotator.readers.dates.columns import read_dates
from annotator.readers.dates.drafts import AS_WRITTEN, DATE


def with_iso_dates(
    table: MetadataTable, taken: Sequence[TakenColumn], rows: Iterable[int]
) -> tuple[MetadataTable, tuple[TakenColumn, ...]]:
    """Return the table and its columns with the dates of these rows in ISO 8601; what is not certain stays.

    What another date of the column decides (which of two numbers is the day) is decided by those of these rows.
    """
    column = next((one.column for one in taken if one.field == DATE), "")
    if not column:
        return table, tuple(taken)
    at, wanted = table.places[column], sorted({*rows})
    written = [cell_words(table.rows[row][at]) for row in wanted]
    found = read_dates(written).readings
    iso = {row: one.iso for row, one, text in zip(wanted, found, written, strict=True) if one and one.iso != text}
    if not iso:
        return table, tuple(taken)
    cells = [
        (
            *(iso.get(place, cell) if number == at else cell for number, cell in enumerate(row)),
            _beside(row[at], iso.get(place)),
        )
        for place, row in enumerate(table.rows)
    ]
    beside = next(name for name in (f"{column}{'′' * count}" for count in range(1, 99)) if name not in table.columns)
    named = () if any(one.field == AS_WRITTEN for one in taken) else (TakenColumn(beside, AS_WRITTEN),)
    dated = replace(table, columns=(*table.columns, beside), rows=tuple(cells))
    return dated, (*taken, *named)


def _beside(written: object, iso: str | None) -> str | None:
    """Return what stood there where it says more than the day; tables have days as moments."""
    if iso is None:
        return None
    text = cell_words(written)
    is_midnight = text.startswith(iso) and text[len(iso) :].lstrip("T ").rstrip("Z") in ("00:00", "00:00:00")
    return None if is_midnight else text
