"""A list to choose from that looks like a chip: as wide as the words that are chosen, tinted where it narrows."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.kit import theme
from annotator.ui.kit.fields import Choice

_SIDE, _HIGH, _LONGEST, _WIDEST = 11, 24, 216, 480
"""Pixels: beside the words; the chip's height; its width at most; that of the opened list at most."""


class ChipChoice(Choice):
    """`name`: what a screen reader calls it; words that are longer than a narrow column are whole in the tooltip."""

    def __init__(self, name: str, parent: QWidget | None = None, narrows: bool = True) -> None:
        """`narrows`: whether any choice but the first is one that leaves something out."""
        super().__init__(parent)
        self._narrows = narrows
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.currentIndexChanged.connect(self._on_chosen)

    def _on_chosen(self) -> None:
        self.setToolTip(self.currentText() if self._needed() > _LONGEST else "")
        self.updateGeometry()
        self.update()

    def _needed(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.currentText()) + 2 * _SIDE + 2

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(min(self._needed(), _LONGEST), _HIGH)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def showPopup(self) -> None:
        view = self.view()
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + 32, _WIDEST))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, wide = theme.current(), 2 if self.hasFocus() else 1
        is_tinted = self._narrows and self.currentIndex() > 0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.accent if self.hasFocus() or is_tinted else look.edge), wide))
        ground = look.selection if is_tinted else look.hover if self.underMouse() else look.paper
        painter.setBrush(QColor(ground))
        inside = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.drawRoundedRect(inside, inside.height() / 2, inside.height() / 2)
        painter.setPen(QColor(look.ink if self.isEnabled() else look.quiet))
        words = self.rect().adjusted(_SIDE, 0, -_SIDE, 0)
        shown = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.end()
