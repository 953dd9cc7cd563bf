"""Each look tells spans apart, and what is seen can be clicked."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.placing import place
from annotator.ui.reader.shaping import ShapedPiece, extent_of
from annotator.ui.reader.stripes import STRIPES_WIDTH
from annotator.ui.reader.style import ReaderStyle, SpanLook
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import ALL, LATIN, drag, mark, page_of, place_of, send_mouse, view_of

_LINE_FEED = LATIN.index("\n")
_MARKS = [
    mark("outer", (0, 90)),
    mark("inner", (10, 30), key="warning"),
    mark("twin", (10, 30), key="warning"),
    mark("same place", (10, 30), key="actor"),
    mark("in parts", (40, 50), (60, 70), key="commitment"),
    mark("feed", (_LINE_FEED, _LINE_FEED + 1)),
    mark("blank", (3, 4), key="actor"),
]


def _in_look(view: ReaderView, look: SpanLook) -> ReaderView:
    view.set_style(replace(ReaderStyle.light(), span_look=look))
    QApplication.processEvents()
    return view


def _points(view: ReaderView) -> dict[str, set[str]]:
    """Return what the pointer reaches, below the text and in the margin, by a walk over the whole window."""
    hits = view.hits()
    assert hits is not None
    found: dict[str, set[str]] = {}
    for y in range(0, view.viewport().height(), 2):
        for x in range(0, view.viewport().width(), 3):
            target = hits.target(QPointF(x, y), None)
            if target.on_bar:
                for each in target.marks:
                    found.setdefault(each.id, set()).add(f"{len(target.marks)}")
    return found


@pytest.mark.parametrize("look", SpanLook)
def test_every_span_can_be_reached_by_a_bar_of_its_own_in_every_look(look: SpanLook, qtbot: Any) -> None:
    view = _in_look(view_of(qtbot, LATIN, _MARKS, (900, 480)), look)
    found = _points(view)
    assert set(found) == {each.id for each in _MARKS}
    assert all("1" in alone for alone in found.values())


@pytest.mark.parametrize("look", SpanLook)
def test_each_look_is_drawn_in_its_own_way(look: SpanLook, qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, _MARKS, (900, 480))
    before = view.viewport().grab().toImage()
    after = _in_look(view, look).viewport().grab().toImage()
    assert (before == after) is (look is SpanLook.CHIPS)


def test_compact_has_no_words_and_lower_lines(qapp: QApplication) -> None:
    page = page_of(LATIN, marks=_MARKS)
    high = page.shaped(0).height
    page.reshape(Metrics(replace(ReaderStyle.light(), span_look=SpanLook.COMPACT)), 420)
    piece = page.shaped(0)
    assert piece.height < high
    assert not any(placed.word for line in piece.lines for placed in line.placed)


def _striped(text: str, marks: list[Any]) -> list[ShapedPiece]:
    page = page_of(text, marks=marks)
    page.reshape(Metrics(replace(ReaderStyle.light(), span_look=SpanLook.STRIPES)), 420)
    return [page.shaped(number) for number in range(len(page.pieces))]


def test_brackets_beside_each_other_do_not_touch_and_reach_over_their_lines(qapp: QApplication) -> None:
    piece = _striped(LATIN, _MARKS)[0]
    assert {stripe.mark.id for stripe in piece.stripes} == {each.id for each in _MARKS}
    by_x: dict[int, list[Any]] = {}
    for stripe in piece.stripes:
        lines = [line for line in piece.lines if any(each.mark.id == stripe.mark.id for each in line.placed)]
        assert lines[0].top <= stripe.top < lines[0].top + lines[0].text_height
        assert lines[-1].top < stripe.bottom <= lines[-1].top + lines[-1].text_height
        by_x.setdefault(stripe.x, []).append(stripe)
    for group in by_x.values():
        for one, other in pairwise(sorted(group, key=lambda stripe: stripe.top)):
            assert one.bottom <= other.top


def test_a_bracket_says_its_word_where_it_begins_and_again_where_a_paragraph_does(qapp: QApplication) -> None:
    text = "\n".join([LATIN.replace("\n", " "), LATIN])
    pieces = _striped(text, [mark("m", (10, len(text) - 5), doubt=True)])
    words = [stripe.word for piece in pieces for stripe in piece.stripes]
    assert words == ["Appeal ?", "", "‹ Appeal ?"]


def test_more_words_than_there_is_room_for_beside_a_line_are_counted(qapp: QApplication) -> None:
    piece = _striped(LATIN, [mark(f"m{at}", (at, at + 3), key="commitment") for at in range(7)])[0]
    words = [stripe.word for stripe in piece.stripes if stripe.word]
    shown = words.count("Commitment")
    assert 0 < shown < 7
    assert words == ["Commitment"] * shown + [f"+{7 - shown}"]
    assert all(each.word_left + each.word_width <= piece.width + STRIPES_WIDTH for each in piece.stripes if each.word)


def test_a_blank_line_inside_a_span_stays_empty(qapp: QApplication) -> None:
    page = page_of(LATIN, marks=[mark("m", (10, LATIN.index("China calls") + 5))])
    assert page.shaped(1).lines[0].placed == []


def test_the_words_of_a_bar_are_said_where_the_pointer_rests(qtbot: Any) -> None:
    view = _in_look(view_of(qtbot, LATIN, [mark("m", (0, 20), doubt=True)], (900, 480)), SpanLook.COMPACT)
    rectangle = view.line_rectangle(5)
    assert view._page is not None
    line = view._page.shaped(0).lines[0]
    below = (line.text_height - rectangle.height()) // 2
    point = QPoint(rectangle.left(), rectangle.bottom() + 1 + below + line.placed[0].top - line.text_height + 1)
    event = QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    assert QToolTip.text() == "Appeal ?"
    QToolTip.hideText()


@pytest.mark.parametrize("compared", [0, 2, 3])
def test_lanes_side_by_side_show_each_coder_the_whole_text(compared: int, qtbot: Any) -> None:
    marks = [mark(f"m{lane}", (lane, 40 + lane), lane=lane) for lane in range(3)]
    view = view_of(qtbot, ALL, marks, (1000, 480))
    view.set_lanes(["Ana", "Bruno", "Chen"], compared)
    below = view.viewport().grab().toImage()
    view.set_columns(True)
    assert view.viewport().grab().toImage() != below
    hits = view.hits()
    assert hits is not None
    y = view.line_rectangle(10).center().y()
    for lane, left in enumerate(view.column_lefts()):
        target = hits.target(QPointF(left + 30, y), None)
        assert [each.id for each in target.marks] == [f"m{lane}"]
        assert hits.position_near(QPointF(left, y)) == 0
    view.set_columns(False)
    assert view.viewport().grab().toImage() == below


@pytest.mark.parametrize("titles", [[], ["Ana"]])
def test_the_setting_of_columns_changes_nothing_for_one_coder(titles: list[str], qtbot: Any) -> None:
    view = view_of(qtbot, ALL, [mark("m", (0, 30)), mark("n", (10, 90), key="actor")], (700, 480))
    view.set_lanes(titles)
    before = view.viewport().grab().toImage()
    view.set_columns(True)
    assert view.viewport().grab().toImage() == before


def test_of_an_active_span_over_paragraphs_the_words_are_tinted_and_no_blank_line(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("m", (0, len(LATIN) - 9))], (640, 480))
    blank = view.line_rectangle(LATIN.index("\n") + 1)
    plain = view.viewport().grab(blank.adjusted(3, 0, 8, 0)).toImage()
    view.set_active("m")
    assert view.viewport().grab(blank.adjusted(3, 0, 8, 0)).toImage() == plain
    view.set_selection(0, len(LATIN))
    assert view.viewport().grab(blank.adjusted(3, 0, 8, 0)).toImage() != plain


def test_in_columns_lines_stand_at_the_same_height_and_the_mouse_selects_in_each(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("m", (0, 60), lane=1)], (1000, 480))
    view.set_lanes(["Ana", "Bruno"])
    view.set_columns(True)
    first = place_of(view, 4)
    apart = view.column_lefts()[1] - view.column_lefts()[0]
    send_mouse(view, QEvent.Type.MouseButtonPress, first + QPoint(apart, 0))
    send_mouse(view, QEvent.Type.MouseButtonRelease, first + QPoint(apart, 0))
    assert view.caret == 4
    assert place_of(view, 4).x() == first.x() + apart
    drag(view, place_of(view, 4), place_of(view, 20))
    assert view.selection() == (4, 20)


def test_placing_again_gives_the_same_place(qapp: QApplication) -> None:
    page = page_of(ALL, marks=_MARKS)
    piece = page.shaped(0)
    before = [[(each.mark.id, each.top, each.chip_left) for each in line.placed] for line in piece.lines]
    place(piece, page.marks.meeting(*extent_of(piece)), page.metrics, 0, page.gap)
    assert [[(each.mark.id, each.top, each.chip_left) for each in line.placed] for line in piece.lines] == before
