"""The work with the manual at its right: beside it where both have room, over its right part where they have not."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.kit import theme

LEAST, USUAL, MOST = 300, 400, 720
"""Pixels of the manual's width."""
_GRIP = 5


class Beside(QWidget):
    """Holds the work, and from `put` on a panel, which is shown or hidden by its own hand."""

    def __init__(self, work: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.panel: QWidget | None = None
        self._wish = USUAL
        self._grip = _Grip(self)
        self._grip.pulled.connect(self._on_pulled)
        self._grip.hide()
        work.setParent(self)
        self.setFocusProxy(work)

    @property
    def is_over(self) -> bool:
        """Whether the panel lies over the work, since both have no room side by side."""
        return self.width() - self._width() < self.work.minimumSizeHint().width()

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
            self._arrange()

    def _width(self) -> int:
        return max(LEAST, min(self._wish, MOST, self.width() - LEAST))

    def _arrange(self) -> None:
        if self.panel is None or self.panel.isHidden():
            self.work.setGeometry(self.rect())
            return
        wide = self._width()
        left = self.width() - wide
        self.work.setGeometry(0, 0, self.width() if self.is_over else left, self.height())
        self.panel.setGeometry(left, 0, wide, self.height())
        self._grip.setGeometry(left - _GRIP // 2, 0, _GRIP, self.height())
        self.panel.raise_()
        self._grip.raise_()

    def _on_pulled(self, x: int) -> None:
        self._wish = max(LEAST, min(self.width() - x, MOST))
        self._arrange()

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return self.work.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.work.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
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
