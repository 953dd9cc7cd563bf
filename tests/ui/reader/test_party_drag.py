"""A drag from the active act to words asks for them as a party; a click stays a click, and an edge an edge."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.ui.reader.view import ReaderView
from tests.ui.reader.drops import AT, MOVE, PRESS, RELEASE, bar_of, view_of_act
from tests.ui.reader.samples import ALL, BY_NAME, LATIN, drag, place_of, send_mouse


def _sentence(view: ReaderView) -> QPoint:
    assert view.sheet.scroll is not None
    piece, y = view.sheet.scroll.visible()[0]
    found = next(each for each in view.sheet.sentences_beside(piece) if each.says("act"))
    return QPoint(view.sheet.column_lefts()[0] + found.left + 10, y + found.top + 5)


@pytest.mark.parametrize("origin", [bar_of, _sentence])
def test_a_drag_from_bar_or_sentence_to_a_word_asks_for_it(origin: Any, qtbot: Any) -> None:
    view = view_of_act(qtbot)
    at = LATIN.index("Moscow") + 2
    with qtbot.waitSignal(view.party_dropped) as blocker, qtbot.assertNotEmitted(view.mark_clicked):
        drag(view, origin(view), place_of(view, at + 5, 2), place_of(view, at, 2))
    assert blocker.args == ["act", at]
    assert view.selection() is None


@pytest.mark.parametrize("name", ["arabic", "chinese", "mixed"])
def test_words_of_any_script_can_be_dropped_on(name: str, qtbot: Any) -> None:
    view = view_of_act(qtbot, f"{LATIN}\n{BY_NAME[name]}")
    at = len(LATIN) + 1 + 8
    inward = -3 if view.sheet.right_to_left_at(at) else 3
    with qtbot.waitSignal(view.party_dropped) as blocker:
        drag(view, bar_of(view), place_of(view, at, inward))
    assert blocker.args == ["act", at]


def test_escape_or_a_release_outside_asks_for_nothing(qtbot: Any) -> None:
    view = view_of_act(qtbot)
    before = view.viewport().grab().toImage()
    target = place_of(view, LATIN.index("Moscow") + 2)
    with qtbot.assertNotEmitted(view.party_dropped):
        send_mouse(view, PRESS, bar_of(view))
        send_mouse(view, MOVE, target)
        QTest.keyClick(view, Qt.Key.Key_Escape)
        send_mouse(view, RELEASE, target)
        for outside in (QPoint(target.x(), -30), QPoint(-20, target.y()), QPoint(target.x(), 470), bar_of(view)):
            drag(view, bar_of(view), target, outside)
    assert view.viewport().grab().toImage() == before


def test_a_drop_on_an_act_that_is_gone_asks_for_nothing(qtbot: Any) -> None:
    view = view_of_act(qtbot)
    target = place_of(view, LATIN.index("Moscow") + 2)
    with qtbot.assertNotEmitted(view.party_dropped):
        send_mouse(view, PRESS, bar_of(view))
        send_mouse(view, MOVE, target)
        view.update_marks([], ["act"])
        send_mouse(view, RELEASE, target)


def test_a_click_on_the_bar_still_means_the_act(qtbot: Any) -> None:
    view = view_of_act(qtbot)
    with qtbot.waitSignal(view.mark_clicked) as blocker, qtbot.assertNotEmitted(view.party_dropped):
        drag(view, bar_of(view), bar_of(view) + QPoint(1, 1))
    assert blocker.args == ["act"]


def test_the_ends_of_the_bar_are_still_edges(qtbot: Any) -> None:
    view = view_of_act(qtbot)
    point = QPoint(place_of(view, AT).x(), bar_of(view).y())
    with qtbot.waitSignal(view.edge_dragged) as blocker, qtbot.assertNotEmitted(view.party_dropped):
        drag(view, point, place_of(view, 4))
    assert blocker.args == ["act", 4, AT + 30]


def test_from_a_mark_that_is_no_act_a_drag_selects(qtbot: Any) -> None:
    view = view_of_act(qtbot)
    view.set_active("china")
    with qtbot.assertNotEmitted(view.party_dropped):
        drag(view, bar_of(view, "china"), place_of(view, LATIN.index("Moscow") + 2))
    assert view.selection() is not None


def test_a_drag_beyond_the_window_scrolls_to_a_party_further_down(qtbot: Any) -> None:
    view = view_of_act(qtbot, "\n".join([LATIN, *[ALL] * 8]))
    below = QPoint(200, view.viewport().height() + 60)
    send_mouse(view, PRESS, bar_of(view))
    send_mouse(view, MOVE, below)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 300)
    with qtbot.waitSignal(view.party_dropped) as blocker:
        point = next(
            QPoint(view.sheet.column_lefts()[0] + 60, y)
            for y in range(200, 460, 3)
            if view.board.party_at(QPoint(view.sheet.column_lefts()[0] + 60, y).toPointF()) is not None
        )
        send_mouse(view, MOVE, point)
        send_mouse(view, RELEASE, point)
    assert blocker.args[0] == "act" and blocker.args[1] > 300
    assert view.caret == 0
