"""The reader: a text with its marks, a caret and a selection, for the keyboard and the mouse.

It changes nothing in the project. What the user does with marks leaves as a signal, and the window answers by
calling `update_marks` and `set_active` when the store has said so. What there is to see is the board's.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.reader import accessible, keys
from annotator.ui.reader.beside import BarsBeside
from annotator.ui.reader.board import Board
from annotator.ui.reader.caret import Caret, MovementUnit
from annotator.ui.reader.head_facts import DocumentHead
from annotator.ui.reader.hits import Hits
from annotator.ui.reader.lanes import Lanes
from annotator.ui.reader.mouse import Mouse
from annotator.ui.reader.page_bar import BAR_HEIGHT
from annotator.ui.reader.sheet import Sheet
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.style import ReaderStyle
from annotator.ui.reader.wheel import Wheel


class ReaderView(QAbstractScrollArea):
    """One document's text with its marks. Positions are code points."""

    document_changed = Signal()
    selection_changed = Signal()
    selection_finished = Signal()
    mark_clicked = Signal(str)
    mark_opened = Signal(str)
    """The sentence of the active mark was clicked: its id."""
    edge_dragged = Signal(str, int, int)
    party_dropped = Signal(str, int)
    """The active act's id, and where in the text a drag ended that began at its bar or its sentence."""
    context_menu_requested = Signal(QPoint, int)
    details_requested = Signal(str)
    """Something in the document's head was clicked that leads to its details: the field, or empty for none."""
    step_requested = Signal(int)
    """1 for the next document, -1 for the one before."""
    zoom_requested = Signal(int)
    """Steps: larger, or (negative) smaller."""

    def __init__(self, parent: QWidget | None = None) -> None:
        # First, since Qt may ask for what is still being built, and asks only once.
        accessible.install()
        super().__init__(parent)
        self.board = Board(self)
        self.bars = BarsBeside(self, self.board)
        self._caret = Caret()
        self._mouse = Mouse(self)
        self._wheel = Wheel()
        self.bars.page_bar.step_requested.connect(self.step_requested)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setViewportMargins(0, BAR_HEIGHT, 0, 0)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Text of the document"))
        self._wear()

    # What is shown.

    @property
    def sheet(self) -> Sheet:
        """The document as it is set."""
        return self.board.sheet

    def set_document(self, index: TextIndex | None) -> None:
        """Show a text from its beginning, with the caret there, without marks; None shows the placeholder."""
        self._mouse.cancel()
        self._caret = Caret()
        self.bars.set_cases(())
        self.bars.page_bar.set_title("")
        self.board.set_document(index)
        self._wear()
        self.document_changed.emit()
        self.selection_changed.emit()

    def set_head(self, head: DocumentHead | None) -> None:
        """Show this above the text; what is seen of the text stays where it is, but for its beginning."""
        self.bars.page_bar.set_title(head.title if head is not None else "")
        self.board.set_head(head)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks and no others."""
        self.board.set_marks(marks)

    def update_marks(self, changed: Sequence[Mark], removed: Sequence[str] = ()) -> None:
        """Add or replace some marks and take others out (by id); the result is what `set_marks` would show."""
        self.board.update_marks(changed, removed)

    def set_active(self, mark_id: str | None) -> None:
        """Tint one mark; None or an unknown id tints none."""
        self.board.set_active(mark_id)

    def set_focus_range(self, extents: Sequence[Extent]) -> None:
        """Light these ranges: what is to be looked at now."""
        self.board.set_focus_range(extents)

    def set_lanes(self, titles: Sequence[str], compared: int | None = None, order: Sequence[int] = ()) -> None:
        """Tell these coders' marks apart, or (none) show all marks in shared rows.

        `compared`: how many of them, from the first, are coders who are compared (None: all): their marks are seen in
        the drawer of the case at hand; what is beyond them is gold, in the text. `order`: their numbers in the order in
        which they stand, where that is another one.
        """
        count = len(titles) if compared is None else compared
        self.board.set_lanes(Lanes(tuple(titles), count, self.sheet.lanes.columns, tuple(order)))

    def set_placeholder(self, text: str) -> None:
        """Set what is said where there is no text: what would fill the page, and how."""
        self.board.change(placeholder=text)

    def set_style(self, style: ReaderStyle) -> None:
        """Show everything in another style; the text at the top stays there."""
        if style != self.sheet.metrics.style:
            self.board.set_style(style)
            self._wear()

    def set_whole_words(self, on: bool) -> None:
        """Let the mouse select whole words, and with Alt characters; or (False) the other way round."""
        self._mouse.whole_words = on

    def _wear(self) -> None:
        """Have what is around the page in its fonts and colours."""
        self.bars.page_bar.set_metrics(self.sheet.metrics)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(self.sheet.metrics.style.paper))
        self.setPalette(palette)

    # Where things are.

    def text_index(self) -> TextIndex:
        """Return the positions of the text that is shown."""
        return self.board.index

    def hits(self) -> Hits | None:
        """Return what looks under points, None without a text."""
        return self.board.hits()

    def line_rectangle(self, position: int) -> QRect:
        """Return the place of the caret at `position` in the viewport, an empty one where it is out of view."""
        return self.sheet.caret_rectangle(position, self.board.shown.column)

    def reveal(self, mark_id: str) -> None:
        """Bring a mark into view; nothing moves where it is in view already or is unknown."""
        mark = self.sheet.page.marks.get(mark_id) if self.sheet.page is not None else None
        if mark is not None and mark.extents:
            self.reveal_range(mark.start, mark.stop)

    def reveal_range(self, start: int, stop: int, centred: bool = False) -> None:
        """Bring a range into view, near the middle; nothing moves where it is in view already, unless `centred`."""
        if self.sheet.reveal(Extent(start, stop), centred):
            self.board.refresh()

    # Caret and selection.

    @property
    def caret(self) -> int:
        """Where the caret is."""
        return self._caret.position

    @property
    def anchor(self) -> int:
        """Where the selection began; the caret's place without one."""
        return self._caret.anchor

    def selection(self) -> Extent | None:
        """Return what is selected, None for nothing."""
        return self._caret.selection()

    def set_selection(self, anchor: int, position: int) -> None:
        """Select from `anchor` to `position`, where the caret will be; both are kept inside the text."""
        length = len(self.board.index.text)
        self._caret.put(min(max(anchor, 0), length), min(max(position, 0), length))
        self._follow_caret()

    def select(self, anchor: int, position: int) -> None:
        """Select by the mouse: the view scrolls by its own timer and does not follow."""
        self._caret.put(anchor, position)
        self._show_caret()

    def move(self, unit: MovementUnit, direction: int, extend: bool = False) -> None:  # type: ignore[override]
        """Move the caret forward (1) or back (-1) by a unit; `extend` keeps the anchor.

        It stands in for `QWidget.move`, which a widget in a layout has no use for.
        """
        if self.sheet.page is not None:
            self._caret.move(self.sheet.page, unit, direction, extend, self.viewport().height())
            self._follow_caret()

    def copy(self) -> None:
        """Copy the selected text as it stands in the document."""
        selection = self.selection()
        if selection is not None:
            QGuiApplication.clipboard().setText(self.board.index.text[selection.start : selection.stop])

    def ask_for_menu(self) -> None:
        """Ask the window for a menu at the caret."""
        place = self.line_rectangle(self.caret)
        below = place.bottomLeft() if not place.isEmpty() else QPoint(self.sheet.column_lefts()[0], 0)
        self.context_menu_requested.emit(self.viewport().mapToGlobal(below), self.caret)

    def _follow_caret(self) -> None:
        if self.sheet.scroll is not None and self.sheet.scroll.follow(self.caret):
            self.board.refresh()
        self._show_caret()

    def _show_caret(self) -> None:
        """Paint what a caret that moved changes, and say that it did."""
        shown = self.board.shown
        if (self.caret, self.selection()) != (shown.caret, shown.selection):
            self.board.change(caret=self.caret, selection=self.selection())
            self.selection_changed.emit()

    # Qt calls these.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            self.board.paint(painter, event.region())
        finally:
            # A painter that stays open after an error takes the whole program with it.
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.bars.page_bar.setGeometry(0, 0, self.viewport().width(), BAR_HEIGHT)
        self.board.refresh()
        self.board.marks_changed.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if lead := self.bars.lead:
            self.board.scroll(lead)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not keys.press(event, self):
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._mouse.press(event)
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._mouse.double_click(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self._wheel.zooms(event):
            self.board.scroll(-self._wheel.pixels(event, self.sheet.metrics.line))
        elif steps := self._wheel.zoom_steps(event):
            self.zoom_requested.emit(steps)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._mouse.ask_for_menu(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.board.tool_tip_at(QPointF(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.board.show_focus()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.board.show_focus()
        super().focusOutEvent(event)
