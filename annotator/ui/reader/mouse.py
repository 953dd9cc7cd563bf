"""The mouse over a reader: Qt's events as presses, moves and releases of the pointer, and what it asks of the view."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, QTimerEvent
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent

from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.reader.hits import Hits
from annotator.ui.reader.pointer import Pointer
from annotator.ui.reader.spanindex import Mark

if TYPE_CHECKING:
    from annotator.ui.reader.view import ReaderView

_AUTOSCROLL_MS = 30


class Mouse(QObject):
    """Counts clicks, scrolls towards a pointer that is held outside, and stands between the pointer and the view."""

    def __init__(self, view: "ReaderView") -> None:
        super().__init__(view)
        self.whole_words = True
        """Whether the mouse selects whole words, and characters while Alt is held; else the other way round."""
        self._view = view
        self._pointer = Pointer(self)
        self._clicks = 0
        self._last_click = QPointF()
        self._last_mouse = QPointF()
        # A coarse timer may come a twentieth late, and whoever clicks slowly would select a sentence.
        self.click_timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._autoscroll = 0

    # What comes from Qt, by the view.

    def press(self, event: QMouseEvent) -> None:
        """Begin a selection, a click or a drag of an edge, or answer a click on the head."""
        if self._press_head(event.position()):
            return
        distance = (event.position() - self._last_click).manhattanLength()
        near = distance < QGuiApplication.styleHints().startDragDistance()
        self._clicks = self._clicks + 1 if self.click_timer.isActive() and near and self._clicks == 2 else 1
        self._press(event)

    def double_click(self, event: QMouseEvent) -> None:
        """Select by words from here on."""
        self._clicks = 2
        self._press(event)

    def move(self, event: QMouseEvent) -> None:
        """Go on selecting or dragging; beyond the window the text moves by itself."""
        self._last_mouse = event.position()
        if not self._pointer.is_down:
            self._view.viewport().setCursor(self._cursor_at(event.position()))
            return
        self._pointer.by_characters = self.whole_words is bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        self._pointer.move(event.position())
        outside = not 0 <= event.position().y() < self._view.viewport().height()
        if outside and not self._autoscroll:
            self._autoscroll = self.startTimer(_AUTOSCROLL_MS)
        elif not outside:
            self._stop_autoscroll()

    def release(self, event: QMouseEvent) -> None:
        """End a selection, a click or a drag."""
        self._stop_autoscroll()
        if event.button() is Qt.MouseButton.LeftButton:
            self._view.removeEventFilter(self)
            self._pointer.release(event.position())

    def ask_for_menu(self, event: QContextMenuEvent) -> None:
        """Ask the window for a menu, at the pointer or (by key) at the caret."""
        hits = self.hits()
        if hits is None:
            event.ignore()
        elif event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._view.ask_for_menu()
        else:
            position = hits.position_near(QPointF(event.pos()))
            self._view.context_menu_requested.emit(event.globalPos(), position)

    def cancel(self) -> None:
        """Forget what the pressed mouse has begun."""
        self._view.removeEventFilter(self)
        self._stop_autoscroll()
        self._pointer.cancel()

    # What the pointer needs.

    def hits(self) -> Hits | None:
        """Return what looks under points, None without a text."""
        return self._view.hits()

    def text_index(self) -> TextIndex:
        """Return the positions of the text that is shown."""
        return self._view.board.index

    def anchor_position(self) -> int:
        """Return where the selection began."""
        return self._view.anchor

    def active_mark(self) -> Mark | None:
        """Return the active mark."""
        return self._view.board.shown.active

    def movable_mark(self) -> Mark | None:
        """Return the active mark where its edges may be moved: the coders' spans in lanes are for comparing."""
        return None if self._view.sheet.lanes.titles else self._view.board.shown.active

    def select(self, anchor: int, position: int) -> None:
        """Select; the view scrolls by a timer here and does not follow."""
        self._view.select(anchor, position)

    def preview(self, extents: tuple[Extent, ...] | None) -> None:
        """Show where the active mark would be, or (None) where it is."""
        self._view.board.preview(extents)

    def click_mark(self, mark_id: str) -> None:
        """Say that a mark was clicked."""
        self._view.mark_clicked.emit(mark_id)

    def open_mark(self, mark_id: str) -> None:
        """Say that the sentence of the active mark was clicked."""
        self._view.mark_opened.emit(mark_id)

    def request_extent(self, mark_id: str, extent: Extent) -> None:
        """Ask for new edges of a mark."""
        self._view.edge_dragged.emit(mark_id, extent.start, extent.stop)

    def takes_parties(self, mark: Mark) -> bool:
        """Whether a mark is an act, from which one drags to its parties."""
        return mark.id in self._view.board.sentences

    def aim(self, point: QPointF | None) -> None:
        """Light what a drag from the active mark to a point would take; None ends it."""
        self._view.board.aim(point)

    def request_party(self, mark_id: str, point: QPointF) -> None:
        """Ask for what is at a point as a party of an act."""
        if (found := self._view.board.party_at(point)) is not None:
            self._view.party_dropped.emit(mark_id, found.position)

    def finish_selection(self) -> None:
        """Say that the user has selected something with the mouse."""
        if self._view.selection() is not None:
            self._view.selection_finished.emit()

    # Inside.

    def _press(self, event: QMouseEvent) -> None:
        if (hits := self.hits()) is not None:
            # The column that is clicked has the caret.
            self._view.board.change(column=hits.column_at(event.position()))
        self._last_click = self._last_mouse = event.position()
        self.click_timer.start(QGuiApplication.styleHints().mouseDoubleClickInterval())
        # The filter that was installed last is asked first, before those of others.
        self._view.installEventFilter(self)
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._pointer.by_characters = self.whole_words is bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        self._pointer.press(event.position(), extend, self._clicks)

    def _press_head(self, point: QPointF) -> bool:
        """Answer a click on something in the document's head; return whether there was something."""
        hits = self.hits()
        found = hits.target(point, None) if hits is not None else None
        if found is None or not found.on_head:
            return False
        if found.marks:
            self.click_mark(found.marks[0].id)
        elif found.asks is not None:
            self._view.details_requested.emit(found.asks)
        return bool(found.marks) or found.asks is not None

    def _cursor_at(self, point: QPointF) -> Qt.CursorShape:
        hits = self.hits()
        found = hits.target(point, None) if hits is not None else None
        if found is None or not found.on_head:
            return self._pointer.cursor_at(point)
        over = bool(found.marks) or found.asks is not None
        return Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor

    def _stop_autoscroll(self) -> None:
        if self._autoscroll:
            self.killTimer(self._autoscroll)
            self._autoscroll = 0

    # Qt calls these.

    def timerEvent(self, event: QTimerEvent) -> None:
        """Scroll towards a pointer that is held outside, the faster the further it is."""
        y, height = self._last_mouse.y(), self._view.viewport().height()
        beyond = y if y < 0 else y - height
        self._view.board.scroll(int(beyond / 3) + (1 if beyond >= 0 else -1))
        self._pointer.move(QPointF(self._last_mouse.x(), min(max(y, 0), height - 1)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Escape take back what the pressed mouse has begun, before it means anything else."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if not (pressed and self._pointer.is_down and cast(QKeyEvent, event).key() == Qt.Key.Key_Escape):
            return super().eventFilter(watched, event)
        self.cancel()
        return True
