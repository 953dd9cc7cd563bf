"""Rows written as the journal recorded them, where they stand as it says; only within an open step."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from annotator.model.errors import Bug, UndoBlocked
from annotator.store.schema import schema


def put_row(connection: sqlite3.Connection, table: str, row: str, old: str | None, new: str | None) -> dict[str, Any]:
    """Make the row `new` after checking that it is `old`: JSON of its columns, None for no row.

    Only within an open step. Return the row as it was found; raises `UndoBlocked` where that is not `old`.
    """
    if table not in schema.JOURNALED:
        raise Bug(f"the journal names an unknown table: {table}")
    run = connection.execute
    cursor = run(f"SELECT * FROM {table} WHERE id = ?", [row])
    present = cursor.fetchone()
    columns = [column[0] for column in cursor.description]
    expected = json.loads(old) if old else None
    # A column that a later version added is not in an old record and keeps its value.
    found = dict(zip(columns, present, strict=True)) if present else None
    if (found is None) != (expected is None) or (
        found and expected and any(found.get(name, value) != value for name, value in expected.items())
    ):
        raise UndoBlocked("cannot be taken back or redone: it was changed since by another step.")
    if new is None:
        run(f"DELETE FROM {table} WHERE id = ?", [row])
        return found or {}
    values = json.loads(new)
    if expected is None:
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        run(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))
    else:
        # A row that was written as it was is written so again: a rescued step has the rows that it had.
        changed = {name: value for name, value in values.items() if expected.get(name) != value} or {"id": row}
        assignments = ", ".join(f"{name} = ?" for name in changed)
        run(f"UPDATE {table} SET {assignments} WHERE id = ?", [*changed.values(), row])
    return found or {}


def why_blocked(kind: str, taken_away: Sequence[bool]) -> str:
    """Say why rows cannot be written back, by which of them would be taken away: those others may refer to."""
    if kind == "undo":
        if any(taken_away):
            return "cannot be undone since other work builds on it; take that back first."
        return "cannot be undone since what it was done to is gone."
    if all(taken_away):
        return "cannot be done again since other work builds on what it takes away; take that back first."
    return "cannot be done again since what it builds on is gone."
