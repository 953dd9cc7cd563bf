"""Which project files this process has open: nothing but SQLite may touch those.

On POSIX systems, closing any file descriptor of a file drops all locks that the process holds on it. Another program
that opens and closes the project then believes to be alone, removes the write-ahead log under our feet, and what is
written afterwards is lost (sqlite.org, How To Corrupt An SQLite Database File, section 2.2). So a project that is open
is never looked into, copied or imported as a plain file.

Each is watched: a file that is not the one at its path any more takes no further step, and what was acknowledged in it
since it was opened is written into a rescue file at once.
"""

import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.model.errors import BadProject, FileGone
from annotator.model.wording import counted, one_or_many
from annotator.store.connections.connecting import Access, key_of
from annotator.store.connections.heads import file_id, id_of
from annotator.store.reading import Reading
from annotator.store.sittings import rescue
from annotator.store.sittings.others import OwnSteps
from annotator.store.sittings.presence import Presence
from annotator.store.sittings.seen_steps import LogEnd, SeenStep, SeenSteps, holds, latest_step
from annotator.store.sittings.sitting import DoneStep, Sitting
from annotator.store.sittings.standing import WRITTEN_OVER, Standing
from annotator.store.sittings.told_steps import ToldSteps

Key = tuple[int, int]

DAMAGED_SAID = "is damaged"

_lock = threading.Lock()


class OpenFile:
    """A project file that is open in this process, by however many connections."""

    def __init__(self, path: Path, key: Key, reading: Reading | None = None) -> None:
        self.path = path
        self.reading = reading
        """How it is read, where it may not be written."""
        self._readings = [] if reading is None else [reading]
        self.key = key
        self.connections = 0
        self.shown_to: set[str] = set()
        """The people to whom others' work is shown while it is open, where that cannot be written down."""
        self.secret = key_of(path)
        """What its rescue file is encrypted with; None for a plain project, of which other things may lie about too."""
        self.own = OwnSteps()
        self.presence = Presence(path, is_named=self.secret is None)
        self._told = ToldSteps(self.presence.folder, key)
        self._seen = SeenSteps(self._told.heard)
        self._standing = Standing(path, self._seen, self.secret)
        try:
            self.sitting = Sitting(in_memory=self.secret is not None)
        except BaseException:
            self._standing.close()
            raise
        self._lock = threading.Lock()
        self.gone: FileGone | None = None
        """What happened to it, once that was noticed."""
        self.is_overwritten = False
        self.is_sound: bool | None = None
        """Whether a quick check found it in order; None before there was one. Until then there is no checkpoint."""

    def refuse_if_gone(self, connection: sqlite3.Connection) -> None:
        """Raise `FileGone` where the open file is not the one at the path, or is without what it acknowledged."""
        if self.gone is None and (mishap := self._mishap(connection)):
            with self._lock:
                if self.gone is None:
                    self.gone = self._rescue(mishap, connection)
        if self.gone is not None:
            raise FileGone(str(self.gone), self.gone.rescue)

    def refuse_another(self) -> None:
        """Raise `FileGone` where another file stands at the path, or none; for any thread, so nothing is rescued."""
        if file_id(self.path) != self.key:
            raise FileGone(f"{self.path.name} was replaced or taken away while it was open; nothing was done.")

    def refuse_to_write(self) -> None:
        """Raise `BadProject` where it is known that no step can be taken."""
        if self.reading is not None:
            raise BadProject(self.reading.why)
        if self.gone is not None:
            raise FileGone(str(self.gone), self.gone.rescue)

    def acknowledge(self, step: DoneStep, name: SeenStep) -> LogEnd:
        """Keep a step that was committed; return where the log ended after it."""
        self.sitting.add(step)
        end = self._standing.log_end
        self._seen.see(name, end)
        self._told.tell(name, end)
        self.know_checkpoint()
        return end

    @property
    def log_end(self) -> LogEnd:
        """Where the log ends; without a salt where there is none."""
        return self._standing.log_end

    def see_latest(self, connection: sqlite3.Connection) -> None:
        """Know the latest step that a connection reads, whoever did it; raises what SQLite raises."""
        if (found := latest_step(connection)) is not None:
            self._seen.see(found, self._standing.log_end)

    def know_checkpoint(self) -> None:
        """Remember how the file stands after a commit, or whatever else may have made a checkpoint."""
        self._standing.know_checkpoint()

    @property
    def may_be_folded(self) -> bool:
        """Whether the log may be written into the file: neither of them is another's."""
        return self._standing.is_own and not self.is_overwritten

    def take_check(self, is_sound: bool, connection: sqlite3.Connection) -> None:
        """Know what a quick check found; a damaged file is written no more, nor its log. Raises `FileGone` then."""
        self.is_sound = is_sound
        if not is_sound:
            connection.execute("PRAGMA query_only = ON")
            with self._lock:
                self.gone = self.gone or self._rescue(DAMAGED_SAID, connection)
            self.refuse_if_gone(connection)

    def before_last_close(self) -> None:
        """Let go of the log's index before SQLite closes its last connection, on Windows alone.

        What is open there cannot be deleted: SQLite would try for more than a second, and leave it beside the project.
        On POSIX systems this comes last, since closing a descriptor drops the locks that others wait for.
        """
        if sys.platform == "win32" and self.connections == 1:
            self._standing.close()

    def close(self) -> None:
        """Let go of it; after SQLite has."""
        self._standing.close()
        self.sitting.close()
        self._told.close()
        self.presence.leave()
        for reading in self._readings:
            reading.close()

    def close_too(self, reading: Reading) -> None:
        """Keep the copy that a further connection reads until the last is closed: the log went away under the first."""
        if not self.keeps(reading):
            self._readings.append(reading)

    def keeps(self, reading: Reading) -> bool:
        """Whether this takes away a copy once the last connection is closed."""
        return any(one is reading for one in self._readings)

    def _mishap(self, connection: sqlite3.Connection) -> str:
        if self.reading is not None and self.reading.is_snapshot:
            return "" if self._standing.is_unchanged else "was changed by another program while it was being read"
        if mishap := self._standing.mishap():
            return f"{mishap} while it was open"
        if self._standing.has_log or holds(connection, self._seen.copied(self._standing.log_end)):
            return ""
        return f"{WRITTEN_OVER} while it was open"

    def _rescue(self, mishap: str, connection: sqlite3.Connection) -> FileGone:
        self.is_overwritten = WRITTEN_OVER in mishap
        if self.reading is not None:
            return FileGone(f"{self.path.name} {mishap}: open it again to see what is there now.")
        said = f"{self.path.name} {mishap}: nothing more is written to it"
        if not self.sitting.count:
            return FileGone(f"{said}, and nothing of this sitting is lost; save the project under a new name.")
        done = rescue.write(self.path, self.sitting, connection, is_readable=not self.is_overwritten, key=self.secret)
        steps = f"{counted(done.steps, 'step')} of this sitting {one_or_many(done.steps, 'is', 'are')}"
        where = f"in {done.path}" if done.path else "in memory alone, since no rescue file could be written"
        lost = f", {counted(done.missing, 'large one')} could not be kept" if done.missing else ""
        return FileGone(f"{said}; {steps} {where}{lost}; save the project under a new name.", str(done.path or ""))


_open: dict[Key, OpenFile] = {}


def opened(path: Path, reading: Reading | None = None) -> OpenFile:
    """Note that a file is open, once more; hand back what is known of it. `reading`: how, where it is only read."""
    key = id_of(path)
    with _lock:
        file = _open.get(key)
        if file is None:
            file = _open[key] = OpenFile(path, key, reading)
        elif reading is not None and reading.folder is not None:
            file.close_too(reading)
        file.connections += 1
        return file


def closed(file: OpenFile) -> None:
    """Note that a connection to it was closed."""
    with _lock:
        file.connections -= 1
        if file.connections <= 0:
            _open.pop(file.key, None)
            file.close()


@contextmanager
def kept_once_opened(reading: Reading | None) -> Iterator[None]:
    """Take a copy for reading away if an exception comes before a file that is open keeps it."""
    try:
        yield
    except BaseException:
        with _lock:
            is_kept = reading is None or any(file.keeps(reading) for file in _open.values())
        if reading is not None and not is_kept:
            reading.close()
        raise


def is_open(path: Path) -> bool:
    """Whether a path leads to a project that is open in this process, by whatever name."""
    return _found(path) is not None


def reading_of(path: Path) -> Reading | None:
    """Return how a file is read that is open in this process already, and may not be written.

    One that a check has found damaged is one of these: whoever opens it from then on cannot write to it, nor its log.
    """
    file = _found(path)
    if file is None:
        return None
    if file.reading is None and file.is_sound is False:
        return Reading(str(file.gone or ""), path.resolve(), Access.READ, is_snapshot=False)
    return file.reading


def _found(path: Path) -> OpenFile | None:
    id = file_id(path)
    with _lock:
        return _open.get(id) if id is not None else None
