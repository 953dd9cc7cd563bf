"""A scroll bar that shows where things are: spans, what a search found, and the cases that are open.

The three stand side by side and differ in shape as well as in colour. They are drawn into a picture when they change,
and a paint only shows the picture.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QPolygonF
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

WIDTH = 12


@dataclass(frozen=True, slots=True)
class Ticks:
    """What the bar shows, as shares (0 to 1) of the whole height. `spans`: with how many begin there.

    `span_colours`: of each of these, where it has one of its own ("#rrggbb").
    """

    spans: tuple[tuple[float, int], ...] = ()
    hits: tuple[float, ...] = ()
    cases: tuple[float, ...] = ()
    span_colours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TickColours:
    """Colours as "#rrggbb"."""

    span: str = "#5F6670"
    hit: str = "#1F5FA8"
    case: str = "#B3261E"


class MarkedScrollBar(QScrollBar):
    """A vertical scroll bar with ticks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._ticks = Ticks()
        self._colours = TickColours()
        self._picture: QPixmap | None = None
        self._place = QRect()

    @property
    def ticks(self) -> Ticks:
        """What is shown."""
        return self._ticks

    def set_ticks(self, ticks: Ticks, colours: TickColours) -> None:
        """Show other ticks."""
        if (ticks, colours) != (self._ticks, self._colours) or self._groove() != self._place:
            self._ticks, self._colours = ticks, colours
            self._place = self._groove()
            self._picture = self._draw()
            self.update()

    def pixels(self) -> int:
        """Return how high the groove is."""
        return max(1, self._groove().height())

    def _groove(self) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ScrollBar, QStyle.SubControl.SC_ScrollBarGroove
        return self.style().subControlRect(control, option, part, self)

    def _draw(self) -> QPixmap | None:
        place, scale = self._place, self.devicePixelRatioF()
        if place.isEmpty() or not (self._ticks.spans or self._ticks.hits or self._ticks.cases):
            return None
        picture = QPixmap(place.size() * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._draw_spans(painter, place)
        hits = sorted({round(share * (place.height() - 2)) for share in self._ticks.hits})
        for y in hits:
            painter.fillRect(QRect(place.width() // 2 - 2, y, place.width() // 2 + 2, 2), QColor(self._colours.hit))
        self._draw_cases(painter, place)
        painter.end()
        return picture

    def _draw_spans(self, painter: QPainter, place: QRect) -> None:
        rows: dict[int, list[tuple[int, str]]] = {}
        own_colours = self._ticks.span_colours or ("",) * len(self._ticks.spans)
        for (share, count), own in zip(self._ticks.spans, own_colours, strict=True):
            rows.setdefault(round(share * (place.height() - 2)), []).append((count, own))
        most = max((sum(count for count, _ in row) for row in rows.values()), default=1)
        for y, row in rows.items():
            _, own = max(row)
            colour = QColor(own or self._colours.span)
            # The fewest can be seen, the most do not shout.
            colour.setAlphaF(0.6 + 0.4 * sum(count for count, _ in row) / most)
            painter.fillRect(QRect(1, y, 5, 2), colour)

    def _draw_cases(self, painter: QPainter, place: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.case))
        right = place.width() - 1.0
        for y in sorted({round(share * (place.height() - 6)) for share in self._ticks.cases}):
            painter.drawPolygon(QPolygonF([QPointF(right, y), QPointF(right - 5, y + 3), QPointF(right, y + 6)]))

    # Qt calls this.

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._picture is not None:
            painter = QPainter(self)
            painter.drawPixmap(QRectF(self._place).topLeft(), self._picture)
            painter.end()
