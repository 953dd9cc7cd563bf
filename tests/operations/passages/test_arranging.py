"""Lines under headings: none is lost, each stands under what it says, and its heading's search finds it."""

from pathlib import Path

import pytest

from annotator.model.errors import BadSearch
from annotator.operations.passages.arranging import LineArrangement, LineHeading, arranged
from annotator.operations.passages.finding import PassageLine, PassageSearch
from annotator.operations.passages.grouping import fields
from annotator.operations.passages.lines import LineOrder, in_order
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = make_desk(tmp_path)
    for quote, label in (("urged China", "appeal"), ("undertook to help", "commitment"), ("China", "actor")):
        made.code(quote, label)
    return made


def test_every_grouping_has_all_lines_under_headings_whose_searches_find_them(desk: Desk) -> None:
    lines = list(PassageSearch(desk.project, "").lines())
    for field in fields(desk.project):
        rows = arranged(desk.project, lines, LineArrangement(group=field.key))
        assert {row for row in rows if isinstance(row, PassageLine)} == set(lines), field
        assert isinstance(rows[0], LineHeading)
        at = 0
        while at < len(rows):
            heading = rows[at]
            assert isinstance(heading, LineHeading)
            below = list(rows[at + 1 : at + 1 + heading.number])
            assert sorted(map(repr, PassageSearch(desk.project, heading.search).lines())) == sorted(map(repr, below))
            at += 1 + heading.number


def test_labels_stand_in_the_order_of_the_codebook_and_lines_in_theirs_below(desk: Desk) -> None:
    lines = list(PassageSearch(desk.project, "").lines())
    rows = arranged(desk.project, lines, LineArrangement(LineOrder.BEFORE, group="label"))
    assert [row.name for row in rows if isinstance(row, LineHeading)] == ["Appeal", "Commitment", "Actor"]


@pytest.mark.parametrize("order", list(LineOrder))
@pytest.mark.parametrize("backwards", [False, True])
def test_without_groups_it_is_the_order_alone(desk: Desk, order: LineOrder, backwards: bool) -> None:
    lines = list(PassageSearch(desk.project, "").lines())
    rows = arranged(desk.project, lines, LineArrangement(order, backwards))
    assert list(rows) == in_order(desk.project, lines, order, backwards)


def test_what_does_not_group_is_said(desk: Desk) -> None:
    with pytest.raises(BadSearch, match="Nothing is called"):
        arranged(desk.project, [], LineArrangement(group="no such field"))
