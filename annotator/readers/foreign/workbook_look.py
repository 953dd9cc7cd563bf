"""How the sheets of an Excel workbook begin, and how they are called: enough to know what it is.

Its parts are unpacked only as far as the rows that are wanted go, so that a workbook of a million rows costs no more
than one of a thousand.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from xml.parsers import expat

from annotator.readers.archive import members_of, unpacking

_WORKBOOK, _STRINGS, _SHEETS = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/"
_WIDEST = 1_000

Source = bytes | Path
Rows = list[list[str]]


class _Enough(Exception):
    """Ends a parse: all that is wanted is there, or the part is not to be read."""


class _Events:
    """What is open, and the text of the element that is wanted."""

    def __init__(self) -> None:
        self.text: list[str] | None = None
        self.cell: dict[str, str] = {}


def sheet_names(source: Source) -> list[str]:
    """Return the names of the sheets of a workbook, also of hidden ones."""
    names: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "sheet":
            names.append(attributes.get("name", ""))

    _parse(source, _WORKBOOK, start, lambda name: None, lambda text: None)
    return names


def first_rows(source: Source, most: int) -> list[Rows]:
    """Return the first rows of each sheet that has some, its cells as texts; none of what is no workbook."""
    parts = [name for name in members_of(source) if name.startswith(_SHEETS) and name.endswith(".xml")]
    ordered = sorted(parts, key=lambda name: (len(name), name))
    wanted: dict[int, list[tuple[list[str], int]]] = {}
    sheets = [_rows(source, part, most, wanted) for part in ordered]
    _put_strings(source, wanted)
    return [rows for sheet in sheets if (rows := [row for row in sheet if any(row)])]


def _put_strings(source: Source, wanted: dict[int, list[tuple[list[str], int]]]) -> None:
    """Put the texts that several cells share where they belong; `wanted`: by number, (row, column) of each."""
    number, last = -1, max(wanted, default=-1)
    events = _Events()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal number
        if _local(name) == "si":
            number += 1
            if number > last:
                raise _Enough
            events.text = []

    def end(name: str) -> None:
        if _local(name) == "si" and events.text is not None:
            for row, at in wanted.get(number, ()):
                row[at] = "".join(events.text)
            events.text = None

    def characters(text: str) -> None:
        if events.text is not None:
            events.text.append(text)

    if wanted:
        _parse(source, _STRINGS, start, end, characters)


def _rows(source: Source, part: str, most: int, wanted: dict[int, list[tuple[list[str], int]]]) -> Rows:
    rows: Rows = []
    events = _Events()

    def start(name: str, attributes: dict[str, str]) -> None:
        match _local(name):
            case "row":
                if len(rows) >= most:
                    raise _Enough
                rows.append([])
            case "c":
                events.cell, events.text = attributes, []

    def end(name: str) -> None:
        if _local(name) == "c" and events.text is not None and rows:
            text, row = "".join(events.text), rows[-1]
            place = events.cell.get("r")
            at = min(_column(place) if place else len(row), _WIDEST)
            row += [""] * (at + 1 - len(row))
            if events.cell.get("t") != "s":
                row[at] = text
            elif text.isascii() and text.isdecimal() and len(text) < 10:
                wanted.setdefault(int(text), []).append((row, at))
            events.text = None

    def characters(text: str) -> None:
        if events.text is not None:
            events.text.append(text)

    _parse(source, part, start, end, characters)
    return rows


def _column(reference: str) -> int:
    """Return the number of a column from 0 by the name of a cell: 27 of AB12."""
    number = 0
    for letter in reference:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - ord("A") + 1
    return max(0, number - 1)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _parse(
    source: Source,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    characters: Callable[[str], None],
) -> None:
    """Go through a part until it ends or breaks off; one with a document type is not read."""

    def refuse(*declared: object) -> None:
        raise _Enough

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    with suppress(_Enough, expat.ExpatError, ValueError):
        for piece in unpacking(source, part):
            parser.Parse(piece, False)
