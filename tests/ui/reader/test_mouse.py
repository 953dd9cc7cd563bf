"""The mouse over the real view: clicks are counted, and a drag scrolls beyond the window."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.span import Extent
from annotator.model.text import TextIndex
from tests.ui.reader.samples import ALL, LATIN, click, double_click, mark, place_of, send_mouse, view_of

_PRESS, _RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
_NOTHING = Qt.KeyboardModifier.NoModifier
_DOUBLE = QEvent.Type.MouseButtonDblClick


def test_a_third_click_selects_the_sentence(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN)
    at = LATIN.index("calls on")
    point = place_of(view, at)
    double_click(view, point)
    click(view, point)
    assert view.selection() == view.text_index().sentence_at(at)


def test_escape_takes_an_edge_back_and_means_nothing_else(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("m", (11, 30))])
    view.set_active("m")
    seen: list[int] = []

    class Filter(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                seen.append(event.key())
            return False

    other = Filter()
    view.installEventFilter(other)
    with qtbot.assertNotEmitted(view.edge_dragged):
        send_mouse(view, _PRESS, place_of(view, 30, -3))
        send_mouse(view, QEvent.Type.MouseMove, place_of(view, 50), Qt.KeyboardModifier.AltModifier)
        assert view.board.shown.tinted == (Extent(11, 50),)
        QTest.keyClick(view, Qt.Key.Key_Escape)
        assert view.board.shown.tinted == (Extent(11, 30),)
        send_mouse(view, QEvent.Type.MouseMove, place_of(view, 60))
        send_mouse(view, _RELEASE, place_of(view, 60))
    assert seen == []
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert seen == [Qt.Key.Key_Escape], "with no button held Escape is the others'"


def test_another_document_ends_the_scrolling_of_a_drag(qtbot: Any) -> None:
    view = view_of(qtbot, "\n".join([ALL] * 8))
    below = QPoint(200, view.viewport().height() + 60)
    send_mouse(view, _PRESS, place_of(view, 4))
    send_mouse(view, QEvent.Type.MouseMove, below)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 50)
    view.set_document(TextIndex("\n".join([LATIN] * 8)))
    qtbot.wait(120)
    assert view.verticalScrollBar().value() == 0
    assert view.selection() is None
    send_mouse(view, _RELEASE, below)


def test_a_drag_beyond_the_window_scrolls_and_goes_on_selecting(qtbot: Any) -> None:
    view = view_of(qtbot, "\n".join([ALL] * 8))
    below = QPoint(200, view.viewport().height() + 60)
    send_mouse(view, _PRESS, place_of(view, 4))
    send_mouse(view, QEvent.Type.MouseMove, below)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 150)
    reached = view.caret
    send_mouse(view, _RELEASE, below)
    value = view.verticalScrollBar().value()
    qtbot.wait(80)
    assert view.verticalScrollBar().value() == value
    assert view.anchor == 4
    assert reached > 400


def test_the_context_menu_is_asked_for_at_the_pointer_or_the_caret(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN)
    view.set_selection(8, 8)
    for reason, expected in ((QContextMenuEvent.Reason.Mouse, 20), (QContextMenuEvent.Reason.Keyboard, 8)):
        point = place_of(view, 20)
        with qtbot.waitSignal(view.context_menu_requested) as blocker:
            QApplication.sendEvent(
                view.viewport(), QContextMenuEvent(reason, point, view.viewport().mapToGlobal(point))
            )
        assert blocker.args[1] == expected
