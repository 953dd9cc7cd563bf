"""A workbook written row by row; the same rows give the same bytes.

XlsxWriter makes the workbook and the headers of its sheets. The rows below them, of which there may be millions, are
put into its sheets afterwards, and are held on disk till then.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from typing import Any, Self

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from annotator.formats.json_text import json_text
from annotator.formats.spool import Spool
from annotator.formats.staging import utf8
from annotator.formats.tables.coding_table import Cell
from annotator.formats.tables.sheet_cells import ColumnCells, row_xml

MOST_ROWS = 1_048_576
MOST_UNITS = 32_767
_OPTIONS = {
    "constant_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
_WHEN = datetime(2000, 1, 1)
"""A workbook has to say when it was made; this one says nothing of it, so that it can be compared."""
_WIDTH, _MOST_WIDE, _PIECE = 14, 60, 16_000
_WIDE = frozenset({"quote", "note", "text"})
_LEVEL = 1
"""Of zlib: a fifth more bytes than by the usual level, in a third of the time, of which it takes the most."""
_QUOTED, _SAMPLE = 2, '<row r="2"><c r="A2" s="2" t="inlineStr"><is><t>=</t></is></c></row>'
"""The style of quoted texts, and the row that has the library say so, in whose place rows stand."""
_LARGE = 1 << 30
"""A part of so many bytes may be too long for the sizes of a plain zip file."""


class Sheets:
    """The workbook; a context. Sheets are written at the same time, each from its first row to its last."""

    def __init__(self) -> None:
        self._out, self._open = io.BytesIO(), ExitStack()
        self._book = xlsxwriter.Workbook(self._out, _OPTIONS)
        self._book.set_properties({"created": _WHEN})
        self._heads, self._quoted = self._book.add_format({"bold": True}), self._book.add_format({"quote_prefix": True})
        self._long: CodedSheet | None = None
        self._numbered = 0
        self._parts: dict[str, _SheetRows] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._open:
            if not self._book.fileclosed:
                self._book.close()

    def sheet(self, name: str, header: Sequence[str]) -> "CodedSheet":
        """Return a new sheet with the names of its columns."""
        return CodedSheet(self, name, header)

    def add(self, name: str, header: Sequence[str]) -> "_SheetRows":
        """Return the rows of a new worksheet with its header; of further ones of a table the name has a number."""
        made = self._book.add_worksheet(name)
        made.freeze_panes(1, 0)
        for at, column in enumerate(header):
            made.set_column(at, at, _MOST_WIDE if column in _WIDE else _WIDTH)
        for at, column in enumerate(header):
            made.write_string(0, at, column, self._heads)
        made.write_string(1, 0, "=", self._quoted)
        rows = self._parts[f"xl/worksheets/sheet{made.index + 1}.xml"] = _SheetRows(name, len(header), self._spool())
        return rows

    def fitting(self, text: str) -> str:
        """Return a text that a cell can hold; one that is too long is kept in a sheet of its own, and its mark is."""
        if len(text) <= _PIECE or _units(text) <= MOST_UNITS:
            return text
        if self._long is None:
            self._long = CodedSheet(self, LONG, ["number", "piece", "text"])
        self._numbered += 1
        self._long.write([self._numbered, piece, part] for piece, part in enumerate(pieces_of(text), 1))
        return long_mark(self._numbered)

    def keep(self, name: str, facts: dict[str, Any]) -> None:
        """Keep what is no table as JSON, in a sheet that is hidden."""
        made = self._book.add_worksheet(name)
        made.hide()
        for at, part in enumerate(pieces_of(json_text(facts))):
            made.write_string(at, 0, part)

    def chunks(self) -> Iterator[bytes]:
        """Yield the workbook, after which nothing can be written."""
        self._book.close()
        whole = self._spool()
        with (
            zipfile.ZipFile(self._out) as empty,
            whole.filled() as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as filled,
        ):
            for name in empty.namelist():
                rows, content = self._parts.get(name), empty.read(name)
                with filled.open(name, "w", force_zip64=rows is not None and rows.size > _LARGE) as part:
                    for piece in (content,) if rows is None else rows.within(content.decode()):
                        part.write(piece)
        yield from whole.chunks()

    def _spool(self) -> Spool:
        made = Spool()
        self._open.callback(made.close)
        return made


class _SheetRows:
    """The rows of one worksheet under its header, of so many columns."""

    def __init__(self, name: str, columns: int, spool: Spool) -> None:
        self.count = 1
        self._name, self._columns, self._spool = name, columns, spool

    @property
    def size(self) -> int:
        """How many bytes they are."""
        return self._spool.size

    def add(self, cells: Sequence[ColumnCells], rows: Sequence[Sequence[Cell]]) -> None:
        """Add some; raises `NotAllowed` for half of a surrogate pair."""
        lines = [row_xml(number, cells, row) for number, row in enumerate(rows, self.count + 1)]
        self._spool.add(utf8("".join(lines), f"the sheet “{self._name}”"))
        self.count += len(lines)

    def within(self, sheet: str) -> Iterator[bytes]:
        """Yield the worksheet in which they stand in place of the sample."""
        size = f'<dimension ref="A1:{xl_rowcol_to_cell(self.count - 1, self._columns - 1)}"/>'
        before, sample, behind = sheet.partition(_SAMPLE)
        front, said, rest = before.partition("<dimension ")
        assert sample and said, sheet
        yield f"{front}{size}{rest.partition('/>')[2]}".encode()
        yield from self._spool.chunks()
        yield behind.encode()


class CodedSheet:
    """A table in one worksheet, or in several where it is longer than one can be."""

    def __init__(self, book: Sheets, name: str, header: Sequence[str]) -> None:
        self._book, self._name, self._header, self._count = book, name, header, 1
        self._cells = [ColumnCells(xl_col_to_name(at), _QUOTED, book.fitting) for at in range(len(header))]
        self._rows = book.add(name, header)

    def write(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows."""
        left = list(rows)
        while left:
            if self._rows.count == MOST_ROWS:
                self._count += 1
                self._rows = self._book.add(f"{self._name} {self._count}", self._header)
            fit = MOST_ROWS - self._rows.count
            self._rows.add(self._cells, left[:fit])
            left = left[fit:]


LONG, _MARK = "long texts", "[long text {}]"


def long_mark(number: int) -> str:
    """Return the cell that stands for a long text."""
    return _MARK.format(number)


def pieces_of(text: str) -> Iterator[str]:
    """Yield a text in pieces that a cell can hold whatever is in them."""
    return (text[at : at + _PIECE] for at in range(0, max(1, len(text)), _PIECE))


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)
