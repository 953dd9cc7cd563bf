"""Columns and tables: what a gutter parts, and what it does not."""

import pytest

from annotator.readers.pdf_layout.columns import blocks_of
from annotator.readers.pdf_layout.layout import lay_out
from annotator.readers.pdf_layout.rows import rows_of
from annotator.readers.pdf_layout.words import words_of
from tests.readers.pdf_layout.typeset import Sheet, Style, broken

LEFT = [
    "the",
    "council",
    "met",
    "today",
    "and",
    "heard",
    "what",
    "its",
    "members",
    "had",
    "to",
    "say",
    "of",
    "the",
    "matter",
    "at",
    "hand",
]
RIGHT = [
    "nobody",
    "was",
    "surprised",
    "when",
    "in",
    "the",
    "end",
    "all",
    "of",
    "them",
    "agreed",
    "to",
    "meet",
    "again",
    "in",
    "a",
    "month",
]


def two_columns(sheet: Sheet, top: float, shift: float = 0.0) -> None:
    style = Style(measure=150, indent=0)
    for words, x, y in ((LEFT, 80, top), (RIGHT, 260, top - shift)):
        for number, line in enumerate(broken(words * 2, style)):
            sheet.line(" ".join(line), x, y - 12 * number, 10)


@pytest.mark.parametrize("shift", [0.0, 2.0, 4.0, 6.0])
def test_columns_are_read_one_after_another_also_where_their_lines_do_not_meet(shift: float) -> None:
    sheet = Sheet()
    two_columns(sheet, 700, shift)
    assert lay_out([sheet.page()]).text.split() == [*LEFT, *LEFT, *RIGHT, *RIGHT]


def test_a_heading_over_both_columns_stands_between_them() -> None:
    sheet = Sheet()
    two_columns(sheet, 700)
    sheet.line("A heading that runs over both of the columns of it", 120, 570, 10)
    two_columns(sheet, 540)
    heading = ["A", "heading", "that", "runs", "over", "both", "of", "the", "columns", "of", "it"]
    both = [*LEFT, *LEFT, *RIGHT, *RIGHT]
    assert lay_out([sheet.page()]).text.split() == [*both, *heading, *both]


def test_rows_of_a_table_are_lines_with_tabs() -> None:
    sheet = Sheet()
    rows = [("Field", "Lead", "Due"), ("Water and energy", "Commission", "June 2024"), ("Culture", "", "open")]
    for number, cells in enumerate(rows):
        for cell, x in zip(cells, (80, 240, 400), strict=True):
            if cell:
                sheet.line(cell, x, 700 - 16 * number, 10)
    assert lay_out([sheet.page()]).text.split("\n") == ["\t".join(cells) for cells in rows]


def test_cells_of_several_lines_are_joined() -> None:
    sheet = Sheet()
    sheet.line("Arcadia", 80, 700, 10)
    sheet.line("1,200", 240, 700, 10)
    for number, text in enumerate(["Paid in two instal-", "ments, and instalments", "are yearly"]):
        sheet.line(text, 400, 700 - 12 * number, 10)
    sheet.line("Ruritania", 80, 664, 10)
    sheet.line("2,045", 240, 664, 10)
    sheet.line("Paid", 400, 664, 10)
    first, last = lay_out([sheet.page()]).text.split("\n")
    assert first == "Arcadia\t1,200\tPaid in two instalments, and instalments are yearly"
    assert last == "Ruritania\t2,045\tPaid"


def test_numbers_of_a_list_are_no_column() -> None:
    sheet = Sheet()
    for number in range(8):
        sheet.line(f"{number + 1}.", 80, 700 - 12 * number, 10)
        sheet.line("Decides to remain seized of the matter.", 110, 700 - 12 * number, 10)
    rows = rows_of(words_of([sheet.page()])[0])
    assert len(blocks_of(rows, 10)) == 1
    assert lay_out([sheet.page()]).text.split("\n")[3] == "4. Decides to remain seized of the matter."


def test_wide_blanks_of_a_justified_line_part_nothing() -> None:
    sheet = Sheet()
    for number in range(3):
        sheet.line("All Members shall settle", 80, 700 - 12 * number, 10, blank=2.0)
    assert [len(block.pieces) for block in blocks_of(rows_of(words_of([sheet.page()])[0]), 10)] == [3]
