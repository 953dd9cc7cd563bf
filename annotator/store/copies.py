"""Copies of an open project: complete and verified, or not there at all.

A copy is written under a hidden name that no project has, compared with its original, and only then called by its
own: what looks like a copy is one, also where the program is killed in between.
"""

import os
import sqlite3
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

from annotator.model.errors import BadProject

UNFINISHED = ".unfinished-"
_OLD_S = 3600.0
"""No copy takes as long: what is older was left behind."""


def copy_to(connection: sqlite3.Connection, to: Path) -> None:
    """Write a verified copy of a connection's file to a new one; raises `BadProject`, and leaves nothing then."""
    try:
        _copy(connection, to)
    except OSError as error:
        raise BadProject(
            f"No copy can be written to {to.parent} ({error.strerror or error}); make room there."
        ) from error


def _copy(connection: sqlite3.Connection, to: Path) -> None:
    _remove_left_over(to)
    handle, name = tempfile.mkstemp(prefix=f".{to.name}{UNFINISHED}", dir=to.parent)
    os.close(handle)
    unfinished = Path(name)
    try:
        before = _state(connection)
        # VACUUM INTO writes a consistent copy also while a WAL stands beside the file.
        connection.execute("VACUUM INTO ?", [name])
        _verify(unfinished, before if _state(connection) == before else None)
        _flush(unfinished)
        if to.exists():
            raise BadProject(f"{to.name} exists already; choose another name for the copy.")
        unfinished.rename(to)
    finally:
        unfinished.unlink(missing_ok=True)


def _verify(copy: Path, state: tuple[int, dict[str, int]] | None) -> None:
    """Raise `BadProject` unless a copy is sound and has as many rows; `state`: None where somebody wrote meanwhile."""
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        try:
            answers = [answer for (answer,) in connection.execute("PRAGMA integrity_check(1)")]
            is_sound = answers == ["ok"] and (state is None or _counts(connection) == state[1])
        except sqlite3.DatabaseError:
            is_sound = False
    if not is_sound:
        raise BadProject("A copy of the project was not as the project is, so it was taken away; check the disk.")


def _state(connection: sqlite3.Connection) -> tuple[int, dict[str, int]]:
    (version,) = connection.execute("PRAGMA data_version").fetchone()
    return version, _counts(connection)


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the number of rows by table."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _remove_left_over(to: Path) -> None:
    for path in to.parent.glob(f".*{UNFINISHED}*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _OLD_S:
                path.unlink()
