"""Alt alone opens the menu, as where a bar is shown; together with a key or a click it is what it always was."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

_OTHERWISE = (
    QEvent.Type.KeyPress,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.WindowDeactivate,
)


class MenuKey(QObject):
    """Told of a press of Alt, it watches all events until Alt is let go, and none at any other time."""

    def __init__(self, opened: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._opened = opened
        self.is_watching = False

    def press(self, event: QKeyEvent) -> None:
        """Take notice of a key that nobody else wanted."""
        if event.key() == Qt.Key.Key_Alt and not event.isAutoRepeat() and not self.is_watching:
            self._watch(True)

    def _watch(self, on: bool) -> None:
        app = QCoreApplication.instance()
        if app is None or on is self.is_watching:
            return
        self.is_watching = on
        if on:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)

    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the menu once Alt is let go, unless something else was done meanwhile."""
        kind = event.type()
        if kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt:
            if self.is_watching:
                self._watch(False)
                self._opened()
        elif kind in _OTHERWISE and not (isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt):
            self._watch(False)
        return False
