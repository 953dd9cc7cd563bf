"""What the queries share: the connection, JSON in a column, and writing a row."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

from annotator.model.errors import BadProject, NotAllowed
from annotator.store.history.last_rows import last_values
from annotator.store.schema.written_by import begin_writing
from annotator.store.sqlite_errors import DAMAGED

_AT_ONCE = (500, 50, 5, 1)
"""Rows that one statement inserts: as many as there are."""


def to_json(value: Any) -> str:
    """Return compact JSON with the keys in order, so that equal values are equal texts.

    Raises `NotAllowed` for a number that JSON does not have: NaN, an infinite one, one of thousands of digits.
    """
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    except ValueError as error:
        raise NotAllowed(
            "There is a number in it that no file can hold: infinite, not a number, or of thousands of digits."
        ) from error


def from_json(text: str) -> Any:
    """Return the value of JSON that `to_json` wrote; raises `BadProject` where it is that no more."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise BadProject(DAMAGED) from error


@contextmanager
def together(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all of it or none; within a step, with the step."""
    if connection.in_transaction:
        yield
        return
    begin_writing(connection)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


class TableRows:
    """The rows of one table; its subclasses turn them into the types of the model and back."""

    name: str
    columns: Sequence[str]

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def insert(self, rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows of the table's columns; many at once, since a trigger makes each statement dear."""
        one = f"({', '.join('?' * len(self.columns))})"
        begun = f"INSERT INTO {self.name} ({', '.join(self.columns)}) VALUES "
        rows = iter(rows)
        while some := list(islice(rows, _AT_ONCE[0])):
            # Of few lengths, so that SQLite knows the statements again.
            for length in _AT_ONCE:
                while len(some) >= length:
                    self._connection.execute(
                        begun + ", ".join([one] * length), list(chain.from_iterable(some[:length]))
                    )
                    del some[:length]

    def update(self, id: str, values: Mapping[str, Any]) -> None:
        """Set columns of the row with this id; what stands there already is not written, and leaves no trace."""
        assignments = ", ".join(f"{name} = ?" for name in values)
        is_other = " OR ".join(f"{name} IS NOT ?" for name in values)
        self._connection.execute(
            f"UPDATE {self.name} SET {assignments} WHERE id = ? AND ({is_other})",
            [*values.values(), id, *values.values()],
        )

    def delete(self, ids: Iterable[str]) -> None:
        """Delete the rows with these ids."""
        self._connection.executemany(f"DELETE FROM {self.name} WHERE id = ?", ([id] for id in ids))

    def which_exist(self, ids: Sequence[str]) -> set[str]:
        """Return those of the ids that there are rows with."""
        found: set[str] = set()
        for first in range(0, len(ids), 500):
            some = ids[first : first + 500]
            marks = ", ".join("?" * len(some))
            found.update(
                row[0] for row in self._connection.execute(f"SELECT id FROM {self.name} WHERE id IN ({marks})", some)
            )
        return found

    def which_are_taken(self, ids: Sequence[str]) -> set[str]:
        """Return those of the ids that rows have, be they shown or not."""
        run = self._connection.execute
        if run("SELECT 1 FROM hidden LIMIT 1").fetchone() is None:
            return self.which_exist(ids)
        query = "SELECT row FROM hidden WHERE table_name = ? AND row IN (SELECT value FROM json_each(?))"
        return self.which_exist(ids) | {row for (row,) in run(query, [self.name, json.dumps(list(ids))])}

    def last_values(self, columns: Sequence[str], ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the beginning of some columns, as text, of rows by their ids; what is gone as it was last."""
        return last_values(self._connection, self.name, columns, ids)

    def count(self) -> int:
        """Return the number of rows."""
        return int(self._connection.execute(f"SELECT count(*) FROM {self.name}").fetchone()[0])

    def _select(self, where: str = "", parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        return self._connection.execute(f"SELECT {', '.join(self.columns)} FROM {self.name} {where}", parameters)
