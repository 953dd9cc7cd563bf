"""The scrolling surface of the reader: a document, its page, and the window onto it; no input.

The scroll bar shows where the window is and is never asked: `Scroll` knows. What moved is shifted on the screen and
only the strip that came into view is painted.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.reader.layout import Page
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.painter import PagePainter, Scene
from annotator.ui.reader.scroll import Scroll
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.style import ReaderStyle

_TAG_GAP = 14
_WIDEST_TAG = 96


class ReaderCanvas(QAbstractScrollArea):
    """Shows a text with marks; a subclass says what else there is to see (`scene`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._metrics = Metrics(ReaderStyle.light())
        self._painter = PagePainter(self._metrics)
        self._page: Page | None = None
        self._scroll: Scroll | None = None
        self._titles: tuple[str, ...] = ()
        self._placeholder = ""
        self._syncing = False
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that a text that grows by a bar does not become narrower and break its lines anew.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().sliderReleased.connect(self._sync_bar)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._colour_viewport()

    def set_document(self, index: TextIndex | None) -> None:
        """Show a text from its beginning, without marks; None shows the placeholder."""
        if index is None or not index.text:
            self._page = self._scroll = None
        else:
            self._page = Page(index, self._metrics, self._column_width())
            self._page.lanes = len(self._titles)
            self._scroll = Scroll(self._page, self._metrics.style.top_margin)
        self._refresh()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks and no others."""
        if self._page is not None:
            self._page.set_marks(marks, len(self._titles))
        self._refresh()

    def update_marks(self, changed: Sequence[Mark], removed: Sequence[str] = ()) -> None:
        """Add or replace some marks and take others out (by id); the result is what `set_marks` would show."""
        if self._page is not None:
            self._page.update_marks(changed, removed)
        self._refresh()

    def set_lanes(self, titles: Sequence[str]) -> None:
        """Show a lane per coder with these tags below each line, or (none) all marks in shared rows."""
        if tuple(titles) == self._titles:
            return
        self._titles = tuple(titles)
        self._painter = PagePainter(self._metrics, self._titles)
        if self._page is not None:
            self._page.set_marks(list(self._page.marks), len(self._titles))
        self._set_anew()

    def set_style(self, style: ReaderStyle) -> None:
        """Show everything in another style; the text at the top stays there."""
        self._metrics = Metrics(style)
        self._painter = PagePainter(self._metrics, self._titles)
        self._colour_viewport()
        self._set_anew()

    def set_placeholder(self, text: str) -> None:
        """Set what is said where there is no text: what would fill the page, and how."""
        self._placeholder = text
        self.viewport().update()

    def scene(self) -> Scene:
        """Return what is shown besides the text and its marks."""
        return Scene(-1, False)

    def column_left(self) -> int:
        """Return the x of the text's column in the viewport."""
        free = self.viewport().width() - self._column_width() - self._gutter()
        return self._gutter() + max(0, free // 2)

    def scroll_pixels(self, pixels: int) -> None:
        """Move down by so many pixels, up for a negative number."""
        if self._scroll is None:
            return
        moved = self._scroll.by(pixels)
        # Between device pixels (a scale of 1.5, an odd step) text and bars are rounded otherwise than before.
        if moved and (moved * self.viewport().devicePixelRatio()).is_integer():
            self.viewport().scroll(0, -moved)
        else:
            self.viewport().update()
        self._sync_bar()

    def reveal_range(self, start: int, stop: int) -> None:
        """Bring a range into view, near the middle; nothing moves where it is in view already."""
        if self._scroll is not None and self._scroll.reveal(Extent(start, stop)):
            self._refresh()

    def line_rectangle(self, position: int) -> QRect:
        """Return the place of the caret at `position` in the viewport, an empty one where it is out of view."""
        place = self._scroll.place_of(position) if self._scroll is not None else None
        if self._page is None or place is None:
            return QRect()
        piece, (y, line) = self._page.piece_at(position), place
        caret = self._painter.caret_rectangle(piece, position)
        return caret.translated(self.column_left(), y - line.top)

    def _gutter(self) -> int:
        widest = max((self._metrics.word_width(title) for title in self._titles), default=-_TAG_GAP)
        return min(widest, _WIDEST_TAG) + _TAG_GAP

    def _column_width(self) -> int:
        return self._metrics.column_in(self.viewport().width(), self._gutter())

    def _colour_viewport(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(self._metrics.style.paper))
        self.setPalette(palette)

    def _set_anew(self) -> None:
        """Shape the text again, in the style and width of now, with the same text at the top."""
        if self._page is not None and self._scroll is not None:
            visible = self._scroll.visible()
            piece, y = visible[0]
            top = piece.lines[piece.line_under(-y)].start
            at_start = self._scroll.piece == 0 and self._scroll.offset <= 0
            self._page.reshape(self._metrics, self._column_width())
            self._scroll.margin = self._metrics.style.top_margin
            self._scroll.height = self.viewport().height()
            if at_start:
                self._scroll.go_to(0)
            else:
                self._scroll.show_at_top(top)
        self._refresh()

    def _refresh(self) -> None:
        if self._scroll is not None:
            self._scroll.height = self.viewport().height()
            self._scroll.settle()
        self._sync_bar()
        self.viewport().update()

    def _sync_bar(self) -> None:
        """Make the bar follow; while it is dragged it leads, and its range must not change under the hand."""
        bar = self.verticalScrollBar()
        if bar.isSliderDown():
            return
        # Setting the range may emit valueChanged, which would scroll again from inside the scrolling.
        self._syncing = True
        bar.setRange(0, self._scroll.maximum if self._scroll is not None else 0)
        bar.setPageStep(max(1, self.viewport().height() - 2 * self._metrics.line))
        bar.setSingleStep(self._metrics.line)
        bar.setValue(self._scroll.value if self._scroll is not None else 0)
        self._syncing = False

    # Qt calls these.

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Follow the scroll bar."""
        if not self._syncing and self._scroll is not None:
            self.scroll_pixels(self.verticalScrollBar().value() - self._scroll.value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew where the column's width has changed."""
        if self._page is not None and self._page.width != self._column_width():
            self._set_anew()
        else:
            self._refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what came into view."""
        painter = QPainter(self.viewport())
        if self._scroll is None:
            self._painter.paint_placeholder(painter, self.viewport().rect(), self._placeholder)
        else:
            self._painter.paint(painter, event.rect(), self.column_left(), self._scroll.visible(), self.scene())
        painter.end()

    def _to_global(self, point: QPoint) -> QPoint:
        return self.viewport().mapToGlobal(point)
