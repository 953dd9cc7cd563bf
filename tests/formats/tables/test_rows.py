"""Cells by the names of their columns, whether a row has them all or not."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.tables.csv_text import GUARD, bare
from annotator.formats.tables.rows import EMPTY, RowTable


def test_a_cell_is_found_by_its_column_and_empty_where_there_is_none() -> None:
    table = RowTable(("a", "b"), [["'1", "x"], ["2"]], bare)
    a, b, c = map(table.getter, "abc")
    assert [(a(row), b(row), c(row)) for row in table] == [("1", "x", ""), ("2", "", "")]
    assert list(EMPTY) == []


def test_columns_are_found_by_how_they_begin_with_their_cells_as_they_stand() -> None:
    table = RowTable(("attr_x", "role_y", "attr_z"), [["'"], ["1", "2", "3"]], bare)
    found = table.named("attr_")
    assert [{name: cell(row) for name, cell in found.items()} for row in table] == [
        {"x": "'", "z": ""},
        {"x": "1", "z": "3"},
    ]


@given(
    rows=st.lists(st.lists(st.sampled_from(["", "'", "'=1", "x", "don't"]), max_size=5), max_size=5),
    columns=st.lists(st.sampled_from("abcxyz"), min_size=2, unique=True),
    is_guarded=st.booleans(),
)
def test_cells_picked_together_are_those_that_each_column_gives(
    rows: list[list[str]], columns: list[str], is_guarded: bool
) -> None:
    table = RowTable(("a", "b", "c", "d"), rows, bare, GUARD) if is_guarded else RowTable(("a", "b", "c", "d"), rows)
    picked, each = table.picker(columns), [table.getter(column) for column in columns]
    assert [list(picked(row)) for row in table] == [[get(row) for get in each] for row in rows]
    assert list(table.placed()) == rows
