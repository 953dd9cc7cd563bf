"""The scrolling surface of the reader: a document, its page, and the window onto it; no input.

The scroll bar shows where the window is and is never asked: `Scroll` knows. What moved is shifted on the screen and
only the strip that came into view is painted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.kit.direction import runs_right_to_left
from annotator.ui.reader.column_placement import Across, across
from annotator.ui.reader.document_head import SetHead
from annotator.ui.reader.fonts import families_for, setting_of
from annotator.ui.reader.head_facts import DocumentHead
from annotator.ui.reader.lanes import Lanes
from annotator.ui.reader.layout import Page
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.page_bar import BAR_HEIGHT, PageBar
from annotator.ui.reader.painter import PagePainter, Scene
from annotator.ui.reader.placing import Arrangement
from annotator.ui.reader.repaint import Strip, changed_strips, seen_pieces, strips_of
from annotator.ui.reader.scroll import Scroll
from annotator.ui.reader.scroll_bar import MarkedScrollBar, TickColours, Ticks
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.style import ReaderStyle

_BEGINNING = 2000
"""Characters that tell which way a document runs."""
_BAR_MS = 60
"""How long the scroll bar's ticks wait for more changes before they follow."""
_MOST_TICKS = 2000
_FOCUS_WIDTH = 2


class ReaderCanvas(QAbstractScrollArea):
    """Shows a text with marks; a subclass says what else there is to see (`scene`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._metrics = Metrics(ReaderStyle.light())
        self._painter = PagePainter(self._metrics)
        self._page: Page | None = None
        self._scroll: Scroll | None = None
        self._lanes = Lanes()
        self._hits: tuple[Extent, ...] = ()
        self._cases: tuple[Extent, ...] = ()
        self._bar = PageBar(self._metrics, self)
        self._document: DocumentHead | None = None
        self._head: SetHead | None = None
        self._bar_timer = QTimer(self, singleShot=True, interval=_BAR_MS)
        self._bar_timer.timeout.connect(self._renew_ticks)
        self._whole: tuple[Mark, ...] = ()
        self._placeholder = ""
        self._syncing = self._runs_leftwards = False
        self._shown_edge = QRect()
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(MarkedScrollBar())
        self.setViewportMargins(0, BAR_HEIGHT, 0, 0)
        # Always there, so that a text that grows by a bar does not become narrower and break its lines anew.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().sliderReleased.connect(self._sync_bar)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._colour_viewport()

    def set_document(self, index: TextIndex | None) -> None:
        """Show a text from its beginning, without marks; None shows the placeholder."""
        self._hits, self._cases = (), ()
        if index is not None:
            self._use_fonts(index.text)
        if index is None or not index.text:
            self._page = self._scroll = None
        else:
            self._page = Page(index, self._metrics, self._column_width())
            self._arrange_lanes(self._page)
            self._scroll = Scroll(self._page, self._metrics.style.top_margin)
        self.set_head(None)
        self._refresh()

    def set_head(self, head: DocumentHead | None) -> None:
        """Show this above the text; what is seen of the text stays where it is, but for its beginning."""
        at_start = self._scroll is not None and self._scroll.value <= 0
        if head is not None and self._document is not None:
            head = head._replace(state=self._document.state)
        self._document = head
        self._bar.set_title(head.title if head is not None else "")
        self._set_head()
        if at_start and self._scroll is not None:
            self._scroll.go_to(0)
        self._refresh()

    def set_state(self, state: str) -> None:
        """Say in the head how far the coder at the desk is with the document, empty for nothing."""
        if self._document is not None and state != self._document.state:
            self._document = self._document._replace(state=state)
            self._set_head()
            if self._scroll is not None and self._head is not None and self._scroll.value < self._head.height:
                self.viewport().update()

    def set_place(self, number: int, count: int) -> None:
        """Say which document it is, from 1 on, among how many; of none (0) nothing is said."""
        self._bar.set_place(number, count)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks and no others."""
        if self._page is not None:
            self._page.set_marks(marks)
            self._set_head()
        self._refresh()
        self._bar_timer.start()

    def update_marks(self, changed: Sequence[Mark], removed: Sequence[str] = ()) -> None:
        """Add or replace some marks and take others out (by id); the result is what `set_marks` would show."""
        if self._page is not None and self._scroll is not None:
            before = seen_pieces(self._scroll)
            self._page.update_marks(changed, removed)
            if self._whole != self._page.marks.about_the_whole():
                self._set_head()
                self.viewport().update()
            self._settle()
            self._update_strips(changed_strips(before, seen_pieces(self._scroll), self.viewport().height()))
        self._bar_timer.start()

    def set_lanes(self, titles: Sequence[str], compared: int | None = None, order: Sequence[int] = ()) -> None:
        """Tell these coders' marks apart, or (none) show all marks in shared rows.

        `compared`: how many of them, from the first, are coders who are compared (None: all): their marks are seen in
        the drawer of the case at hand; what is beyond them is gold, in the text. `order`: their numbers in the order in
        which they stand, where that is another one.
        """
        count = len(titles) if compared is None else compared
        self._set_lanes(Lanes(tuple(titles), count, self._lanes.columns, tuple(order)))

    def set_columns(self, columns: bool) -> None:
        """Show the coders side by side, each with their own copy of the text, or in the drawer of a case."""
        self._set_lanes(replace(self._lanes, columns=columns))

    def set_hits(self, hits: Sequence[Extent]) -> None:
        """Mark what a search found, in order and apart, in the text and beside the scroll bar."""
        self._hits = tuple(hits)
        self.viewport().update()
        self._bar_timer.start()

    def set_cases(self, cases: Sequence[Extent]) -> None:
        """Show beside the scroll bar where cases are open."""
        if tuple(cases) != self._cases:
            self._cases = tuple(cases)
            self._bar_timer.start()

    def set_style(self, style: ReaderStyle) -> None:
        """Show everything in another style; the text at the top stays there."""
        if style == self._metrics.style:
            return
        self._measure(style, self._page.index.text if self._page is not None else "")
        self._colour_viewport()
        self._set_anew()

    def set_placeholder(self, text: str) -> None:
        """Set what is said where there is no text: what would fill the page, and how."""
        self._placeholder = text
        self.viewport().update()

    def scene(self) -> Scene:
        """Return what is shown besides the text and its marks."""
        return Scene(-1, False)

    def paint_below(self, painter: QPainter, scene: Scene) -> None:
        """Paint what stands below the words, on the tints; a subclass has something there."""

    def paint_beside(
        self, painter: QPainter, clip: QRect, visible: list[tuple[ShapedPiece, int]], scene: Scene
    ) -> None:
        """Paint what stands beside the words and on top of all; a subclass has something there."""

    def column_left(self) -> int:
        """Return the x of the text's (first) column in the viewport."""
        return self.column_lefts()[0]

    def caret_column(self) -> int:
        """Return the number of the column that has the caret."""
        return 0

    def column_lefts(self) -> list[int]:
        """Return the x of each column: one, or as many as there are lanes side by side."""
        count = self._column_count()
        if count == 1:
            return [self.across().left]
        width, gap = self._column_width(), self._metrics.column_gap
        left = max(0, (self.viewport().width() - count * width - (count - 1) * gap) // 2)
        return [left + number * (width + gap) for number in range(count)]

    def across(self) -> Across:
        """Return where the text stands across the window, as long as there is one column."""
        return across(self.viewport().width(), self._metrics.column, self._runs_leftwards)

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

    def reveal_range(self, start: int, stop: int, centred: bool = False) -> None:
        """Bring a range into view, near the middle; nothing moves where it is in view already, unless `centred`."""
        if self._scroll is None:
            return
        if centred:
            self._scroll.centre(Extent(start, stop))
            self._refresh()
        elif self._scroll.reveal(Extent(start, stop)):
            self._refresh()

    def get_ready(self, position: int) -> None:
        """Get ready to show a place that one may go to next; nothing moves."""
        if self._scroll is not None:
            self._scroll.get_ready(position)

    def line_rectangle(self, position: int) -> QRect:
        """Return the place of the caret at `position` in the viewport, an empty one where it is out of view."""
        place = self._scroll.place_of(position) if self._scroll is not None else None
        if self._page is None or place is None:
            return QRect()
        piece, (y, line) = self._page.piece_at(position), place
        caret = self._painter.caret_rectangle(piece, position)
        return caret.translated(self.column_lefts()[self.caret_column()], y - line.top)

    def _use_fonts(self, text: str) -> None:
        """Measure anew where a text is written otherwise than the last one."""
        self._runs_leftwards = runs_right_to_left(text[:_BEGINNING])
        written = families_for(text, self._metrics.style.families), setting_of(text)
        if written != (self._metrics.families, self._metrics.setting):
            self._measure(self._metrics.style, text)

    def _measure(self, style: ReaderStyle, text: str) -> None:
        self._metrics = Metrics(style, families_for(text, style.families), setting_of(text))
        self._painter = PagePainter(self._metrics, self._lanes)
        self._bar.set_metrics(self._metrics)

    def _set_lanes(self, lanes: Lanes) -> None:
        if lanes == self._lanes:
            return
        as_many = len(lanes.titles) == len(self._lanes.titles) and lanes.columns == self._lanes.columns
        self._lanes = lanes
        self._painter = PagePainter(self._metrics, lanes)
        if self._page is not None:
            self._arrange_lanes(self._page)
        # Lanes that only change places or names take the room that they took.
        if as_many and self._page is not None and self._page.width == self._column_width():
            self._refresh()
        else:
            self._set_anew()

    def _arrange_lanes(self, page: Page) -> None:
        columns = self._column_count() > 1
        lanes = len(self._lanes.titles)
        now = page.arrangement
        page.arrange(Arrangement(lanes, self._lanes.compared, columns, self._lanes.shown, now.open, now.first))

    def _column_count(self) -> int:
        return max(1, len(self._lanes.titles)) if self._lanes.columns else 1

    def _column_width(self) -> int:
        if self._column_count() == 1:
            return self.across().measure
        return self._metrics.column_in(self.viewport().width(), 0, self._column_count())

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
            self._set_head()
            self._scroll.height = self.viewport().height()
            if at_start:
                self._scroll.go_to(0)
            else:
                self._scroll.show_at_top(top)
        self._refresh()

    def _refresh(self) -> None:
        self._settle()
        self.viewport().update()

    def _settle(self) -> None:
        """Keep the window on the page, and let the bar and the head follow."""
        if self._scroll is not None:
            self._scroll.height = self.viewport().height()
            self._scroll.settle()
        self._sync_bar()

    def _update_extents(self, extents: Iterable[Extent]) -> None:
        """Paint the lines in view that these ranges meet."""
        if self._scroll is not None:
            self._update_strips(strips_of(self._scroll, extents))

    def _update_strips(self, strips: Iterable[Strip]) -> None:
        for y, height in strips:
            self.viewport().update(0, y, self.viewport().width(), height)

    def _focus_edge(self) -> QRect:
        """Return where it is shown that the keyboard is here while no caret is in view: a line at the window's side."""
        if not self.hasFocus():
            return QRect()
        place = self._scroll.place_of(self.scene().caret) if self._scroll is not None else None
        height = self.viewport().height()
        is_seen = place is not None and -place[1].text_height < place[0] < height
        return QRect() if is_seen else QRect(0, 0, _FOCUS_WIDTH, height)

    def _renew_focus_edge(self) -> None:
        edge = self._focus_edge()
        if edge != self._shown_edge:
            self.viewport().update(edge.united(self._shown_edge))
            self._shown_edge = edge

    def _sync_bar(self) -> None:
        """Make the bar follow; while it is dragged it leads, and its range must not change under the hand."""
        bar = self.verticalScrollBar()
        if bar.isSliderDown():
            return
        # Typesetting the range may emit valueChanged, which would scroll again from inside the scrolling.
        self._syncing = True
        bar.setRange(0, self._scroll.maximum if self._scroll is not None else 0)
        bar.setPageStep(max(1, self.viewport().height() - 2 * self._metrics.line))
        bar.setSingleStep(self._metrics.line)
        bar.setValue(self._scroll.value if self._scroll is not None else 0)
        self._syncing = False
        self._renew_bar()
        self._renew_focus_edge()

    def _set_head(self) -> None:
        """Set what stands above the text in the width of the text; the text stays where it is."""
        page, scroll = self._page, self._scroll
        if page is None or scroll is None:
            self._head, self._whole = None, ()
            return
        self._whole = page.marks.about_the_whole()
        shown = tuple(self._lanes.told_apart(self._whole))
        self._head = None
        if self._document is not None or shown:
            document = self._document or DocumentHead("")
            width, titles = self._column_width(), self._lanes.titles
            self._head = SetHead(document, shown, self._metrics, width, self._runs_leftwards, titles)
        scroll.top = self._head.height if self._head is not None else scroll.margin

    def head_at(self, point: QPointF) -> tuple[SetHead, QPointF] | None:
        """Return the head and the place in it of a point of the window, None where there is none."""
        if self._head is None or self._scroll is None:
            return None
        inside = point - QPointF(self.column_left(), -self._scroll.value)
        return (self._head, inside) if 0 <= inside.y() < self._head.height else None

    def _paint_head(self, painter: QPainter, scene: Scene) -> None:
        if self._head is not None and self._scroll is not None and self._scroll.value < self._head.height:
            painter.translate(self.column_left(), -self._scroll.value)
            self._head.paint(painter, self._painter.chips, scene.active.id if scene.active is not None else None)
            painter.translate(-self.column_left(), self._scroll.value)

    def _renew_bar(self) -> None:
        """Say above the page what the line at the window's top belongs to, once the title has scrolled away."""
        page, scroll = self._page, self._scroll
        if page is None or scroll is None:
            self._bar.show_page(0, 0, 0, False)
            return
        lefts, width = self.column_lefts(), self._column_width()
        beneath = scroll.value > (self._head.title_bottom if self._head is not None else 0)
        paragraph = page.piece_at(scroll.position_at_top()).paragraph if beneath else 0
        titles = [(left, width, self._lanes.titles[lane]) for lane, left in zip(self._lanes.shown, lefts, strict=False)]
        self._bar.show_page(lefts[0], width, paragraph, beneath, titles if len(lefts) > 1 else ())

    def _renew_ticks(self) -> None:
        """Work out where the scroll bar's ticks are: some hundred sums, whatever the number of spans."""
        page, bar = self._page, self.verticalScrollBar()
        if not isinstance(bar, MarkedScrollBar):
            return
        if page is None:
            bar.set_ticks(Ticks(), TickColours())
            return
        total = max(1, page.heights.total)
        overview = page.overview()
        spans = tuple(
            (page.y_of(overview.start_of(part)) / total, count) for part, count in enumerate(overview.counts) if count
        )
        style = self._metrics.style
        colours = TickColours(style.secondary, style.accent, style.conflict)
        hits, cases = (self._thinned(extents, page, total) for extents in (self._hits, self._cases))
        bar.set_ticks(Ticks(spans, hits, cases), colours)

    def _thinned(self, extents: Sequence[Extent], page: Page, total: int) -> tuple[float, ...]:
        """Return where extents are; of very many only as many as there are pixels."""
        step = max(1, len(extents) // _MOST_TICKS)
        return tuple(page.y_of(extent.start) / total for extent in extents[::step])

    # Qt calls these.

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Follow the scroll bar."""
        if not self._syncing and self._scroll is not None:
            self.scroll_pixels(self.verticalScrollBar().value() - self._scroll.value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew where the column's width has changed."""
        self._bar.setGeometry(0, 0, self.viewport().width(), BAR_HEIGHT)
        self._bar_timer.start()
        if self._page is not None and self._page.width != self._column_width():
            self._set_anew()
        else:
            self._refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what came into view."""
        painter = QPainter(self.viewport())
        try:
            if self._scroll is None:
                self._painter.paint_placeholder(painter, self.viewport().rect(), self._placeholder)
            else:
                clip, visible, scene = event.rect(), self._scroll.visible(), self.scene()
                below = partial(self.paint_below, painter, scene)
                self._painter.paint(painter, clip, self.column_lefts(), visible, scene, below)
                self._paint_head(painter, scene)
                self.paint_beside(painter, clip, visible, scene)
            if not self._shown_edge.isEmpty():
                painter.fillRect(self._shown_edge, QColor(self._metrics.style.accent))
        finally:
            # A painter that stays open after an error takes the whole program with it.
            painter.end()

    def _to_global(self, point: QPoint) -> QPoint:
        return self.viewport().mapToGlobal(point)
