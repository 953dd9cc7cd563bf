"""Work that is asked for many times in a turn of the event loop and done once, after what was changed is drawn.

What somebody does next finds it done: a key or a click that comes sooner has it done first.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QInputEvent

_DONE_BY_SOMEBODY = frozenset(
    {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.ContextMenu}
)


class OnceATurn(QObject):
    """Calls `work` once, however often it is asked for; `now` does what is still to be done at once, `drop` never."""

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        # Without a delay a timer comes after the events that are waiting, among them those that draw.
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._do)

    @property
    def is_waiting(self) -> bool:
        """Whether the work is still to be done."""
        return self._timer.isActive()

    @Slot()
    def ask(self) -> None:
        """Do the work in this turn of the event loop."""
        app = QCoreApplication.instance()
        if not self.is_waiting and app is not None:
            # A filter of all events costs time with each of them: it is there while something is waiting.
            app.installEventFilter(self)
            self._timer.start()

    @Slot()
    def now(self) -> None:
        """Do the work, if it is still to be done."""
        if self.is_waiting:
            self._timer.stop()
            self._do()

    def drop(self) -> None:
        """Leave the work: there is nothing to do any more."""
        self._timer.stop()
        self._rest()

    @Slot()
    def _do(self) -> None:
        self._rest()
        self._work()

    def _rest(self) -> None:
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The class first: to ask an event for its type costs as much as all the rest, and all events come here.
        if isinstance(event, QInputEvent) and event.type() in _DONE_BY_SOMEBODY:
            self.now()
        return False
