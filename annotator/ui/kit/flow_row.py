"""Controls side by side, on as many lines as it takes; Qt has no such layout."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_ACROSS, _DOWN = 12, 4
_WISH = 640
"""So wide it asks to be at most."""


class FlowRow(QWidget):
    """Lines of controls, the ones of a line centred on it; each has one size."""

    def __init__(self, parent: QWidget | None = None, across: int = _ACROSS) -> None:
        """`across`: pixels between two controls of a line."""
        super().__init__(parent)
        self._across = across
        self._controls: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def put(self, control: QWidget, place: int | None = None) -> None:
        """Add a control, before the one at a place or (None) at the end; with Tab it is reached in that order."""
        at = len(self._controls) if place is None else place
        control.setParent(self)
        self._controls.insert(at, control)
        if at:
            QWidget.setTabOrder(self._controls[at - 1], control)
        control.show()
        self.rearrange()

    def drop(self, control: QWidget) -> None:
        """Take a control out of the lines; it is still this widget's child."""
        self._controls.remove(control)
        self.rearrange()

    def lines_of(self, controls: Sequence[QWidget]) -> int:
        """Return on how many lines these controls of it would stand by themselves."""
        return len(self._lines(self.width(), controls))

    def rearrange(self) -> None:
        """Put the controls that are not hidden on their lines now, and not only when the event loop comes to it."""
        self._arrange(self.width(), move=True)
        self.updateGeometry()

    def _arrange(self, width: int, move: bool) -> int:
        """Return the height that the lines take; `move`: put the controls there."""
        top = 0
        for line in self._lines(width, [control for control in self._controls if not control.isHidden()]):
            left, height = 0, max(_size(control).height() for control in line)
            for control in line:
                size = _size(control)
                if move:
                    down = (height - size.height()) // 2
                    control.setGeometry(left, top + down, min(size.width(), width), size.height())
                left += size.width() + self._across
            top += height + _DOWN
        return max(0, top - _DOWN)

    def _lines(self, width: int, controls: Sequence[QWidget]) -> list[list[QWidget]]:
        lines: list[list[QWidget]] = []
        left = 0
        for control in controls:
            wide = _size(control).width()
            if not lines or left + wide > width:
                lines.append([])
                left = 0
            lines[-1].append(control)
            left += wide + self._across
        return lines

    # Qt calls these.

    def sizeHint(self) -> QSize:
        shown = [_size(control).width() for control in self._controls if not control.isHidden()]
        width = min(_WISH, sum(shown) + self._across * max(0, len(shown) - 1))
        return QSize(width, self._arrange(width, move=False))

    def minimumSizeHint(self) -> QSize:
        return QSize(max((_size(control).width() for control in self._controls), default=0), 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, move=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width(), move=True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # A control was shown, hidden, or has another size.
            self.rearrange()
        return super().event(event)


def _size(control: QWidget) -> QSize:
    control.ensurePolished()
    return control.sizeHint().expandedTo(control.minimumSize()).boundedTo(control.maximumSize())
