"""What others may see while something is done: what a server tells of who is signed in, and lists of processes."""

import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from tests.postgres import Postgres

_PAUSE_S = 0.02


class Watch:
    """Notes, on a thread of its own, all that can be seen while it is open. Use it as a context manager."""

    def __init__(self, postgres: Postgres) -> None:
        self.seen: set[str] = set()
        self._postgres, self._is_over, self._looked = postgres, threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True, name="watch")

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._looked.wait(60), "nothing is watched"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._thread.join(60)

    def _watch(self) -> None:
        with self._postgres.connect_as_superuser() as connection:
            while not self._is_over.wait(_PAUSE_S):
                with suppress(psycopg.Error):
                    told = connection.execute("SELECT a::text FROM pg_stat_activity a WHERE pid <> pg_backend_pid()")
                    self.seen.update(row for (row,) in told.fetchall())
                self.seen.update(_processes())
                self._looked.set()


def _processes() -> set[str]:
    """Return the command lines and environments of the processes of this system, as far as they can be read."""
    read = set[str]()
    for kind in ("cmdline", "environ"):
        for path in Path("/proc").glob(f"[0-9]*/{kind}"):
            with suppress(OSError):
                read.add(path.read_bytes().decode("utf-8", "surrogateescape"))
    return read
