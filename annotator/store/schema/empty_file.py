"""An empty project: brought into the present shape once in a program, and copied for each file that is made.

All steps of the migrations take some seventy milliseconds, a copy of what they come to takes one. What tells two empty
projects apart is what each is called by and when it was made, and each file gets its own.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from functools import lru_cache

from sqlite_utils import Database

from annotator.model.ids import new_id
from annotator.store.connections.connecting import in_memory
from annotator.store.schema.migrations import migrations


def make_empty(connection: sqlite3.Connection) -> None:
    """Make a project without anything in it of a new database, which is not encrypted; raises what SQLite raises."""
    with closing(in_memory()) as made:
        made.deserialize(_pages(tuple(one.name for one in migrations._migrations)))
        made.execute("UPDATE journal SET origin = ?", [new_id()])
        made.execute("UPDATE _sqlite_migrations SET applied_at = ?", [str(datetime.now(UTC))])
        made.backup(connection)


@lru_cache(maxsize=2)
def _pages(names: tuple[str, ...]) -> bytes:
    """Return the file that these migrations come to, which are those of the program."""
    with closing(in_memory()) as connection:
        migrations.apply(Database(connection, execute_plugins=False))
        return connection.serialize()
