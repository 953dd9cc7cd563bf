"""What every new project file begins as: what the migrations make of nothing, made once by each program and copied.

To apply them takes thirty times as long, and who joins a team or tries out many teams makes file upon file.
"""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from annotator.model import program_version
from annotator.store.connections.connecting import in_memory
from annotator.store.schema.migrations import bring_up_to_date, migrations
from annotator.store.schema.naming import name_project
from annotator.store.schema.written_by import put_maker


def fill_blank(connection: sqlite3.Connection, path: Path) -> None:
    """Give a new file all tables, a name of its own among projects, and the version that made it."""
    if getattr(connection, "is_encrypted", False):  # its library copies nothing from a plain one
        bring_up_to_date(connection, path)
    else:
        with closing(in_memory()) as blank:
            blank.deserialize(_blank(program_version.OURS, migrations.names))
            blank.backup(connection)
        name_project(connection)
    put_maker(connection)


@cache
def _blank(version: str, names: tuple[str, ...]) -> bytes:
    """Return the file that a version makes by these migrations; what is of one project alone is still to be said."""
    with closing(in_memory()) as connection:
        bring_up_to_date(connection, Path("blank"))
        connection.execute("VACUUM")
        return connection.serialize()
