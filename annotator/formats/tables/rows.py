"""Rows of a table by the names of its columns, wherever the table comes from."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class RowTable:
    """`columns`: each name once; `rows`: cells as texts, a row may be shorter. `text_of`: what a cell says."""

    columns: tuple[str, ...]
    rows: Iterable[Row]
    text_of: Callable[[str], str] = str

    def getter(self, column: str) -> Callable[[Row], str]:
        """Return what gives a row's text in a column, empty where there is none."""
        if column not in self.columns:
            return lambda row: ""
        at, text_of = self.columns.index(column), self.text_of
        return lambda row: text_of(row[at]) if at < len(row) and row[at] else ""

    def named(self, prefix: str) -> dict[str, Callable[[Row], str]]:
        """Return what gives the texts of the columns that begin so, by what follows in their names.

        Cells that are filled alone have something to say, so these give the cell itself.
        """
        found = [
            (column.removeprefix(prefix), at) for at, column in enumerate(self.columns) if column.startswith(prefix)
        ]
        return {name: _cell(at) for name, at in found}

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


def _cell(at: int) -> Callable[[Row], str]:
    return lambda row: row[at] if at < len(row) else ""


EMPTY = RowTable((), ())
