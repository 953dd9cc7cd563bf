"""Whether a project file that is open still stands at its path, and nobody but SQLite has written into it.

A file that is deleted, renamed or replaced while it is open goes on taking what is written, and so does a log that is
gone: nothing fails, and everything is lost when it is closed. So path and open file are compared: device and inode
(on Windows the volume and the file's id), of the project and of both files that SQLite keeps beside it.

An older copy that is written in place leaves the inode. With a log, the file itself changes in a checkpoint alone, and
each checkpoint shows in the log's index (sqlite.org, WAL-mode File Format, section 2.1): a file that has changed
without one was written by somebody else.
"""

import sys
from pathlib import Path

LOGS = ("-wal", "-shm")
"""What SQLite keeps beside a project that is open."""

WRITTEN_OVER = "was written over by another program"
"""What happened to a file of which nothing that is read can be believed."""

_SALT, _BACKFILLED, _ATTEMPTED = slice(32, 40), 96, 128
"""Where the index of the log has what a checkpoint changes: salts of the log, frames copied, frames to be copied."""

_Id = tuple[int, int]


class Standing:
    """The file at `path` as it was when this was made, which is after SQLite has opened and read it."""

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        real = path.resolve()  # SQLite follows a link, too
        self._logs = [real.with_name(real.name + ending) for ending in LOGS]
        self.has_log = all(log.exists() for log in self._logs)
        self._ids = [_id_of(each) for each in (self._path, *self._logs)]
        # Held open until SQLite has closed its own: closing a descriptor drops the locks of the whole process.
        self._index = self._logs[1].open("rb", buffering=0) if self.has_log else None
        self._checkpoint = self._read_checkpoint()
        self._stamp = _stamp_of(self._path)

    def mishap(self) -> str:
        """Return what happened to the file, as the predicate of a sentence; empty where it stands as it should."""
        found = _id_of(self._path)
        if found is None:
            return "was deleted, moved or renamed"
        if found != self._ids[0]:
            return "was replaced by another file"
        if not self.has_log:
            return ""
        for log, id in zip(self._logs, self._ids[1:], strict=True):
            if _id_of(log) != id:
                return f"has lost the file {log.name}, which belongs to it,"
        return "" if self.know_checkpoint() else WRITTEN_OVER

    def know_checkpoint(self) -> bool:
        """Take the file as it is now for right where a checkpoint wrote it; whether it was one, if it has changed.

        To be called after whatever may have made a checkpoint: what is written over later is then told from it.
        """
        if self._index is None:
            return True
        checkpoint, stamp = self._read_checkpoint(), _stamp_of(self._path)
        is_changed = stamp != self._stamp
        if is_changed:
            # Once more, and in this order: the one that wrote the file may have ended between the two looks.
            checkpoint, stamp = self._read_checkpoint(), _stamp_of(self._path)
        _, copied, to_copy = checkpoint
        if copied < to_copy:
            return True  # one is at work, or died at it: what it writes is not all there
        if is_changed and checkpoint == self._checkpoint:
            return False
        self._checkpoint, self._stamp = checkpoint, stamp
        return True

    @property
    def is_unchanged(self) -> bool:
        """Whether the file is the one that it was, to the time of its last change: of one that nobody may write."""
        return _id_of(self._path) == self._ids[0] and _stamp_of(self._path) == self._stamp

    @property
    def is_own(self) -> bool:
        """Whether nothing that is there is another's: a log may be gone, of which SQLite still holds the content."""
        logs = zip(self._logs, self._ids[1:], strict=True) if self.has_log else ()
        is_own = _id_of(self._path) == self._ids[0] and all(_id_of(log) in (id, None) for log, id in logs)
        return is_own and self.know_checkpoint()

    def close(self) -> None:
        """Let go of the index; after SQLite has closed the file (see `OpenFile.before_last_close`)."""
        if self._index is not None:
            self._index.close()
            self._index = None

    def _read_checkpoint(self) -> tuple[bytes, int, int]:
        """Return the log's salts, how many of its frames were copied, and how many were to be."""
        if self._index is None:
            return b"", 0, 0
        # In two pieces: Windows keeps what lies between locked.
        self._index.seek(0)
        head = self._index.read(_BACKFILLED + 4)
        self._index.seek(_ATTEMPTED)
        numbers = head[_BACKFILLED:], self._index.read(4)
        copied, to_copy = (int.from_bytes(number, sys.byteorder) for number in numbers)
        return head[_SALT], copied, to_copy


def _id_of(path: Path) -> _Id | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _stamp_of(path: Path) -> _Id:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
