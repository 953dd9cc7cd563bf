"""How programs guess what a cell of a CSV file is, after their documentation; the tests of our CSV ask these models.

Each is given one cell, since pandas guesses anew for every chunk of a file (`low_memory`), and a file may have one
line. None: missing. A text that is returned is the cell itself, unchanged.
"""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

PANDAS_MISSING = (
    *("", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA"),
    *("NULL", "NaN", "None", "n/a", "nan", "null"),
)
"""`na_values` of `pandas.read_csv`."""

SEPARATORS = "-/."


_R_PART = r"(?:0x[\da-f]*\.?[\da-f]*(?:p[+-]?\d+)?|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d*)?|inf(?:inity)?|nan)"
_R_COMPLEX = re.compile(rf"(?:[+-]?{_R_PART})?[+-]?{_R_PART}i", re.IGNORECASE | re.ASCII)


def by_pandas(cell: str) -> Any:
    """Return what `pandas.read_csv` makes of a cell: missing, an integer, a float, a truth value, else a text."""
    if cell in PANDAS_MISSING:
        return None
    if cell in ("True", "TRUE", "true", "False", "FALSE", "false"):
        return cell.casefold() == "true"
    return _number(cell, cell)


def by_r(cell: str) -> Any:
    """Return what `read.csv` of R makes of it (`type.convert`): blanks around a number, hexadecimal, complex."""
    bare = cell.removeprefix("\ufeff").strip()
    if bare in ("", "NA"):
        return None
    if cell in ("T", "TRUE", "true", "True", "F", "FALSE", "false", "False"):
        return cell.casefold() in ("t", "true")
    if _R_COMPLEX.fullmatch(bare):
        return 1j
    if not any(map(str.isdigit, bare)) and bare.strip("+-").casefold() not in ("inf", "infinity", "nan"):
        return cell
    try:
        return float.fromhex(bare) if "0x" in bare.casefold() else complex(bare.replace("i", "j"))
    except ValueError:
        # A Fortran exponent, or one without digits.
        return _number(bare.replace("d", "e").replace("D", "e").removesuffix("e"), cell)


def by_readr(cell: str) -> Any:
    """Return what `readr::read_csv` makes of it: no number with a zero in front, but dates, times and thousands."""
    bare = cell.strip(" \t")
    if bare in ("", "NA"):
        return None
    if bare.casefold() in ("t", "f", "true", "false"):
        return bare.casefold() in ("t", "true")
    for made in (_date(bare), _time(bare)):
        if made is not None:
            return made
    digits = bare.removeprefix("-").replace(",", "")
    if digits.startswith("0") and digits.isdigit() and digits != "0":
        return cell
    return _number(bare.replace(",", "") if bare[:1] not in ",." else bare, cell)


def by_spreadsheet(cell: str) -> Any:
    """Return what a spreadsheet makes of it, roughly: a formula, a number of fifteen digits, a date, a percentage."""
    bare = cell.strip()
    if not bare:
        return None
    if bare[0] in "=+-@":
        made = _number(bare, None)
        return ("formula", bare) if made is None else made
    if bare.casefold() in ("true", "false"):
        return bare.casefold() == "true"
    if bare.endswith("%") or bare[0] in "$€£(":
        return _number(bare.strip("%$€£() ").replace(",", ""), cell)
    made = _date(bare) or _time(bare)
    if made is not None:
        return made
    parts = _parts(bare)
    if len(parts) == 2 and "." not in bare and all(part.isdigit() and 0 < int(part) < 9999 for part in parts):
        return ("date", *parts)
    found = _number(bare, cell)
    return round(found, -3) if isinstance(found, int) and sum(map(str.isdigit, bare)) > 15 else found


PROGRAMS: dict[str, Callable[[str], Any]] = {
    "pandas": by_pandas,
    "R": by_r,
    "readr": by_readr,
    "a spreadsheet": by_spreadsheet,
}


def says_the_same(cell: str, made: Any) -> bool:
    """Whether what a program made of a cell still says what stands in it, to the last character."""
    if isinstance(made, str):
        return made == cell
    if isinstance(made, complex):
        if made.imag or "i" in cell:
            return False
        made = made.real
    if isinstance(made, bool) or made is None:
        return False
    if isinstance(made, int | float):
        if made in (float("inf"), float("-inf")) or made != made:
            return False
        whole = int(made) if float(made).is_integer() and "." not in cell else made
        return format(Decimal(repr(whole)), "f") == cell
    return isinstance(made, date) and made.isoformat() == cell


def _number(written: str, otherwise: Any) -> Any:
    if "_" in written:
        return otherwise
    for kind in (int, float):
        try:
            return kind(written)
        except (ValueError, OverflowError):
            continue
    return otherwise


def _parts(written: str) -> list[str]:
    mark = next((mark for mark in SEPARATORS if mark in written), "")
    return written.split(mark) if mark else [written]


def _date(written: str) -> date | None:
    parts = _parts(written)
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    for order in ((0, 1, 2), (2, 1, 0), (2, 0, 1)):
        try:
            return date(*(int(parts[place]) for place in order))
        except ValueError:
            continue
    return None


def _time(written: str) -> time | None:
    parts = written.split(":")
    if len(parts) not in (2, 3) or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    try:
        hour, minute, second = (*map(int, parts), 0)[:3]
        return time(hour, minute, second)
    except ValueError:
        return None
