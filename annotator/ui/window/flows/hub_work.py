"""What is done about a hub while its dialog is open: on another thread, until it is done, stopped or refused."""

from collections.abc import Callable
from typing import TypeVar

from annotator.hub.problems import Stopped
from annotator.model.errors import Cancelled, UserError
from annotator.store.project import Project
from annotator.ui.background.hub_door import IsStopped
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress, Task
from annotator.ui.dialogs.hub.form import HubForm

R = TypeVar("R")


class HubWork:
    """Does one thing for one dialog; what was typed stays there until it went well.

    `left_over`: called where it did not, or was stopped; says in a sentence what was done all the same, "" for nothing.
    """

    def __init__(self, session: Session, dialog: HubForm, left_over: Callable[[], str] = lambda: "") -> None:
        self._session, self._dialog, self._left_over = session, dialog, left_over
        self._task: Task | None = None
        self._is_closed = False
        dialog.stop_requested.connect(self._stop)
        dialog.finished.connect(self._on_closed)

    def in_project(
        self, doing: str, work: Callable[[Project, Progress, IsStopped], R], done: Callable[[R], object]
    ) -> None:
        """Work on the open project; `done` hears what came of it, after which the dialog is closed."""
        self._dialog.begin(doing)
        self._follow(
            self._session.in_background(
                lambda project, progress: work(project, progress, self._is_stopped),
                returned=lambda found: self._on_done(done, found),
                errored=self._on_failed,
            )
        )

    def alone(self, doing: str, work: Callable[[Progress, IsStopped], R], done: Callable[[R], object]) -> None:
        """Work with no project at hand."""
        self._dialog.begin(doing)
        self._follow(
            self._session.tasks.run(
                lambda progress: work(progress, self._is_stopped),
                returned=lambda found: self._on_done(done, found),
                errored=self._on_failed,
            )
        )

    def _follow(self, task: Task) -> None:
        self._task = task
        task.progressed.connect(self._on_progress)

    def _is_stopped(self) -> bool:
        return self._task is not None and self._task.is_cancelled

    def _on_progress(self, done: int, total: int, text: str) -> None:
        if not self._is_closed:
            self._dialog.progress.show_progress(done, total)
            if text:
                self._dialog.progress.say(text)

    def _on_done(self, done: Callable[[R], object], found: R) -> None:
        if not self._is_closed:
            self._dialog.finish()
        done(found)

    def _on_failed(self, error: Exception) -> None:
        if left := self._left_over():
            self._finish(left)
        elif isinstance(error, Cancelled | Stopped):
            self._say("It was stopped; nothing was changed here.")
        elif isinstance(error, UserError) and not self._is_closed:
            self._say(str(error))
        else:
            self._say("")
            self._session.tell(error)

    def _finish(self, sentence: str) -> None:
        """Close the dialog, since it goes on without it."""
        if not self._is_closed:
            self._dialog.finish()
        self._session.said.emit(sentence)

    def _say(self, sentence: str) -> None:
        if not self._is_closed:
            self._dialog.say(sentence)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_closed(self, _: int) -> None:
        self._is_closed = True
