"""Cells and lines of CSV that a spreadsheet reads as they are meant.

A spreadsheet runs a cell that begins with = + - or @ as a formula. Such a text gets an apostrophe in front, and so does
one that begins with an apostrophe: whoever takes one leading apostrophe off has the text back exactly.
"""

import csv
import io
from collections.abc import Sequence

from annotator.formats.json_text import json_text
from annotator.model.span import AttributeValue

RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'")


def guarded(text: str) -> str:
    """Return a text as a cell that no spreadsheet runs; `text[1:]` undoes it where it begins with an apostrophe."""
    return f"'{text}" if text.startswith(RISKY) else text


def csv_value(value: AttributeValue) -> str:
    """Return a value as a cell: a flag as 1 or 0, several choices as a JSON list."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int | float):
        return str(value)
    return guarded(value if isinstance(value, str) else json_text(value))


def csv_line(cells: Sequence[str]) -> str:
    """Return a line with its line feed."""
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
