"""The read-only look at databases of other programs (SQLite), without trust: nothing of theirs is run, changed or made.

A file is opened as one that nobody writes. Where a log stands beside it (the other program has it open, or died), the
newest changes are in that log: then a copy of both is read, so that the file keeps its bytes and nothing newer is
missed. Only tables are read, a column at a time by its name; views, virtual tables and triggers stay asleep.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.model.errors import BadFile
from annotator.paths import system_says
from annotator.store.connections.connecting import Access, connect

MAGIC = b"SQLite format 3\0"
MOST_BYTES = 1 << 28
"""A larger text or blob is refused: SQLite would take the memory for it first."""

_LOGS = ("-wal", "-journal")
_REMEDY = "open it in the program that wrote it, and save it anew there"

Cell = str | int | float | bytes | None


@dataclass(frozen=True, slots=True)
class ForeignDatabase:
    """An open database of another program. `name`: of its file, for sentences; tables and columns in small letters."""

    name: str
    columns: dict[str, dict[str, str]]
    """By table, the columns with their declared types."""
    _connection: sqlite3.Connection = field(repr=False)

    def has(self, table: str, *columns: str) -> bool:
        """Whether there is a table with these columns."""
        known = self.columns.get(table.lower())
        return known is not None and known.keys() >= {column.lower() for column in columns}

    def rows(self, table: str, *columns: str) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows of a table in the order in which they were made; a column that is not there is None in all.

        Nothing where the table is not there. Raises `BadFile` where the file is damaged.
        """
        known = self.columns.get(table.lower())
        if known is None:
            return
        asked = ", ".join(_quoted(column) if column.lower() in known else "NULL" for column in columns)
        with _damage_said(self.name):
            # An index might compute something of theirs, and would give the rows in another order.
            yield from self._connection.execute(f"SELECT {asked} FROM {_quoted(table)} NOT INDEXED")


@contextmanager
def foreign_database(path: Path) -> Iterator[ForeignDatabase]:
    """Open a database of another program for reading; raises `BadFile` where it is none, or damaged."""
    with _damage_said(path.name):
        _refuse_others(path)
        with _undisturbed(path) as (place, access):
            connection = connect(place, access)
            try:
                _distrust(connection)
                yield ForeignDatabase(path.name, _columns(connection), connection)
            finally:
                connection.close()


def text_of(cell: Cell) -> str:
    """Return what a cell says as text; empty for nothing. A blob is taken for UTF-8."""
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    return "" if cell is None else str(cell)


def number_of(cell: Cell) -> int | None:
    """Return the whole number in a cell, None where there is none. SQLite holds any kind in any column."""
    if isinstance(cell, str):
        digits = cell.strip().removeprefix("-")
        return int(cell) if digits.isascii() and digits.isdecimal() and len(digits) < 19 else None
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else None
    return cell if isinstance(cell, int) else None


@contextmanager
def _damage_said(name: str) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OverflowError, UnicodeError) as error:  # what SQLite says may hold bytes of the file
        raise BadFile(name, f"the database in it is damaged ({error})", _REMEDY) from error
    except OSError as error:
        raise BadFile(name, f"it cannot be read ({system_says(error)})") from error


def _refuse_others(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(len(MAGIC))
    if start != MAGIC:
        raise BadFile(path.name, "it is no database of SQLite", "choose the file that the other program keeps")


@contextmanager
def _undisturbed(path: Path) -> Iterator[tuple[Path, Access]]:
    """Give the file itself, or a copy with its log where it has one."""
    logs = [log for ending in _LOGS if (log := path.with_name(path.name + ending)).is_file() and log.stat().st_size]
    if not logs:
        yield path, Access.FROZEN
        return
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / path.name
        for one in (path, *logs):
            shutil.copyfile(one, copy.with_name(one.name))
        yield copy, Access.WRITE


def _distrust(connection: sqlite3.Connection) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}")


def _columns(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    listed = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
    # A virtual table would run code of its module; what a generated column would compute is not listed below.
    names = [name for name, sql in listed if name and not str(sql or "").upper().startswith("CREATE VIRTUAL")]
    return {name.lower(): dict(_columns_of(connection, name)) for name in names}


def _columns_of(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    for _, name, declared, *_ in connection.execute(f"PRAGMA table_info({_quoted(table)})"):
        yield str(name).lower(), str(declared or "").upper()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
