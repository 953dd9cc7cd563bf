"""Whether SQLite itself finds a file in order, which is asked of each that is opened."""

import sqlite3

from annotator.store.search.index_damage import faults

MOST = 20
"""A damaged file may break a rule a million times; so many sentences are enough."""


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether SQLite's quick check finds nothing: pages, trees and rows, but not what indexes say of them."""
    try:
        return not faults(connection, "quick_check", 1)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_INTERRUPT):
            raise
        return False


def broken(connection: sqlite3.Connection) -> list[str]:
    """Return what SQLite finds wrong with the file: pages, trees, indexes."""
    found = faults(connection, "integrity_check", MOST)
    # What it says of pages and trees is one text of many lines, below a heading.
    lines = [line for message in found for line in message.splitlines() if line[:4] != "*** "]
    return [f"SQLite reports: {line.rstrip('.')}." for line in lines[:MOST]]
