"""Whether a file has the tables, columns, triggers and indexes that the program makes, and those as it makes them.

Whatever else stands in a schema may run when the file is written, on behalf of whoever writes: a trigger, a view in the
place of a table, a generated column, an index over an expression. So a file is compared before it is written first, and
again where its schema has changed since: by one digest, and where that differs object by object.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from annotator.model.errors import StrangeSchema
from annotator.store.connections.connecting import in_memory
from annotator.store.schema.migrations import migrations

Shape = dict[tuple[str, str], str]
"""What a trigger, an index or a table (its columns) is, by its kind and name."""

DIGEST = "c3de3993bb0c34cf83e03e194e1e561b7a274a3228749db401142ca459396f4b"
"""Of the schema that all migrations make, as `digest_of` has it: a test says what it is after a new one."""
_STEPS = "_sqlite_migrations"
_OF_SQLITE = "name GLOB 'sqlite_autoindex_*' OR name IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4')"
"""What SQLite makes by itself. (With LIKE the underscore would be any character.)"""
_ALL = f"""
    SELECT CAST(group_concat(
        length(name) || ' ' || type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, ''), char(0)
    ) AS BLOB)
    FROM (SELECT type, name, tbl_name, sql FROM main.sqlite_schema WHERE NOT ({_OF_SQLITE}) ORDER BY type, name)
"""
_OBJECTS = f"SELECT type, name, tbl_name, CAST(sql AS BLOB) FROM main.sqlite_schema WHERE NOT ({_OF_SQLITE})"


def refuse_strange(connection: sqlite3.Connection, path: Path) -> None:
    """Raise `StrangeSchema` where a file has not the schema that the program makes; nothing of it has run then.

    One of an older version is compared with what that made. One of a newer version is not known and passes: whoever
    asks whether it is up to date is told which.
    """
    if digest_of(connection) == DIGEST:
        return
    if why := _why_strange(connection):
        raise StrangeSchema(path.name, why)


def watch_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Let each transaction that writes over a connection begin with the schema as it was compared here, or be refused.

    Raises `StrangeSchema` where it is strange now.
    """
    compared = -1

    def compare() -> None:
        nonlocal compared
        (version,) = connection.execute("PRAGMA main.schema_version").fetchone()
        if version != compared:
            refuse_strange(connection, path)
            compared = version

    compare()
    connection.compare_schema = compare  # type: ignore[attr-defined]


def digest_of(connection: sqlite3.Connection) -> str:
    """Return the SHA-256 of all that a file's schema says, in hexadecimal digits."""
    (said,) = connection.execute(_ALL).fetchone()
    return sha256(said or b"").hexdigest()


def _why_strange(connection: sqlite3.Connection) -> str:
    """Return what is strange in a schema, as a clause; empty where it is that of some version of the program."""
    if not _notes_its_steps(connection):
        return ""  # it is damaged, or new; opening says so
    applied = migrations.applied(connection)
    names = [name for name in migrations.names if name in applied]
    if applied - {*names}:
        return ""
    first = next(schema_problems(connection, names), "")
    return f"{first[0].lower()}{first[1:].rstrip('.')}" if first else ""


def _notes_its_steps(connection: sqlite3.Connection) -> bool:
    """Whether the list of migrations is a plain table, so that nothing runs when it is read."""
    query = f"SELECT type, sql FROM main.sqlite_schema WHERE name = '{_STEPS}'"
    rows = connection.execute(query).fetchall()
    if not rows or any(kind != "table" for kind, _ in rows):
        return False
    hidden = connection.execute("SELECT count(*) FROM pragma_table_xinfo(?) WHERE hidden <> 0", [_STEPS]).fetchone()
    return bool(hidden == (0,))


def schema_problems(connection: sqlite3.Connection, names: Sequence[str] = migrations.names) -> Iterator[str]:
    """Yield a sentence for each table, trigger and index that is missing, changed, or not the program's.

    `names`: the migrations that were applied, in their order.
    """
    there, wanted = shape_of(connection), wanted_shape(tuple(names))
    for kind, name in sorted(wanted.keys() | there.keys()):
        if (kind, name) not in there:
            yield f"The {kind} “{name}” is missing."
        elif (kind, name) not in wanted:
            yield f"The {kind} “{name}” is none of the program’s."
        elif there[kind, name] != wanted[kind, name]:
            yield f"The {kind} “{name}” is not as the program makes it."


@lru_cache(maxsize=4)
def wanted_shape(names: tuple[str, ...]) -> Shape:
    """Return the shape of a new file under these migrations."""
    with closing(in_memory()) as connection:
        migrations.only(names).apply(connection)
        return shape_of(connection)


def shape_of(connection: sqlite3.Connection) -> Shape:
    """Return what tables, indexes, triggers and views a file has."""
    found: Shape = {}
    for kind, name, _, sql in connection.execute(_OBJECTS).fetchall():
        said = " ".join((sql or b"").decode("utf-8", "replace").split())
        if name == _STEPS:  # sqlite-utils makes it, and has quoted its names in different ways
            said = said.translate(_UNQUOTED)
        if kind == "table":
            # FTS5 says no columns where the index is damaged, which is none of the schema's faults.
            of = "" if said.startswith("CREATE VIRTUAL") else name
            columns = connection.execute("SELECT * FROM pragma_table_info(?)", [of]).fetchall()
            said = f"{columns!r} {said}"
        found[kind, name] = said
    return found


_UNQUOTED = str.maketrans("", "", '"`[]')
