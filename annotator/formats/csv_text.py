"""Cells and lines of CSV that a spreadsheet reads as they are meant.

A spreadsheet runs a cell that begins with = + - or @ as a formula. Such a text gets an apostrophe in front, and so does
one that begins with an apostrophe: whoever takes one leading apostrophe off has the text back exactly. A plain number
such as -1 or +1 is no formula and stays as it is.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from annotator.formats.json_text import json_text
from annotator.formats.staging import utf8
from annotator.model.span import AttributeValue

RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'")

_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


def guarded(text: str) -> str:
    """Return a text as a cell that no spreadsheet runs; `text[1:]` undoes it where it begins with an apostrophe."""
    return f"'{text}" if text.startswith(RISKY) and not _NUMBER.fullmatch(text) else text


def value_text(value: AttributeValue) -> str:
    """Return a value as the text of a cell: a flag as 1 or 0, several choices as a JSON list."""
    if isinstance(value, bool):
        return "1" if value else "0"
    return json_text(value) if isinstance(value, list) else str(value)


def csv_value(value: AttributeValue) -> str:
    """Return a value as a cell that no spreadsheet runs; a number is no formula, however it is written."""
    text = value_text(value)
    return text if isinstance(value, int | float) else guarded(text)


class CsvFile:
    """A table that is written into an open file, UTF-8 with a byte-order mark. `name`: the file's, for errors."""

    def __init__(self, file: BinaryIO, name: str, header: Sequence[str]) -> None:
        self._file, self._name = file, name
        self._writer = csv.writer(self, lineterminator="\n")
        self.write("\ufeff")
        self.add([header])

    def add(self, rows: Iterable[Sequence[str | int | None]]) -> None:
        """Write rows, nothing as an empty cell; raises `NotAllowed` for half of a surrogate pair."""
        self._writer.writerows(rows)

    def write(self, text: str) -> int:
        """Take a line from the writer."""
        return self._file.write(utf8(text, self._name))
