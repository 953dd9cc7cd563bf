"""A workbook written row by row, by way of XlsxWriter; the same rows give the same bytes."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from annotator.formats.json_text import json_text
from annotator.formats.tables.coding_table import Cell
from annotator.formats.tables.csv_text import RISKY

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


class Sheets:
    """The workbook; a context. Sheets are written at the same time, each from its first row to its last."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._out, _OPTIONS)
        self._book.set_properties({"created": _WHEN})
        self.quoted = self._book.add_format({"quote_prefix": True})
        self._heads = self._book.add_format({"bold": True})
        self._long: CodedSheet | None = None
        self._numbered = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._book.fileclosed:
            self._book.close()

    def sheet(self, name: str, header: Sequence[str]) -> "CodedSheet":
        """Return a new sheet with the names of its columns."""
        return CodedSheet(self, name, header)

    def add(self, name: str, header: Sequence[str]) -> Worksheet:
        """Return a worksheet with its header; of further ones of a table the name has a number."""
        made = self._book.add_worksheet(name)
        made.freeze_panes(1, 0)
        for at, column in enumerate(header):
            made.set_column(at, at, _MOST_WIDE if column in _WIDE else _WIDTH)
        for at, column in enumerate(header):
            made.write_string(0, at, column, self._heads)
        return made

    def long(self, text: str) -> str:
        """Keep a text that no cell can hold in a sheet of its own; return the cell that stands for it."""
        if self._long is None:
            self._long = CodedSheet(self, LONG, ["number", "piece", "text"])
        self._numbered += 1
        for piece, part in enumerate(pieces_of(text), 1):
            self._long.write([self._numbered, piece, part])
        return long_mark(self._numbered)

    def keep(self, name: str, facts: dict[str, Any]) -> None:
        """Keep what is no table as JSON, in a sheet that is hidden."""
        made = self._book.add_worksheet(name)
        made.hide()
        for at, part in enumerate(pieces_of(json_text(facts))):
            made.write_string(at, 0, part)

    def bytes(self) -> bytes:
        """Return the workbook, after which nothing can be written."""
        self._book.close()
        return self._out.getvalue()


class CodedSheet:
    """A table in one worksheet, or in several where it is longer than one can be."""

    def __init__(self, book: Sheets, name: str, header: Sequence[str]) -> None:
        self._book, self._name, self._header = book, name, header
        self._count, self._row = 1, 1
        self._sheet = book.add(name, header)

    def write(self, row: Sequence[Cell]) -> None:
        """Write a row."""
        if self._row == MOST_ROWS:
            self._count, self._row = self._count + 1, 1
            self._sheet = self._book.add(f"{self._name} {self._count}", self._header)
        sheet, at_row = self._sheet, self._row
        for at, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            if isinstance(cell, int | float):
                if _is_exact(cell):
                    sheet.write_number(at_row, at, cell)
                else:
                    sheet.write_string(at_row, at, str(cell))
                continue
            text = cell if len(cell) <= _PIECE or _units(cell) <= MOST_UNITS else self._book.long(cell)
            if text.startswith(RISKY):
                sheet.write_string(at_row, at, text, self._book.quoted)
            else:
                sheet.write_string(at_row, at, text)
        self._row += 1


LONG, _MARK = "long texts", "[long text {}]"


def long_mark(number: int) -> str:
    """Return the cell that stands for a long text."""
    return _MARK.format(number)


def pieces_of(text: str) -> Iterator[str]:
    """Yield a text in pieces that a cell can hold whatever is in them."""
    return (text[at : at + _PIECE] for at in range(0, max(1, len(text)), _PIECE))


def _is_exact(number: int | float) -> bool:
    """Whether a number comes back from a cell as it is: sixteen digits stand there, and no point for a whole one."""
    if isinstance(number, int):
        return abs(number) < 10**15
    return not number.is_integer() and abs(number) < float("inf") and float(f"{number:.16G}") == number


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)
