"""What is made of the register off the window's thread, once for each version of it."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from annotator.store.project import Project
from annotator.ui.session import Session
from annotator.ui.tasks import Task

Made = TypeVar("Made")
_LONGEST_WAIT_MS = 30_000


class _Announcing(QObject):
    ready = Signal()
    """It is there, or there anew."""


class MadeOfRegister(_Announcing, Generic[Made]):
    """`value`: what `make` made of the project, None until it is there; the old one while a new one is made."""

    def __init__(self, session: Session, make: Callable[[Project], Made], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._make = session, make
        self.value: Made | None = None
        self._is_current = False
        self._task: Task | None = None

    def ask(self) -> None:
        """Begin to make it, unless it is there or being made."""
        if self._is_current or self._task is not None or not self._session.is_open:
            return
        make = self._make
        self._is_current = True
        self._task = task = self._session.in_background(lambda project, _: make(project), errored=self._session.tell)
        task.returned.connect(lambda made: self._on_made(task, made))
        task.finished.connect(lambda: self._on_finished(task))

    def renew(self) -> None:
        """The register is another now: make it anew if anybody has asked for it."""
        was_asked, self._is_current = self._is_current or self._task is not None, False
        if was_asked:
            self._task = None
            self.ask()

    def wait(self) -> None:
        """Return when it is there; a person who presses Enter means what the register has."""
        self.ask()
        if self._task is not None:
            self._task.wait(_LONGEST_WAIT_MS)

    def forget(self) -> None:
        """Another project comes."""
        self.value, self._is_current, self._task = None, False, None

    def _on_made(self, task: Task, made: Made) -> None:
        # One that was begun before the register changed again is too old.
        if task is self._task:
            self.value = made
            self.ready.emit()

    def _on_finished(self, task: Task) -> None:
        if task is self._task:
            self._task = None
