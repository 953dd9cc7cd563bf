"""The steps that were seen in a project while it was open, and which of them its file itself must hold by now.

With a log a step stands there first, and a checkpoint copies it into the file. So each is noted with the place where
the log ended when it was there: once a checkpoint has copied as much, or the log has begun anew, it must be found in
the file, by whoever reads that without its log. An older copy that was written over the file lacks it, however many
checkpoints others made before.
"""

import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterable
from typing import NamedTuple

_SAYS_NOTHING = {
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR),
    sqlite3.SQLITE_INTERRUPT,
}
"""What SQLite reports where nothing was read, so that nothing is known of what stands there."""


class SeenStep(NamedTuple):
    """A step by its number, and by the name that no other step has in any copy: its sitting, and its place there."""

    number: int
    sitting: str
    place: int


class LogEnd(NamedTuple):
    """A place in a log: its salt, which is another once it begins anew, and how many frames there are up to there."""

    salt: bytes
    frames: int


class SeenSteps:
    """The steps that wait in the log, and the latest that has left it; for any thread.

    `hear`: what others tell of their steps, and where the log ended then.
    """

    def __init__(self, hear: Callable[[], Iterable[tuple[SeenStep, LogEnd]]] = tuple) -> None:
        self._hear = hear
        self._in_log: deque[tuple[SeenStep, LogEnd]] = deque()
        self._in_file: SeenStep | None = None
        self._lock = threading.Lock()

    def see(self, step: SeenStep, end: LogEnd) -> None:
        """Note a step that is in the project; `end`: of the log, read after the step was."""
        with self._lock:
            self._in_log.append((step, end))

    def copied(self, end: LogEnd) -> list[SeenStep]:
        """Return steps that are in the file where the log was copied up to `end`: the latest seen, and those heard of.

        Others that work in another file by now may tell of one with the same number: both must be there.
        """
        with self._lock:
            while self._in_log and _is_within(self._in_log[0][1], end):
                self._in_file = self._in_log.popleft()[0]
            seen = [self._in_file] if self._in_file is not None else []
        return [*seen, *(step for step, place in self._hear() if _is_within(place, end))]


def _is_within(place: LogEnd, end: LogEnd) -> bool:
    # A log begins anew only after all of it was copied.
    return place.salt != end.salt or place.frames <= end.frames


def latest_step(connection: sqlite3.Connection) -> SeenStep | None:
    """Return the latest step of a project."""
    found = connection.execute("SELECT number, sitting, place FROM steps ORDER BY number DESC LIMIT 1").fetchone()
    return found and SeenStep(*found)


def holds(connection: sqlite3.Connection, steps: Iterable[SeenStep]) -> bool:
    """Whether what a connection reads has all of these steps; also where nothing could be read just now."""
    query = "SELECT number, sitting, place FROM steps WHERE number = ?"
    try:
        return all(connection.execute(query, [step.number]).fetchone() == step for step in steps)
    except sqlite3.DatabaseError as error:
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in _SAYS_NOTHING
