"""The application, which on a Mac is told of files that are opened while it runs, or before its window stands."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Hands files on that the system asks it to open. There is one."""

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))
        self._files: list[Path] = []
        self._open: Callable[[Sequence[Path]], object] | None = None

    def open_with(self, open: Callable[[Sequence[Path]], object]) -> None:
        """Let files be opened by this from now on; those of which it was told before, too."""
        self._open = open
        self._hand_on()

    def event(self, event: QEvent) -> bool:
        """Take a file that the system opens; Qt calls this."""
        if isinstance(event, QFileOpenEvent):
            self._files.append(Path(event.url().toLocalFile() or event.file()))
            # Each of several files comes by itself, all of them before the program goes on.
            QTimer.singleShot(0, self._hand_on)
            return True
        return super().event(event)

    @Slot()
    def _hand_on(self) -> None:
        if self._open is not None and self._files:
            files, self._files = self._files, []
            self._open(files)
