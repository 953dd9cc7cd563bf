"""Long work off the UI thread, one thread for each task.

The function runs in the worker; every signal is emitted in the thread that the task lives in (the UI's), so that
whatever is connected, a lambda too, may touch widgets. A running task keeps itself alive: a thread is never
destroyed under its function. One that has ended holds nothing, and is gone: neither what it gave nor who listened
stays, and there is nothing for a collection to find.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from annotator.model.errors import Cancelled, UserError

Progress = Callable[[int, int, str], None]
"""`progress(done, total, text)`, called by the function; raises `Cancelled` once the task is to stop.

`total` is 0 where it is unknown."""

_EVERY_S = 0.05  # no eye sees more than 20 steps a second, and each costs an event in the UI thread
_AGAIN_MS = 20
_log = logging.getLogger(__name__)
_running: set["Task"] = set()


class Task(QObject):
    """One call of a function in a thread of its own. Emits `started`, then `returned` or `errored`, then `finished`."""

    started = Signal()
    progressed = Signal("qint64", "qint64", str)  # type: ignore[arg-type]  # the stubs know no Qt type by its name
    returned = Signal(object)
    errored = Signal(object)
    """The exception: `Cancelled` after `cancel()`, another `UserError` to be shown as it is, else a bug (logged)."""
    finished = Signal()

    _stepped = Signal("qint64", "qint64", str)  # type: ignore[arg-type]

    def __init__(self, function: Callable[[Progress], object], parent: QObject | None = None) -> None:
        """`function(progress)` must not touch widgets, nor a project that is open in the UI thread."""
        super().__init__(parent)
        self._function = function
        self._outcome: object = None
        self._error: Exception | None = None
        self._cancelled = threading.Event()
        self._break: Callable[[], object] | None = None
        self._told_at = 0.0
        self._thread = _Thread(self._work)
        self._stepped.connect(self._on_stepped, Qt.ConnectionType.QueuedConnection)
        self._thread.finished.connect(self._on_thread_finished, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether `finished` is still to come."""
        return self in _running

    @property
    def is_cancelled(self) -> bool:
        """Whether it was asked to stop, which it may have been too late for."""
        return self._cancelled.is_set()

    def start(self) -> None:
        """Begin; a task runs once."""
        _running.add(self)
        self.started.emit()
        self._thread.start()

    def cancel(self) -> None:
        """Ask the function to stop: its next call of `progress` raises `Cancelled`."""
        self._cancelled.set()

    def breaks_by(self, break_off: Callable[[], object]) -> None:
        """Let the function say what ends whatever it waits for, from any thread."""
        self._break = break_off

    def break_off(self) -> None:
        """Ask the function to stop, and end what it waits for: nobody needs what comes of it."""
        self.cancel()
        if (break_off := self._break) is not None:
            break_off()

    def wait(self, timeout_ms: int) -> bool:
        """Block until the function is done, and deliver its signals; False where it took longer."""
        if not self._thread.wait(timeout_ms):
            return False
        self._on_thread_finished()
        return True

    def _progress(self, done: int, total: int, text: str = "") -> None:
        if self._cancelled.is_set():
            raise Cancelled("Stopped on request; nothing was changed.")
        now = time.monotonic()
        if done >= total or now - self._told_at >= _EVERY_S:
            self._told_at = now
            self._stepped.emit(done, total, text)

    def _work(self) -> None:
        try:
            self._outcome = self._function(self._progress)
        except UserError as error:
            self._error = error
        except Exception as error:  # noqa: BLE001  # the border of the thread: logged here, shown by who listens
            _log.exception("A task failed")
            self._error = error

    @Slot("qint64", "qint64", str)
    def _on_stepped(self, done: int, total: int, text: str) -> None:
        if self.running:
            self.progressed.emit(done, total, text)

    @Slot()
    def _on_thread_finished(self) -> None:
        if not self.running:
            return
        _running.discard(self)
        self._thread.wait()
        outcome, error = self._outcome, self._error
        self._break = None
        del self._function, self._outcome, self._error, self._thread.work
        if error is None:
            self.returned.emit(outcome)
        else:
            self.errored.emit(error)
        self.finished.emit()
        # With it go its connections: what is connected may hold the task, a ring that no collection would see.
        self.deleteLater()


class _Thread(QThread):
    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self.work = work

    # Qt calls this.

    def run(self) -> None:
        self.work()


class TaskRunner(QObject):
    """The running tasks of a window: who closes the window waits for them here."""

    changed = Signal()
    """A task began or ended."""
    closing = Signal()
    """All tasks end now: who waits for one is to wait no more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: list[Task] = []

    @property
    def busy(self) -> bool:
        """Whether a task runs."""
        return bool(self._tasks)

    def run(self, function: Callable[[Progress], object], **listeners: Callable[..., Any]) -> Task:
        """Start a task; `listeners` by signal: run(work, returned=self._show, errored=self._tell)."""
        return self.add(Task(function), **listeners)

    def add(self, task: Task, **listeners: Callable[..., Any]) -> Task:
        """Start a task that is made already, as `run` does."""
        for name, listener in listeners.items():
            getattr(task, name).connect(listener)
        self._tasks.append(task)
        task.finished.connect(self._on_finished)
        task.start()
        self.changed.emit()
        return task

    def close(self, timeout_ms: int = 30_000) -> bool:
        """Break all tasks off and wait for them; False where one did not stop in time."""
        return _finished(lambda: [task for task in self._tasks if task.running], timeout_ms, self.closing.emit)

    @Slot()
    def _on_finished(self) -> None:
        self._tasks = [task for task in self._tasks if task.running]
        self.changed.emit()


def running_tasks() -> frozenset[Task]:
    """Return the tasks that have not finished, of whatever window."""
    return frozenset(_running)


def finish_all(timeout_ms: int = 30_000) -> bool:
    """Break every task off and wait for it, before the application ends; False where one did not stop in time."""
    return _finished(lambda: list(_running), timeout_ms)


def _finished(left: Callable[[], list[Task]], timeout_ms: int, about_to: Callable[[], object] = lambda: None) -> bool:
    until = time.monotonic() + timeout_ms / 1000
    while True:
        about_to()
        # More than once, since who hears of the end of one may begin another.
        tasks = left()
        if not tasks or time.monotonic() > until:
            return not tasks
        for task in tasks:
            task.break_off()
        for task in tasks:
            # One that is broken off within one query may begin another before it asks whether it is to stop.
            while not task.wait(_AGAIN_MS) and time.monotonic() < until:
                task.break_off()
