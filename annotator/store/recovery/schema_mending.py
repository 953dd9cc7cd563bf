"""Tables, indexes and triggers put back as the program makes them; of foreign ones those go that hold no data."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from annotator.store.check.schema_check import shape_of
from annotator.store.connections.connecting import in_memory
from annotator.store.schema.migrations import migrations


def mend_schema(connection: sqlite3.Connection) -> None:
    """Add what is missing but triggers, put indexes back that are otherwise, and take foreign indexes away.

    A table that has other columns stays, since nobody knows what is in them. All triggers are to be lifted before.
    """
    wanted = {(kind, name): sql for kind, name, sql in _wanted() if kind != "trigger"}
    there, right = shape_of(connection), _shape()
    for kind, name in there.keys() - right.keys():
        if kind == "index":
            connection.execute(f"DROP INDEX {_quoted(name)}")
    for (kind, name), sql in wanted.items():
        if there.get((kind, name)) == right[kind, name]:
            continue
        if kind == "index":
            connection.execute(f"DROP INDEX IF EXISTS {_quoted(name)}")
        elif (kind, name) in there:
            continue
        connection.execute(sql)


def put_triggers(connection: sqlite3.Connection) -> None:
    """Create all triggers of the program, which are lifted."""
    for kind, _, sql in _wanted():
        if kind == "trigger":
            connection.execute(sql)


def _wanted() -> Iterator[tuple[str, str, str]]:
    with closing(_fresh()) as connection:
        yield from connection.execute(
            "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type DESC, rowid"
        ).fetchall()


def _shape() -> dict[tuple[str, str], str]:
    with closing(_fresh()) as connection:
        return shape_of(connection)


def _fresh() -> sqlite3.Connection:
    connection = in_memory()
    migrations.apply(connection)
    return connection


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
