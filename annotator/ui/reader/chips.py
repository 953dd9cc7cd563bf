"""The words of chips and lanes as pixmaps: drawing text costs ten times what drawing a small picture does."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from annotator.ui.reader.metrics import CHIP_PADDING, Metrics

_RADIUS = 3.0


@dataclass(frozen=True, slots=True)
class _Key:
    word: str
    style_key: str
    boxed: bool
    active: bool
    scale: float


class Chips:
    """The pixmaps of one style."""

    def __init__(self, metrics: Metrics) -> None:
        self.metrics = metrics
        self._pixmaps: dict[_Key, QPixmap] = {}

    def boxed(self, word: str, style_key: str, active: bool, scale: float) -> QPixmap:
        """Return a chip; the active one is filled with the label's colour."""
        return self._get(_Key(word, style_key, True, active, scale))

    def bare(self, word: str, style_key: str, active: bool, scale: float) -> QPixmap:
        """Return the word without a ground of its own, for the inside of a bar."""
        return self._get(_Key(word, style_key, False, active, scale))

    def _get(self, key: _Key) -> QPixmap:
        pixmap = self._pixmaps.get(key)
        if pixmap is None:
            pixmap = self._pixmaps[key] = self._draw(key)
        return pixmap

    def _draw(self, key: _Key) -> QPixmap:
        metrics, style = self.metrics, self.metrics.style
        width, height = metrics.chip_width(key.word), metrics.chip_height
        pixmap = QPixmap(max(1, round(width * key.scale)), max(1, round(height * key.scale)))
        pixmap.setDevicePixelRatio(key.scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        ink, ground = style.chip_ink(key.style_key), style.chip_ground(key.style_key)
        if key.active:
            ink, ground = style.active_colours(key.style_key)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if key.boxed:
            outlined = style.high_contrast and not key.active
            painter.setPen(QColor(style.bar_colour(key.style_key)) if outlined else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            line = 1 if outlined else 0
            painter.drawRoundedRect(QRectF(line / 2, line / 2, width - line, height - line), _RADIUS, _RADIUS)
        painter.setFont(metrics.chip_font)
        painter.setPen(QColor(ink))
        painter.drawText(QPointF(CHIP_PADDING, metrics.chip_baseline), key.word)
        painter.end()
        return pixmap
