"""What pandas and R themselves make of our files, by their defaults; cells as in `type_guessing`."""

import csv
from collections.abc import Callable, Container, Sequence
from pathlib import Path
from typing import Any

from tests.formats.type_guessing import says_the_same
from tests.oracles.oracle import Oracle


class Reader:
    """One of them. `name`: as `type_guessing.PROGRAMS` calls it; `value`: what a cell is, of how it is answered."""

    def __init__(self, name: str, oracle: Oracle, value: Callable[[Any], Any]) -> None:
        self.name = name
        self._oracle = oracle
        self._value = value

    def can_hold(self, text: str) -> bool:
        """Whether it has such texts: R has none with a null character, and makes a carriage return a line feed."""
        return self.name != "R" or not {"\0", "\r"} & set(text)

    def columns(self, path: Path) -> list[list[Any]]:
        """Return the cells of a CSV file, column by column, as they are read."""
        read = self._oracle.ask("read_csv", path=str(path))
        return [[self._value(cell) for cell in column] for column in read]

    def first_cells(self, texts: Sequence[str]) -> list[Any]:
        """Return the first cell of each of these CSV files."""
        return [self._value(cell) for cell in self._oracle.ask("first_cells", texts=texts)]


def misread(path: Path, reader: Reader, numbers: Container[str]) -> list[tuple[str, str, Any]]:
    """Return (column, cell, what was read) wherever a program reads something else than the file says.

    `numbers`: the columns in which a number may be written in another way than it is read.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        names, *rows = csv.reader(file)
    read = reader.columns(path)
    assert [len(column) for column in read] == [len(rows)] * len(names), "other rows or columns"
    found = []
    for at, (name, column) in enumerate(zip(names, read, strict=True)):
        for row, made in zip(rows, column, strict=True):
            if reader.can_hold(row[at]) and not _is_read(row[at], made, name in numbers):
                found.append((name, row[at], made))
    return found


def _is_read(cell: str, made: Any, is_number: bool) -> bool:
    if not cell:
        # R has no missing text, only an empty one.
        return made in (None, "")
    if is_number and isinstance(made, int | float):
        return made == float(cell)
    return says_the_same(cell, made)


def of_pandas(cell: Any) -> Any:
    """Return a cell as it is: JSON has the types of pandas."""
    return cell


_KINDS: dict[str, Callable[[str], Any]] = {
    "character": str,
    "integer": int,
    "numeric": float,
    "logical": lambda text: text == "TRUE",
    "complex": lambda text: complex(text.replace("i", "j")),
}


def of_r(cell: tuple[str, str | None]) -> Any:
    """Return a cell from its class and its text."""
    kind, text = cell
    return None if text is None else _KINDS[kind](text)
