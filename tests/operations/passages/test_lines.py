"""Lines in context, and their orders."""

from pathlib import Path

import pytest

from annotator.operations.passages.finding import PassageSearch
from annotator.operations.passages.lines import LineOrder, LineReader, in_order
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def shown(
    desk: Desk, text: str, order: LineOrder = LineOrder.TEXT, backwards: bool = False
) -> list[tuple[str, str, str]]:
    lines = in_order(desk.project, list(PassageSearch(desk.project, text).lines()), order, backwards)
    return [(one.before[-9:], one.words, one.behind[:9]) for one in LineReader(desk.project).read(lines)]


def test_a_line_has_the_words_around_it_without_breaks(desk: Desk) -> None:
    assert shown(desk, "china") == [("nt urged ", "China", " to use i"), ("uence. 🕊 ", "China", " undertoo")]
    assert shown(desk, '"second paragraph"') == [("o help. A ", "second paragraph", ".")] or shown(desk, "help")


@pytest.mark.parametrize(("order", "first"), [(LineOrder.BEFORE, "uence. 🕊 "), (LineOrder.BEHIND, "nt urged ")])
def test_lines_are_sorted_by_what_stands_beside(desk: Desk, order: LineOrder, first: str) -> None:
    assert shown(desk, "china", order)[0][0] == first
    assert shown(desk, "china", order, backwards=True)[0][0] != first


@pytest.mark.parametrize("order", list(LineOrder))
def test_no_line_is_lost_in_any_order(desk: Desk, order: LineOrder) -> None:
    desk.code("urged China", "appeal")
    desk.code("undertook to help", "commitment")
    assert sorted(shown(desk, "", order)) == sorted(shown(desk, ""))
    assert len(shown(desk, "china", order)) == 2


def test_what_is_gone_since_is_left_out(desk: Desk) -> None:
    desk.code("urged China", "appeal")
    lines = list(PassageSearch(desk.project, "").lines())
    desk.project.undo()
    assert LineReader(desk.project).read(lines) == []
