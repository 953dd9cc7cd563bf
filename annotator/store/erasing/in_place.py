"""A project alone, so that a copy of it can take its place: no other program has it open, nor opens it meanwhile."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from annotator.model.errors import BadProject
from annotator.paths import put_file
from annotator.store.check.soundness import is_sound
from annotator.store.connections.connecting import connect
from annotator.store.placing import discard, working_name
from annotator.store.reading import why_not_written
from annotator.store.sittings import open_files
from annotator.store.sqlite_errors import DAMAGED

_WAIT_MS = 2_000


class Alone:
    """A project that nobody else has open."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path, self._connection = path, connection

    def copy(self) -> Path:
        """Write a copy under a hidden name beside it, and return where it is."""
        made = working_name(self.path)
        discard(made)
        try:
            self._connection.execute("VACUUM INTO ?", [str(made)])
        except BaseException:
            discard(made)
            raise
        return made

    def replace(self, made: Path) -> None:
        """Put a whole file in its place; there is one or the other at any moment."""
        if sys.platform == "win32":
            self._connection.close()  # an open file can't be replaced there
        put(made, self.path)


def put(made: Path, place: Path) -> None:
    """Put a whole file in the place of another, on the disk when this returns."""
    shutil.copymode(place, made)
    with made.open("r+b") as file:
        os.fsync(file.fileno())
    put_file(made, place)
    if sys.platform != "win32":
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextmanager
def alone(path: Path) -> Iterator[Alone]:
    """Yield a project that nobody else can open until this ends; raises `BadProject` where somebody has it open."""
    real = path.resolve()
    if why := why_not_written(real):
        raise BadProject(why)
    in_use = f"{path.name} is open in another program or window; close it there first."
    if open_files.is_open(real):
        raise BadProject(in_use)
    with closing(connect(real)) as connection:
        run = connection.execute
        run(f"PRAGMA busy_timeout = {_WAIT_MS}")
        run("PRAGMA wal_autocheckpoint = 0")
        if not is_sound(connection):
            raise BadProject(f"{path.name}: {DAMAGED}")
        try:
            # A log can be given up only by whoever is alone.
            if run("PRAGMA journal_mode = DELETE").fetchone() != ("delete",):
                raise BadProject(in_use)
            run("PRAGMA locking_mode = EXCLUSIVE")
            run("BEGIN EXCLUSIVE")
            run("COMMIT")  # the lock stays
        except sqlite3.OperationalError as error:
            raise BadProject(in_use) from error
        yield Alone(real, connection)
