"""A side of a page: a head with what it is called and the button that folds it, and below it what it holds."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.kit import theme
from annotator.ui.kit.flat_button import FlatButton
from annotator.ui.kit.widgets import ElidedLabel, Look, spaced

HEAD = 36
GRAB = 5
"""Pixels in which the mouse takes hold of the line between side and page."""


class Edge(StrEnum):
    """On which edge of the page a side stands."""

    LEFT = "left"
    RIGHT = "right"


class SideButton(FlatButton):
    """Folds a side, or brings it back."""

    def __init__(self, edge: Edge, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._edge = edge
        self.setFixedSize(28, 28)

    def name(self, title: str, key: str) -> None:
        """Say what a press does, and the key that does it."""
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"Key {key}" if key else "")
        self.setToolTip(f"{title}, {key}" if key else title)

    def paint_face(self, painter: QPainter) -> None:
        self.draw_icon(painter, f"side-{self._edge}", 6)

    # Qt calls this.

    def sizeHint(self) -> QSize:
        return QSize(28, 28)


class FoldingSide(QWidget):
    """`title` and `note` stand in its head. It is there while any of what it holds is not hidden."""

    content_changed = Signal(bool)
    """Something that it holds was hidden or (True) shown."""
    escaped = Signal()

    def __init__(self, edge: Edge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edge = edge
        self.is_over = False
        self.title, self.note = ElidedLabel(Look.STRONG, 80), ElidedLabel(Look.SECONDARY, 120)
        self.button = SideButton(edge)
        self.contents: list[QWidget] = []
        self.take: Callable[[], object] | None = None
        """Puts the keyboard into it."""
        self._top = QWidget()
        self._top.setFixedHeight(HEAD)
        self.head = QHBoxLayout(self._top)
        spaced(self.head, 8, (12, 4, 6, 4))
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self.note)
        self.head.addWidget(self.button)
        self._box = QVBoxLayout(self)
        spaced(self._box, 0)
        self._box.addWidget(self._top)
        self.setAutoFillBackground(True)

    def hold(self, content: QWidget, take: Callable[[], object] | None = None) -> None:
        """Put something below what it holds already; `take`: how it gets the keyboard."""
        if content not in self.contents:
            self.contents.append(content)
            content.installEventFilter(self)
        self._box.addWidget(content, 1)
        self._place_button()
        self.take = take or self.take
        self.content_changed.emit(True)

    def leave_out_head(self) -> None:
        """Let what it holds begin at the top, with a head of its own; the button lies over that head's end."""
        self._top.hide()
        self.button.setParent(self)
        self.button.show()

    def _place_button(self) -> None:
        if self._top.isHidden():
            self.button.move(self.width() - self.button.width() - 6, 4)
            self.button.raise_()

    @property
    def has_content(self) -> bool:
        """Whether anything would be seen in it."""
        return any(not _is_put_away(each) for each in self.contents if each.parentWidget() is self)

    def say(self, title: str, note: str = "") -> None:
        """Say in the head what it shows."""
        self.title.say(title)
        self.note.say(note)
        self.note.updateGeometry()

    def take_keyboard(self) -> None:
        """Put the keyboard into it, where it says how, else on the first thing that takes it."""
        if self.take is not None:
            self.take()
            return
        for each in self.findChildren(QWidget):
            takes = each.focusPolicy() & Qt.FocusPolicy.TabFocus and each is not self.button
            if takes and each.isVisible() and each.isEnabled():
                each.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    # Qt calls these.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.content_changed.emit(event.type() == QEvent.Type.ShowToParent)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_button()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place_button()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_over:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_over:
            painter = QPainter(self)
            painter.setPen(QColor(theme.current().hairline))
            x = self.width() - 1 if self.edge is Edge.LEFT else 0
            painter.drawLine(x, 0, x, self.height())
            painter.end()


class Grip(QWidget):
    """The line between a side and the page, a little wider than it is seen; `moved` carries where the mouse is."""

    moved = Signal(QPoint)
    released = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.is_held = False

    # Qt calls these.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.is_held = event.button() == Qt.MouseButton.LeftButton

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.is_held:
            self.moved.emit(self.mapToParent(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.is_held = False
        self.released.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        colour = look.accent if self.is_held else look.hairline
        painter.fillRect(GRAB // 2, 0, 1, self.height(), QColor(colour))
        painter.end()


def _is_put_away(widget: QWidget) -> bool:
    """Whether somebody hid a widget: one that was never shown yet is hidden too."""
    return widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
