"""A button without edges that draws itself: what its kinds share is the ground below the pointer and the ring."""

from functools import lru_cache

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.ui.kit import theme
from annotator.ui.kit.icons import pixmap
from annotator.ui.kit.widgets import Look, beside_text

RING = 2


def bold(pixels: int = theme.INTERFACE_PX) -> QFont:
    """Return the interface's font at its one weight of bold."""
    font = theme.interface_font(pixels)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def advance(font: QFont, text: str) -> int:
    """Return how wide a text is in a font, in pixels; those that were asked for once are known."""
    return _advance(text, font.key())


@lru_cache(maxsize=4096)
def _advance(text: str, font: str) -> int:
    used = QFont()
    used.fromString(font)
    return QFontMetrics(used).horizontalAdvance(text)


class FlatButton(QPushButton):
    """A click leaves the keyboard where it is. `paint_face` of each kind draws what stands on it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)
        self.setProperty("look", Look.FLAT.value)
        self.setAccessibleName(text)
        beside_text(self)

    def paint_face(self, painter: QPainter) -> None:
        """Draw what stands on the button."""

    def draw_icon(self, painter: QPainter, name: str, left: int, size: int = 16) -> None:
        """Draw an icon in secondary colour, half way up."""
        shown = pixmap(name, theme.current().secondary, size, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - size) // 2, shown)

    def draw_words(self, painter: QPainter, left: int, text: str, font: QFont, colour: str) -> int:
        """Draw words half way up; return where they end."""
        painter.setFont(font)
        painter.setPen(QColor(colour))
        width = advance(font, text)
        painter.drawText(QRect(left, 0, width + 1, self.height()), int(Qt.AlignmentFlag.AlignVCenter), text)
        return left + width

    # Qt calls these.

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(self.rect()).adjusted(RING / 2, RING / 2, -RING / 2, -RING / 2)
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.selection if self.isDown() else look.hover))
            painter.drawRoundedRect(inside.adjusted(1, 3, -1, -3), 4, 4)
        self.paint_face(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.accent), RING))
            painter.drawRoundedRect(inside, 4, 4)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)
