"""Closing a project file without writing its log into it.

SQLite makes a checkpoint when the last connection closes. In a file that is damaged, or is not the one that was opened,
that folds a good log into it and destroys what could be rescued.
"""

import contextlib
import sqlite3
import sys
import traceback
from pathlib import Path

from annotator.model.errors import BadProject
from annotator.store.connections.connecting import Access, connect


def close_as_it_is(connection: sqlite3.Connection, path: Path) -> None:
    """Close a connection; a log with something in it stays beside the file, and both keep their bytes."""
    finish_reading(sys.exception())
    if connection.in_transaction:
        connection.rollback()
    if not _has_log(path):
        connection.close()  # there is nothing to write, and the empty log goes
        return
    # SQLite makes that checkpoint only where nobody else reads, and a reader that may not write makes none at all.
    with (
        contextlib.suppress(sqlite3.DatabaseError, BadProject),
        contextlib.closing(connect(path, Access.READ)) as reader,
    ):
        reader.execute("BEGIN")
        with contextlib.suppress(sqlite3.DatabaseError):
            reader.execute("PRAGMA schema_version").fetchone()  # which reads the head of the file and no table
        connection.close()
    connection.close()


def finish_reading(error: BaseException | None) -> None:
    """Let an exception go of the queries that it broke off: SQLite closes only after the last of them has ended."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def _has_log(path: Path) -> bool:
    real = path.resolve()
    try:
        return real.with_name(f"{real.name}-wal").stat().st_size > 0
    except OSError:
        return False
