"""A project that may not be written, since its file, its folder or a full disk does not allow it: it can be read.

SQLite needs to write beside a file with a log even to read it. Where the log is empty the file is read as what cannot
change (`immutable`), and watched; where there is a log, or the file is of an older version, a copy of it is read.
"""

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from annotator.model.errors import BadProject, StrangeSchema
from annotator.store.connections.connecting import Access, connect
from annotator.store.connections.heads import head_of
from annotator.store.folders import data_folder
from annotator.store.sqlite_errors import explained

_LOGS = ("-wal", "-journal")
_REFUSED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(slots=True)
class Reading:
    """How a project is read. `why`: the sentence; `path`, `access`: what is opened, and how.

    `is_snapshot`: whether what others write is not seen; `folder`: of a copy that goes at the end. `as_of`: when the
    project was as it is shown, in words; empty for the present one. `strange`: what of the file's schema is not the
    program's, a sentence each, where it is read by a copy without that.
    """

    why: str
    path: Path
    access: Access
    is_snapshot: bool
    folder: TemporaryDirectory[str] | None = None
    as_of: str = ""
    strange: tuple[str, ...] = ()

    def connect(self) -> sqlite3.Connection:
        """Open a connection that can write nothing."""
        connection = connect(self.path, self.access)
        try:
            connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return connection

    def close(self) -> None:
        """Take the copy away."""
        if self.folder is not None:
            self.folder.cleanup()


def why_not_written(path: Path) -> str:
    """Return why a project can only be read, as far as permissions tell; empty where it may be written."""
    real = path.resolve()
    if not _may_write(real):
        return _sentence(path, "you may not write to it", "copy it to where you may, or change its permissions")
    if not _may_write(real.parent):
        return _sentence(path, "you may not write into its folder", "copy it to a folder where you may")
    return ""


def why_refused(path: Path, error: BadProject) -> str:
    """Return why a project can only be read after SQLite could not open it for writing; empty for other errors."""
    if isinstance(error, StrangeSchema):
        return _sentence(path, error.why, f"mend a copy of it (annotator check {path.name} --repair)")
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if isinstance(cause, OSError):
        is_full = cause.errno in _FULL
    elif code in _REFUSED:
        is_full = code == sqlite3.SQLITE_FULL or _has_no_room(path)
    else:
        return ""
    if is_full:
        return _sentence(path, "its disk is full", "make room, and open it again")
    return _sentence(path, "nothing can be written beside it", "check the disk, or copy it to another folder")


def open_for_reading(
    path: Path, why: str, is_of_now: Callable[[sqlite3.Connection], bool], renew: Callable[[Path], tuple[str, ...]]
) -> Reading:
    """Find a way to read a project; raises `BadProject` where there is none.

    `is_of_now`: whether an open file has the present shape; `renew`: brings one that may be written into
    it, and returns what of its schema was not the program's; raises `BadProject` for a damaged one.
    """
    real = path.resolve()
    is_in_use = any(real.with_name(f"{real.name}{suffix}").exists() for suffix in (*_LOGS, "-shm"))
    head = head_of(real)
    # An encrypted one does not show it. If it has none, it is taken for one that nobody writes, and watched for that.
    has_log = head.is_encrypted or head.start[18:19] == b"\x02"
    is_snapshot = has_log and not is_in_use
    reading = Reading(why, real, Access.FROZEN if is_snapshot else Access.READ, is_snapshot)
    with suppress(sqlite3.DatabaseError), closing(reading.connect()) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if is_of_now(connection):
            return reading
    return _copied(real, path.name, why, renew)


def _copied(real: Path, name: str, why: str, renew: Callable[[Path], tuple[str, ...]]) -> Reading:
    """Read a copy, in the folder for temporary files or, where that has no room, in the user's data folder."""
    roots = (Path(gettempdir()), data_folder())
    for root in roots:
        try:
            return _copied_into(root, real, name, why, renew)
        except OSError as error:
            failed = error
    raise BadProject(
        f"{name} can only be read by a copy, and none can be made in {roots[0]} nor in {roots[1]} ({failed.strerror});"
        " make room there, or set another folder for temporary files (TMPDIR)."
    ) from failed


def _copied_into(root: Path, real: Path, name: str, why: str, renew: Callable[[Path], tuple[str, ...]]) -> Reading:
    """Read a copy in a folder; raises `OSError` where it has no room there."""
    root.mkdir(parents=True, exist_ok=True)
    folder = TemporaryDirectory(prefix="annotator-reading-", dir=root)
    try:
        copy = Path(folder.name) / real.name
        for suffix in ("", *_LOGS):
            with suppress(FileNotFoundError):
                shutil.copyfile(real.with_name(real.name + suffix), copy.with_name(copy.name + suffix))
        with explained(name):
            strange = renew(copy)
    except BadProject as error:
        folder.cleanup()
        if getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF in _REFUSED:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        raise
    except BaseException:
        folder.cleanup()
        raise
    return Reading(why, copy, Access.WRITE, True, folder, strange=strange)


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _has_no_room(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.resolve().parent).free < 1 << 17
    except OSError:
        return False


def _sentence(path: Path, cause: str, remedy: str) -> str:
    return f"{path.name} is open for reading only, since {cause}; {remedy}."
