"""What the queries share: the connection, JSON in a column, and writing a row."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def to_json(value: Any) -> str:
    """Return compact JSON with the keys in order, so that equal values are equal texts."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)


class Table:
    """The rows of one table; its subclasses turn them into the types of the model and back."""

    name: str
    columns: Sequence[str]

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def insert(self, rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows of the table's columns."""
        names, marks = ", ".join(self.columns), ", ".join("?" * len(self.columns))
        self._connection.executemany(f"INSERT INTO {self.name} ({names}) VALUES ({marks})", rows)

    def update(self, id: str, values: Mapping[str, Any]) -> None:
        """Set columns of the row with this id."""
        assignments = ", ".join(f"{name} = ?" for name in values)
        self._connection.execute(f"UPDATE {self.name} SET {assignments} WHERE id = ?", [*values.values(), id])

    def delete(self, ids: Iterable[str]) -> None:
        """Delete the rows with these ids."""
        self._connection.executemany(f"DELETE FROM {self.name} WHERE id = ?", ([id] for id in ids))

    def count(self) -> int:
        """Return the number of rows."""
        return int(self._connection.execute(f"SELECT count(*) FROM {self.name}").fetchone()[0])

    def _select(self, where: str = "", parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        return self._connection.execute(f"SELECT {', '.join(self.columns)} FROM {self.name} {where}", parameters)
