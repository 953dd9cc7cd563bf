"""The bar above the page: which document is shown among how many; once the head has scrolled away also its title and
the paragraph at the window's top. Side by side it names the coders of the columns.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.sheet import Sheet

BAR_HEIGHT = 32
_GAP = 12
_CLEAR = 36
"""At the right edge, where the button stands that brings back a folded side."""
_ARROW = 24
_BACK, _ON = "‹", "›"


class PageBar(QWidget):
    """`step_requested` carries 1 for the next document, -1 for the one before."""

    step_requested = Signal(int)

    def __init__(self, metrics: Metrics, parent: QWidget) -> None:
        super().__init__(parent)
        self._metrics = metrics
        self._place, self._titles = QRect(), list[tuple[int, int, str]]()
        self._title = self._paragraph = ""
        self._number, self._count = 0, 0
        self._scrolled = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)

    @property
    def shown(self) -> tuple[str, str, str]:
        """The title, the paragraph and the place among the documents as they are shown; empty where they are not."""
        place = f"{self._number} of {self._count}" if self._count else ""
        return (self._title, self._paragraph, place) if self._scrolled else ("", "", place)

    def set_metrics(self, metrics: Metrics) -> None:
        """Use other fonts and colours."""
        self._metrics = metrics
        self.update()

    def set_title(self, title: str) -> None:
        """Name the document that is shown, on one line."""
        self._title = " ".join(title.split())
        self.update()

    def set_place(self, number: int, count: int) -> None:
        """Say which document it is, from 1 on, among how many; of none (0) nothing is said."""
        if (number, count) != (self._number, self._count):
            self._number, self._count = number, count
            self.update()

    def follow(self, sheet: Sheet) -> None:
        """Say what the line at the window's top belongs to, once the title has scrolled away."""
        page, scroll = sheet.page, sheet.scroll
        if page is None or scroll is None:
            self.show_page(0, 0, 0, False)
            return
        lefts, width, lanes = sheet.column_lefts(), sheet.column_width, sheet.lanes
        beneath = scroll.value > (sheet.head.title_bottom if sheet.head is not None else 0)
        paragraph = page.piece_at(scroll.position_at_top()).paragraph if beneath else 0
        titles = [(left, width, lanes.titles[lane]) for lane, left in zip(lanes.shown, lefts, strict=False)]
        self.show_page(lefts[0], width, paragraph, beneath, titles if len(lefts) > 1 else ())

    def show_page(
        self, left: int, width: int, paragraph: int, scrolled: bool, titles: Sequence[tuple[int, int, str]] = ()
    ) -> None:
        """Show what belongs to the window's top. `titles`: the x, the width and the coder of each column."""
        said = f"¶ {paragraph}" if paragraph else ""
        wanted = QRect(left, 0, width, BAR_HEIGHT), said, scrolled, list(titles)
        if wanted != (self._place, self._paragraph, self._scrolled, self._titles):
            self._place, self._paragraph, self._scrolled, self._titles = wanted
            self.update()

    def arrow_at(self, point: QPoint) -> int:
        """Return the step that a click at a point asks for, 0 for none."""
        words = self._pager_width()
        if not self._count or not 0 <= point.y() < self.height():
            return 0
        right = self.width() - _CLEAR
        if right - _ARROW <= point.x() < right:
            return 1 if self._number < self._count else 0
        left = right - 2 * _ARROW - words
        return -1 if left <= point.x() < left + _ARROW and self._number > 1 else 0

    def _pager_width(self) -> int:
        return self._metrics.small_width(self.shown[2])

    # Qt calls these.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            # A painter that is left open ends the process.
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        metrics, style = self._metrics, self._metrics.style
        painter.fillRect(self.rect(), QColor(style.paper))
        painter.setFont(metrics.small_font)
        painter.setPen(QColor(style.secondary))
        baseline = (BAR_HEIGHT - metrics.small_height) // 2 + metrics.small_baseline
        title, paragraph, place = self.shown
        end = self.width() - _CLEAR
        if place:
            end -= 2 * _ARROW + self._pager_width()
            painter.drawText(QPoint(end + _ARROW, baseline), place)
            for x, arrow, step in ((end, _BACK, self._number > 1), (self.width() - _CLEAR - _ARROW, _ON, None)):
                there = step if step is not None else self._number < self._count
                painter.setPen(QColor(style.secondary if there else style.hairline))
                painter.drawText(QRect(x, 0, _ARROW, BAR_HEIGHT), Qt.AlignmentFlag.AlignCenter, arrow)
        painter.setPen(QColor(style.secondary))
        for left, _, name in self._titles:
            painter.drawText(QPoint(left, baseline), name)
        if self._scrolled and not self._titles:
            room = max(0, min(end, self._place.right()) - self._place.left() - metrics.small_width(paragraph) - _GAP)
            painter.setPen(QColor(style.ink))
            shown = QFontMetricsF(metrics.small_font).elidedText(title, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPoint(self._place.left(), baseline), shown)
            painter.setPen(QColor(style.secondary))
            at = self._place.left() + (metrics.small_width(shown) + _GAP if shown else 0)
            painter.drawText(QPoint(at, baseline), paragraph)
        if self._scrolled:
            painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), QColor(style.hairline))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        step = self.arrow_at(event.position().toPoint())
        if step and event.button() is Qt.MouseButton.LeftButton:
            self.step_requested.emit(step)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.arrow_at(event.position().toPoint()) != 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
