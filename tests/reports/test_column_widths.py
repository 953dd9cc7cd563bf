"""Widths of columns: what stands in them decides, and the page is the limit."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.reports.blocks import TableBlock, row
from annotator.reports.column_widths import PAGE, column_widths
from tests.reports.samples import NUMBERS, WORDS


def table_of(*cells: str) -> TableBlock:
    """Return a table of one row: words first, then numbers."""
    return TableBlock(columns=(WORDS, *[NUMBERS] * (len(cells) - 1)), header=(), rows=(row(*cells),))


def test_a_small_table_is_no_wider_than_it_has_to_be() -> None:
    widths = column_widths(table_of("Alpha", "0.812"))
    assert sum(widths) < PAGE / 4


def test_columns_of_words_give_way_before_numbers_do() -> None:
    short, long = (
        column_widths(table_of("a", *["12345678"] * 6)),
        column_widths(table_of("word " * 60, *["12345678"] * 6)),
    )
    assert long[1:] == short[1:] and sum(long) <= PAGE + 1e-6


@given(st.lists(st.text(max_size=40), min_size=1, max_size=24))
def test_no_table_is_wider_than_the_page_and_no_column_is_without_width(cells: list[str]) -> None:
    widths = column_widths(table_of(*cells))
    assert sum(widths) <= PAGE + 1e-6 and min(widths) > 10
