"""Closing a project file: its log written into it, or not.

SQLite makes a checkpoint when the last connection closes. In a file that is damaged, or is not the one that was opened,
that folds a good log into it and destroys what could be rescued.
"""

import contextlib
import sqlite3
import sys
import time
import traceback
from pathlib import Path

from annotator.model.errors import BadProject
from annotator.store.connections.connecting import Access, connect

_TRIES, _PAUSE_S = 5, 0.02


def wait_for_nobody(connection: sqlite3.Connection) -> None:
    """Let a connection that is to be closed find the file locked at once, where others would have it wait."""
    connection.execute("PRAGMA busy_timeout = 0")


def fold(connection: sqlite3.Connection) -> None:
    """Write the log into the file and empty it, as far as whoever else has it open lets that be done.

    Somebody who reads may go on with it for as long as they like, and the log stays for them; whoever passes by, such
    as one who closes it too, is tried a few times.
    """
    for attempt in range(_TRIES):
        (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy:
            return
        if attempt + 1 < _TRIES:
            time.sleep(_PAUSE_S)


def close_last(connection: sqlite3.Connection) -> None:
    """Close a connection to a file that is sound: of several that are closed at once, SQLite folds by the last one."""
    finish_reading(sys.exception())
    if connection.in_transaction:
        connection.rollback()
    connection.close()


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
