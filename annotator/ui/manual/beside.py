"""The work with the manual at its right: beside it where the text stays as it is, else over the work's right part.

No line of the text moves for the manual: below its usual width it takes what the work leaves, and where even that is
too little it lies over the work. How wide somebody has drawn it is kept.
"""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.kit import theme

LEAST, USUAL, MOST = 300, 400, 720
"""Pixels of the manual's width."""
_GRIP = 5


class WorkRoom(NamedTuple):
    """Pixels of width: those in which the lines of the work stay as they are, and its right side, which may be covered.

    A side of 0 is none.
    """

    needs: int
    side: int = 0


class Beside(QWidget):
    """Holds the work, and from `put` on a panel, which is shown or hidden by its own hand."""

    def __init__(
        self, work: QWidget, room: Callable[[], WorkRoom] | None = None, parent: QWidget | None = None
    ) -> None:
        """`room`: how much the work needs now; without it the least it can have."""
        super().__init__(parent)
        self.work = work
        self.panel: QWidget | None = None
        self.drawn: int | None = None
        """How wide somebody has made the panel, None while nobody has."""
        self.is_over = False
        """Whether the panel lies over the work, which would not stay as it is beside it."""
        self._room = room or (lambda: WorkRoom(work.minimumSizeHint().width()))
        self._wide = USUAL
        self._grip = _Grip(self)
        self._grip.pulled.connect(self._on_pulled)
        self._grip.hide()
        work.setParent(self)
        self.setFocusProxy(work)

    def put(self, panel: QWidget) -> None:
        """Take a panel in, hidden."""
        panel.hide()
        panel.setParent(self)
        self.panel = panel

    def show_panel(self, shown: bool) -> None:
        """Show the panel or put it away."""
        if self.panel is not None:
            self.panel.setVisible(shown)
            self._grip.setVisible(shown)
            self._decide()
            self._arrange()

    def _decide(self) -> None:
        """Say how wide the panel is and whether it lies over the work; not at each arranging, which changes both."""
        needs, side = self._room()
        free = self.width() - needs
        wish = self.drawn if self.drawn is not None else min(USUAL, free)
        if self.drawn is None and free < LEAST:
            # Nothing of the side that it covers looks out beside it.
            wish = side or USUAL
        self._wide = max(LEAST, min(wish, MOST, self.width() - LEAST))
        self.is_over = self._wide > free

    def _arrange(self) -> None:
        if self.panel is None or self.panel.isHidden():
            self.work.setGeometry(self.rect())
            return
        wide = self._wide
        left = self.width() - wide
        self.work.setGeometry(0, 0, self.width() if self.is_over else left, self.height())
        self.panel.setGeometry(left, 0, wide, self.height())
        self._grip.setGeometry(left - _GRIP // 2, 0, _GRIP, self.height())
        self.panel.raise_()
        self._grip.raise_()

    def _on_pulled(self, x: int) -> None:
        self.drawn = max(LEAST, min(self.width() - x, MOST))
        self._decide()
        self._arrange()

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return self.work.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.work.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._decide()
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._arrange()
        return super().event(event)


class _Grip(QWidget):
    """The line between the two, by which the mouse makes the manual wider."""

    pulled = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.SplitHCursor)

    # Qt calls these.

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pulled.emit(self.mapToParent(QPoint(round(event.position().x()), 0)).x())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(_GRIP // 2, 0, 1, self.height(), QColor(theme.current().hairline))
        painter.end()
