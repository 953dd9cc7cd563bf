"""The mouse selects, clicks and drags, and what it asks for leaves as a signal."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt

from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.reader.pointer import with_edges
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import BY_NAME, LATIN, click, double_click, drag, mark, place_of, send_mouse, view_of

_PRESS, _RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
_NOTHING = Qt.KeyboardModifier.NoModifier
_DOUBLE = QEvent.Type.MouseButtonDblClick


def _wait_out_double_click(view: ReaderView) -> None:
    view._mouse.click_timer.stop()


def test_a_drag_selects_whole_words_and_with_alt_characters_and_says_so_once(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN)
    places = [place_of(view, at) for at in (5, 9, 21)]
    with qtbot.waitSignal(view.selection_finished), qtbot.waitSignal(view.selection_changed):
        drag(view, *places, held=_NOTHING)
    assert view.selection() == view.text_index().snapped_to_words(5, 21) != (5, 21)
    drag(view, *places, held=Qt.KeyboardModifier.AltModifier)
    assert view.selection() == (5, 21)


def test_where_that_is_set_a_drag_selects_characters_and_with_alt_words(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN)
    view.set_whole_words(False)
    places = [place_of(view, at) for at in (5, 9, 21)]
    drag(view, *places, held=_NOTHING)
    assert view.selection() == (5, 21)
    drag(view, *places, held=Qt.KeyboardModifier.AltModifier)
    assert view.selection() == view.text_index().snapped_to_words(5, 21) != (5, 21)


def test_a_drag_to_the_left_puts_the_caret_at_the_start(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN)
    drag(view, place_of(view, 21), place_of(view, 5), held=_NOTHING)
    start, stop = view.text_index().snapped_to_words(5, 21)
    assert (view.anchor, view.caret) == (stop, start)


@pytest.mark.parametrize("name", BY_NAME)
def test_a_double_click_selects_a_word(name: str, qtbot: Any) -> None:
    text = BY_NAME[name]
    view = view_of(qtbot, text)
    at = view.text_index().next_word(view.text_index().next_word(0))
    assert view.sheet.page is not None
    inward = -4 if view.sheet.page.piece_at(at).right_to_left else 4
    double_click(view, place_of(view, at, inward))
    assert view.selection() == view.text_index().word_at(at)


def test_a_double_click_and_drag_goes_on_by_words(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN)
    point = place_of(view, LATIN.index("French") + 2)
    click(view, point)
    send_mouse(view, _DOUBLE, point)
    for at in ("President", "urged"):
        send_mouse(view, QEvent.Type.MouseMove, place_of(view, LATIN.index(at) + 2))
    send_mouse(view, _RELEASE, point)
    assert view.selection() == (LATIN.index("French"), LATIN.index(" China to"))


def test_a_click_with_shift_extends(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN)
    click(view, place_of(view, 4))
    for held, reached in ((_NOTHING, view.text_index().word_at(31).stop), (Qt.KeyboardModifier.AltModifier, 31)):
        send_mouse(view, _PRESS, place_of(view, 31), Qt.KeyboardModifier.ShiftModifier | held)
        send_mouse(view, _RELEASE, place_of(view, 31), Qt.KeyboardModifier.ShiftModifier | held)
        assert (view.anchor, view.caret) == (4, reached)


def test_an_edge_that_is_dragged_goes_to_the_edges_of_words(qtbot: Any) -> None:
    words = [word for word in (TextIndex(LATIN).word_at(at) for at in (11, 31, 45)) if word.stop - word.start > 2]
    first, last = words[0], words[-1]
    view = view_of(qtbot, LATIN, [mark("m", (first.start, first.stop))])
    view.set_active("m")
    with qtbot.waitSignal(view.edge_dragged) as told:
        drag(view, place_of(view, first.stop, -3), place_of(view, last.start + 1), held=_NOTHING)
    assert told.args == ["m", first.start, last.stop]


def test_clicking_goes_through_all_that_lies_under_the_point(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("long", (0, 100)), mark("short", (4, 12)), mark("middle", (2, 30))])
    view.mark_clicked.connect(view.set_active)
    seen = []
    for _ in range(5):
        _wait_out_double_click(view)
        with qtbot.waitSignal(view.mark_clicked) as blocker:
            click(view, place_of(view, 8))
        seen.append(blocker.args[0])
    assert seen == ["short", "middle", "long", "short", "middle"]


def test_a_click_on_a_bar_means_that_mark_alone(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("long", (0, 100)), mark("short", (4, 12))])
    assert view.sheet.page is not None
    (_, top), *_ = view.sheet.scroll.visible()  # type: ignore[union-attr]
    line = view.sheet.page.shaped(0).lines[0]
    for placed in line.placed:
        for y in (-1, 0, 2):
            _wait_out_double_click(view)
            with qtbot.waitSignal(view.mark_clicked) as blocker:
                x = view.sheet.column_lefts()[0] + round(placed.ranges[0][0]) + 6
                click(view, QPoint(x, top + line.top + round(placed.top) + y))
            assert blocker.args == [placed.mark.id]
    assert view.caret == 0


def test_a_mark_on_a_line_feed_can_be_clicked(qtbot: Any) -> None:
    at = LATIN.index("\n")
    view = view_of(qtbot, LATIN, [mark("feed", (at, at + 1))])
    with qtbot.waitSignal(view.mark_clicked) as blocker:
        click(view, place_of(view, at, 3))
    assert blocker.args == ["feed"]


def test_dragging_an_edge_of_the_active_mark_asks_for_new_edges(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("m", (11, 30))])
    view.set_active("m")
    with qtbot.waitSignal(view.edge_dragged) as blocker:
        drag(view, place_of(view, 30, -3), place_of(view, 33), place_of(view, 40))
    assert blocker.args == ["m", 11, 40]
    with qtbot.waitSignal(view.edge_dragged) as blocker:
        drag(view, place_of(view, 11, 3), place_of(view, 4))
    assert blocker.args == ["m", 4, 30]
    assert view.selection() is None


def test_an_edge_cannot_be_dragged_past_the_other(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("m", (11, 30))])
    view.set_active("m")
    with qtbot.waitSignal(view.edge_dragged) as blocker:
        drag(view, place_of(view, 30, -3), place_of(view, 20), place_of(view, 4))
    assert blocker.args == ["m", 11, 12]


def test_the_edge_of_a_mark_in_hebrew_is_where_it_ends_on_the_screen(qtbot: Any) -> None:
    text = BY_NAME["hebrew"]
    view = view_of(qtbot, text, [mark("m", (0, 6))])
    view.set_active("m")
    with qtbot.waitSignal(view.edge_dragged) as blocker:
        drag(view, place_of(view, 6, 3), place_of(view, 12))
    assert blocker.args == ["m", 0, 12]


def test_a_released_edge_that_did_not_move_asks_for_nothing(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("m", (11, 30))])
    view.set_active("m")
    with qtbot.assertNotEmitted(view.edge_dragged):
        click(view, place_of(view, 30, -3))
        drag(view, place_of(view, 30, -3), place_of(view, 40), place_of(view, 30))


@pytest.mark.parametrize("text", [LATIN, BY_NAME["chinese"], BY_NAME["hebrew"]])
def test_a_drag_on_from_either_edge_of_the_active_mark_selects_what_adjoins(text: str, qtbot: Any) -> None:
    view = view_of(qtbot, text, [mark("m", (6, 12))])
    view.set_active("m")
    inward = -1 if text == BY_NAME["hebrew"] else 1
    for edge, reached in ((12, 17), (6, 2)):
        outward = inward * (1 if edge == 12 else -1)
        for dx in (0, outward, 2 * outward):
            _wait_out_double_click(view)
            with qtbot.assertNotEmitted(view.edge_dragged):
                drag(view, place_of(view, edge, dx), place_of(view, reached))
            assert (view.anchor, view.caret) == (edge, reached)


def test_a_click_by_an_edge_puts_the_caret_there(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("m", (11, 30))])
    view.set_active("m")
    for dx in (-4, -3, -2, -1, 0, 1, 2, 3, 4):
        _wait_out_double_click(view)
        view.set_selection(80, 80)
        click(view, place_of(view, 30, dx))
        assert view.selection() is None
        assert 29 <= view.caret <= 31


def test_both_sides_of_an_edge_can_be_taken_hold_of_on_the_bar(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("m", (11, 30))])
    view.set_active("m")
    assert view.sheet.page is not None and view.sheet.scroll is not None
    line = view.sheet.page.shaped(0).lines[0]
    y = view.sheet.scroll.visible()[0][1] + round(line.placed[0].top) + 1
    for dx in (-3, 0, 3):
        with qtbot.waitSignal(view.edge_dragged) as blocker:
            drag(view, QPoint(place_of(view, 30).x() + dx, y), place_of(view, 40))
        assert blocker.args == ["m", 11, 40]


def test_an_edge_of_a_mark_that_is_gone_is_asked_for_no_more(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("m", (11, 30))])
    view.set_active("m")
    with qtbot.assertNotEmitted(view.edge_dragged):
        send_mouse(view, _PRESS, place_of(view, 30, -3))
        send_mouse(view, QEvent.Type.MouseMove, place_of(view, 50))
        view.update_marks([], ["m"])
        send_mouse(view, _RELEASE, place_of(view, 50))


def test_a_mark_that_ends_with_a_line_feed_can_be_taken_by_its_end(qtbot: Any) -> None:
    at = LATIN.index("\n")
    view = view_of(qtbot, LATIN, [mark("m", (at - 12, at + 1))])
    view.set_active("m")
    with qtbot.waitSignal(view.edge_dragged) as blocker:
        drag(view, place_of(view, at, -3), place_of(view, at - 5))
    assert blocker.args == ["m", at - 12, at - 5]


@pytest.mark.parametrize("name", BY_NAME)
def test_a_drag_past_the_end_of_a_line_selects_to_its_end(name: str, qtbot: Any) -> None:
    view = view_of(qtbot, BY_NAME[name])
    assert view.sheet.page is not None
    piece = view.sheet.page.shaped(0)
    beyond = 2 if piece.right_to_left else view.viewport().width() - 2
    end = piece.line_end(0) if len(piece.lines) > 1 and BY_NAME[name][piece.lines[0].stop - 1].isspace() else None
    start = place_of(view, 0)
    drag(view, start, QPoint(beyond, start.y()))
    assert view.selection() == (0, piece.lines[0].stop if end is None else end)


def test_the_pointer_shows_what_it_would_do(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("m", (11, 30))])
    view.set_active("m")
    send_mouse(view, QEvent.Type.MouseMove, place_of(view, 11, 3))
    assert view.viewport().cursor().shape() is Qt.CursorShape.SizeHorCursor
    send_mouse(view, QEvent.Type.MouseMove, place_of(view, 20))
    assert view.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor


def test_in_lanes_no_edge_can_be_taken_and_a_selection_begins_there(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [])
    view.set_lanes(["Ana", "Ben"], 2)
    view.set_marks([replace(mark("m", (11, 30)), lane=0)])
    view.set_active("m")
    send_mouse(view, QEvent.Type.MouseMove, place_of(view, 11, 3))
    assert view.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor
    drag(view, place_of(view, 30, -3), place_of(view, 40))
    assert view.selection() == (29, 40)


def test_new_edges_keep_the_gaps_of_a_mark_in_parts() -> None:
    parts = (Extent(5, 10), Extent(20, 25), Extent(40, 50))
    assert with_edges(parts, Extent(2, 45)) == (Extent(2, 10), Extent(20, 25), Extent(40, 45))
    assert with_edges(parts, Extent(22, 60)) == (Extent(22, 25), Extent(40, 60))
    assert with_edges(parts, Extent(12, 15)) == (Extent(12, 15),)
