"""Which rows a backup holds of those that are missing elsewhere."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from annotator.store.backups.snapshots import reader
from annotator.store.schema.tables import BY_HASH

_AT_ONCE = 500


def held(backup: Path, table: str, ids: Sequence[str]) -> int:
    """Return how many rows of a table a backup has among those with these ids; 0 where it cannot be read."""
    key = "sha256" if table in BY_HASH else "id"
    found = 0
    try:
        with closing(reader(backup, is_closed=True)) as connection:
            for first in range(0, len(ids), _AT_ONCE):
                some = list(ids[first : first + _AT_ONCE])
                marks = ", ".join("?" * len(some))
                query = f"SELECT count(*) FROM {table} WHERE {key} IN ({marks})"
                found += connection.execute(query, some).fetchone()[0]
    except (sqlite3.DatabaseError, OSError):
        return 0
    return found
