"""A table that tells of documents, for being joined to them: CSV, TSV, a sheet of a workbook, JSON records."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from annotator.model.errors import BadFile, NotFound
from annotator.model.joining.keys import cell_words
from annotator.model.joining.matching import MetadataTable
from annotator.readers import workbook
from annotator.readers.foreign import table_marks
from annotator.readers.foreign.kinds import KINDS
from annotator.readers.foreign.look import FileLook
from annotator.readers.json_records import records
from annotator.readers.registry import READERS, bytes_at, printable
from annotator.readers.source import SourceFile
from annotator.readers.table import LOOKED_AT, column_names, table_rows

EXTENSIONS = tuple(
    ending for reader in READERS if reader.name in ("table", "workbook", "json") for ending in reader.extensions
)
_LINES, _JSON = (".jsonl", ".ndjson", ".jsonlines"), (".jsonl", ".ndjson", ".jsonlines", ".json")
_TABLES = "choose a table: .csv, .tsv, .xlsx, .ods, .xls, or JSON records"
_WORDS = ("it is a table of words, one a row", "choose one with a row for each document")
_NO_HEADER = "put a row above it that says how the columns are called"
_ASKED_ABOUT = (table_marks.is_of_tokens, table_marks.looks_coded)
"""By what a table that is imported as texts is asked about; one with codings may tell of its documents too."""

Cells = list[list[Any]]


def read_metadata_table(path: Path, sheet: str = "", encoding: str = "") -> MetadataTable:
    """Return the table in a file; raises `BadFile`, or `NotFound` for a sheet that is not there.

    `sheet`: which one of a workbook, the first that has rows where it is empty.
    """
    return table_in(SourceFile(printable(path.name), bytes_at(path), encoding or None), sheet)


def table_in(source: SourceFile, sheet: str = "") -> MetadataTable:
    """Return the table in the bytes of a file, as `read_metadata_table` does."""
    if not source.data.strip():
        raise BadFile(source.name, "the file is empty", _TABLES)
    if workbook.sniff(source.data) or source.name.lower().endswith(".xls"):
        return _of_workbook(source, sheet)
    _refuse_foreign(source)
    decoded = source.decoded()
    if source.name.lower().endswith(_JSON):
        by_line = source.name.lower().endswith(_LINES)
        found, notices = records(source.name, decoded.text, by_line)
    else:
        found, notices = table_rows(source, decoded.text)
    columns = [*dict.fromkeys(column for _, row in found for column in row)]
    rows = [[row.get(column) for column in columns] for _, row in found]
    return _checked(source, columns, rows, (*decoded.notices, *notices))


def _of_workbook(source: SourceFile, sheet: str) -> MetadataTable:
    filled = {name: rows for name, rows in workbook.cells_of(source)["sheets"] if len(rows) > 1}
    if not filled:
        raise BadFile(source.name, "its sheets have no rows under a header", _TABLES)
    if sheet and sheet not in filled:
        names = ", ".join(f"“{name}”" for name in filled)
        raise NotFound(f"{source.name} has no sheet “{sheet}” with rows in it; choose one of {names}.")
    chosen = sheet or next(iter(filled))
    above, header, rows = _from_header(filled[chosen])
    notices = (f"Passed over above the header: “{' '.join(' '.join(above).split())[:80]}”.",) if above else ()
    return _checked(source, column_names(header), rows, notices, chosen, tuple(filled))


def _from_header(rows: Cells) -> tuple[list[str], list[str], Cells]:
    """Return what stands above the header in one cell, a heading of the sheet; the header; and the rows."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows[:10]]
    start = next((at for at, count in enumerate(filled) if count > 1), 0)
    return [cell for row in rows[:start] for cell in row if cell.strip()], rows[start], rows[start + 1 :]


def _checked(
    source: SourceFile,
    columns: Sequence[str],
    rows: Cells,
    notices: tuple[str, ...],
    sheet: str = "",
    sheets: tuple[str, ...] = (),
) -> MetadataTable:
    """Return the table without its empty columns and rows; raises `BadFile` where that leaves none."""
    tidy = [[_tidy(cell) for cell in row] for row in rows]
    kept = [at for at, name in enumerate(columns) if any(row[at] is not None for row in tidy)]
    filled = tuple(tuple(row[at] for at in kept) for row in tidy if any(cell is not None for cell in row))
    names = tuple(columns[at] for at in kept)
    if not filled:
        raise BadFile(source.name, "the table has no rows under its header", _TABLES)
    if len(names) == 1:
        raise BadFile(source.name, "the table has a single column, beside which nothing stands", _TABLES)
    if all(_is_number(name) or name.startswith("column ") for name in names):
        raise BadFile(source.name, "its first row has no names of columns", _NO_HEADER)
    if table_marks.lists_words(FileLook.at_rows(source.name, [[*names], *_as_words(filled[:LOOKED_AT])])):
        raise BadFile(source.name, *_WORDS)
    return MetadataTable(source.name, names, filled, sheet, sheets, notices)


def _tidy(cell: Any) -> Any:
    return (cell.strip() or None) if isinstance(cell, str) else cell


def _as_words(rows: Sequence[Sequence[Any]]) -> list[list[str]]:
    return [[cell_words(cell) for cell in row] for row in rows]


def _is_number(name: str) -> bool:
    return name.replace(".", "").replace(",", "").replace("-", "").strip().isdecimal()


def _refuse_foreign(source: SourceFile) -> None:
    look = FileLook(source.name, source.data)
    other = next((reader for reader in READERS if reader.certain and reader.sniff(source.data)), None)
    if other is not None or look.root:
        what = f"of the kind “{other.title}”" if other else "XML or a web page"
        raise BadFile(source.name, f"it is no table but {what}", _TABLES)
    found = next((kind for kind in KINDS if kind.sign not in _ASKED_ABOUT and kind.sign(look)), None)
    if found is not None:
        raise BadFile(source.name, f"it is no table of documents but {found.what}", _TABLES)
