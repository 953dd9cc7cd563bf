"""A hidden editor with the reader's text, caret, selection and lines: Qt can answer an assistive tool for it.

It lies far above the reader, so that what is not in view has its characters there; the lines in view are put where
the reader shows them. Its text is the one that the reader lays out, of the same length in UTF-16, since a
`QTextDocument` would change some characters and make paragraphs of others.
"""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QPoint, QPointF, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QPainterPath, QResizeEvent, QTextCursor, QTextDocument, QTextLine
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextDocumentLayout, QPlainTextEdit, QWidget
from shiboken6 import VoidPtr

from annotator.model.text import TextIndex
from annotator.ui.reader.lines import ShapedLine
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.pieces import shown
from annotator.ui.reader.scroll import Scroll

ABOVE = 1_000_000
"""How far above the reader the mirror lies: below no screen's upper edge, and exact in all of Qt's coordinates."""


class _Layout(QPlainTextDocumentLayout):
    """Finds the character under a point where the reader shows it; Qt's own plain layout finds none."""

    def __init__(self, document: QTextDocument, offset_at: Callable[[QPointF], int]) -> None:
        super().__init__(document)
        self._offset_at = offset_at

    # Qt calls this.

    def hitTest(self, point: QPointF | QPoint | QPainterPath.Element, accuracy: Qt.HitTestAccuracy) -> int:
        return self._offset_at(cast(QPointF, point))


class Mirror(QPlainTextEdit):
    """Mirrors a reader, whose child it is. All its positions are UTF-16 units."""

    moved = Signal(int, int)
    """A tool has selected from an anchor to a position."""

    def __init__(self, reader: QWidget, offset_at: Callable[[QPointF], int]) -> None:
        """`offset_at`: finds the offset of the character under a point of the mirror, -1 for none."""
        super().__init__(reader)
        # Else it would be shown together with its parent.
        self.hide()
        self.setReadOnly(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._offset_at = offset_at
        self._index = TextIndex("")
        self._document = QTextDocument(self)
        self._layout = _Layout(self._document, offset_at)
        self._placed: object = None
        self._lines: list[int] = []
        self.cursorPositionChanged.connect(self._on_moved)
        self.selectionChanged.connect(self._on_moved)

    @property
    def text_interface(self) -> VoidPtr:
        """The text interface that Qt made for this editor; it lives as long as the editor."""
        interface = QAccessible.queryAccessibleInterface(self)
        return _pointer(interface.interface_cast(QAccessible.InterfaceType.TextInterface))

    def show_text(self, index: TextIndex, metrics: Metrics, width: int) -> None:
        """Hold a text, broken into lines as the reader breaks it in a column of `width` pixels."""
        with QSignalBlocker(self):
            if self.viewport().width() != width:
                self._set_width(width)
            if index.text is not self._index.text:
                self._set_text(index, metrics)
            if self._document.defaultFont() != metrics.font:
                self._document.setDefaultFont(metrics.font)
                self._placed = None

    def put_cursor(self, anchor: int, position: int) -> None:
        """Select from `anchor` to `position`."""
        cursor = self.textCursor()
        if (cursor.anchor(), cursor.position()) != (anchor, position):
            cursor.setPosition(anchor)
            cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            with QSignalBlocker(self):
                self.setTextCursor(cursor)

    def place_lines(self, scroll: Scroll, origin: QPoint) -> None:
        """Put the lines in view where the reader shows them. `origin`: of the reader's column, seen from its frame."""
        scrolled = self.verticalScrollBar().sliderPosition()
        seen = scroll.visible()
        wanted = origin.toTuple(), scrolled, scroll.height, [(piece.number, y, piece.height) for piece, y in seen]
        if wanted == self._placed:
            return
        self._placed = wanted
        self.move(origin - QPoint(0, ABOVE))
        for position in self._lines:
            if (own := self._line_at(position)).isValid():
                own.setPosition(QPointF(own.x(), 0))
        self._lines = []
        for piece, top in seen:
            for line in piece.lines:
                if top + line.top < scroll.height and top + line.top + line.height > 0:
                    self._place(line, top + scrolled + ABOVE)

    def _place(self, line: ShapedLine, top: int) -> None:
        """Put the line of the mirror that holds the start of a line of the reader onto the same baseline."""
        position = self._index.to_qt(line.start)
        own, theirs = self._line_at(position), line.qt_line
        if not own.isValid():
            return
        # The plain layout leaves lines that run to the left at the left.
        x = own.x() + theirs.naturalTextRect().left() - own.naturalTextRect().left()
        own.setPosition(QPointF(x, top + theirs.y() + theirs.ascent() - own.ascent()))
        self._lines.append(position)

    def _line_at(self, position: int) -> QTextLine:
        """Return the line that holds a position, laid out by now; a line that is not valid must not be moved."""
        block = self._document.findBlock(position)
        if not block.layout().lineCount():
            self._document.documentLayout().blockBoundingRect(block)
        return block.layout().lineForTextPosition(position - block.position())

    def _set_text(self, index: TextIndex, metrics: Metrics) -> None:
        # In a document of its own, so that the mirror does not tell tools of each change on the way.
        former, document = self._document, QTextDocument(self)
        self._layout = _Layout(document, self._offset_at)
        document.setDocumentLayout(self._layout)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setDefaultFont(metrics.font)
        document.setPlainText(shown(index.text))
        self.setDocument(document)
        self._document, self._index = document, index
        self._placed, self._lines = None, []
        former.deleteLater()

    def _set_width(self, width: int) -> None:
        # A hidden widget is not told its new size.
        self.resize(width, self.height())
        QApplication.sendEvent(self, QResizeEvent(self.size(), QSize()))
        self.viewport().resize(self.size())
        QApplication.sendEvent(self.viewport(), QResizeEvent(self.size(), QSize()))
        self._placed = None

    @Slot()
    def _on_moved(self) -> None:
        cursor = self.textCursor()
        self.moved.emit(cursor.anchor(), cursor.position())


def _pointer(found: object) -> VoidPtr:
    """Return a pointer as Qt must get it: `None` in its place ends the process."""
    return found if isinstance(found, VoidPtr) else VoidPtr(0)
