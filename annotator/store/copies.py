"""Copies of an open project: complete and verified, or not there at all.

A copy is written under a hidden name that no project has, compared with its original, and only then called by its
own: what looks like a copy is one, also where the program is killed in between.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from annotator.model.errors import BadProject
from annotator.paths import system_says
from annotator.store.connections.connecting import Access, connect
from annotator.store.path_errors import explained_path
from annotator.store.placing import discard, remove_left_over, whole_new_file
from annotator.store.search.index_damage import faults
from annotator.store.sqlite_errors import explained


def write_copy(connection: sqlite3.Connection, to: Path) -> None:
    """Write a verified copy of a connection's file to a new one; raises `BadProject`, and leaves nothing then."""
    if to.exists():
        raise BadProject(f"{to.name} exists already; choose another name for the copy.")
    with explained(to.name), explained_path(to):
        copy_to(connection, to)


@contextmanager
def changed_copy(connection: sqlite3.Connection, to: Path) -> Iterator[sqlite3.Connection]:
    """Write a copy, as `write_copy`, and hand it out to be changed; whatever is raised, no file stays."""
    write_copy(connection, to)
    try:
        with explained(to.name), closing(connect(to)) as copy:
            yield copy
    except BaseException:
        discard(to)
        raise


def copy_to(connection: sqlite3.Connection, to: Path) -> None:
    """Write a copy as `write_copy`, which says more of what SQLite and the system report."""
    try:
        _copy(connection, to)
    except OSError as error:
        raise BadProject(f"No copy can be written to {to.parent} ({system_says(error)}); make room there.") from error


def _copy(connection: sqlite3.Connection, to: Path) -> None:
    remove_left_over(to.parent)
    try:
        with whole_new_file(to) as unfinished:
            unfinished.touch(exist_ok=False)
            before = _state(connection)
            # VACUUM INTO writes a consistent copy also while a WAL stands beside the file.
            connection.execute("VACUUM INTO ?", [str(unfinished)])
            _verify(unfinished, before if _state(connection) == before else None)
    except FileExistsError as error:
        raise BadProject(f"{to.name} exists already; choose another name for the copy.") from error


def _verify(copy: Path, state: tuple[int, dict[str, int]] | None) -> None:
    """Raise `BadProject` unless a copy is sound and has as many rows; `state`: None where somebody wrote meanwhile."""
    with closing(connect(copy, Access.FROZEN)) as connection:
        try:
            is_whole = state is None or rows_by_table(connection) == state[1]
            is_sound = is_whole and not faults(connection, "integrity_check", 1)
        except sqlite3.DatabaseError:
            is_sound = False
    if not is_sound:
        raise BadProject("A copy of the project was not as the project is, so it was taken away; check the disk.")


def _state(connection: sqlite3.Connection) -> tuple[int, dict[str, int]]:
    (version,) = connection.execute("PRAGMA data_version").fetchone()
    return version, rows_by_table(connection)


def rows_by_table(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the number of rows by table; the index of texts is counted by the tables in which it is kept."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'text_index' ORDER BY 1"
    names = [name for (name,) in connection.execute(query)]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
