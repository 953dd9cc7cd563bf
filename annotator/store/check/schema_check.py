"""Whether a file has the tables, columns, triggers and indexes that the program makes, and those as it makes them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache

from annotator.store.connections.connecting import in_memory
from annotator.store.schema.migrations import migrations

Shape = dict[tuple[str, str], str]
"""What a trigger, an index or a table (its columns) is, by its kind and name."""


def schema_problems(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence for each table, trigger and index that is missing, changed, or not the program's."""
    there, wanted = shape_of(connection), _wanted(migrations.names)
    for kind, name in sorted(wanted.keys() | there.keys()):
        if (kind, name) not in there:
            yield f"The {kind} “{name}” is missing."
        elif (kind, name) not in wanted:
            yield f"The {kind} “{name}” is none of the program’s."
        elif there[kind, name] != wanted[kind, name]:
            yield f"The {kind} “{name}” is not as the program makes it."


@lru_cache(maxsize=2)
def _wanted(names: tuple[str, ...]) -> Shape:
    """Return the shape of a new file under these migrations, which are those of the program."""
    with closing(in_memory()) as connection:
        migrations.apply(connection)
        return shape_of(connection)


def shape_of(connection: sqlite3.Connection) -> Shape:
    """Return what tables, indexes and triggers a file has."""
    found: Shape = {}
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").fetchall()
    for kind, name, sql in rows:
        if kind == "table":
            # FTS5 says no columns where the index is damaged, which is none of the schema's faults.
            of = "" if sql.startswith("CREATE VIRTUAL") else name
            columns = connection.execute("SELECT * FROM pragma_table_info(?)", [of]).fetchall()
            found[kind, name] = f"{columns!r} {' '.join(sql.split())}"
        else:
            found[kind, name] = " ".join((sql or "").split())
    return found
