"""What stands in a cell of a WebAnno TSV: escapes, stacked values, disambiguation ids, addresses of rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

EMPTY, NOTHING = "_", "*"
"""No annotation here; one without a value."""

_ESCAPED = re.compile(r"\\(u[0-9a-fA-F]{4}|->|.)", re.S)
_SPECIAL = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_ID = re.compile(r"(?<!\\)((?:\\\\)*)\[(\d+)\]\Z")
_ADDRESS = re.compile(r"(\d+-\d+(?:\.\d+)?)(?:\[(\d+)(?:_(\d+))?\])?\Z")
_RESERVED = re.compile(r"->|[\\\[\]|;\t\n\r\b\f]")
_WRITTEN = {"\n": r"\n", "\t": r"\t", "\r": r"\r", "\b": r"\b", "\f": r"\f"}
_IN_TEXT = re.compile(r"[\\\t\r\b\f]")


@dataclass(frozen=True, slots=True)
class TsvAddress:
    """A row (`1-2`, `1-2.1`) and the disambiguation ids there: of the one meant, of a relation both; 0 for none."""

    row: str
    first: int = 0
    second: int = 0


def unescaped(value: str) -> str:
    """Return a value or a text without its escapes."""
    return _ESCAPED.sub(_plain, value) if "\\" in value else value


def _plain(found: re.Match[str]) -> str:
    said = found[1]
    if said.startswith("u") and len(said) == 5:
        return chr(int(said[1:], 16))
    return _SPECIAL.get(said, said)


def escaped(value: str) -> str:
    """Return a value as it stands in a cell; one that is but a sign of the format is escaped too."""
    if value in (EMPTY, NOTHING):
        return f"\\{value}"
    return _RESERVED.sub(lambda found: _WRITTEN.get(found[0], f"\\{found[0]}"), value)


def escaped_text(line: str) -> str:
    """Return a line of a text as it stands behind #Text=, or in the column of the tokens."""
    return _IN_TEXT.sub(lambda found: _WRITTEN.get(found[0], f"\\{found[0]}"), line)


def split_at(cell: str, separator: str) -> list[str]:
    """Return the parts of a cell at a separator that is not escaped."""
    if separator not in cell:
        return [cell]
    if "\\" not in cell:
        return cell.split(separator)
    parts, start, at = [], 0, 0
    while at < len(cell):
        if cell[at] == "\\":
            at += 2
            continue
        if cell[at] == separator:
            parts.append(cell[start:at])
            start = at + 1
        at += 1
    return [*parts, cell[start:]]


def with_id(value: str) -> tuple[str, int]:
    """Return a value without its disambiguation id, and that; 0 where it has none."""
    found = _ID.search(value)
    return (value[: found.end(1)], int(found[2])) if found else (value, 0)


def address_of(value: str) -> TsvAddress | None:
    """Return the row that a value names, None where it names none."""
    found = _ADDRESS.match(value)
    return TsvAddress(found[1], int(found[2] or 0), int(found[3] or 0)) if found else None


def stacked(cells: Sequence[str]) -> list[list[str]]:
    """Return the cells of a layer in a row as its stacked annotations, each with a value for each column."""
    if all(cell == EMPTY for cell in cells):
        return []
    columns = [split_at(cell, "|") for cell in cells]
    most = max(len(column) for column in columns)
    return [[column[at] if at < len(column) else EMPTY for column in columns] for at in range(most)]
