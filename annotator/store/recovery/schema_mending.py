"""A schema put back as the program makes it, in a copy: what is foreign goes, what is missing or altered is made anew.

Nothing foreign runs meanwhile: triggers and views go first, and of an altered table only the columns are read that the
program has, and these only where they are stored.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from annotator.model.errors import BadProject, StrangeSchema
from annotator.store.check.schema_check import Shape, refuse_strange, schema_problems, shape_of
from annotator.store.connections.connecting import in_memory
from annotator.store.schema.migrations import migrations

_MADE = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*' ORDER BY type DESC, rowid"
_HOLDING = "FROM pragma_table_xinfo(?) WHERE hidden = 0"
_SPARE = "annotator_spare"


def rid_of_strangers(copy: sqlite3.Connection, path: Path) -> tuple[str, ...]:
    """Let a copy that is to be read have the schema that its version of the program makes, with the rows as they are.

    Returns what was strange, a sentence each. Raises `BadProject` where a table or a column of the program's is not
    there any more.
    """
    try:
        refuse_strange(copy, path)
    except StrangeSchema as strange:
        names = [name for name in migrations.names if name in migrations.applied(copy)]
        found = tuple(schema_problems(copy, names))
        left = [said for said in found if said.startswith("The table") and said.endswith("is missing.")]
        if not left:
            copy.execute("PRAGMA foreign_keys = OFF")
            copy.execute("BEGIN")
            drop_code(copy)
            mend_schema(copy, names)
            put_triggers(copy, names)
            copy.execute("COMMIT")
            left = [*schema_problems(copy, names)]
        if left:
            remedy = f"Mend a copy of it (annotator check {path.name} --repair), or rescue what is left (--rescue)."
            raise BadProject(f"{path.name} is not opened. {left[0]} {remedy}") from strange
        return found
    return ()


def drop_code(connection: sqlite3.Connection) -> None:
    """Take all triggers and views away: nothing that stands in the file runs any more when it is written or read."""
    rows = connection.execute("SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view')").fetchall()
    for kind, name in rows:
        connection.execute(f"DROP {kind} {_quoted(name)}")


def mend_schema(connection: sqlite3.Connection, names: Sequence[str] = migrations.names) -> None:
    """Make tables and indexes as the program does; `drop_code` comes before, and `put_triggers` after it.

    `names`: the migrations that were applied. What is missing is made, without rows. What is altered is made anew with
    the rows, if all columns of the program are stored in it; else it stays, since nobody knows what is in it. What is
    not the program's goes.
    """
    with closing(_fresh(names)) as fresh:
        made = [one for one in fresh.execute(_MADE).fetchall() if one[0] != "trigger"]
        right = shape_of(fresh)
    connection.execute("PRAGMA legacy_alter_table = ON")  # names are put back, and nothing follows them
    there = shape_of(connection)
    for kind, name in sorted(there.keys() - right.keys()):  # indexes before tables, which take theirs along
        if kind in ("index", "table") and shape_of(connection).get((kind, name)) is not None:
            connection.execute(f"DROP {kind} {_quoted(name)}")
    for kind, name, sql in made:
        if there.get((kind, name)) != right[kind, name]:
            _make(connection, kind, name, sql, there)
    # Of a table that was made anew the indexes are gone with it.
    there = shape_of(connection)
    for kind, name, sql in made:
        if kind == "index" and (kind, name) not in there:
            connection.execute(sql)
    connection.execute("PRAGMA legacy_alter_table = OFF")


def _make(connection: sqlite3.Connection, kind: str, name: str, sql: str, there: Shape) -> None:
    if kind == "index":
        connection.execute(f"DROP INDEX IF EXISTS {_quoted(name)}")
    elif (kind, name) in there:
        _make_anew(connection, name, sql)
        return
    if (kind, name) not in shape_of(connection):  # a virtual table makes others with itself
        connection.execute(sql)


def _make_anew(connection: sqlite3.Connection, name: str, sql: str) -> None:
    """Make a table as the program does, with the rows that stand in an altered one."""
    if sql.startswith("CREATE VIRTUAL"):
        connection.execute(f"DROP TABLE {_quoted(name)}")
        connection.execute(sql)
        return
    with closing(in_memory()) as alone:
        alone.execute(sql)
        columns = [column for (column,) in alone.execute(f"SELECT name {_HOLDING}", [name])]
    stored = {column for (column,) in connection.execute(f"SELECT name {_HOLDING}", [name])}
    if {*columns} - stored:
        return
    said = ", ".join(map(_quoted, columns))
    indexes = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql <> ''", [name]
    )
    for (index,) in indexes.fetchall():
        connection.execute(f"DROP INDEX {_quoted(index)}")
    connection.execute(f"ALTER TABLE {_quoted(name)} RENAME TO {_SPARE}")
    connection.execute(sql)
    connection.execute(f"INSERT INTO {_quoted(name)} ({said}) SELECT {said} FROM {_SPARE}")
    connection.execute(f"DROP TABLE {_SPARE}")


def put_triggers(connection: sqlite3.Connection, names: Sequence[str] = migrations.names) -> None:
    """Create all triggers of the program, which are lifted."""
    with closing(_fresh(names)) as fresh:
        triggers = [sql for kind, _, sql in fresh.execute(_MADE) if kind == "trigger"]
    for sql in triggers:
        connection.execute(sql)


def _fresh(names: Sequence[str]) -> sqlite3.Connection:
    connection = in_memory()
    migrations.only(names).apply(connection)
    return connection


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
