"""Whether a copy is sound: SQLite's own check of all pages and indexes, and beside it our check of what it holds.

The history is not done again: of 100,000 spans that takes 2.1 s of CPU, SQLite's check 0.26 s and ours 0.44 s. A copy
that has all pages of its project has all of its history; whether that was altered `annotator check` says.
"""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from annotator.model.errors import BadProject, Cancelled
from annotator.store.backups.folder import is_cut
from annotator.store.backups.snapshots import reader
from annotator.store.check.soundness import broken
from annotator.store.connections.connecting import key_of
from annotator.store.connections.keys import FileKey
from annotator.store.rows.codebook import Codebooks

_CACHE = "PRAGMA cache_size = -65536"
_MAP = "PRAGMA mmap_size = 4294967296"


class Verification:
    """The check of one copy, which `stop` ends from another thread."""

    def __init__(self, copy: Path, key: FileKey | None = None) -> None:
        """`key`: of an encrypted one, where whoever checks it knows it; raises `Locked` where nobody does."""
        self._copy, self._key = copy, key or key_of(copy)
        self._lock = threading.Lock()
        self._connections: list[sqlite3.Connection] = []
        self._is_stopped = False

    def stop(self) -> None:
        """End it: `problems` raises `Cancelled`."""
        with self._lock:
            self._is_stopped = True
            for connection in self._connections:
                connection.interrupt()

    def problems(self, is_older: bool = False) -> list[str]:
        """Return what our own check finds in a copy that SQLite finds in order.

        `is_older`: it has the form of an older version, which our check does not know. Raises `BadProject` for a copy
        that is damaged, which no sound project has as its copy.
        """
        if is_cut(self._copy):
            raise BadProject(f"{self._copy.name} is cut off.")
        damage: list[str] = []
        # Side by side: SQLite's check leaves the other one a core, and takes the longer time.
        beside = threading.Thread(target=lambda: damage.extend(self._ask(broken)))
        beside.start()
        try:
            own = [] if is_older else self._ask(_own)
        except BadProject as error:
            own = [str(error)]
        finally:
            beside.join()
        if self._is_stopped:
            raise Cancelled("Stopped on request; nothing was changed.")
        if damage:
            raise BadProject(damage[0])
        return own

    def _ask(self, question: Callable[[sqlite3.Connection], list[str]]) -> list[str]:
        with closing(reader(self._copy, is_closed=True, key=self._key)) as connection:
            with self._lock:
                if self._is_stopped:
                    return []
                self._connections.append(connection)
            try:
                connection.execute(_CACHE)
                connection.execute(_MAP)
                return question(connection)
            except sqlite3.DatabaseError as error:
                return [f"SQLite reports: {error}."]
            finally:
                with self._lock:
                    self._connections.remove(connection)


def _own(connection: sqlite3.Connection) -> list[str]:
    from annotator.store.check.check import own_problems  # noqa: PLC0415 - a window is open before a copy is checked

    return own_problems(connection, Codebooks(connection))
