"""One page as it is printed, with passages marked on it. Places are fractions of the page, as `PageMap` has them."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from annotator.readers.source_page.page_map import Rectangle
from annotator.ui.kit import theme

_OVER = 1.5
"""Pixels by which a mark is larger than its letters."""
_TINT = 90
"""Of 255: how strong the tint of a mark is, through which the letters are read."""


class Paper(QWidget):
    """Draws the page as wide as the widget is told to be."""

    clicked = Signal(float, float)
    """A place of the page that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self._marks: tuple[Rectangle, ...] = ()
        self._aspect = 1.4
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName("Page of the source file")

    @property
    def marks(self) -> tuple[Rectangle, ...]:
        """What is marked."""
        return self._marks

    @property
    def has_picture(self) -> bool:
        """Whether the page is drawn."""
        return not self._picture.isNull()

    def set_picture(self, picture: QPixmap) -> None:
        """Show a page; an empty one shows white paper."""
        self._picture = picture
        if not picture.isNull():
            self._aspect = picture.height() / picture.width()
        self.fit(self.width())
        self.update()

    def set_marks(self, marks: Sequence[Rectangle]) -> None:
        """Mark these places and no others."""
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
            self.update()

    def fit(self, width: int) -> None:
        """Be so wide, and as high as the page is then."""
        self.setFixedSize(QSize(max(width, 1), max(round(width * self._aspect), 1)))

    def place(self, rectangle: Rectangle) -> QRectF:
        """Return where a rectangle of the page stands in the widget."""
        left, top, right, bottom = rectangle
        wide, high = self.width(), self.height()
        return QRectF(left * wide, top * high, (right - left) * wide, (bottom - top) * high)

    # Qt calls these.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        if not self._picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(self.rect(), self._picture)
        tint = QColor(theme.current().accent)
        edge = QColor(tint)
        tint.setAlpha(_TINT)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for mark in self._marks:
            painter.fillRect(self.place(mark).adjusted(-_OVER, -_OVER, _OVER, _OVER), tint)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for mark in self._marks:
            area = self.place(mark).adjusted(-_OVER, -_OVER, _OVER, _OVER)
            painter.fillRect(QRectF(area.left(), area.bottom() - 0.5, area.width(), 1.0), edge)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            place = event.position()
            self.clicked.emit(place.x() / max(self.width(), 1), place.y() / max(self.height(), 1))
