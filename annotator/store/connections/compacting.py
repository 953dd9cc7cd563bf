"""A project file given back what it has no use for: the pages of what was deleted, and the room between rows.

SQLite makes the file anew within one transaction of its own (sqlite.org, VACUUM): it is there whole, or not at all,
also over a kill or a full disk, and whoever opens it meanwhile goes on in it. A file of another name that takes this
one's place could leave them behind in what nobody finds again.
"""

import sqlite3
from dataclasses import dataclass

from annotator.store.chain.packing import pack


@dataclass(frozen=True, slots=True)
class Compacted:
    """How many bytes a file took before, and takes now."""

    before: int
    after: int

    @property
    def given_back(self) -> int:
        """How many bytes there are less."""
        return self.before - self.after


def compact(connection: sqlite3.Connection) -> Compacted:
    """Write a file anew without what nobody needs; its rows, its history and the numbers of its steps stay.

    Raises what SQLite raises, and then all is as it was. There must be room for the file twice more.
    """
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = _size(connection)
    pack(connection)
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Compacted(before, _size(connection))


def _size(connection: sqlite3.Connection) -> int:
    (pages,), (bytes_each,) = (connection.execute(f"PRAGMA {of}").fetchone() for of in ("page_count", "page_size"))
    return int(pages) * int(bytes_each)
