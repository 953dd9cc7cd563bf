"""Which project files this process has open: nothing but SQLite may touch those.

On POSIX systems, closing any file descriptor of a file drops all locks that the process holds on it. Another program
that opens and closes the project then believes to be alone, removes the write-ahead log under our feet, and what is
written afterwards is lost (sqlite.org, How To Corrupt An SQLite Database File, section 2.2). So a project that is open
is never looked into, copied or imported as a plain file.
"""

import threading
from collections import Counter
from pathlib import Path

Key = tuple[int, int]

_open: Counter[Key] = Counter()
_lock = threading.Lock()


def opened(path: Path) -> Key:
    """Note that a file is open, once more; hand back what `closed` needs."""
    found = path.stat()
    key = (found.st_dev, found.st_ino)
    with _lock:
        _open[key] += 1
    return key


def closed(key: Key) -> None:
    """Note that it was closed, once."""
    with _lock:
        _open[key] -= 1
        if _open[key] <= 0:
            del _open[key]


def is_open(path: Path) -> bool:
    """Whether a path leads to a project that is open in this process, by whatever name."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return False
    with _lock:
        return (found.st_dev, found.st_ino) in _open
