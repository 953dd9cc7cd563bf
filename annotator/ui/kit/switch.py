"""A switch: a box to tick, drawn as a knob that is at one end or the other. Its ring says where the keyboard is."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from annotator.ui.kit import theme

_WIDE, _HIGH, _RING = 32, 18, 3


class Switch(QCheckBox):
    """On or off; nothing is written on it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setFixedSize(self.sizeHint())

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(_WIDE + 2 * _RING, _HIGH + 2 * _RING)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, on = theme.current(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(_RING, _RING, _WIDE, _HIGH)
        painter.setPen(QPen(QColor(look.accent if on else look.secondary), 1.5))
        painter.setBrush(QColor(look.accent if on else look.paper))
        painter.drawRoundedRect(track.adjusted(0.75, 0.75, -0.75, -0.75), _HIGH / 2, _HIGH / 2)
        knob = _HIGH - 8
        left = track.right() - knob - 4 if on else track.left() + 4
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.on_accent if on else look.secondary))
        painter.drawEllipse(QRectF(left, track.top() + 4, knob, knob))
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.accent if not on else look.ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _HIGH / 2 + 2, _HIGH / 2 + 2)
        painter.end()
