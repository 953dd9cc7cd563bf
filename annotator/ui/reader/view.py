"""The reader: a text with its marks, a caret and a selection, for the keyboard and the mouse.

It changes nothing in the project. What the user does with marks leaves as a signal, and the window answers by
calling `update_marks` and `set_active` when the store has said so.
"""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, QTimerEvent, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.reader import accessible, keys
from annotator.ui.reader.acts_canvas import ActsCanvas
from annotator.ui.reader.caret import Caret, MovementUnit
from annotator.ui.reader.lanes import Lanes
from annotator.ui.reader.painter import Scene
from annotator.ui.reader.pointer import Pointer
from annotator.ui.reader.repaint import changed_strips, seen_pieces
from annotator.ui.reader.scroll import Scroll
from annotator.ui.reader.spanindex import Mark

_AUTOSCROLL_MS = 30
_WHEEL_LINES = 3
_NOTCH = 120


class ReaderView(ActsCanvas):
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
        self._caret = Caret()
        self._active: Mark | None = None
        self._preview: tuple[Extent, ...] | None = None
        self._focus: tuple[Extent, ...] = ()
        self._pointer = Pointer(self)
        self._clicks = 0
        self._last_click = QPointF()
        self._last_mouse = QPointF()
        self._wheel_rest = 0.0
        self._zoom_rest = 0
        self._click_timer = QTimer(self, singleShot=True)
        self._autoscroll = 0
        self._column = 0
        self._bar.step_requested.connect(self.step_requested)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Text of the document"))

    # What is shown.

    def set_document(self, index: TextIndex | None) -> None:
        """Show a text from its beginning, with the caret there, without marks; None shows the placeholder."""
        self._cancel_drag()
        self._caret = Caret()
        self._active, self._focus = None, ()
        super().set_document(index)
        self.document_changed.emit()
        self.selection_changed.emit()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks and no others."""
        super().set_marks(marks)
        self._renew_active()

    def update_marks(self, changed: Sequence[Mark], removed: Sequence[str] = ()) -> None:
        """Add or replace some marks and take others out (by id); the result is what `set_marks` would show."""
        super().update_marks(changed, removed)
        self._renew_active()

    def set_active(self, mark_id: str | None) -> None:
        """Tint one mark; None or an unknown id tints none."""
        before = self._active
        self._active = self._page.marks.get(mark_id) if self._page is not None else None
        if self._head is not None and any(mark is not None and not mark.extents for mark in (before, self._active)):
            self.viewport().update()
        if (self._active.id if self._active else None) != (before.id if before else None):
            self.set_parts(())
            self.aim(None)
        if self._active is not before:
            self._put_first()
            self._update_sentence(before)
            self._update_sentence(self._active)
            self._update_extents(extent for mark in (before, self._active) if mark for extent in mark.extents)

    def _put_first(self) -> None:
        """Let the active mark be seen where there are more than there are rows."""
        if self._page is not None and self._scroll is not None:
            before = seen_pieces(self._scroll)
            self._page.put_first(self._active)
            self._update_strips(changed_strips(before, seen_pieces(self._scroll), self.viewport().height()))

    def set_focus_range(self, extents: Sequence[Extent]) -> None:
        """Light these ranges: what is to be looked at now."""
        before, self._focus = self._focus, tuple(extents)
        self._update_extents((*before, *self._focus))
        place = Extent(self._focus[0].start, self._focus[-1].stop) if self._focus and self._lanes.titles else None
        self._open_drawer(place)

    def _open_drawer(self, place: Extent | None) -> None:
        """Have the drawer of a case under its lines; its first line, or the window's, keeps its place on the screen."""
        if self._page is None or self._scroll is None or self._page.arrangement.open == place:
            return
        kept = (
            place.start if place is not None and self._scroll.place_of(place.start) else self._scroll.position_at_top()
        )
        before = self._scroll.place_of(kept)
        self._page.open_at(place)
        after = self._scroll.place_of(kept)
        if before is not None and after is not None:
            self._scroll.by(after[0] - before[0])
        self._refresh()

    def reveal(self, mark_id: str) -> None:
        """Bring a mark into view; nothing moves where it is in view already or is unknown."""
        mark = self._page.marks.get(mark_id) if self._page is not None else None
        if mark is not None and mark.extents:
            self.reveal_range(mark.start, mark.stop)

    def scene(self) -> Scene:
        """Return what is shown besides the text and its marks."""
        tinted = self._preview or (self._active.extents if self._active else ())
        return Scene(
            self._caret.position,
            self.hasFocus(),
            self._caret.selection(),
            self._active,
            tinted,
            self._focus,
            self._hits,
            self.caret_column(),
        )

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

    def marks_at(self, position: int) -> list[Mark]:
        """Return the marks over the character at `position`, or else those that end there, in reading order."""
        if self._page is None:
            return []
        marks = self._page.marks
        found = marks.meeting(position, position + 1) or marks.meeting(max(0, position - 1), position)
        return self._lanes.told_apart(found)

    def lanes(self) -> Lanes:
        """Return whose marks are told apart."""
        return self._lanes

    def right_to_left_at(self, position: int) -> bool:
        """Whether the paragraph at `position` runs to the left."""
        return self._page is not None and self._page.piece_at(position).right_to_left

    def paragraph_at(self, position: int) -> int:
        """Return the number of the paragraph at `position` as the gutter has it, 1 without a text."""
        return self._page.pieces.paragraph(self._page.pieces.at(position)) if self._page is not None else 1

    def set_selection(self, anchor: int, position: int) -> None:
        """Select from `anchor` to `position`, where the caret will be; both are kept inside the text."""
        length = len(self._page.index.text) if self._page is not None else 0
        before = self.anchor, self.caret
        self._caret.put(min(max(anchor, 0), length), min(max(position, 0), length))
        self._show_caret(*before)

    def select_all(self) -> None:
        """Select the whole text."""
        if self._page is not None:
            self.select(0, len(self._page.index.text))

    def move(self, unit: MovementUnit, direction: int, extend: bool = False) -> None:  # type: ignore[override]
        """Move the caret forward (1) or back (-1) by a unit; `extend` keeps the anchor.

        It stands in for `QWidget.move`, which a widget in a layout has no use for.
        """
        if self._page is not None:
            before, window = (self.anchor, self.caret), self.viewport().height()
            self._caret.move(self._page, unit, direction, extend, window)
            self._show_caret(*before)

    def copy(self) -> None:
        """Copy the selected text as it stands in the document."""
        selection = self.selection()
        if selection is not None and self._page is not None:
            QGuiApplication.clipboard().setText(self._page.index.text[selection.start : selection.stop])

    def _show_caret(self, anchor: int, position: int) -> None:
        """Scroll to the caret that was at `position`, say that it moved and paint what that changes."""
        if self._scroll is not None and self._scroll.follow(self.caret):
            self._sync_bar()
            self.viewport().update()
        self._caret_moved(anchor, position)

    def _caret_moved(self, anchor: int, position: int) -> None:
        if (anchor, position) == (self.anchor, self.caret):
            return
        if anchor == self.anchor:
            changed = [Extent(min(position, self.caret), max(position, self.caret) + 1)]
        else:
            places = (anchor, position), (self.anchor, self.caret)
            changed = [Extent(min(each), max(each) + 1) for each in places]
        self._update_extents(changed)
        if not self._shown_edge.isEmpty():
            self._renew_focus_edge()
        self.selection_changed.emit()

    def _renew_active(self) -> None:
        self.set_active(self._active.id if self._active else None)

    def caret_column(self) -> int:
        """Return the number of the column that has the caret: the one that was clicked last."""
        return min(self._column, self._column_count() - 1)

    # What the pointer needs.

    def text_index(self) -> TextIndex:
        """Return the positions of the text that is shown."""
        return self._page.index if self._page is not None else TextIndex("")

    def anchor_position(self) -> int:
        """Return where the selection began."""
        return self._caret.anchor

    def active_mark(self) -> Mark | None:
        """Return the active mark."""
        return self._active

    def movable_mark(self) -> Mark | None:
        """Return the active mark where its edges may be moved: the coders' spans in lanes are for comparing."""
        return None if self._lanes.titles else self._active

    def select(self, anchor: int, position: int) -> None:
        """Select by the mouse: the view scrolls by its own timer and does not follow."""
        before = self.anchor, self.caret
        self._caret.put(anchor, position)
        self._caret_moved(*before)

    def preview(self, extents: tuple[Extent, ...] | None) -> None:
        """Show where the active mark would be, or (None) where it is."""
        before, self._preview = self._preview, extents
        self._update_extents((*(before or ()), *(extents or ()), *(self._active.extents if self._active else ())))

    def click_mark(self, mark_id: str) -> None:
        """Say that a mark was clicked."""
        self.mark_clicked.emit(mark_id)

    def open_mark(self, mark_id: str) -> None:
        """Say that the sentence of the active mark was clicked."""
        self.mark_opened.emit(mark_id)

    def request_extent(self, mark_id: str, extent: Extent) -> None:
        """Ask for new edges of a mark."""
        self.edge_dragged.emit(mark_id, extent.start, extent.stop)

    def takes_parties(self, mark: Mark) -> bool:
        """Whether a mark is an act, from which one drags to its parties."""
        return mark.id in self.sentences()

    def request_party(self, mark_id: str, point: QPointF) -> None:
        """Ask for what is at a point as a party of an act."""
        if (found := self.party_at(point)) is not None:
            self.party_dropped.emit(mark_id, found.position)

    def finish_selection(self) -> None:
        """Say that the user has selected something with the mouse."""
        if self.selection() is not None:
            self.selection_finished.emit()

    # What assistive tools need.

    def seen(self) -> Scroll | None:
        """Return which part of the page is in the window, None without a text."""
        return self._scroll

    def lane_titles(self) -> tuple[str, ...]:
        """Return whose lanes there are, none where all marks share rows."""
        return self._lanes.titles

    # Qt calls these.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret, copy, select all; any other key is the window's."""
        movement = keys.movement_of(event)
        if movement is not None and self._page is not None:
            leftwards = movement.visual and self.right_to_left_at(self.caret)
            self.move(movement.unit, -movement.direction if leftwards else movement.direction, movement.extend)
        elif keys.asks_for_copy(event):
            self.copy()
        elif keys.asks_for_all(event):
            self.select_all()
        elif keys.asks_for_menu(event) and self._page is not None:
            self._ask_for_menu_at_caret()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection, a click or a drag of an edge."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        if self._press_head(event.position()):
            return
        near = (
            event.position() - self._last_click
        ).manhattanLength() < QGuiApplication.styleHints().startDragDistance()
        self._clicks = self._clicks + 1 if self._click_timer.isActive() and near and self._clicks == 2 else 1
        self._press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select by words from here on."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._clicks = 2
            self._press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on selecting or dragging; beyond the window the text moves by itself."""
        self._last_mouse = event.position()
        if not self._pointer.is_down:
            self.viewport().setCursor(self._cursor_at(event.position()))
            return
        self._pointer.by_characters = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        self._pointer.move(event.position())
        outside = not 0 <= event.position().y() < self.viewport().height()
        if outside and not self._autoscroll:
            self._autoscroll = self.startTimer(_AUTOSCROLL_MS)
        elif not outside:
            self._stop_autoscroll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a selection, a click or a drag."""
        self._stop_autoscroll()
        if event.button() is Qt.MouseButton.LeftButton:
            self.removeEventFilter(self)
            self._pointer.release(event.position())

    def timerEvent(self, event: QTimerEvent) -> None:
        """Scroll towards a pointer that is held outside, the faster the further it is."""
        if event.timerId() != self._autoscroll:
            super().timerEvent(event)
            return
        y, height = self._last_mouse.y(), self.viewport().height()
        beyond = y if y < 0 else y - height
        self.scroll_pixels(int(beyond / 3) + (1 if beyond >= 0 else -1))
        self._pointer.move(QPointF(self._last_mouse.x(), min(max(y, 0), height - 1)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask the window for a menu, at the pointer or (by key) at the caret."""
        hits = self.hits()
        if hits is None:
            event.ignore()
        elif event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._ask_for_menu_at_caret()
        else:
            position = hits.position_near(QPointF(event.pos()))
            self.context_menu_requested.emit(event.globalPos(), position)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Escape take back what the pressed mouse has begun, before it means anything else."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self
        if not (pressed and self._pointer.is_down and cast(QKeyEvent, event).key() == Qt.Key.Key_Escape):
            return super().eventFilter(watched, event)
        self._cancel_drag()
        return True

    def viewportEvent(self, event: QEvent) -> bool:
        """Say where the pointer rests what there is to say."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tool_tip_at(QPointF(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by the pixels of a touchpad, or three lines a notch; with Ctrl ask for larger or smaller text."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_rest += event.angleDelta().y()
            steps = int(self._zoom_rest / _NOTCH)
            self._zoom_rest -= steps * _NOTCH
            if steps:
                self.zoom_requested.emit(steps)
            event.accept()
            return
        pixels = float(event.pixelDelta().y())
        if event.pixelDelta().isNull():
            pixels = event.angleDelta().y() / _NOTCH * _WHEEL_LINES * self._metrics.line
        whole = int(pixels + self._wheel_rest)
        self._wheel_rest = pixels + self._wheel_rest - whole
        self.scroll_pixels(-whole)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret in full, and that the keyboard is here where the caret is out of view."""
        self._renew_focus_edge()
        self.viewport().update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Dim the caret; it stays where it is."""
        self._renew_focus_edge()
        self.viewport().update()
        super().focusOutEvent(event)

    def _press(self, event: QMouseEvent) -> None:
        if (hits := self.hits()) is not None:
            self._column = hits.column_at(event.position())
        self._last_click = self._last_mouse = event.position()
        self._click_timer.start(QGuiApplication.styleHints().mouseDoubleClickInterval())
        # The filter that was installed last is asked first, before those of others.
        self.installEventFilter(self)
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._pointer.by_characters = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        self._pointer.press(event.position(), extend, self._clicks)

    def _cursor_at(self, point: QPointF) -> Qt.CursorShape:
        found = self.head_at(point)
        if found is None:
            return self._pointer.cursor_at(point)
        over = found[0].mark_at(found[1]) is not None or found[0].link_at(found[1]) is not None
        return Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor

    def _press_head(self, point: QPointF) -> bool:
        """Answer a click on something in the document's head; return whether there was something."""
        found = self.head_at(point)
        if found is None:
            return False
        mark, asks = found[0].mark_at(found[1]), found[0].link_at(found[1])
        if mark is not None:
            self.mark_clicked.emit(mark.id)
        elif asks is not None:
            self.details_requested.emit(asks)
        return mark is not None or asks is not None

    def _ask_for_menu_at_caret(self) -> None:
        place = self.line_rectangle(self.caret)
        below = place.bottomLeft() if not place.isEmpty() else QPoint(self.column_left(), 0)
        self.context_menu_requested.emit(self._to_global(below), self.caret)

    def _cancel_drag(self) -> None:
        self.removeEventFilter(self)
        self._stop_autoscroll()
        self._pointer.cancel()

    def _stop_autoscroll(self) -> None:
        if self._autoscroll:
            self.killTimer(self._autoscroll)
            self._autoscroll = 0
