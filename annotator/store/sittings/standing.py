"""Whether a project file that is open still stands at its path, and nobody but SQLite has written into it.

A file that is deleted, renamed or replaced while it is open goes on taking what is written, and so does a log that is
gone: nothing fails, and everything is lost when it is closed. So path and open file are compared: device and inode
(on Windows the volume and the file's id), of the project and of both files that SQLite keeps beside it.

An older copy that is written in place leaves the inode. With a log, the file itself changes in a checkpoint alone, and
each checkpoint shows in the log's index (sqlite.org, WAL-mode File Format, section 2.1): a file that has changed
without one was written by somebody else. After one it is asked for the latest step that was copied, and for pages
that no checkpoint may have changed.
"""

import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, NamedTuple

from annotator.model.errors import BadProject
from annotator.store.connections.connecting import Access, connect
from annotator.store.connections.keys import FileKey
from annotator.store.sittings.kept_pages import KeptPages
from annotator.store.sittings.log_pages import LogFrames, are_copied
from annotator.store.sittings.seen_steps import LogEnd, SeenSteps, holds

LOGS = ("-wal", "-shm")
"""What SQLite keeps beside a project that is open."""

WRITTEN_OVER = "was written over by another program"
"""What happened to a file of which nothing that is read can be believed."""

_PAGE_SIZE, _FRAMES, _PAGES, _SALT, _BACKFILLED, _ATTEMPTED = 14, 16, 20, slice(32, 40), 96, 128
"""Where the index of the log has how large a page is, how many frames there are and pages of the file, and what a
checkpoint changes: salts of the log, frames copied, frames to be copied."""
_TRIES = 3

_Id = tuple[int, int]


class _Checkpoint(NamedTuple):
    """How far the last checkpoint of a log has come, in frames."""

    salt: bytes
    copied: int
    to_copy: int


class Standing:
    """The file at `path` as it was when this was made, which is after SQLite has opened and read it. For any thread.

    `seen`: the steps that are known to be in it; `key`: of an encrypted one.
    """

    def __init__(self, path: Path, seen: SeenSteps, key: FileKey | None = None) -> None:
        self._path, self._seen, self._key = path.absolute(), seen, key
        real = path.resolve()  # SQLite follows a link, too
        self._logs = [real.with_name(real.name + ending) for ending in LOGS]
        self.has_log = all(log.exists() for log in self._logs)
        self._ids = [_id_of(each) for each in (self._path, *self._logs)]
        self._lock = threading.RLock()
        # Held open until SQLite has closed its own: closing a descriptor drops the locks of the whole process.
        self._index = self._logs[1].open("rb", buffering=0) if self.has_log else None
        self._file: BinaryIO | None = None
        self._pages: KeptPages | None = None
        self._is_written_over = False
        try:
            self._checkpoint, self._stamp = self._now()
            if self._index is not None:
                self._file = self._path.open("rb", buffering=0)  # as long as the index, for the same reason
                self._pages = KeptPages(self._file, self._logs[0])
                self._pages.begin(*self._sizes())
        except BaseException:
            self.close()
            raise

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
        with self._lock:
            if self._index is not None and not self._is_written_over:
                self._is_written_over = not self._is_right()
            return not self._is_written_over

    @property
    def log_end(self) -> LogEnd:
        """Where the log ends, which holds or has held all that was committed before this is asked."""
        with self._lock:
            if self._index is None:
                return LogEnd(b"", 0)
            self._index.seek(_FRAMES)
            found = self._index.read(_SALT.stop - _FRAMES)
        return LogEnd(found[_SALT.start - _FRAMES :], int.from_bytes(found[:4], sys.byteorder))

    def _sizes(self) -> tuple[int, int]:
        """Return how large a page is, 0 where nobody has said it yet, and how many there are, as the index has it."""
        assert self._index is not None
        self._index.seek(_PAGE_SIZE)
        found = self._index.read(_PAGES + 4 - _PAGE_SIZE)
        size, pages = (int.from_bytes(number, sys.byteorder) for number in (found[:2], found[-4:]))
        return 1 << 16 if size == 1 else size, pages

    def _is_right(self) -> bool:
        for _ in range(_TRIES):
            found = checkpoint, stamp = self._now()
            frames = self.log_end.frames
            if checkpoint.copied < checkpoint.to_copy:
                # One is at work, or died at it: what it writes is not all there, but it writes nothing else.
                is_right = self._leaves_others(checkpoint, self._written(checkpoint, frames))
                if self._read_checkpoint() == checkpoint:
                    return is_right
                continue
            if stamp == self._stamp:
                if self._pages is not None and checkpoint != self._checkpoint:
                    self._pages.look_again(*self._sizes())
                self._checkpoint = checkpoint
                break
            written = self._written(checkpoint, frames)
            is_right = checkpoint != self._checkpoint and self._is_copied(checkpoint, stamp)
            is_right = is_right and self._leaves_others(checkpoint, written)
            is_right = is_right and (self._pages is None or self._pages.has_grown())
            if self._now() == found:  # else one was made meanwhile
                if is_right:
                    self._know_pages(checkpoint, written)
                    self._checkpoint, self._stamp = found
                return is_right
        return True

    def _written(self, checkpoint: _Checkpoint, frames: int) -> LogFrames | None:
        """Return what the log has since the last checkpoint, or since it began; None where that is not known."""
        if self._pages is None:
            return None
        try:
            return self._pages.frames(self._checkpoint.copied if self._is_same_log(checkpoint) else 0, frames)
        except OSError:
            return None

    def _is_same_log(self, checkpoint: _Checkpoint) -> bool:
        return checkpoint.salt == self._checkpoint.salt

    def _leaves_others(self, checkpoint: _Checkpoint, written: LogFrames | None) -> bool:
        """Whether all that is known of the file stands which checkpoints of this log did not write."""
        if self._pages is None or not self._is_same_log(checkpoint):
            return True
        try:
            return self._pages.are_right(written)
        except OSError:
            return True

    def _know_pages(self, checkpoint: _Checkpoint, written: LogFrames | None) -> None:
        if self._pages is None:
            return
        try:
            if written is None or not self._is_same_log(checkpoint):
                self._pages.begin(*self._sizes())
            self._pages.renew(written, checkpoint.copied)
        except OSError:
            self._pages.forget()

    def _is_copied(self, checkpoint: _Checkpoint, stamp: _Id) -> bool:
        """Whether a checkpoint has written the file: all of the log, or as far as somebody's reading let it."""
        frames = self.log_end.frames
        if 0 < checkpoint.copied < frames and stamp[0] >= self._stamp[0]:
            is_there = self._has_pages(checkpoint, frames)
            if is_there is not None:
                return is_there
        return self._holds_copied(checkpoint)

    def _has_pages(self, checkpoint: _Checkpoint, frames: int) -> bool | None:
        if self._file is None:
            return None
        try:
            return are_copied(self._file, self._logs[0], checkpoint.copied, frames)
        except OSError:
            return None

    def _holds_copied(self, checkpoint: _Checkpoint) -> bool:
        """Whether the file, read without its log, has the steps that a checkpoint has copied into it."""
        steps = self._seen.copied(LogEnd(checkpoint.salt, checkpoint.copied))
        if not steps:
            return True
        try:
            with closing(connect(self._path, Access.FROZEN, key=self._key)) as file:
                return holds(file, steps)
        except (BadProject, sqlite3.OperationalError):  # it has gone meanwhile, which the next look tells
            return True
        except sqlite3.DatabaseError:
            return False

    def _now(self) -> tuple[_Checkpoint, _Id]:
        return self._read_checkpoint(), _stamp_of(self._path)

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
        with self._lock:
            for opened in (self._index, self._file):
                if opened is not None:
                    opened.close()
            self._index = self._file = None

    def _read_checkpoint(self) -> _Checkpoint:
        """Return how far the last checkpoint of the log came."""
        with self._lock:
            if self._index is None:
                return _Checkpoint(b"", 0, 0)
            # In two pieces: Windows keeps what lies between locked.
            self._index.seek(_SALT.start)
            head = self._index.read(_BACKFILLED + 4 - _SALT.start)
            self._index.seek(_ATTEMPTED)
            attempted = self._index.read(4)
        copied, to_copy = (int.from_bytes(number, sys.byteorder) for number in (head[-4:], attempted))
        return _Checkpoint(head[: _SALT.stop - _SALT.start], copied, to_copy)


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
