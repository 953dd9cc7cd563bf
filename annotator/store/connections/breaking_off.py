"""What a connection reads, broken off from another thread; what it writes goes on to its end.

A project that is closed does not wait for what long reading there is of it: whoever reads hears `Cancelled`.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LOOKED_S = 0.05


@contextmanager
def broken_off_when(is_asked: Callable[[], bool], break_off: Callable[[], object]) -> Iterator[None]:
    """Call `break_off`, from another thread and again and again, once the end of what is done here is asked for."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_LOOKED_S):
            if is_asked():
                break_off()

    thread = threading.Thread(target=watch, name="break off", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


class BreakingOff:
    """Breaks off the statements of one connection; `break_off` is for any thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.RLock()
        self._is_over = False

    @contextmanager
    def forbidden(self) -> Iterator[None]:
        """Do something that is to be done whole, such as a step; statements that still read may be broken off."""
        with self._lock:
            yield

    def end(self) -> None:
        """Break nothing off any more: the connection is about to be closed."""
        with self._lock:
            self._is_over = True

    def break_off(self) -> None:
        """Let the statements that run now end with `SQLITE_INTERRUPT`; what begins later runs as ever."""
        if self._lock.acquire(blocking=False):
            try:
                if not self._is_over:
                    self._connection.interrupt()
            finally:
                self._lock.release()
