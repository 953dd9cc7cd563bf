"""One state of a file, read by several queries: what others write meanwhile is not seen."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """Read within one transaction; where one is open already, within that."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
