"""A document as it is set: it keeps its place, and its columns stand beside each other."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF

from tests.ui.reader.samples import ALL, LATIN, drag, mark, place_of, send_mouse, view_of


def test_resizing_keeps_the_text_at_the_top(qtbot: Any) -> None:
    text = "\n".join([ALL] * 30)
    view = view_of(qtbot, text)
    view.reveal_range(len(text) // 2, len(text) // 2 + 3)
    assert view.sheet.scroll is not None
    before = view.sheet.scroll.piece
    view.resize(360, 480)
    assert view.sheet.scroll.piece == before
    view.resize(640, 480)
    assert view.sheet.scroll.piece == before


def test_columns_without_coders_are_one_text(qtbot: Any) -> None:
    view, plain = (view_of(qtbot, LATIN, [mark("m", (4, 12))]) for _ in range(2))
    view.board.set_columns(True)
    for each in (view, plain):
        each.clearFocus()
    assert view.sheet.column_lefts() == plain.sheet.column_lefts()
    assert view.viewport().grab().toImage() == plain.viewport().grab().toImage()


@pytest.mark.parametrize("compared", [0, 2, 3])
def test_lanes_side_by_side_show_each_coder_the_whole_text(compared: int, qtbot: Any) -> None:
    marks = [mark(f"m{lane}", (lane, 40 + lane), lane=lane) for lane in range(3)]
    view = view_of(qtbot, ALL, marks, (1000, 480))
    view.set_lanes(["Ana", "Bruno", "Chen"], compared)
    below = view.viewport().grab().toImage()
    view.board.set_columns(True)
    assert view.viewport().grab().toImage() != below
    hits = view.hits()
    assert hits is not None
    y = view.line_rectangle(10).center().y()
    for lane, left in enumerate(view.sheet.column_lefts()):
        target = hits.target(QPointF(left + 30, y), None)
        assert [each.id for each in target.marks] == [f"m{lane}"]
        assert hits.position_near(QPointF(left, y)) == 0
    view.board.set_columns(False)
    assert view.viewport().grab().toImage() == below


@pytest.mark.parametrize("titles", [[], ["Ana"]])
def test_the_setting_of_columns_changes_nothing_for_one_coder(titles: list[str], qtbot: Any) -> None:
    view = view_of(qtbot, ALL, [mark("m", (0, 30)), mark("n", (10, 90), key="actor")], (700, 480))
    view.set_lanes(titles)
    before = view.viewport().grab().toImage()
    view.board.set_columns(True)
    assert view.viewport().grab().toImage() == before


def test_in_columns_lines_stand_at_the_same_height_and_the_mouse_selects_in_each(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("m", (0, 60), lane=1)], (1000, 480))
    view.set_lanes(["Ana", "Bruno"])
    view.board.set_columns(True)
    first = place_of(view, 4)
    apart = view.sheet.column_lefts()[1] - view.sheet.column_lefts()[0]
    send_mouse(view, QEvent.Type.MouseButtonPress, first + QPoint(apart, 0))
    send_mouse(view, QEvent.Type.MouseButtonRelease, first + QPoint(apart, 0))
    assert view.caret == 4
    assert place_of(view, 4).x() == first.x() + apart
    drag(view, place_of(view, 4), place_of(view, 20))
    assert view.selection() == (4, 20)
