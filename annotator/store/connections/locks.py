"""Whether other programs have a file open, or write into it, as the locks show that SQLite has on it.

With a log each connection keeps a shared lock on the file as long as it is open, and whoever writes one on the log's
index (sqlite.org, os.h and WAL-mode File Format, section 2.3.2). A file that this process has open itself is not asked:
closing it would drop the locks of SQLite.
"""

import contextlib
import sys
from pathlib import Path

from annotator.store.connections import heads

_SHARED_FIRST, _SHARED_BYTES = 0x40000002, 510
_WRITING = 120


def is_open_elsewhere(path: Path) -> bool:
    """Whether another program has a file with a log open."""
    return not heads.is_held(path) and _is_locked(path.resolve(), _SHARED_FIRST, _SHARED_BYTES)


def is_written_elsewhere(path: Path) -> bool:
    """Whether another program writes into a file with a log just now."""
    real = path.resolve()
    return not heads.is_held(path) and _is_locked(real.with_name(f"{real.name}-shm"), _WRITING, 1)


if sys.platform == "win32":
    import msvcrt

    def _is_locked(path: Path, start: int, length: int) -> bool:
        with contextlib.suppress(OSError), path.open("r+b", buffering=0) as file:
            file.seek(start)
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, length)
            except OSError:
                return True
            file.seek(start)
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, length)
        return False
else:
    import fcntl

    def _is_locked(path: Path, start: int, length: int) -> bool:
        with contextlib.suppress(OSError), path.open("r+b", buffering=0) as file:
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, length, start)
            except OSError:
                return True
        return False
