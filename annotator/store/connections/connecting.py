"""The one place where the store connects to a file, so that all connections to it are made alike."""

import sqlite3
from enum import StrEnum
from pathlib import Path

_WAIT_S = 10.0
"""So long a connection waits for another program's lock."""


class Access(StrEnum):
    """What a connection may do, as SQLite's URI has it. `FROZEN`: read what nobody writes, and leave no trace there."""

    WRITE = ""
    READ = "mode=ro"
    FROZEN = "mode=ro&immutable=1"


def connect(path: Path, access: Access = Access.WRITE, any_thread: bool = False) -> sqlite3.Connection:
    """Connect to a file, which `WRITE` makes where there is none; transactions are begun by hand.

    `any_thread`: whoever has it sees to it that no two threads use it at once. Raises what SQLite raises.
    """
    name = f"{path.absolute().as_uri()}?{access}" if access else str(path)
    return sqlite3.connect(
        name, uri=bool(access), timeout=_WAIT_S, isolation_level=None, check_same_thread=not any_thread
    )


def in_memory() -> sqlite3.Connection:
    """Connect to a database that is in no file."""
    return sqlite3.connect(":memory:", isolation_level=None)


def private() -> sqlite3.Connection:
    """Connect to a database of this connection alone, in a file that has no name once it outgrows the cache."""
    return sqlite3.connect("", isolation_level=None)
