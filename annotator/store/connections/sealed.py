"""A file of bytes that only a key opens: what a packet of an encrypted project is kept in.

The bytes stand in a table of an encrypted database, in the pieces in which they were written. There is no passphrase:
the key itself, 32 bytes, opens it.
"""

import io
import os
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from annotator.paths import uri_of
from annotator.store.connections.connecting import require_library
from annotator.store.connections.heads import head_of
from annotator.store.connections.keys import SALT_BYTES, FileKey


class SealedWriter(io.RawIOBase):
    """Writes a new file; what is written is there once it is closed."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._connection = _connect(path, FileKey(os.urandom(SALT_BYTES), key))
        self._connection.execute("PRAGMA journal_mode = OFF").fetchall()
        self._connection.execute("CREATE TABLE pieces (start INTEGER PRIMARY KEY, body BLOB NOT NULL)")
        self._connection.execute("BEGIN")
        self._size = 0

    def writable(self) -> bool:
        """It is written alone."""
        return True

    def write(self, content: Any) -> int:
        """Write a piece; `content`: bytes."""
        body = bytes(content)
        self._connection.execute("INSERT INTO pieces VALUES (?, ?)", [self._size, body])
        self._size += len(body)
        return len(body)

    def close(self) -> None:
        """Commit what was written, and close it."""
        if not self.closed:
            self._connection.execute("COMMIT")
            self._connection.close()
        super().close()


class SealedReader(io.RawIOBase):
    """Reads such a file; one that was cut off ends with the last piece that can be read."""

    def __init__(self, connection: Any) -> None:
        self._connection, self._at = connection, 0

    def readable(self) -> bool:
        """It is read alone."""
        return True

    def seekable(self) -> bool:
        """It can be read from anywhere."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place, told from the beginning."""
        assert whence == os.SEEK_SET
        self._at = offset
        return offset

    def tell(self) -> int:
        """Return where it is read next."""
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Read what stands here of one piece; nothing at the end, or where the file is damaged."""
        query = "SELECT start, body FROM pieces WHERE start <= ? ORDER BY start DESC LIMIT 1"
        try:
            found = self._connection.execute(query, [self._at]).fetchone()
        except sqlite3.DatabaseError:
            found = None
        start, body = found or (self._at, b"")
        content = body[self._at - start :][: len(buffer)]
        buffer[: len(content)] = content
        self._at += len(content)
        return len(content)

    def close(self) -> None:
        """Close it."""
        if not self.closed:
            self._connection.close()
        super().close()


def looks_sealed(path: Path) -> bool:
    """Whether a file looks like an encrypted one; not where it cannot be read."""
    try:
        return head_of(path).is_encrypted
    except OSError:
        return False


def opened_sealed(path: Path, keys: Iterable[bytes]) -> io.BufferedReader | None:
    """Open such a file with the one of these keys that fits; None where none does. Raises `BadProject` without the
    library for it."""
    require_library(path.name)
    salt = head_of(path).salt
    for key in keys:
        connection = _connect(path, FileKey(salt, key), "mode=ro&immutable=1")
        with suppress(sqlite3.DatabaseError):
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            return io.BufferedReader(SealedReader(connection))
        connection.close()
    return None


def _connect(path: Path, key: FileKey, how: str = "") -> Any:
    require_library(path.name)
    from annotator.store.connections.encrypted import connect  # noqa: PLC0415 - see `connecting.py`

    connection = connect(uri_of(path.absolute(), how), key, uri=True, isolation_level=None)
    connection.folder = path.absolute().parent
    return connection
