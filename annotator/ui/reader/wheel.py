"""The wheel in whole pixels and whole notches: what is left of one turn counts for the next."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent

_LINES = 3
_NOTCH = 120


class Wheel:
    """By the pixels of a touchpad, or three lines a notch; with Ctrl it asks for larger or smaller text."""

    def __init__(self) -> None:
        self._pixels = 0.0
        self._zoom = 0

    def pixels(self, event: QWheelEvent, line: int) -> int:
        """Return how far up a turn goes. `line`: the height of one."""
        turned = float(event.pixelDelta().y())
        if event.pixelDelta().isNull():
            turned = event.angleDelta().y() / _NOTCH * _LINES * line
        whole = int(turned + self._pixels)
        self._pixels += turned - whole
        return whole

    def zooms(self, event: QWheelEvent) -> bool:
        """Whether a turn asks for another size of the text."""
        return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)

    def zoom_steps(self, event: QWheelEvent) -> int:
        """Return how many steps larger a turn asks for."""
        self._zoom += event.angleDelta().y()
        steps = int(self._zoom / _NOTCH)
        self._zoom -= steps * _NOTCH
        return steps
