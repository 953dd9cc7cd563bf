"""A view with an active act, whose bar can be dragged to words."""

from typing import Any

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QApplication

from annotator.acts.saying import of_text
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import LATIN, mark, view_of

PRESS, MOVE, RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease
AT = LATIN.index("urged")


def view_of_act(qtbot: Any, text: str = LATIN) -> ReaderView:
    """Return a view whose active mark is an act; a party lies in it, and another mark around it."""
    marks = [mark("act", (AT, AT + 30)), mark("china", (AT + 6, AT + 11), key="actor"), mark("all", (0, 120))]
    view = view_of(qtbot, text, marks, (1000, 480))
    view.board.set_sentences({"act": of_text("France urges China")})
    view.set_active("act")
    QApplication.processEvents()
    return view


def bar_of(view: ReaderView, mark_id: str = "act") -> QPoint:
    """Return a point on the bar of a mark, away from its edges."""
    assert view.sheet.scroll is not None
    for piece, y in view.sheet.scroll.visible():
        for line in piece.lines:
            for placed in line.placed:
                if placed.mark.id == mark_id:
                    left = placed.ranges[0][1] - 12 if piece.right_to_left else placed.ranges[0][0] + 12
                    return QPoint(view.sheet.column_lefts()[0] + round(left), y + line.top + round(placed.top) + 1)
    raise AssertionError(mark_id)
