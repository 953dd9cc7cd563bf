"""A row of cells as XML: what is known of a column changes nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.tables.coding_table import Cell
from annotator.formats.tables.sheet_cells import ColumnCells, row_xml
from tests.examples import examples

CELLS = st.one_of(st.none(), st.sampled_from([0, 1, 1.0, 0.0, -0.0, 2.5, "", "1", "a & b", " c", "=d", "x" * 300]))


def anew(cell: Cell) -> ColumnCells:
    """Return a column of which nothing is known."""
    return ColumnCells("A", 2, lambda text: text)


@settings(max_examples=examples(60))
@given(cells=st.lists(CELLS, max_size=30))
def test_a_cell_is_the_same_whatever_stood_in_its_column_before(cells: list[Cell]) -> None:
    known = anew(None)
    for number, cell in enumerate(cells):
        assert row_xml(number, [known], [cell]) == row_xml(number, [anew(cell)], [cell])


def test_texts_numbers_and_nothing_are_told_apart() -> None:
    columns = [ColumnCells(letter, 2, str.upper) for letter in "ABCD"]
    assert row_xml(7, columns, ["a<", 1, None, "=b"]) == (
        '<row r="7"><c r="A7" t="inlineStr"><is><t>A&lt;</t></is></c><c r="B7"><v>1</v></c>'
        '<c r="D7" s="2" t="inlineStr"><is><t>=B</t></is></c></row>'
    )
