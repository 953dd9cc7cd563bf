"""The running head says what the top of the window belongs to, and what is said of the whole text."""

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import ALL, HEBREW, LATIN, mark, view_of

_LONG = "\n".join([ALL] * 12)


def _shown(view: ReaderView) -> list[str]:
    """Return the marks whose chips are seen, from left to right, by walking along the middle of the head."""
    head = view._head
    seen = [head.chip_at(QPoint(x, head.height() // 2)) for x in range(head.width())]
    return list(dict.fromkeys(mark.id for mark in seen if mark is not None))


def test_a_span_that_began_further_up_is_named_above_the_text(qtbot: Any) -> None:
    view = view_of(qtbot, _LONG, [mark("long", (10, 6000)), mark("short", (20, 30))])
    assert _shown(view) == []
    view.reveal_range(3000, 3005)
    assert _shown(view) == ["long"]
    view.reveal_range(len(_LONG) - 5, len(_LONG) - 1)
    assert _shown(view) == []


def test_what_is_said_of_the_whole_text_stands_there_always_and_can_be_clicked(qtbot: Any) -> None:
    view = view_of(qtbot, _LONG, [mark("whole"), mark("other", key="warning", doubt=True)])
    assert _shown(view) == ["whole", "other"]
    view.reveal_range(3000, 3005)
    assert _shown(view) == ["whole", "other"]
    assert view._head.accessibleDescription() == "Appeal, Warning ?"
    with qtbot.waitSignal(view.mark_clicked) as told:
        QTest.mouseClick(view._head, Qt.MouseButton.LeftButton, pos=view._head.place_of("other").center())
    assert told.args == ["other"]
    view.update_marks([], ["whole"])
    assert _shown(view) == ["other"]
    view.set_marks([])
    assert _shown(view) == []


def test_more_marks_than_there_is_room_for_are_counted(qtbot: Any) -> None:
    view = view_of(qtbot, _LONG, [mark(f"m{number:02}") for number in range(40)])
    assert 0 < len(_shown(view)) < 40
    view.viewport().grab()


def test_where_nothing_goes_on_the_head_names_the_document_or_is_a_part_of_the_page(qtbot: Any) -> None:
    view = view_of(qtbot, _LONG, [mark("long", (10, 3000))])
    view.reveal_range(len(_LONG) - 5, len(_LONG) - 1)
    empty = view._head.grab().toImage()
    paper = view._metrics.style.paper
    seen = {empty.pixelColor(x, y).name().upper() for x in range(8, empty.width()) for y in range(empty.height())}
    assert seen == {paper.upper()}
    view.set_title("Readout of\nthe call")
    assert view._head.grab().toImage() != empty
    named = view._head.grab().toImage()
    view.reveal_range(1500, 1505)
    assert _shown(view) == ["long"]
    view.reveal_range(0, 1, centred=True)
    assert view._head.grab().toImage() == empty
    view.reveal_range(len(_LONG) - 5, len(_LONG) - 1)
    assert view._head.grab().toImage() == named


def test_the_head_of_a_text_to_the_left_begins_at_the_right(qtbot: Any) -> None:
    text = "\n".join([HEBREW] * 60)
    view = view_of(qtbot, text, [mark("long", (10, 6000)), mark("whole")])
    view.reveal_range(3000, 3005)
    goes_on, whole = view._head.place_of("long"), view._head.place_of("whole")
    assert whole.right() < goes_on.left()
    assert goes_on.right() == view.column_left() + view._column_width() - 1


def test_nothing_is_painted_at_the_texts_top_while_the_caret_is_out_of_view(qtbot: Any) -> None:
    view = view_of(qtbot, _LONG)
    view.scroll_pixels(2000)
    assert view.line_rectangle(view.caret).isEmpty() and view.hasFocus()
    with_it = view._head.grab().toImage()
    view.clearFocus()
    assert view._head.grab().toImage() == with_it


def test_in_columns_each_coder_has_a_part_of_the_head(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("a", lane=0), mark("b", lane=1), mark("c", lane=2)], (1000, 480))
    view.set_lanes(["Ana", "Bruno", "Chen"])
    view.set_columns(True)
    places = [view._head.place_of(each).left() for each in ("a", "b", "c")]
    lefts = view.column_lefts()
    assert len(lefts) == 3
    assert all(left < place for left, place in zip(lefts, places, strict=True))
    assert places[0] < lefts[1] < places[1] < lefts[2]
