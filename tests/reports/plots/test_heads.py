"""The heads of a table of cells: names of columns are turned where they do not fit, and stay in the picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.reports.drawing import Anchor
from annotator.reports.plots.heads import column_heads, row_heads
from annotator.reports.text_width import text_width
from tests.reports.plots.samples import NAMES

CELLS = st.floats(20, 120)


@given(st.lists(NAMES, min_size=1, max_size=8), CELLS)
def test_names_of_columns_are_turned_all_or_none_of_them(names: list[str], cell: float) -> None:
    heads = column_heads(names, cell)
    found = list(heads.words(10, 200, cell, cell + 2))
    assert len(found) == len(names)
    assert {bool(one.turned) for one in found} == {heads.is_turned}
    assert [one.whole or one.text for one in found] == [" ".join(name.split()) for name in names]
    if not heads.is_turned:
        assert all(one.width <= cell for one in found) and heads.beyond == 0


@given(st.lists(NAMES, min_size=1, max_size=8), CELLS)
def test_each_head_stands_over_its_column_within_the_height_that_they_take(names: list[str], cell: float) -> None:
    heads = column_heads(names, cell)
    for number, one in enumerate(heads.words(10, 200, cell, cell + 2)):
        start = 10 + number * (cell + 2)
        assert start <= one.x <= start + cell
        rise = one.width * 0.7072 if one.turned else one.size
        assert 200 - heads.height <= one.y - rise <= one.y <= 200


@pytest.mark.parametrize(("name", "sticks_out"), [("Ana", False), ("Katharina von Habsburg-Lothringen", True)])
def test_how_far_the_last_one_sticks_out_is_known(name: str, sticks_out: bool) -> None:
    heads = column_heads(["Katharina von Habsburg-Lothringen", name], 60)
    assert heads.is_turned and (heads.beyond > 0) is sticks_out


@given(st.lists(NAMES, max_size=8), st.floats(20, 200))
def test_names_of_rows_end_at_their_edge_and_are_cut_where_they_are_too_wide(names: list[str], widest: float) -> None:
    found = list(row_heads(names, 300, 40, 26, 24, widest))
    for number, (name, one) in enumerate(zip(names, found, strict=True)):
        assert (one.x, one.anchor) == (300, Anchor.RIGHT)
        assert 40 + number * 26 <= one.y <= 40 + number * 26 + 24
        assert text_width(one.text, one.size) <= widest or len(one.text) <= 1
        assert (one.whole or one.text) == " ".join(name.split())
