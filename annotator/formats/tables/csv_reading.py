"""Tables in CSV, read for the formats: ours with what stands beside them, and others'."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from annotator.formats.format import ReadOptions
from annotator.formats.line_file import NotPlain
from annotator.formats.read_anew import stamp_of
from annotator.formats.tables.columns import CodingColumns
from annotator.formats.tables.csv_rows import CsvRows
from annotator.formats.tables.csv_text import GUARD, bare
from annotator.formats.tables.foreign_reading import columns_of, read_foreign
from annotator.formats.tables.own_reading import OwnReading
from annotator.formats.tables.rows import EMPTY, Row, RowTable
from annotator.model.bundle import Bundle
from annotator.model.errors import BadFile
from annotator.paths import system_says
from annotator.readers.foreign import table_marks
from annotator.readers.foreign.look import TABBED, FileLook
from annotator.readers.registry import bytes_at, printable
from annotator.readers.source import SourceFile
from annotator.readers.table import column_names, delimiter_of


@dataclass(frozen=True, slots=True)
class _RowsBelow:
    """The rows of a table below its header, read each time that they are gone through."""

    read: Callable[[], Iterator[Row]]

    def __iter__(self) -> Iterator[Row]:
        rows = self.read()
        next(rows, None)
        return rows


def read_own(path: Path, options: ReadOptions, beside: tuple[str, str, str]) -> Bundle:
    """Read a table of ours; `beside`: endings of the tables of documents and slots, and of the JSON.

    It is gone through row by row, whatever its size; only what is not in UTF-8, or broken, is held.
    """
    documents, slots, facts = (path.with_name(path.name.removesuffix(path.suffix) + ending) for ending in beside)
    files = [path, *(one for one in (documents, slots) if one.is_file())]
    try:
        stamps = {file: stamp_of(file) for file in files}
        tables = [_streamed_table(one) if one in files else EMPTY for one in (path, documents, slots)]
        return OwnReading(path.stem, tables[0], options, tables[1], tables[2], _facts(facts), stamps).bundle()
    except (NotPlain, OSError):
        tables = [own_table(one) if one in files else EMPTY for one in (path, documents, slots)]
        return OwnReading(path.stem, tables[0], options, tables[1], tables[2], _facts(facts)).bundle()


def _streamed_table(path: Path) -> RowTable:
    rows = CsvRows(path)
    return RowTable(tuple(rows.header), rows, bare, GUARD)


def read_csv(path: Path, options: ReadOptions, beside: tuple[str, str, str]) -> Bundle:
    """Read a table of codings, ours or another's; raises `BadFile`."""
    if table_marks.is_of_our_spans(FileLook.at(path)):
        return read_own(path, options, beside)
    name = printable(path.name)
    return read_foreign(name, printable(path.stem), foreign_table(path, options.encoding), options)


def csv_columns(path: Path, options: ReadOptions) -> CodingColumns | None:
    """Return what the columns of a table mean, None of one of ours."""
    if table_marks.is_of_our_spans(FileLook.at(path)):
        return None
    return columns_of(printable(path.name), foreign_table(path, options.encoding), options)[0]


def own_table(path: Path) -> RowTable:
    """Return a table of ours with its cells as they were meant."""
    header, rows = _parts(path, "", exact=True)
    return RowTable(tuple(header), rows, bare, GUARD)


def foreign_table(path: Path, encoding: str = "") -> RowTable:
    """Return any table; raises `BadFile`."""
    header, rows = _parts(path, encoding, exact=False)
    return RowTable(tuple(column_names(header)), rows)


def _parts(path: Path, encoding: str, exact: bool) -> tuple[Row, _RowsBelow]:
    name, data = printable(path.name), bytes_at(path)
    if not data.strip():
        raise BadFile(name, "the file is empty", "nothing was imported from it")
    text = _text(name, data, encoding, exact)
    delimiter = "\t" if path.suffix.lower() in TABBED else delimiter_of(text)
    header = next(_rows(name, text, delimiter), None)
    if header is None:
        raise BadFile(name, "the table has no header", "nothing was imported from it")
    return header, _RowsBelow(lambda: _rows(name, text, delimiter))


def _text(name: str, data: bytes, encoding: str, exact: bool) -> str:
    if exact:
        try:
            return data.decode("utf-8-sig")  # as it was written; a carriage return in a note stays one
        except UnicodeDecodeError:
            pass  # saved anew by a spreadsheet
    return SourceFile(name, data, encoding or None).decoded().text


def _rows(name: str, text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cells):
                yield cells
    except csv.Error as error:
        problem = f"the row that ends in line {reader.line_num} is broken ({error})"
        raise BadFile(name, problem, "check its quotation marks") from error


def _facts(path: Path) -> dict[str, Any] | None:
    try:
        found = from_json(path.read_bytes()) if path.is_file() else None
    except OSError as error:
        raise BadFile(path.name, f"it cannot be read ({system_says(error)})") from error
    except ValueError as error:
        raise BadFile(path.name, f"it is no JSON ({error})", "write the export again") from error
    if found is not None and not isinstance(found, dict):
        raise BadFile(path.name, "it does not say what a table of this program has beside it", "write the export again")
    return found
