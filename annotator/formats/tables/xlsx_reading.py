"""Workbooks with codings, read for the format: ours with their sheets, of others the first that has codings."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from annotator.formats.format import ReadOptions
from annotator.formats.tables.columns import CodingColumns
from annotator.formats.tables.foreign_reading import columns_of, read_foreign
from annotator.formats.tables.own_reading import OwnReading
from annotator.formats.tables.rows import EMPTY, Row, RowTable
from annotator.formats.tables.sheets import LONG, long_mark
from annotator.formats.tables.xlsx import DOCUMENTS, FACTS, LABELS, SLOTS_SHEET, SPANS, is_ours
from annotator.model.bundle import Bundle
from annotator.model.errors import BadFile
from annotator.readers.foreign import table_marks
from annotator.readers.foreign.look import FileLook
from annotator.readers.registry import bytes_at, printable
from annotator.readers.source import SourceFile
from annotator.readers.table import column_names
from annotator.readers.workbook import cells_of

Sheets = list[tuple[str, list[Row]]]


def read_xlsx(path: Path, options: ReadOptions) -> Bundle:
    """Read a workbook with codings, ours or another's; raises `BadFile`."""
    name, stem = printable(path.name), printable(path.stem)
    look, sheets = FileLook.at(path), _sheets(path)
    if not (look.sheets and is_ours(look)):
        return read_foreign(name, stem, _foreign(name, sheets), options)
    long = _long_texts(sheets)
    spans, documents, slots = (_own(sheets, one, long) for one in (SPANS, DOCUMENTS, SLOTS_SHEET))
    if not spans.columns:
        spans = _own(sheets, LABELS, long)
    return OwnReading(stem, spans, options, documents, slots, _facts(name, sheets)).bundle()


def xlsx_columns(path: Path, options: ReadOptions) -> CodingColumns | None:
    """Return what the columns of a workbook mean, None of one of ours."""
    look = FileLook.at(path)
    if look.sheets and is_ours(look):
        return None
    name = printable(path.name)
    return columns_of(name, _foreign(name, _sheets(path)), options)[0]


def _sheets(path: Path) -> Sheets:
    found = cells_of(SourceFile(printable(path.name), bytes_at(path)), with_hidden=True)
    return [(name, rows) for name, rows in found["sheets"] if rows]


def _own(sheets: Sheets, name: str, long: dict[str, str]) -> RowTable:
    """Return a table of ours, which stands in several sheets where it is longer than one can be."""
    parts = [rows for called, rows in sheets if called == name or called.removeprefix(f"{name} ").isdecimal()]
    if not parts:
        return EMPTY
    rows = [row for part in parts for row in part[1:]]
    return RowTable(tuple(parts[0][0]), rows, lambda cell: long.get(cell, cell))


def _long_texts(sheets: Sheets) -> dict[str, str]:
    pieces: dict[str, list[str]] = {}
    for _, row in [(name, row) for name, rows in sheets if name.startswith(LONG) for row in rows[1:]]:
        number, _, text = [*row, "", "", ""][:3]
        if number.isdecimal():
            pieces.setdefault(long_mark(int(number)), []).append(text)
    return {mark: "".join(parts) for mark, parts in pieces.items()}


def _facts(name: str, sheets: Sheets) -> dict[str, Any] | None:
    text = "".join(cell for called, rows in sheets if called == FACTS for row in rows for cell in row)
    try:
        found = from_json(text) if text else None
    except ValueError as error:
        raise BadFile(name, f"its sheet “{FACTS}” is no JSON ({error})", "write the export again") from error
    return found if isinstance(found, dict) else None


def _foreign(name: str, sheets: Sheets) -> RowTable:
    """Return the first sheet with codings, else the first that has rows under a header."""
    filled: list[Sequence[Row]] = [rows for _, rows in sheets if len(rows) > 1]
    if not filled:
        raise BadFile(name, "its sheets have no rows under a header", "nothing was imported from it")
    looks = (FileLook.at_rows(name, list(map(list, rows))) for rows in filled)
    chosen = next((at for at, look in enumerate(looks) if table_marks.is_plainly_coded(look)), 0)
    header, *rows = filled[chosen]
    return RowTable(tuple(column_names(header)), rows)
