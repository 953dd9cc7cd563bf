"""Cells and lines of CSV that a spreadsheet reads as they are meant.

A spreadsheet runs a cell that begins with = + - or @ as a formula. Such a text gets an apostrophe in front, and so does
one that begins with an apostrophe: whoever takes one leading apostrophe off has the text back exactly. A plain number
such as -1 or +1 is no formula and stays as it is.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from annotator.formats.json_text import json_text
from annotator.model.span import AttributeValue

RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'")

MARK = "\ufeff"
"""Begins a file in UTF-8, which Excel takes for a legacy encoding otherwise."""

MOST_ROWS = 1000
CRLF = "\r\n"

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


class _Lines(list[str]):
    """Takes the lines of a `csv.writer`, which end in CRLF so that it quotes a carriage return as well, with LF."""

    def write(self, line: str) -> None:
        """Add a line."""
        self.append(f"{line.removesuffix(CRLF)}\n")


def csv_texts(rows: Iterable[Sequence[str | int | None]]) -> Iterator[str]:
    """Yield rows as lines of CSV, a thousand at a time at most; nothing is an empty cell."""
    left = iter(rows)
    while some := list(islice(left, MOST_ROWS)):
        lines = _Lines()
        csv.writer(lines, lineterminator=CRLF).writerows(some)
        yield "".join(lines)
