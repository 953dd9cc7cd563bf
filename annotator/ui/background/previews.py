"""Previews, computed off the UI thread one after another, what is looked at now before all else.

What is asked for is a frozen object, which also is the key of the answer: an answer is kept, and one that comes late is
told by its key.
"""

from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from annotator.model.errors import Cancelled
from annotator.ui.background.tasks import Progress, Task


class Previews(QObject):
    """The queue and the answers. `arrived` carries the key; `answer` gives the result or the exception."""

    arrived = Signal(object)

    def __init__(self, compute: Callable[[Any], object], parent: QObject | None = None) -> None:
        """`compute(key)` runs in a thread and may raise."""
        super().__init__(parent)
        self._compute = compute
        self._answers: dict[Hashable, object] = {}
        self._queue: list[Hashable] = []
        self._task: Task | None = None
        self._key: Hashable = None

    def ask(self, key: Hashable, urgent: bool = True) -> None:
        """Compute an answer unless it is there; an urgent one before those that wait."""
        if key in self._answers or (self._task is not None and key == self._key):
            return
        if key in self._queue:
            if not urgent:
                return
            self._queue.remove(key)
        self._queue.insert(0 if urgent else len(self._queue), key)
        self._next()

    def answer(self, key: Hashable) -> object | None:
        """Return the result, the exception, or None while it is computed."""
        return self._answers.get(key)

    def reset(self, key: Hashable) -> None:
        """Drop what is not wanted any more."""
        self._answers.pop(key, None)
        if key in self._queue:
            self._queue.remove(key)

    def close(self) -> None:
        """Compute nothing more; what runs is told to stop, and its answer is not heard."""
        self._queue.clear()
        if self._task is not None:
            self._task.cancel()

    def _next(self) -> None:
        if self._task is not None or not self._queue:
            return
        self._key = self._queue.pop(0)
        compute, key = self._compute, self._key

        def work(progress: Progress) -> object:
            progress(0, 0, "")
            return compute(key)

        self._task = Task(work)
        self._task.returned.connect(self._keep)
        self._task.errored.connect(self._keep)
        self._task.finished.connect(self._on_finished)
        self._task.start()

    @Slot(object)
    def _keep(self, answer: object) -> None:
        if not isinstance(answer, Cancelled):
            self._answers[self._key] = answer

    @Slot()
    def _on_finished(self) -> None:
        self._task = None
        self.arrived.emit(self._key)
        self._next()
