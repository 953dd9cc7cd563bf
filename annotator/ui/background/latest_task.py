"""One thing that is done in the background and begun anew when it is asked for again: the last one counts.

Whatever reads, counts or compares off the window's thread does it by a `LatestTask`, one for each question that it
answers. What is to be carried out whatever is asked for next, a verb or a file, is a task of the session instead.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from annotator.model.errors import Cancelled
from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress, Task

R = TypeVar("R")


class LatestTask(QObject):
    """Does one thing at a time; what is asked for meanwhile takes its place (`start`) or comes after (`when_free`).

    An earlier one is cancelled, and nothing is told of it any more, not even where it goes on all the same. So it is
    where the project is closed or `parent` is gone. After what came of the last one comes `ended`.
    """

    progressed = Signal(object, object, str)
    """How many of how many steps are done, and what is at hand."""
    stopped = Signal()
    """It was asked to stop, and did."""
    ended = Signal()
    """Nothing is being done any more."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._at_hand = _AtHand()
        session.tasks.closing.connect(self.drop)
        self.destroyed.connect(self._at_hand.drop)

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._at_hand.task is not None

    def start(
        self,
        work: Callable[[Project, Progress], R],
        returned: Callable[[R], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Do this on a connection of its own, and nothing that was begun or waits.

        `failed` hears with what it ended, unless it was stopped; without, `Session.tell` says it.
        """
        self.drop()
        self._follow(self._session.in_background(work), returned, failed)

    def compute(
        self,
        work: Callable[[Progress], R],
        returned: Callable[[R], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Do this, which needs no project, as `start` does."""
        self.drop()
        self._follow(self._session.tasks.run(work), returned, failed)

    def when_free(self, begin: Callable[[], object]) -> None:
        """Call `begin`, which starts the next one: now, or once what is being done has ended, which is told as ever.

        Of several that wait the last one is called.
        """
        if self.is_busy:
            self._at_hand.following = begin
        else:
            begin()

    def stop(self) -> None:
        """Ask for the end; `stopped` says when it has come."""
        self._at_hand.stop()

    @Slot()
    def drop(self) -> None:
        """End it; nothing is told of it any more."""
        self._at_hand.drop()

    def wait(self, timeout_ms: int) -> bool:
        """Return when what is being done has ended and told; False where that takes longer."""
        task = self._at_hand.task
        return task is None or task.wait(timeout_ms)

    def _follow(
        self, task: Task, returned: Callable[[R], object], failed: Callable[[Exception], object] | None
    ) -> None:
        self._at_hand.task = task
        task.progressed.connect(partial(self._on_progress, task))
        task.returned.connect(partial(self._end, task, returned))
        task.errored.connect(partial(self._end, task, partial(self._on_error, failed or self._session.tell)))

    def _on_progress(self, task: Task, done: int, total: int, text: str) -> None:
        if self._at_hand.task is task:
            self.progressed.emit(done, total, text)

    def _end(self, task: Task, listener: Callable[..., object], outcome: object) -> None:
        """Tell what came of a task, if it is the last one that was begun."""
        if self._at_hand.task is not task:
            return
        self._at_hand.task = None
        try:
            listener(outcome)
        finally:
            self._go_on()

    def _on_error(self, failed: Callable[[Exception], object], error: Exception) -> None:
        if isinstance(error, Cancelled):
            self.stopped.emit()
        else:
            failed(error)

    def _go_on(self) -> None:
        if self.is_busy:
            return  # who was told has begun another one
        following, self._at_hand.following = self._at_hand.following, None
        if following is not None:
            following()
        if not self.is_busy:
            self.ended.emit()


class _AtHand:
    """What is being done and what comes after it: no Qt object, so that it can be ended when that one is gone."""

    def __init__(self) -> None:
        self.task: Task | None = None
        self.following: Callable[[], object] | None = None

    def stop(self) -> None:
        self.following = None
        if self.task is not None:
            self.task.cancel()

    def drop(self, *_: object) -> None:
        self.stop()
        self.task = None
