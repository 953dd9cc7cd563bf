"""Rows read and written wherever they stand: in their table, or in `hidden` while what they hang on is removed."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from annotator.model.errors import UndoBlocked
from annotator.store.chain.table_rules import DEFAULTS, HANGS, RULES
from annotator.store.history.hiding import Hiding, hidden_values
from annotator.store.history.row_writing import put_row
from annotator.store.history.steps import StepReader
from annotator.store.schema.tables import Table
from annotator.store.taking.settling import Settling

Row = tuple[Any, ...]
_DEFAULTS = {table: dict(defaults) for table, defaults in DEFAULTS.items()}


def columns_of(table: Table) -> list[str]:
    """Return the columns of a journaled table, its id first."""
    return ["id", *RULES[table].columns]


def whole(table: Table, id: str, fields: Mapping[str, Any]) -> Row:
    """Return a row with its defaults; raises `KeyError` where a column is missing that has none."""
    return id, *(fields[name] if name in fields else _DEFAULTS[table][name] for name in RULES[table].columns)


def select_all(table: Table) -> str:
    """Return the SQL of all rows of a table, those that are not shown too."""
    names = columns_of(table)
    shown = f"SELECT {', '.join(names)} FROM {table}"
    if table not in HANGS:
        return shown
    values = ", ".join(hidden_values(table, names))
    return f"{shown} UNION ALL SELECT {values} FROM hidden WHERE table_name = '{table}'"


class AnyRows:
    """The rows of a project, over a connection with an open step; of foreign keys nothing is asked."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection, self._run = connection, connection.execute
        self._hiding, self._steps = Hiding(connection, Settling(connection)), StepReader(connection)

    def get(self, table: Table, id: str) -> Row | None:
        """Return a row, None where there is none."""
        names = columns_of(table)
        found: Row | None = self._run(f"SELECT {', '.join(names)} FROM {table} WHERE id = ?", [id]).fetchone()
        if found is None and table in HANGS:
            values = ", ".join(hidden_values(table, names))
            query = f"SELECT {values} FROM hidden WHERE table_name = ? AND row = ?"
            found = self._run(query, [table, id]).fetchone()
        return found

    def ids(self, table: Table) -> Iterator[str]:
        """Go through the ids of a table's rows."""
        for id, *_ in self._run(select_all(table)).fetchall():
            yield id

    def put(self, table: Table, values: Row) -> None:
        """Write a row; raises `sqlite3.IntegrityError` where another one has what it alone may have."""
        here = self.get(table, values[0])
        if here is None:
            columns = columns_of(table)
            marks = ", ".join("?" * len(columns))
            self._run(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)
        elif here != values:
            pairs = zip(columns_of(table), here, values, strict=True)
            self.change(table, values[0], {name: new for name, old, new in pairs if old != new})

    def change(self, table: Table, id: str, fields: Mapping[str, Any]) -> None:
        """Set columns of a row, which is added where it is not there and they are enough for one."""
        if not fields.keys() <= RULES[table].columns.keys():
            raise KeyError(f"unknown columns of {table}")
        names = ", ".join(f'"{name}" = ?' for name in fields)
        if self._run(f"UPDATE {table} SET {names} WHERE id = ?", [*fields.values(), id]).rowcount:
            return
        if (content := self._hidden(table, id)) is not None:
            put_row(self._connection, table, id, content, json.dumps({**json.loads(content), **fields}))
        else:
            self.put(table, whole(table, id, fields))

    def take_away(self, table: Table, id: str) -> None:
        """Delete a row, if it is there."""
        if self._run(f"DELETE FROM {table} WHERE id = ?", [id]).rowcount:
            return
        if (content := self._hidden(table, id)) is not None:
            put_row(self._connection, table, id, content, None)

    def settle(self, step: int) -> None:
        """Show and hide what follows from what a step changed. Raises `LookupError` for a step that is not there."""
        if not self._hiding.is_any():
            return
        found = self._steps.get(step)
        if found is None:
            raise LookupError(step)
        with suppress(UndoBlocked):  # what it would refuse, somebody was allowed
            self._hiding.on_replay(found, "redo")

    def _hidden(self, table: Table, id: str) -> str | None:
        query = "SELECT content FROM hidden WHERE table_name = ? AND row = ?"
        found = self._run(query, [table, id]).fetchone()
        return None if found is None else str(found[0])
