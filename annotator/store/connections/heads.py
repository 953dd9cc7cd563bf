"""How files begin: as SQLite's do, or as encrypted ones, whose first bytes are a salt and all others look random.

A file that this process has open must not be opened beside that, not even to read its head: closing it would drop the
locks of SQLite (see `sittings/open_files.py`). So what connections are open is known here, with the head of their file.
"""

import hashlib
import os
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from annotator.paths import ends_in
from annotator.store.connections.keys import SALT_BYTES

SQLITE = b"SQLite format 3\x00"
PAGE_BYTES = 4096
"""Of an encrypted file, which the library makes so; a plain one says its own."""
_FOREIGN = (
    b"PK\x03\x04",
    b"%PDF",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"7z\xbc\xaf",
    b"\xfd7zXZ",
    b"Rar!",
    b"BZh",
)
"""How other files begin that look as random as an encrypted one."""
_FEWEST, _MOST = 250, 64
"""Of 4096 random bytes all 256 values are there, each some 16 times; below and above, a file is none."""
_ENDINGS = (".annot", ".annot-rescue", ".packet")

FileId = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FileHead:
    """`salt`: of an encrypted file, else empty; `start`: its first bytes."""

    salt: bytes = b""
    start: bytes = b""

    @property
    def is_encrypted(self) -> bool:
        """Whether it looks like an encrypted file, and is no other that one can tell."""
        return bool(self.salt)


_open: Counter[FileId] = Counter()
_heads: dict[FileId, FileHead] = {}
_lock = threading.Lock()


def head_of(path: Path) -> FileHead:
    """Return how a file begins, an empty head where there is none; raises `OSError`."""
    id = file_id(path)
    if id is None or not path.is_file():
        return FileHead()  # a pipe would be waited for
    with _lock:
        if id in _heads:
            return _heads[id]
    with path.open("rb") as file:
        start = file.read(PAGE_BYTES)
        size = file.seek(0, 2)
    return FileHead(start[:SALT_BYTES] if _looks_encrypted(start, size, path) else b"", start)


def is_held(path: Path) -> bool:
    """Whether a connection of this process has the file open, by whatever name."""
    with _lock:
        return file_id(path) in _heads


def holds_salt(salt: bytes) -> bool:
    """Whether a connection of this process has a file with this salt open."""
    with _lock:
        return any(head.salt == salt for head in _heads.values())


def hold(id: FileId, head: FileHead) -> None:
    """Note that a connection has the file open."""
    with _lock:
        _open[id] += 1
        _heads.setdefault(id, FileHead(head.salt, head.start[:100]))


def let_go(id: FileId) -> None:
    """Note that a connection has been closed."""
    with _lock:
        _open[id] -= 1
        if _open[id] <= 0:
            del _open[id]
            _heads.pop(id, None)


def file_id(path: Path) -> FileId | None:
    """Return what tells a file from others by whatever name, None where there is none."""
    try:
        return id_of(path)
    except (OSError, ValueError):
        return None


def id_of(path: Path) -> FileId:
    """Return what tells a file from others by whatever name; raises `OSError` where there is none.

    Some network drives of Windows number no files, and say 0 of each: there it is the path.
    """
    found = path.stat()
    return found.st_dev, found.st_ino or _numbered(path)


def _numbered(path: Path) -> int:
    place = os.path.normcase(path.resolve())
    return -int.from_bytes(hashlib.sha256(os.fsencode(place)).digest()[:8], "big")


def _looks_encrypted(start: bytes, size: int, path: Path) -> bool:
    if len(start) < PAGE_BYTES or start.startswith((SQLITE, *_FOREIGN)):
        return False
    if size % PAGE_BYTES and not ends_in(path, *_ENDINGS):
        return False  # one of ours that was cut off is a damaged one
    counts = Counter(start)
    return len(counts) >= _FEWEST and max(counts.values()) <= _MOST
