"""A picture on the screen: arrows move among its cells or bars, Enter or a click opens the passages behind one."""

from math import ceil
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QToolTip, QWidget

from annotator.ui.commands.key_table import native_modifier
from annotator.ui.kit import theme
from annotator.ui.kit.widgets import Look, tooltip
from annotator.ui.pictures.accessible import Chart
from annotator.ui.pictures.layout import At, Box
from annotator.ui.pictures.look import PicturePalette
from annotator.ui.pictures.picture import Picture
from annotator.ui.pictures.ring import paint_ring

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_AROUND = 120
"""So much is seen at both sides of the place at hand."""
_RING = 3
"""So far the ring reaches beyond what it goes around."""
Shown = TypeVar("Shown", bound=Picture)


class PictureView(Chart, Generic[Shown]):
    """`at`: the place at hand, None where there is none. `opened` carries the place whose passages are wanted."""

    opened = Signal(object)
    moved = Signal()
    """Another place is at hand."""

    def __init__(self, name: str, something: str, parent: QWidget | None = None) -> None:
        """`name`: what the picture shows; a screen reader says it before a place is at hand.

        `something`: what there may be behind a place, in a word.
        """
        super().__init__(parent)
        self.picture: Shown | None = None
        self.at: At | None = None
        self.name = name
        self._palette = PicturePalette.of(theme.current(), ())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        modifier = native_modifier("Ctrl")
        self.setAccessibleDescription(
            f"Arrows move, {modifier} with an arrow to the next with {something}, Enter lists the passages."
        )

    def show_picture(self, picture: Shown | None, palette: PicturePalette) -> None:
        """Show another picture; the place at hand stays where it still is one."""
        key = self.picture.key(self.at) if self.picture is not None and self.at is not None else None
        self.picture, self._palette = picture, palette
        self.at = picture.find(key) if picture is not None and key is not None else None
        if picture is not None and self.at is None:
            self.at = picture.first()
        self._name_place()
        self.setMinimumSize(self.sizeHint())
        self.update()
        self.moved.emit()

    def set_palette(self, palette: PicturePalette) -> None:
        """Paint in other colours."""
        self._palette = palette
        self.update()

    def go_to(self, at: At) -> None:
        """Put a place at hand, and say it."""
        before, self.at = self.at, at
        self._name_place()
        for place in (before, at):
            if place is not None and self.picture is not None:
                self.update(_area(self.picture.box(place)))
        self.reveal()
        self.announce(self.accessibleName())
        self.moved.emit()

    def reveal(self) -> None:
        """Scroll until the place at hand is seen."""
        if self.picture is None or self.at is None:
            return
        centre, widget = _area(self.picture.box(self.at)).center(), self.parentWidget()
        while widget is not None:
            if isinstance(widget, QScrollArea):
                inside, room = widget.widget(), widget.viewport().size()
                there = self.mapTo(inside, centre) if inside is not None else centre
                across, down = min(_AROUND, room.width() // 2 - 8), min(48, room.height() // 2 - 8)
                widget.ensureVisible(there.x(), there.y(), max(0, across), max(0, down))
            widget = widget.parentWidget()

    def _name_place(self) -> None:
        if self.picture is not None and self.at is not None:
            self.setAccessibleName(self.picture.said(self.at))
        else:
            self.setAccessibleName(self.name)

    def _step(self, event: QKeyEvent) -> At | None:
        """Return where a key leads, None where it leads nowhere here."""
        assert self.picture is not None and self.at is not None
        side = _ARROWS.get(Qt.Key(event.key()))
        if side is not None:
            jumps = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            return (self.picture.jumped if jumps else self.picture.moved)(self.at, *side)
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return self._end(-1 if event.key() == Qt.Key.Key_Home else 1)
        return None

    def _end(self, right: int) -> At:
        assert self.picture is not None and self.at is not None
        at = self.at
        while (there := self.picture.moved(at, right, 0)) != at:
            at = there
        return at

    # Qt calls these.

    def sizeHint(self) -> QSize:
        width, height = self.picture.size if self.picture is not None else (0.0, 0.0)
        return QSize(ceil(width), ceil(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._palette.paper))
        if self.picture is not None:
            self.picture.paint(painter, self._palette)
            if self.at is not None:
                paint_ring(painter, self.picture.box(self.at), self._palette, self.hasFocus())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.picture is None or self.at is None:
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            self.opened.emit(self.at)
        elif (there := self._step(event)) is not None:
            self.go_to(there)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        at = self.picture.hit(point.x(), point.y()) if self.picture is not None else None
        if at is not None and event.button() == Qt.MouseButton.LeftButton:
            self.go_to(at)
            self.opened.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        over = self.picture is not None and self.picture.hit(point.x(), point.y()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reveal()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def _show_tip(self, at: QPoint, on_screen: QPoint) -> None:
        tip = self.picture.tip(at.x(), at.y()) if self.picture is not None else ""
        if tip:
            QToolTip.showText(on_screen, tooltip(tip), self)
        else:
            QToolTip.hideText()


class PictureArea(QScrollArea):
    """The window onto a picture that may be larger; it has the colour of paper."""

    resized = Signal()

    def __init__(self, view: PictureView[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.setWidget(view)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("look", Look.QUIET.value)
        self.setMinimumSize(240, 120)

    # Qt calls this.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class FigureArea(PictureArea):
    """The window onto a picture on a page that scrolls as a whole: as high as it is, scrolled sideways only."""

    def __init__(self, view: PictureView[Any], parent: QWidget | None = None) -> None:
        super().__init__(view, parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(200, 0)
        self.fit()

    def fit(self) -> None:
        """Be as high as the picture."""
        wish = self.view.sizeHint()
        bar = self.horizontalScrollBar().sizeHint().height() if wish.width() > self.width() else 0
        self.setFixedHeight(wish.height() + bar)

    # Qt calls this.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()


def _area(box: Box) -> QRect:
    grown = box.grown(_RING)
    return QRect(int(grown.left), int(grown.top), ceil(grown.width) + 2, ceil(grown.height) + 2)
