"""Gold stands in the text in brass; only the case at hand opens a drawer, and its line keeps its place."""

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from annotator.model.span import Extent
from annotator.ui.reader.placing import DRAWER_PADDING, LANE, Arrangement
from annotator.ui.reader.rows import NO_ROW
from annotator.ui.reader.style import ReaderStyle
from tests.ui.reader.gold import TITLES, gold_above
from tests.ui.reader.samples import ALL, ARABIC, LATIN, mark, page_of, view_of
from tests.ui.reader.screens import logical

_MARKS = [mark("a", (0, 10), lane=0), mark("b", (3, 10), lane=1), mark("gold", (2, 9), lane=2)]


def _arranged(marks: list[Any], place: Extent | None, text: str = LATIN, width: int = 420) -> Any:
    page = page_of(text, width, marks)
    page.arrange(Arrangement(3, 2, open=place))
    return page


def test_without_a_case_no_line_has_a_drawer_and_only_gold_has_a_bar(qapp: QApplication) -> None:
    page = _arranged(_MARKS, None)
    line = page.shaped(0).lines[0]
    assert line.lane_tops == [] and line.height == line.text_height == page.metrics.line
    assert {each.mark.id: each.row for each in line.placed} == {"a": NO_ROW, "b": NO_ROW, "gold": 1}


def test_the_line_of_the_case_has_a_lane_a_coder_with_what_meets_it(qapp: QApplication) -> None:
    page = _arranged([*_MARKS, mark("elsewhere", (20, 26), lane=0)], Extent(0, 10))
    first, *others = page.shaped(0).lines
    assert [below - above for above, below in pairwise(first.lane_tops)] == [LANE, LANE]
    tops = {each.mark.id: each.top for each in first.placed if each.word}
    assert tops == {"a": first.lane_tops[0], "b": first.lane_tops[1]}
    assert first.text_height < first.lane_tops[0]
    assert first.lane_tops[-1] + DRAWER_PADDING + 4 <= first.height, "the letters of the next line keep clear of it"
    assert all(line.lane_tops == [] for line in others)


def test_over_three_lines_the_first_and_the_last_have_one(qapp: QApplication) -> None:
    page = page_of(LATIN, 200)
    starts = [line.start for line in page.shaped(0).lines]
    for lines, drawn in ((1, [0]), (2, [0, 1]), (3, [0, 1, 2]), (4, [0, 3]), (6, [0, 5])):
        page = _arranged([mark("a", (0, starts[lines] - 2), lane=0)], Extent(0, starts[lines] - 2), width=200)
        assert [at for at, line in enumerate(page.shaped(0).lines) if line.lane_tops] == drawn


@pytest.mark.parametrize("text", [LATIN, ARABIC])
def test_gold_is_brass_and_open_cases_have_a_zigzag(text: str, qtbot: Any) -> None:
    view = gold_above(view_of(qtbot, text, [mark("gold", (4, 30), lane=2)], (960, 400)))

    def seen() -> set[str]:
        image = logical(view.viewport().grab().toImage())
        return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(60)}

    style = ReaderStyle.light()
    assert QColor(style.gold).name() in seen()
    view.set_marks([mark("a", (4, 30), lane=0)])
    assert QColor(style.gold).name() not in seen()
    decor = view.sheet.page.shaped(0).lines[0].decor
    assert len(decor.zigzag.tiles) == 1
    view.set_marks([mark("a", (4, 30), lane=0), mark("gold", (4, 30), lane=2)])
    view.viewport().grab()
    assert view.sheet.page.shaped(0).lines[0].decor.zigzag.tiles == []


def test_the_order_of_the_lanes_changes_their_places_and_no_line(qtbot: Any) -> None:
    marks = [mark("a", (0, 20), lane=0), mark("b", (0, 20), lane=1), mark("gold", (0, 20), lane=2)]
    view = gold_above(view_of(qtbot, LATIN, marks, (800, 400)))
    view.set_focus_range([Extent(0, 20)])

    def tops() -> dict[str, float]:
        return {placed.mark.id: placed.top for placed in view.sheet.page.shaped(0).lines[0].placed if placed.word}

    by_number, before = tops(), view.line_rectangle(100)
    gold_above(view, (1, 0, 2))
    turned = tops()
    assert (turned["a"], turned["b"]) == (by_number["b"], by_number["a"])
    assert view.line_rectangle(100) == before
    assert [each.id for each in view.sheet.marks_at(3)] == ["b", "a", "gold"]


def test_the_line_of_a_case_keeps_its_place_when_its_drawer_opens_and_another_closes(qtbot: Any) -> None:
    text = "\n".join([ALL] * 6)
    marks = [mark(f"m{at}", (at, at + 20), lane=0) for at in range(0, 1500, 50)]
    view = gold_above(view_of(qtbot, text, marks, (960, 480)))
    view.board.scroll(400)
    first = view.sheet.scroll.position_at_top()
    seen = [at for at in range(first, 1500, 50) if not view.line_rectangle(at).isEmpty()]
    for at in (seen[1], seen[-2], seen[len(seen) // 2]):
        before = view.line_rectangle(at).top()
        view.set_focus_range([Extent(at, at + 20)])
        assert view.line_rectangle(at).top() == before
    view.set_focus_range(())
    assert view.sheet.page.arrangement.open is None
    assert TITLES
