"""Who is at work on a file that is not finished: a lock of the system's, which ends with the process that holds it."""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

_OLD_S = 3600.0
"""Where the file system knows no locks, what has not been touched for so long is nobody's."""


class Claim:
    """The lock of one piece of work, as a small file beside it; `is_held`: nobody else has it."""

    def __init__(self, path: Path) -> None:
        """Try to get it; raises `OSError` where the file cannot be made."""
        self._path = path
        is_new = not path.exists()
        self._handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o666)
        self.is_held = _locked(self._handle, is_new)
        if self.is_held:
            with suppress(OSError):
                os.utime(path)

    def let_go(self) -> None:
        """End it, and take the file away."""
        if self.is_held and sys.platform != "win32":
            self._path.unlink(missing_ok=True)
        os.close(self._handle)
        if self.is_held and sys.platform == "win32":
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
        self.is_held = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.let_go()


def _locked(handle: int, is_new: bool) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - there alone

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not there

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return is_new or abs(time.time() - os.fstat(handle).st_mtime) > _OLD_S
    return True
