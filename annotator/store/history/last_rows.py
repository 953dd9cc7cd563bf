"""What rows say or, where they are gone, what they said last: the journal keeps them as they were.

A row is gone because it was removed or a step that stands deleted it, or because the step that made it was taken back.
"""

import sqlite3
from collections.abc import Sequence

_LONGEST = 300
"""As many characters of a value are read: a quote may be as long as its text."""
_AT_ONCE = 500


def last_values(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], ids: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Return the beginning of some columns, as text, of the rows with these ids; without those that never were."""
    found: dict[str, tuple[str, ...]] = {}
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        for look in (_present, _hidden, _as_deleted, _as_made):
            if missing := [id for id in some if id not in found]:
                found |= look(connection, table, columns, missing)
    return found


def _present(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], ids: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    values = _beginnings(columns)
    return _read(connection, f"SELECT id, {values} FROM {table} WHERE id IN ({_marks(ids)})", ids)


def _hidden(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], ids: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Return the rows that are not shown, since something was removed."""
    values = _beginnings(_fields("content", columns))
    query = f"SELECT row, {values} FROM hidden WHERE row IN ({_marks(ids)}) AND table_name = ?"
    return _read(connection, query, [*ids, table])


def _as_deleted(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], ids: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Return the rows that a step which stands deleted, as they were before; of several the last one counts."""
    query = (
        f"SELECT row, {_beginnings(_fields('before', columns))} FROM changes"
        f" WHERE after IS NULL AND row IN ({_marks(ids)}) AND table_name = ?"
        " AND step IN (SELECT number FROM steps WHERE state = 'done') ORDER BY changes.number"
    )
    return _read(connection, query, [*ids, table])


def _as_made(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], ids: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Return the rows that a step made which was taken back since, as it made them."""
    query = (
        f"SELECT row, {_beginnings(_fields('after', columns))} FROM changes WHERE step IN"
        " (SELECT number FROM steps WHERE kind = 'do' AND state IN ('undone', 'dropped') AND target IS NOT NULL)"
        f" AND before IS NULL AND row IN ({_marks(ids)}) AND table_name = ? ORDER BY changes.number"
    )
    return _read(connection, query, [*ids, table])


def _read(connection: sqlite3.Connection, query: str, parameters: Sequence[str]) -> dict[str, tuple[str, ...]]:
    return {id: tuple(values) for id, *values in connection.execute(query, parameters)}


def _fields(record: str, columns: Sequence[str]) -> list[str]:
    return [f"json_extract({record}, '$.{column}')" for column in columns]


def _beginnings(values: Sequence[str]) -> str:
    return ", ".join(f"coalesce(substr({value}, 1, {_LONGEST}), '')" for value in values)


def _marks(ids: Sequence[str]) -> str:
    return ", ".join("?" * len(ids))
