"""Which version of the program made a project file, and which one wrote it last.

The latter stands in the head of the file (`PRAGMA user_version`, bytes 60 to 63, see `number_of`), where every later
and earlier program can read it, and `file` shows it. The former stands beside the migrations. Both are of this file
alone: neither is a step, and no chain or other copy knows of them.
"""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from annotator.model import program_version

_MADE = "annotator made by"
_TABLE = "_sqlite_migrations"


class WrittenBy(NamedTuple):
    """Versions as text; empty where a file does not say, which those before 0.4.0 do not."""

    made: str
    last: str


def begin_writing(connection: sqlite3.Connection) -> None:
    """Begin a transaction that writes, with which this version becomes the one that wrote last."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        put_writer(connection)
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def put_writer(connection: sqlite3.Connection, refuse: Callable[[], object] = tuple) -> None:
    """Let the head say that this version wrote last; as far as what else is written it lasts or is rolled back.

    `refuse`: called first where another version did; may raise. Raises `StrangeSchema` where somebody has put something
    into the schema that the program does not make.
    """
    if (compare := getattr(connection, "compare_schema", None)) is not None:
        compare()
    if last_writer(connection) != program_version.OURS:
        refuse()
        connection.execute(f"PRAGMA user_version = {program_version.number_of(program_version.OURS)}")


def put_maker(connection: sqlite3.Connection) -> None:
    """Let a new file say that this version made it, now, whenever what it begins as was made."""
    values = [_MADE, program_version.OURS, time := str(datetime.now(UTC))]
    connection.execute(f"UPDATE {_TABLE} SET applied_at = ?", [time])
    connection.execute(f"INSERT INTO {_TABLE} (migration_set, name, applied_at) VALUES (?, ?, ?)", values)


def last_writer(connection: sqlite3.Connection) -> str:
    """Return which version wrote a file last, empty where it does not say."""
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    return program_version.version_of(number)


def written_by(connection: sqlite3.Connection) -> WrittenBy:
    """Return which versions made a file and wrote it last."""
    query = f"SELECT name FROM {_TABLE} WHERE migration_set = ? ORDER BY id"
    (made,) = connection.execute(query, [_MADE]).fetchone() or ("",)
    return WrittenBy(program_version.version_of(program_version.number_of(made)), last_writer(connection))
