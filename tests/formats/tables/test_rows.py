"""Cells by the names of their columns, whether a row has them all or not."""

from annotator.formats.tables.csv_text import bare
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
