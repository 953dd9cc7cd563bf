"""One thing that is done in the background and begun anew when it is asked for again: the last one counts."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.model.errors import Cancelled
from annotator.store.project import Project
from annotator.ui.session import Session
from annotator.ui.tasks import Progress, Task


class LatestTask(QObject):
    """Runs one task at a time; of an earlier one nothing is told once another was begun.

    After `returned`, `stopped` (it was asked to stop) or `failed` comes `ended`: nothing is being done any more.
    """

    returned = Signal(object)
    progressed = Signal(object, object, str)
    """How many of how many steps are done, and what is at hand."""
    ended = Signal()
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._task is not None

    def start(self, work: Callable[[Project, Progress], object]) -> None:
        """Do this, and nothing that was begun before."""
        self.drop()
        task = self._session.in_background(work)
        task.progressed.connect(self._of(task, self.progressed.emit))
        task.returned.connect(self._of(task, self.returned.emit))
        task.errored.connect(self._of(task, self._on_error))
        task.finished.connect(self._of(task, self._on_finished))
        self._task = task

    def stop(self) -> None:
        """Ask for the end; `stopped` says when it has come."""
        if self._task is not None:
            self._task.cancel()

    def drop(self) -> None:
        """End it; nothing is told of it any more."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    def _of(self, task: Task, listener: Callable[..., object]) -> Callable[..., None]:
        """Return a listener that hears a task only while it is the last one that was begun."""

        def hear(*told: object) -> None:
            if self._task is task:
                listener(*told)

        return hear

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self.stopped.emit()
        else:
            self.failed.emit(error)

    def _on_finished(self) -> None:
        self._task = None
        self.ended.emit()
