"""Gold stands above the line and the coders' lanes below it; nothing moves when gold comes."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.placing import Arrangement
from tests.ui.reader.gold import gold_above
from tests.ui.reader.samples import LATIN, mark, page_of, view_of


def test_a_gold_mark_is_above_the_text_and_the_coders_are_below(qapp: QApplication) -> None:
    marks = [mark("a", (0, 10), lane=0), mark("b", (3, 10), lane=1), mark("gold", (2, 9), lane=2)]
    page = page_of(LATIN, marks=marks, lanes=3)
    page.arrange(Arrangement(3, above=1))
    line, below = page.shaped(0).lines[:2]
    tops = {placed.mark.id: placed.top for placed in line.placed}
    assert -line.above <= tops["gold"] < 0 < line.text_height < tops["a"] < tops["b"] < line.height
    assert len(line.lane_tops) == 3 and below.above == 0
    assert line.begin == 0 and line.top == line.above and below.begin == line.begin + line.room
    assert page.shaped(0).line_under(0) == 0 and page.shaped(0).line_under(line.room) == 1


def test_there_is_room_for_gold_before_it_comes_so_that_no_text_moves(qtbot: Any) -> None:
    view = gold_above(view_of(qtbot, LATIN, [mark("a", (0, 10), lane=0)], (800, 400)))
    before = [view.line_rectangle(position) for position in (0, 60, 120)]
    view.update_marks([mark("gold", (0, 10), lane=2)])
    assert [view.line_rectangle(position) for position in (0, 60, 120)] == before


def test_the_order_of_the_lanes_changes_their_places_and_no_line(qtbot: Any) -> None:
    marks = [mark("a", (0, 20), lane=0), mark("b", (0, 20), lane=1), mark("gold", (0, 20), lane=2)]
    view = gold_above(view_of(qtbot, LATIN, marks, (800, 400)))

    def tops() -> dict[str, int]:
        return {placed.mark.id: placed.top for placed in view._page.shaped(0).lines[0].placed}

    by_number, before = tops(), view.line_rectangle(100)
    gold_above(view, (1, 0, 2))
    turned = tops()
    assert (turned["a"], turned["b"], turned["gold"]) == (by_number["b"], by_number["a"], by_number["gold"])
    assert view.line_rectangle(100) == before
    assert [each.id for each in view.marks_at(3)] == ["b", "a", "gold"]
    view.set_columns(True)
    columns = view.column_lefts()
    y = view.line_rectangle(0).center().y()
    found = [view.hits().target(QPointF(left + 3, y), None).marks[0].id for left in columns]
    assert found == ["b", "a", "gold"]


def test_revealing_a_line_reveals_what_stands_above_it(qtbot: Any) -> None:
    text = "".join(f"Paragraph {number} has some words.\n" for number in range(60))
    at = text.index("Paragraph 40")
    marks = [mark("a", (at, at + 12), lane=0), mark("gold", (at, at + 12), lane=2)]
    view = gold_above(view_of(qtbot, text, marks, (800, 400)))
    view.set_selection(at, at)
    for position in (0, at):
        view.set_selection(position, position)
        y, line = view.seen().place_of(position)
        assert y - line.above >= 0
    assert replace(marks[0], lane=1) != marks[0]
