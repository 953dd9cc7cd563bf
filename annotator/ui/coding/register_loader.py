"""What is made of the register off the window's thread, once for each version of it."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session

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
        self._making = LatestTask(session, self)
        session.sight_changed.connect(self._start_over)

    def ask(self) -> None:
        """Begin to make it, unless it is there or being made."""
        if self._session.is_open and not self._is_current:
            make = self._make
            self._is_current = True
            self._making.start(lambda project, _: make(project), self._take)

    def renew(self) -> None:
        """The register is another now: make it anew if anybody has asked for it."""
        was_asked, self._is_current = self._is_current, False
        if was_asked:
            self.ask()

    def wait(self) -> None:
        """Return when it is there; a person who presses Enter means what the register has."""
        self.ask()
        self._making.wait(_LONGEST_WAIT_MS)

    def reset(self) -> None:
        """Another project comes."""
        self._making.drop()
        self.value, self._is_current = None, False

    @Slot()
    def _start_over(self) -> None:
        """Others' proposals may be among what was made for whoever was here before."""
        was_asked = self._is_current
        self.reset()
        if was_asked:
            self.ask()

    def _take(self, made: Made) -> None:
        self.value = made
        self.ready.emit()
