"""Rows of a table by the names of its columns, wherever the table comes from."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from annotator.formats.line_file import RecordRun

Row = Sequence[str]


class PlacedRows(ABC):
    """Rows below a header that are found again by where they stand; blank ones are none."""

    @abstractmethod
    def placed(self) -> Iterator[tuple[RecordRun, Row]]:
        """Yield all rows, each with where it stands."""

    @abstractmethod
    def groups(self, wanted: Iterable[Sequence[RecordRun]]) -> Iterator[list[tuple[int, Row]]]:
        """Yield the rows of each group of runs, with their numbers from 1."""

    def __iter__(self) -> Iterator[Row]:
        return (row for _, row in self.placed())


class HeldRows(PlacedRows):
    """Rows that are all held."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def placed(self) -> Iterator[tuple[RecordRun, Row]]:
        """Yield all rows, each with where it stands."""
        return ((RecordRun(at, at + 1), row) for at, row in enumerate(self._rows))

    def groups(self, wanted: Iterable[Sequence[RecordRun]]) -> Iterator[list[tuple[int, Row]]]:
        """Yield the rows of each group of runs, with their numbers from 1."""
        for runs in wanted:
            yield [one for where, number, many in runs for one in enumerate(self._rows[where : where + many], number)]


@dataclass(frozen=True, slots=True)
class RowTable:
    """`columns`: each name once; `rows`: cells as texts, a row may be shorter. `text_of`: what a cell says.

    `sign`: a character without which a cell says itself, empty where there is none.
    """

    columns: tuple[str, ...]
    rows: Iterable[Row]
    text_of: Callable[[str], str] = str
    sign: str = ""

    def getter(self, column: str) -> Callable[[Row], str]:
        """Return what gives a row's text in a column, empty where there is none."""
        if column not in self.columns:
            return lambda row: ""
        at, text_of = self.columns.index(column), self.text_of
        return lambda row: text_of(row[at]) if at < len(row) and row[at] else ""

    def picker(self, columns: Sequence[str]) -> Callable[[Row], Sequence[str]]:
        """Return what gives a row's texts in several columns, as `getter` does, at a fifth of the cost."""
        places = [self.columns.index(column) if column in self.columns else -1 for column in columns]
        pick, width, text_of, sign = itemgetter(*places), max(places) + 1, self.text_of, self.sign

        def picked(row: Row) -> Sequence[str]:
            # A column that is not there is the empty cell behind the last.
            cells: tuple[str, ...] = pick([*row, ""] if len(row) >= width else [*row, *[""] * (width - len(row) + 1)])
            if sign and sign not in "".join(cells):
                return cells
            return [text_of(cell) if cell else "" for cell in cells]

        return picked

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

    def placed(self) -> PlacedRows:
        """Return the rows by where they stand."""
        return self.rows if isinstance(self.rows, PlacedRows) else HeldRows(list(self.rows))


def _cell(at: int) -> Callable[[Row], str]:
    return lambda row: row[at] if at < len(row) else ""


EMPTY = RowTable((), ())
