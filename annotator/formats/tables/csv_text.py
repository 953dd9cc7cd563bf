"""Cells and lines of CSV that spreadsheets and statistics read as they are meant.

A spreadsheet runs a cell that begins with = + - or @ as a formula, and whatever reads a CSV file guesses what a cell
is: 012 becomes 12, which is another category of CAMEO, 1e5 a hundred thousand, NA nothing, TRUE a truth value, 3/4 a
date. Such a text gets an apostrophe in front, and so does one that begins with an apostrophe: whoever takes one
leading apostrophe off has the text back exactly. A number as it is commonly written (-1, 220, 0.5) and a day
(2023-04-06) stay as they are, since they say the same whether they are taken for a text or not.

The rules are those of pandas (`read_csv`), R (`read.csv`, and readr) and Excel. They ask for each cell by itself and
not for its column: pandas guesses anew every few thousand lines, so that the neighbours of a cell keep nothing.
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

# Doubles and spreadsheets keep fifteen digits.
_PLAIN = re.compile(r"0|-?(?=[0-9.]{1,16}$)([1-9][0-9]{0,14}|(0|[1-9][0-9]*)\.[0-9]*[1-9])", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", re.ASCII)

_WORDS = frozenset(
    [
        *("#n/a", "#n/a n/a", "#na", "1.#ind", "1.#qnan", "<na>", "n/a", "na", "nan", "none", "null"),
        *("true", "false", "t", "f", "inf", "infinity"),
    ]
)
_LONGEST_WORD = max(map(len, _WORDS))
_DECIMAL = r"(?:\d+(?:\.\d*)?|\.\d+)(?:[edED][+-]?\d*)?"
_HEXADECIMAL = r"0x[\da-f]*(?:\.[\da-f]*)?(?:p[+-]?\d*)?"
_PART = rf"(?:{_DECIMAL}|{_HEXADECIMAL}|inf(?:inity)?|nan)"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_TAKEN_FOR_MORE = re.compile(
    # Digits with what stands between and around them: leading zeros, dates, times, thousands, percents, money.
    r"[\s.,:/+\-()%$€£¥]*\d[\d\s.,:/+\-()%$€£¥]*"
    # Numbers of R and pandas: with an exponent, hexadecimal, complex.
    rf"|[$€£¥(\s]*{_DECIMAL}(?:[+-]{_DECIMAL})?[il]?[%)\s]*"
    rf"|{_HEXADECIMAL}|{_PART}(?:[+-]{_PART})?i"
    # Days and months of spreadsheets, among them the names of genes.
    rf"|(?:\d{{1,4}}[\s,.\-/]{{0,2}})?{_MONTH}[\s,.\-/]{{0,2}}\d{{1,4}}(?:[\s,.\-/]{{1,2}}\d{{2,4}})?"
    rf"|\d{{1,4}}[\s,.\-/]{{0,2}}{_MONTH}",
    re.IGNORECASE,
)


# Most ids are such, and hold a letter: no number, since that has one hyphen less (`_TAKEN_FOR_MORE`).
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_STARTS = frozenset(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "inf", "nan"])
"""A text that begins with letters is taken for more only where it begins like a month or a number that is none."""


def guarded(text: str) -> str:
    """Return a text as a cell that is read as this text; `bare` undoes it."""
    start = text[:3]
    if start.isalpha() and start.lower() not in _STARTS and not text[-1].isspace():
        return text if len(text) > _LONGEST_WORD or text.casefold() not in _WORDS else f"'{text}"
    if _UUID.fullmatch(text) and not text.replace("-", "").isdecimal():
        return text
    return text if survives(text) else f"'{text}"


def csv_cell(text: str) -> str:
    """Return a text as it stands in a line: guarded, and in quotes where it has a delimiter, a quote or a line end."""
    cell = guarded(text)
    if '"' in cell:
        return '"' + cell.replace('"', '""') + '"'
    return f'"{cell}"' if "," in cell or "\n" in cell or "\r" in cell else cell


GUARD = "'"


def bare(cell: str) -> str:
    """Return the text of a cell that was `guarded`."""
    return cell[1:] if cell.startswith(GUARD) else cell


def survives(text: str) -> bool:
    """Whether a cell comes back as it is: nothing runs it or takes it for anything that says less."""
    if _PLAIN.fullmatch(text) or _DAY.fullmatch(text):
        return True
    bare = text.strip()
    if (text and not bare) or text.startswith((*RISKY, MARK)) or bare.startswith(RISKY):
        return False
    return bare.casefold() not in _WORDS and not _TAKEN_FOR_MORE.fullmatch(bare)


def value_text(value: AttributeValue) -> str:
    """Return a value as the text of a cell: a flag as 1 or 0, several choices as a JSON list."""
    if isinstance(value, bool):
        return "1" if value else "0"
    return json_text(value) if isinstance(value, list) else str(value)


def csv_value(value: AttributeValue) -> str:
    """Return a value as a cell that is read as this value.

    A number stays one, however it is written, but for a whole one of more digits than a double holds.
    """
    text = value_text(value)
    return text if isinstance(value, float) else guarded(text)


class _LinesOfCsv(list[str]):
    """Takes the lines of a `csv.writer`, which end in CRLF so that it quotes a carriage return as well, with LF."""

    def write(self, line: str) -> None:
        """Add a line."""
        self.append(f"{line.removesuffix(CRLF)}\n")


def csv_lines(rows: Iterable[Sequence[str | int | float | None]]) -> Iterator[str]:
    """Yield rows whose texts are cells already (`csv_cell`) as lines: three times as quick as to look at each anew."""
    left = iter(rows)
    while some := list(islice(left, MOST_ROWS)):
        lines = [
            ",".join([cell if cell.__class__ is str else "" if cell is None else str(cell) for cell in row])
            for row in some
        ]
        lines.append("")
        yield "\n".join(lines)


def csv_texts(rows: Iterable[Sequence[str | int | float | None]]) -> Iterator[str]:
    """Yield rows as lines of CSV, a thousand at a time at most; nothing is an empty cell."""
    left = iter(rows)
    while some := list(islice(left, MOST_ROWS)):
        lines = _LinesOfCsv()
        csv.writer(lines, lineterminator=CRLF).writerows(some)
        yield "".join(lines)
