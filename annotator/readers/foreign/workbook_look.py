"""How the first sheet of an Excel workbook begins, and how its sheets are called: enough to know what it is.

Only the heads of its parts are unpacked, so that a workbook of a million rows costs no more than one of ten.
"""

from collections.abc import Callable
from contextlib import suppress
from xml.parsers import expat

from annotator.readers.archive import head_of, members_of

_WORKBOOK, _STRINGS, _SHEETS = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/"
_MOST_BYTES = 512 * 1024
_MOST_ROWS, _MOST_STRINGS = 60, 5_000
_MOST_SHEETS = 3


class _Enough(Exception):
    """Ends a parse: all that is wanted is there, or the part is not to be read."""


class _Events:
    """What is open, and the text of the element that is wanted."""

    def __init__(self) -> None:
        self.text: list[str] | None = None
        self.cell: dict[str, str] = {}


def sheet_names(data: bytes) -> list[str]:
    """Return the names of the sheets of a workbook, also of hidden ones."""
    names: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "sheet":
            names.append(attributes.get("name", ""))

    _parse(head_of(data, _WORKBOOK, _MOST_BYTES), start, lambda name: None, lambda text: None)
    return names


def first_rows(data: bytes) -> list[list[str]]:
    """Return the first rows of the first sheet that has some, its cells as texts; none of what is no workbook."""
    parts = (name for name in members_of(data) if name.startswith(_SHEETS) and name.endswith(".xml"))
    for part in sorted(parts, key=lambda name: (len(name), name))[:_MOST_SHEETS]:
        if rows := _rows(head_of(data, part, _MOST_BYTES), _strings(data)):
            return rows
    return []


def _strings(data: bytes) -> list[str]:
    found: list[str] = []
    events = _Events()

    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "si":
            events.text = []

    def end(name: str) -> None:
        if _local(name) == "si":
            found.append("".join(events.text or ()))
            events.text = None
            if len(found) >= _MOST_STRINGS:
                raise _Enough

    def characters(text: str) -> None:
        if events.text is not None:
            events.text.append(text)

    _parse(head_of(data, _STRINGS, _MOST_BYTES), start, end, characters)
    return found


def _rows(head: bytes, strings: list[str]) -> list[list[str]]:
    rows: list[list[str]] = []
    events = _Events()

    def start(name: str, attributes: dict[str, str]) -> None:
        match _local(name):
            case "row":
                if len(rows) >= _MOST_ROWS:
                    raise _Enough
                rows.append([])
            case "c":
                events.cell, events.text = attributes, []

    def end(name: str) -> None:
        if _local(name) == "c" and events.text is not None and rows:
            text = "".join(events.text)
            if events.cell.get("t") == "s":
                text = strings[int(text)] if text.isdecimal() and int(text) < len(strings) else ""
            place = events.cell.get("r")
            at = _column(place) if place else len(rows[-1])
            rows[-1] += [""] * (min(at, 1000) - len(rows[-1]))
            rows[-1].append(text)
            events.text = None

    def characters(text: str) -> None:
        if events.text is not None:
            events.text.append(text)

    _parse(head, start, end, characters)
    return [row for row in rows if any(row)]


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
    head: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    characters: Callable[[str], None],
) -> None:
    """Go through the beginning of XML until it ends or breaks off; one with a document type is not read."""

    def refuse(*declared: object) -> None:
        raise _Enough

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    with suppress(_Enough, expat.ExpatError, ValueError):
        parser.Parse(head, False)
