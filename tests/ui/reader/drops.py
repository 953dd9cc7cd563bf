"""A view with an active act, whose chip can be dragged to words."""

from typing import Any

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import LATIN, mark, view_of

PRESS, MOVE, RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease
AT = LATIN.index("urged")


def view_of_act(qtbot: Any, text: str = LATIN) -> ReaderView:
    """Return a view whose active mark is an act; a party lies in it, and another mark around it."""
    marks = [mark("act", (AT, AT + 30)), mark("china", (AT + 6, AT + 11), key="actor"), mark("all", (0, 120))]
    view = view_of(qtbot, text, marks, (1000, 480))
    view.set_sentences({"act": "France → urges → China"})
    view.set_active("act")
    QApplication.processEvents()
    return view


def chip_of(view: ReaderView, mark_id: str = "act") -> QPoint:
    """Return a point on the chip of a mark."""
    assert view._scroll is not None
    for piece, y in view._scroll.visible():
        for line in piece.lines:
            for placed in line.placed:
                if placed.mark.id == mark_id and placed.word:
                    return QPoint(view.column_left() + placed.chip_left + 12, y + line.top + placed.top + 10)
    raise AssertionError(mark_id)
