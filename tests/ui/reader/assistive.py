"""What a tool for the blind asks of a reader."""

from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleTextInterface, QTextCursor

from annotator.ui.reader.mirror import Mirror
from annotator.ui.reader.view import ReaderView

ODD = "A\x00B\u2028C\u00a0D\rE\u2029F\x85G\ufffc 🕊\ufdd0x\ty\n\nz"

MEGABYTE = "\n".join(["The parties agreed to meet again, and called for restraint. " * 17] * 1000)


def asked(reader: ReaderView) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(reader)


def text_of(reader: ReaderView) -> QAccessibleTextInterface:
    return asked(reader).textInterface()


def mirror_of(reader: ReaderView) -> Mirror:
    text_of(reader)
    found = reader.findChild(Mirror)
    assert isinstance(found, Mirror)
    return found


def told(reader: ReaderView) -> tuple[str, int]:
    """Return the whole text and the caret."""
    text = text_of(reader)
    return text.text(0, text.characterCount()), text.cursorPosition()


def unit_at(reader: ReaderView, position: int, kind: QAccessible.TextBoundaryType) -> str:
    """Return the word, sentence or line at a position, found as Qt finds it for a bridge."""
    mirror, index = mirror_of(reader), reader.text_index()
    cursor = QTextCursor(mirror.document())
    cursor.setPosition(index.to_qt(position))
    start, stop = QAccessible.qAccessibleTextBoundaryHelper(cursor, kind)
    return index.text[index.from_qt(start) : index.from_qt(stop)]
