"""Widths of columns: what stands in them decides, and the page is the limit."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.reports.blocks import Cell, TableBlock, row
from annotator.reports.column_widths import PAGE, SIZE, breakable, column_widths, fitted
from annotator.reports.text_width import text_width
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


def test_a_wide_column_of_words_gets_most_of_the_room_and_a_short_one_is_not_starved() -> None:
    short, long, number = column_widths(
        TableBlock(columns=(WORDS, WORDS, NUMBERS), header=(), rows=(row("a few words", "many more words " * 40, "1"),))
    )
    assert long > 3 * short > 3 * number


@given(st.lists(st.text("abc 19,.", max_size=30), min_size=1, max_size=40))
def test_parts_fit_the_page_and_have_every_cell_with_its_note_once(cells: list[str]) -> None:
    noted = [Cell(text, note=number if number % 3 == 0 else None) for number, text in enumerate(cells)]
    table = TableBlock(
        columns=(WORDS, *[NUMBERS] * len(cells)),
        header=(row("", Cell("all", span=len(cells))),),
        rows=(row(Cell("group", span=len(cells) + 1)), row("name", *noted)),
        notes=tuple(f"note {number}" for number in range(len(cells))),
    )
    parts = [*fitted(table)]
    for part in parts:
        assert sum(column_widths(part)) <= PAGE + 1e-6 and part.rows[1][0].text == "name"
        assert part.is_group(part.rows[0]) or len(part.columns) == 1
    found = [cell for part in parts for cell in part.rows[1][1:]]
    assert [cell.text for cell in found] == cells
    if len(parts) > 1:
        said = [part.notes[cell.note] for part in parts for cell in part.rows[1] if cell.note is not None]
        assert said == [f"note {number}" for number in range(0, len(cells), 3)]


@given(st.lists(st.lists(st.text("abcM .-0123\u00a0", max_size=40), min_size=9, max_size=9), min_size=1, max_size=6))
def test_every_word_and_every_number_that_is_not_very_wide_fits_its_column(lines: list[list[str]]) -> None:
    rows = tuple(row(*line) for line in lines)
    table = TableBlock(columns=(WORDS, WORDS, *[NUMBERS] * 7), header=(row(*lines[0]),), rows=rows)
    for part in fitted(table):
        widths = column_widths(part)
        for one in part.rows:
            for cell, width, column in zip(one, widths, part.columns, strict=True):
                pieces = [cell.text] if column is NUMBERS else cell.text.split(" ")
                assert all(text_width(piece, SIZE) < width for piece in pieces if text_width(piece, SIZE) < 150)


@given(st.text("abc 联x\u00a0", max_size=80), st.floats(30, 300))
def test_breaks_change_nothing_else_and_stand_only_in_words_that_are_too_wide(text: str, room: float) -> None:
    broken = breakable(text, room)
    assert broken.replace("\u200b", "") == text
    assert breakable("short", 200) == "short" and "\u200b" in breakable("x" * 100, room)
