"""The one module that knows the library of encrypted files, sqlcipher3: an extra, which need not be there.

It has the interface of `sqlite3`, but errors of its own; here each becomes the one of `sqlite3` that is called alike,
so that nothing else has to know which of the two a connection is of.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.store.connections.keys import FileKey

if TYPE_CHECKING:
    import sqlite3 as library
else:
    from sqlcipher3 import dbapi2 as library

_NO_ROW = object()
_FORMAT = 4
"""Of SQLCipher's files, which a later library reads too where it is asked to."""


_LEAST_ROOM = 64 * 1024
"""Bytes; the index of a log grows by 32 KB at a time, a log by a page."""


@contextmanager
def _translated(connection: Any = None) -> Iterator[None]:
    try:
        yield
    except library.Error as error:
        raise _as_of_sqlite3(error, connection) from None


def _as_of_sqlite3(error: Exception, connection: Any = None) -> Exception:
    made: Exception = getattr(sqlite3, type(error).__name__, sqlite3.DatabaseError)(*error.args)
    for name in ("sqlite_errorcode", "sqlite_errorname"):
        if hasattr(error, name):
            setattr(made, name, getattr(error, name))
    if getattr(made, "sqlite_errorcode", 0) == sqlite3.SQLITE_IOERR and _is_full(getattr(connection, "folder", None)):
        # The library tells which input or output failed by no further code, so the disk is asked.
        setattr(made, "sqlite_errorcode", sqlite3.SQLITE_FULL)  # noqa: B010 - mypy knows no such attribute of errors
    return made


def _is_full(folder: Path | None) -> bool:
    try:
        return folder is not None and shutil.disk_usage(folder).free < _LEAST_ROOM
    except OSError:
        return False


class EncryptedCursor(library.Cursor):
    """A cursor whose errors are those of `sqlite3`."""

    def execute(self, *arguments: Any) -> Any:
        """See `sqlite3.Cursor`."""
        try:  # not the context manager, which would take half of the time of a short statement
            return super().execute(*arguments)
        except library.Error as error:
            raise _as_of_sqlite3(error, self.connection) from None

    def executemany(self, *arguments: Any) -> Any:
        """See `sqlite3.Cursor`."""
        with _translated(self.connection):
            return super().executemany(*arguments)

    def executescript(self, *arguments: Any) -> Any:
        """See `sqlite3.Cursor`."""
        with _translated(self.connection):
            return super().executescript(*arguments)

    def fetchone(self) -> Any:
        """See `sqlite3.Cursor`."""
        try:
            return super().fetchone()
        except library.Error as error:
            raise _as_of_sqlite3(error, self.connection) from None

    def fetchmany(self, *arguments: Any, **named: Any) -> Any:
        """See `sqlite3.Cursor`."""
        with _translated(self.connection):
            return super().fetchmany(*arguments, **named)

    def fetchall(self) -> Any:
        """See `sqlite3.Cursor`."""
        with _translated(self.connection):
            return super().fetchall()

    def __iter__(self) -> Any:
        # A loop in C; iterating over itself would ask Python for each row.
        with _translated(self.connection):
            yield from iter(super().__next__, _NO_ROW)

    def __next__(self) -> Any:
        with _translated(self.connection):
            return super().__next__()


class EncryptedConnection(library.Connection):
    """A connection to an encrypted file, whose errors are those of `sqlite3`."""

    is_encrypted = True
    release: Callable[[], object] | None = None
    """Hears that it is closed."""
    compare_schema: Callable[[], object] | None = None
    """See `connecting.connect`."""
    folder: Path | None = None
    """Where it writes, so that a full disk can be told from others' faults."""

    def cursor(self, factory: Any = EncryptedCursor) -> Any:
        """See `sqlite3.Connection`, whose other methods ask this one."""
        with _translated(self):
            return super().cursor(factory)

    def commit(self) -> None:
        """See `sqlite3.Connection`."""
        with _translated(self):
            super().commit()

    def rollback(self) -> None:
        """See `sqlite3.Connection`."""
        with _translated(self):
            super().rollback()

    def backup(self, *arguments: Any, **named: Any) -> None:
        """See `sqlite3.Connection`; to another encrypted file alone."""
        with _translated(self):
            super().backup(*arguments, **named)

    def create_function(self, *arguments: Any, **named: Any) -> None:
        """See `sqlite3.Connection`."""
        with _translated(self):
            super().create_function(*arguments, **named)

    def close(self) -> None:
        """See `sqlite3.Connection`."""
        with _translated(self):
            super().close()
        if self.release is not None:
            self.release()


def connect(name: str, key: FileKey | None, **how: Any) -> EncryptedConnection:
    """Connect to a file as `sqlite3.connect` does; without a key to a plain one, of which an encrypted one is made."""
    with _translated():
        connection = library.connect(name, factory=EncryptedConnection, **how)
    try:
        # It would say on standard error what becomes an exception anyhow.
        connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
        if key is not None:
            connection.execute(f'PRAGMA key = "{key.literal}"').fetchall()
            connection.execute(f"PRAGMA cipher_compatibility = {_FORMAT}").fetchall()
        # What it sorts, or builds an index of, must not lie in a plain file meanwhile.
        connection.execute("PRAGMA temp_store = MEMORY").fetchall()
    except BaseException:
        connection.close()
        raise
    assert isinstance(connection, EncryptedConnection)
    return connection
