"""A table in a Word file: heads on each page, rows that fill the grid, notes that follow."""

from hypothesis import given
from lxml import etree

from annotator.reports.blocks import Align, Cell, Column, TableBlock
from annotator.reports.blocks import row as row_of
from annotator.reports.docx import docx
from annotator.reports.plain_text import clean
from tests.reports.samples import ANY_TEXT, TABLE, everything, one_cell, report
from tests.reports.test_docx import W
from tests.reports.test_docx_body import document, text_of


@given(ANY_TEXT)
def test_any_text_in_a_cell_survives(text: str) -> None:
    cells = list(document(docx(one_cell(text))).iter(f"{W}tc"))
    assert [text_of(cell) for cell in cells[2:]] == [clean(text)] * 2


def test_rows_of_heads_are_repeated_on_each_page() -> None:
    rows = list(document(docx(everything())).iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] * 2 + [False] * 5


def test_each_row_fills_the_grid() -> None:
    table = next(document(docx(everything())).iter(f"{W}tbl"))
    columns = len(list(table.iter(f"{W}gridCol")))
    for row in table.iter(f"{W}tr"):
        spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(f"{W}tc")]
        assert sum(1 if span is None else int(str(span.get(f"{W}val"))) for span in spans) == columns


HEAD, NUMBERED = row_of("a", Cell("b", span=2)), row_of("1", "2", "3")


def table_of(block: TableBlock) -> etree._Element:
    return next(document(docx(report(block))).iter(f"{W}tbl"))


def test_cells_stand_as_their_column_does_groups_as_words_and_heads_of_several_in_the_middle() -> None:
    def aligned(cell: etree._Element) -> str:
        found = cell.find(f"{W}p/{W}pPr/{W}jc")
        return "" if found is None else str(found.get(f"{W}val"))

    rows = [[aligned(cell) for cell in one.iter(f"{W}tc")] for one in table_of(TABLE).iter(f"{W}tr")]
    assert rows == [
        ["", "center"],
        ["", "right", "right"],
        [""],
        ["", "right", "right"],
        [""],
        *[["", "right", "right"]] * 2,
    ]


def test_notes_follow_the_table_with_their_marks_which_stand_raised_in_the_cells() -> None:
    root = document(docx(report(TABLE)))
    raised = [text_of(run) for run in root.iter(f"{W}r") if run.find(f"{W}rPr/{W}vertAlign") is not None]
    assert raised == ["a", "b", "a", "b"]
    texts = [text_of(one) for one in root.iter(f"{W}p")]
    assert texts[-3:] == ["a Only one category was used.", "b Two documents & no more.", ""]


def test_two_tables_are_parted_and_one_without_a_row_has_an_empty_one() -> None:
    empty = TableBlock(columns=(Column(), Column(Align.NUMBERS)), header=(), rows=())
    root = document(docx(report(empty, empty)))
    first, second = root.iter(f"{W}tbl")
    assert [len(list(one.iter(f"{W}tc"))) for one in (first, second)] == [2, 2]
    assert first.getnext() is not second
    assert [text_of(one) for one in first.iter(f"{W}tc")] == ["", ""]


def test_rows_are_not_parted_between_pages_and_cells_are_as_wide_as_what_they_span() -> None:
    table = table_of(TableBlock(columns=(Column(),) * 3, header=(HEAD,), rows=(NUMBERED,)))
    grid = [int(str(one.get(f"{W}w"))) for one in table.iter(f"{W}gridCol")]
    widths = [[int(str(one.get(f"{W}w"))) for one in line.iter(f"{W}tcW")] for line in table.iter(f"{W}tr")]
    assert widths == [[grid[0], grid[1] + grid[2]], grid]
    assert all(line.find(f"{W}trPr/{W}cantSplit") is not None for line in table.iter(f"{W}tr"))
