"""Rows written as the journal recorded them, where they stand as it says; only within an open step.

A step may have a million of them: those that it only added, or only took away, are written back by SQLite alone, as
many at once as stand together in the journal, and nothing of them is held.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

from annotator.model.errors import Bug, UndoBlocked
from annotator.store.schema import schema

_AT_ONCE = 2_000
"""Changes that are written back at once."""
_FEWEST = 20
"""Fewer of a kind are written one by one."""


class _Run(NamedTuple):
    """Changes of a step that stand together: of one table and one kind. `gone`: the rows are to be taken away."""

    table: str
    is_new: bool
    is_gone: bool
    first: int
    last: int
    length: int


def put_rows(connection: sqlite3.Connection, step: int, backwards: bool) -> None:
    """Write all rows of a step as they were before it (`backwards`) or after it; raises as `put_row`."""
    writer = _RowsOfStep(connection, step, backwards)
    for run in writer.runs():
        if run.length < _FEWEST or run.is_new == run.is_gone:
            writer.put_each(run)
        else:
            writer.put_at_once(run)


class _RowsOfStep:
    def __init__(self, connection: sqlite3.Connection, step: int, backwards: bool) -> None:
        self._connection, self._run, self._step = connection, connection.execute, step
        self._old, self._new = ("after", "before") if backwards else ("before", "after")
        self._order, self._beyond = ("DESC", "<") if backwards else ("ASC", ">")

    def runs(self) -> Iterator[_Run]:
        """Go through the changes in their order."""
        query = (
            f"SELECT number, table_name, {self._old} IS NULL, {self._new} IS NULL FROM changes"
            f" WHERE step = ? AND number {self._beyond} ? ORDER BY number {self._order} LIMIT ?"
        )
        at = 2**63 - 1 if self._order == "DESC" else -1
        while rows := self._run(query, [self._step, at, _AT_ONCE]).fetchall():
            for (table, is_new, is_gone), some in groupby(rows, key=lambda row: row[1:]):
                numbers = [number for number, *_ in some]
                yield _Run(table, is_new, is_gone, min(numbers), max(numbers), len(numbers))
            at = rows[-1][0]

    def put_each(self, run: _Run) -> None:
        """Write one row after the other."""
        rows = self._run(
            f"SELECT table_name, row, {self._old}, {self._new} FROM changes WHERE step = ? AND number BETWEEN ? AND ?"
            f" ORDER BY number {self._order}",
            [self._step, run.first, run.last],
        ).fetchall()
        for row in rows:
            self._deferring(partial(put_row, self._connection, *row))

    def put_at_once(self, run: _Run) -> None:
        """Write them all by one statement, where each stands as the journal says to the letter; else one by one."""
        known = [column for _, column, *_ in self._run(f"PRAGMA table_info({known_table(run.table)})")]
        there = schema.as_json("there", known)
        which = f"FROM changes LEFT JOIN {run.table} AS there ON there.id = changes.row"
        where = "WHERE step = ?1 AND changes.number BETWEEN ?2 AND ?3"
        values = [self._step, run.first, run.last]
        as_it_was = "there.id IS NULL" if run.is_new else f"{there} IS {self._old}"
        # What an older version recorded may lack a column that there is now: such rows are looked at by themselves.
        if self._run(f"SELECT 1 {which} {where} AND NOT ({as_it_was}) LIMIT 1", values).fetchone():
            self.put_each(run)
        elif run.is_gone:
            self._deferring(
                lambda: self._run(f"DELETE FROM {run.table} WHERE id IN (SELECT row FROM changes {where})", values)
            )
        elif not self._has_all(known, where, values):
            self.put_each(run)
        else:
            columns = ", ".join(f"json_extract({self._new}, '$.{column}')" for column in known)
            rows = f"SELECT {columns} FROM changes {where} ORDER BY number {self._order}"
            self._deferring(lambda: self._run(f"INSERT INTO {run.table} ({', '.join(known)}) {rows}", values))

    def _has_all(self, columns: Sequence[str], where: str, values: Sequence[int]) -> bool:
        """Whether what is recorded of each row has all columns, in the order of the table."""
        names = json.dumps(list(columns), separators=(",", ":"))
        keys = f"(SELECT json_group_array(key) FROM json_each({self._new}))"
        return self._run(f"SELECT 1 FROM changes {where} AND {keys} <> '{names}' LIMIT 1", values).fetchone() is None

    def _deferring(self, write: Callable[[], object]) -> None:
        """Let references be checked at the end of the step, but only where that is needed.

        The switch makes SQLite prepare all statements of the connection anew, which an undo of one row can do without.
        """
        try:
            write()
        except sqlite3.IntegrityError:
            self._run("PRAGMA defer_foreign_keys = ON")
            write()


def write_again(connection: sqlite3.Connection, table: str, row: str) -> None:
    """Write a row as it is, so that the open step has it, be it shown or not."""
    if connection.execute(f"UPDATE {known_table(table)} SET id = id WHERE id = ?", [row]).rowcount:
        return
    if (hidden := _hidden(connection, table, row)) is not None:
        _put_hidden(connection, table, row, hidden, hidden, hidden)


def known_table(table: str) -> str:
    """Return the name of a journaled table; raises `Bug` for another, which is never put into a statement."""
    if table not in schema.JOURNALED:
        raise Bug(f"the journal names an unknown table: {table}")
    return table


def put_row(connection: sqlite3.Connection, table: str, row: str, old: str | None, new: str | None) -> dict[str, Any]:
    """Make the row `new` after checking that it is `old`: JSON of its columns, None for no row.

    Only within an open step. Return the row as it was found; raises `UndoBlocked` where that is not `old`.
    """
    run = connection.execute
    cursor = run(f"SELECT * FROM {known_table(table)} WHERE id = ?", [row])
    present = cursor.fetchone()
    if present is None and old is not None and (hidden := _hidden(connection, table, row)) is not None:
        return _put_hidden(connection, table, row, hidden, old, new)
    columns = [column[0] for column in cursor.description]
    expected = json.loads(old) if old else None
    # A column that a later version added is not in an old record and keeps its value.
    found = dict(zip(columns, present, strict=True)) if present else None
    _refuse_other(found, expected)
    if new is None:
        run(f"DELETE FROM {table} WHERE id = ?", [row])
        return found or {}
    values = json.loads(new)
    if not values.keys() <= set(columns):
        raise UndoBlocked("cannot be done again: it was recorded by another version of the program.")
    if expected is None:
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        run(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))
    else:
        # A row that was written as it was is written so again: a rescued step has the rows that it had.
        changed = {name: value for name, value in values.items() if expected.get(name) != value} or {"id": row}
        assignments = ", ".join(f"{name} = ?" for name in changed)
        run(f"UPDATE {table} SET {assignments} WHERE id = ?", [*changed.values(), row])
    return found or {}


def _refuse_other(found: dict[str, Any] | None, expected: dict[str, Any] | None) -> None:
    if (found is None) != (expected is None) or (
        found and expected and any(found.get(name, value) != value for name, value in expected.items())
    ):
        raise UndoBlocked("cannot be taken back or redone: it was changed since by another step.")


def _hidden(connection: sqlite3.Connection, table: str, row: str) -> str | None:
    query = "SELECT content FROM hidden WHERE table_name = ? AND row = ?"
    found = connection.execute(query, [table, row]).fetchone()
    return str(found[0]) if found else None


def _put_hidden(
    connection: sqlite3.Connection, table: str, row: str, content: str, old: str, new: str | None
) -> dict[str, Any]:
    """Write a row that is not shown, since something that it hangs on was removed; record it as a trigger would."""
    run, found = connection.execute, json.loads(content)
    _refuse_other(found, json.loads(old))
    after = None
    if new is None:
        run("DELETE FROM hidden WHERE table_name = ? AND row = ?", [table, row])
    else:
        values = json.dumps({**found, **json.loads(new)})
        columns = ", ".join(f"'{name}', json_extract(?1, '$.{name}')" for name in found)
        (after,) = run(f"SELECT json_object({columns})", [values]).fetchone()
        run("UPDATE hidden SET content = ? WHERE table_name = ? AND row = ?", [after, table, row])
    run(
        "INSERT INTO changes (step, table_name, row, before, after)"
        " SELECT step, ?, ?, ?, ? FROM journal WHERE recording",
        [table, row, content, after],
    )
    return dict(found)


def why_blocked(kind: str, taken_away: Sequence[bool]) -> str:
    """Say why rows cannot be written back, by which of them would be taken away: those others may refer to."""
    if kind == "undo":
        if any(taken_away):
            return "cannot be undone since other work builds on it; take that back first."
        return "cannot be undone since what it was done to is gone."
    if all(taken_away):
        return "cannot be done again since other work builds on what it takes away; take that back first."
    return "cannot be done again since what it builds on is gone."
