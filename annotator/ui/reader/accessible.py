"""What the reader tells assistive tools: the text, the caret, the selection, and the marks at the caret.

Python alone cannot answer for a text (PySide does not pass `QAccessibleTextInterface.selection` and `textAtOffset`
on), so the text interface of a hidden editor is handed out that mirrors the reader. It is made when a tool first
asks for the text and brought up to date each time one asks: without a tool nothing is copied.
"""

import weakref
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QPoint, QPointF, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextSelectionEvent,
    QAccessibleTextUpdateEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget, QWidget
from shiboken6 import VoidPtr

from annotator.ui.reader.announcements import crossing, listed
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.mirror import ABOVE, Mirror
from annotator.ui.reader.pieces import shown
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.style import ReaderStyle

if TYPE_CHECKING:
    from annotator.ui.reader.view import ReaderView


@lru_cache(maxsize=1)
def install() -> None:
    """Let Qt ask here when a tool asks for a reader; once in a process."""
    QAccessible.installFactory(_interface_of)


def _interface_of(class_name: str, asked: QObject) -> QAccessibleInterface | None:
    if class_name == "ReaderView" and isinstance(asked, QAbstractScrollArea):
        return Voice(cast("ReaderView", asked)).interface
    return None


class Voice(QObject):
    """Speaks for a reader, whose child it is. Made when a tool first meets the reader."""

    def __init__(self, reader: "ReaderView") -> None:
        super().__init__(reader)
        # Qt owns what the factory returns and deletes it with the reader; this keeps its Python half alive till then.
        self.interface = AccessibleReader(reader, self)
        self.mirror: Mirror | None = None
        self._told = ("", 0, 0)
        self._marks: list[Mark] = []
        reader.selection_changed.connect(self._on_selection)

    @property
    def _reader(self) -> "ReaderView":
        return cast("ReaderView", self.parent())

    def text_interface(self) -> VoidPtr:
        """Return the mirror's text interface; the mirror shows what the reader shows at this moment."""
        reader = self._reader
        if self.mirror is None:
            self.mirror = Mirror(reader, self._offset_at)
            self.mirror.moved.connect(self._on_moved)
            self._told = self._standing()
        mirror, scroll, index = self.mirror, reader.sheet.scroll, reader.text_index()
        metrics = scroll.page.metrics if scroll is not None else Metrics(ReaderStyle.light())
        mirror.show_text(index, metrics, scroll.page.width if scroll is not None else reader.viewport().width())
        mirror.put_cursor(index.to_qt(reader.anchor), index.to_qt(reader.caret))
        if scroll is not None:
            mirror.place_lines(scroll, reader.viewport().pos() + QPoint(self._column_left(), 0))
        return mirror.text_interface

    def marks(self) -> list[Mark]:
        """Return the marks over the character at the caret."""
        scroll, caret = self._reader.sheet.scroll, self._reader.caret
        found = scroll.page.marks.meeting(caret, caret + 1) if scroll is not None else []
        return self._reader.sheet.lanes.told_apart(found)

    def description(self) -> str:
        """Return the marks at the caret in words, and those about the whole text; an empty string without any."""
        reader, scroll = self._reader, self._reader.sheet.scroll
        if scroll is None:
            return ""
        whole = reader.sheet.lanes.told_apart(scroll.page.marks.about_the_whole())
        return listed(self.marks(), whole, reader.text_index().text, reader.sheet.lanes.titles, reader.board.sentences)

    def text(self) -> str:
        """Return the text as it is shown."""
        return shown(self._reader.text_index().text)

    def _standing(self) -> tuple[str, int, int]:
        index = self._reader.text_index()
        return index.text, index.to_qt(self._reader.anchor), index.to_qt(self._reader.caret)

    def _offset_at(self, point: QPointF) -> int:
        """Return the offset of the character that the reader shows under a point of the mirror, -1 for none."""
        hits, mirror = self._reader.hits(), self.mirror
        if hits is None or mirror is None:
            return -1
        up = ABOVE + mirror.verticalScrollBar().sliderPosition()
        position = hits.position_on(point + QPointF(self._column_left(), -up))
        return self._reader.text_index().to_qt(position) if position is not None else -1

    def _column_left(self) -> int:
        return self._reader.sheet.column_lefts()[self._reader.board.shown.column]

    @Slot(int, int)
    def _on_moved(self, anchor: int, position: int) -> None:
        """Let the reader follow a tool that has moved the caret."""
        index = self._reader.text_index()
        self._reader.set_selection(index.from_qt(anchor), index.from_qt(position))

    @Slot()
    def _on_selection(self) -> None:
        if not QAccessible.isActive():
            return
        before, now = self._told, self._standing()
        self._told = now
        reader = self._reader
        if now[0] is not before[0]:
            self._marks = []
            if self.mirror is not None:
                QAccessible.updateAccessibility(QAccessibleTextUpdateEvent(reader, 0, shown(before[0]), shown(now[0])))
        _, anchor, position = now
        if now != before:
            QAccessible.updateAccessibility(QAccessibleTextCursorEvent(reader, position))
        if anchor != position or before[1] != before[2]:
            start, stop = min(anchor, position), max(anchor, position)
            QAccessible.updateAccessibility(QAccessibleTextSelectionEvent(reader, start, stop))
        self._announce()

    def _announce(self) -> None:
        """Say which marks the caret has left and entered, while the reader is what is worked in."""
        reader, marks = self._reader, self.marks()
        index = reader.text_index()
        said = crossing(self._marks, marks, reader.caret, index.text, reader.sheet.lanes.titles, reader.board.sentences)
        self._marks = marks
        if said and reader.window().focusWidget() is reader:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(reader, said))


class AccessibleReader(QAccessibleWidget):
    """The reader as assistive tools meet it: one text without parts, that cannot be written in."""

    def __init__(self, reader: QWidget, voice: Voice) -> None:
        super().__init__(reader, QAccessible.Role.EditableText)
        # Qt for Python never lets go of what a factory returned, so this must not hold anything.
        self._voice = weakref.ref(voice)

    # Qt calls these.

    def interface_cast(self, kind: QAccessible.InterfaceType) -> int:
        voice = self._voice()
        if kind is QAccessible.InterfaceType.TextInterface:
            return cast(int, voice.text_interface() if voice is not None else VoidPtr(0))
        found = super().interface_cast(kind)
        # A pointer must come back: None in its place ends the process.
        return found if found is not None else cast(int, VoidPtr(0))

    def text(self, kind: QAccessible.Text) -> str:
        voice = self._voice()
        if voice is not None and kind is QAccessible.Text.Value:
            return voice.text()
        if voice is not None and kind is QAccessible.Text.Description:
            return voice.description() or super().text(kind)
        return super().text(kind)

    def state(self) -> QAccessible.State:
        state = super().state()
        state.readOnly = state.selectableText = state.multiLine = True
        return state

    # The viewport, the scroll bar and the mirror are how it is made, not what it is.

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface:
        return cast(QAccessibleInterface, None)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return cast(QAccessibleInterface, None)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1
