"""Rows as they were said, whatever is shown of them: the shown or hidden row, with what settling had shown otherwise.

A row that was deleted, and is shown since something names it, is there no more as it was said.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from annotator.store.chain.table_rules import RULES, SETTLING
from annotator.store.history.hiding import hidden_values
from annotator.store.schema.tables import Table

Values = dict[str, Any]
_IDS = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class RowCell:
    """A row. `shown`: its columns as they stand in the table or in `hidden`; `said`: those that were said otherwise.

    `holder`: what it is hidden by, None where it is shown. `is_kept`: it was deleted, and is shown all the same.
    """

    shown: Values
    said: Values
    holder: str | None = None
    is_kept: bool = False

    @property
    def values(self) -> Values:
        """Its columns as they were said, without its id."""
        return {**self.shown, **self.said}


class Cells:
    """Reads and writes such rows. Writes only within an open step, and nothing of them is recorded."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection, self._run = connection, connection.execute
        self._columns: dict[str, list[str]] = {}

    def all(self, table: str) -> dict[str, RowCell]:
        """Return all rows of a table."""
        return self._cells(table, "", [])

    def get(self, table: str, ids: Collection[str]) -> dict[str, RowCell]:
        """Return those rows of a table that there are."""
        return self._cells(table, "{id} IN " + _IDS, [json.dumps(list(ids))]) if ids else {}

    def where(self, table: str, column: str, values: Collection[str]) -> dict[str, RowCell]:
        """Return the rows that show one of these values in a column; their own, in what is hidden."""
        return self._cells(table, f"{{{column}}} IN " + _IDS, [json.dumps(list(values))]) if values else {}

    def saying(self, table: str, column: str, values: Collection[str]) -> set[str]:
        """Return the ids of the rows that say one of these values in a column, whatever is shown there."""
        if not values:
            return set()
        wanted = [json.dumps(list(values))]
        shown = set(self.where(table, column, values))
        query = f"SELECT row FROM settled WHERE table_name = ? AND json_extract(said, '$.{column}') IN {_IDS}"
        return shown | {id for (id,) in self._run(query, [table, *wanted])}

    def _cells(self, table: str, where: str, parameters: list[str]) -> dict[str, RowCell]:
        columns = tuple(RULES[Table(table)].columns)
        shown = where.format_map({name: name for name in ("id", *columns)}) or "1"
        content = {"id": "row", **{name: f"json_extract(content, '$.{name}')" for name in columns}}
        hidden = where.format_map(content) or "1"
        found: dict[str, RowCell] = {}
        said, kept = self._said(table), self._kept(table)
        for id, *values in self._run(f"SELECT id, {', '.join(columns)} FROM {table} WHERE {shown}", parameters):
            found[id] = RowCell(dict(zip(columns, values, strict=True)), said.get(id, {}), None, id in kept)
        names = ", ".join(hidden_values(Table(table), columns))
        query = f"SELECT row, held_by, {names} FROM hidden WHERE table_name = '{table}' AND {hidden}"
        for id, holder, *values in self._run(query, parameters):
            found[id] = RowCell(dict(zip(columns, values, strict=True)), said.get(id, {}), holder)
        return found

    def _place(self, table: str, id: str, values: Mapping[str, Any]) -> None:
        """Write a row into its table, or where one is there that is to be shown in its place, into `hidden`."""
        names = ", ".join(f"{name} = excluded.{name}" for name in values)
        try:
            self._run(
                f"INSERT INTO {Table(table)} (id, {', '.join(values)}) VALUES ({', '.join('?' * (len(values) + 1))})"
                f" ON CONFLICT (id) DO UPDATE SET {names}",
                [id, *values.values()],
            )
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_UNIQUE:
                raise
            self._run(f"DELETE FROM {Table(table)} WHERE id = ?", [id])
            self._run(
                "INSERT INTO hidden (table_name, row, held_by, content) VALUES (?, ?, '?', ?)",
                [table, id, self.content(table, id, values)],
            )

    def content(self, table: str, id: str, values: Mapping[str, Any]) -> str:
        """Return a row as it stands in `hidden`."""
        if table not in self._columns:
            query = "SELECT name FROM pragma_table_info(?)"
            self._columns[table] = [name for (name,) in self._run(query, [table])]
        whole = {"id": id, **values}
        row = {name: whole[name] for name in self._columns[table]}
        return json.dumps(row, ensure_ascii=False, separators=(",", ":"))

    def _said(self, table: str) -> dict[str, Values]:
        query = "SELECT row, said FROM settled WHERE table_name = ?"
        return {id: json.loads(said) for id, said in self._run(query, [table])}

    def _kept(self, table: str) -> set[str]:
        return {id for (id,) in self._run("SELECT row FROM kept WHERE table_name = ?", [table])}

    @contextmanager
    def unrecorded(self) -> Iterator[None]:
        """Write rows, and let the open step not have written them; references are looked at when it ends."""
        (recording,) = self._run("SELECT recording FROM journal").fetchone()
        self._run("UPDATE journal SET recording = 0")
        self._run("PRAGMA defer_foreign_keys = ON")
        yield
        self._run("UPDATE journal SET recording = ?", [recording])

    def put(self, table: str, id: str, values: Mapping[str, Any] | None) -> None:
        """Let a row say this, all its columns, or (None) be gone; `Settling.follow` is to be told of it.

        Until then it stands where it stood, and a new one is shown; names that others have are kept for later.
        """
        run = self._run
        run("DELETE FROM settled WHERE table_name = ? AND row = ?", [table, id])
        if values is None:
            run("DELETE FROM hidden WHERE table_name = ? AND row = ?", [table, id])
            if not run("SELECT 1 FROM kept WHERE table_name = ? AND row = ?", [table, id]).fetchone():
                run(f"DELETE FROM {Table(table)} WHERE id = ?", [id])
            return
        run("DELETE FROM kept WHERE table_name = ? AND row = ?", [table, id])
        unique = {name: values[name] for name in SETTLING.unique.get(table, ())}
        placed = {**values, **{name: placeholder(id, name) for name in unique}}
        query = "UPDATE hidden SET content = ? WHERE table_name = ? AND row = ?"
        content = self.content(table, id, placed)
        if not run(query, [content, table, id]).rowcount:
            self._place(table, id, placed)
        if unique:
            run("INSERT INTO settled (table_name, row, said) VALUES (?, ?, ?)", [table, id, json.dumps(unique)])


def placeholder(id: str, column: str) -> str:
    """Return a name that nothing else has, for a row whose own is not found yet."""
    return f"\x00{id}\x00{column}"
