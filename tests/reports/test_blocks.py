"""The neutral document: what its parts hold true."""

import pytest

from annotator.model.errors import Bug
from annotator.reports.blocks import Cell, Column, Heading, Plot, TableBlock, mark_of, numbered, placed, row
from tests.reports.samples import DRAWING, TABLE, WORDS, everything


@pytest.mark.parametrize("bad", [row("too", "many"), row(), row(Cell("a", span=2)), row(Cell("a", span=0))])
def test_a_row_that_does_not_fill_the_columns_is_a_bug(bad: tuple[Cell, ...]) -> None:
    with pytest.raises(Bug, match="does not fill its 1 columns"):
        TableBlock(columns=(WORDS,), header=(), rows=(bad,))


def test_a_cell_cannot_refer_to_a_note_that_is_not_there() -> None:
    with pytest.raises(Bug, match="refers to a note"):
        TableBlock(columns=(WORDS,), header=(), rows=(row(Cell("a", note=1)),), notes=("one",))


def test_a_heading_has_one_of_three_levels() -> None:
    with pytest.raises(Bug, match="not 4"):
        Heading(4, "too deep")


def test_a_row_of_one_cell_over_all_columns_names_a_group() -> None:
    assert [TABLE.is_group(one) for one in TABLE.rows] == [True, False, True, False, False]
    single = TableBlock(columns=(WORDS,), header=(), rows=(row("a"),))
    assert not single.is_group(single.rows[0])


def test_tables_and_plots_are_numbered_each_by_themselves() -> None:
    numbers = [(type(block).__name__, number) for block, number in numbered(everything().blocks) if number]
    assert numbers == [("TableBlock", 1), ("Plot", 1), ("Plot", 2)]


def test_marks_of_notes_go_on_after_the_last_letter() -> None:
    assert [mark_of(number) for number in (0, 1, 25, 26, 27, 51, 52, 701, 702)] == [
        *("a", "b", "z", "aa", "ab", "az", "ba", "zz", "aaa")
    ]


def test_cells_are_placed_after_those_that_span_columns() -> None:
    assert [column for column, _ in placed(row("a", Cell("b", span=3), "c"))] == [0, 1, 4]


def test_a_plot_without_words_of_its_own_says_what_its_drawing_says() -> None:
    assert Plot(DRAWING).said == DRAWING.summary and Plot(DRAWING, "c", "words").said == "words"


@pytest.mark.parametrize("many", [1, 2, 10, 11, 40])
def test_no_row_is_left_alone_at_either_end_of_a_page(many: int) -> None:
    rows = tuple(row(f"Row {number}", "1") for number in range(many))
    table = TableBlock(columns=(Column(), Column()), header=(), rows=rows)
    kept = [table.keeps_next(number) for number in range(many)]
    assert not kept[-1]
    if many <= 10:
        assert all(kept[:-1])
    else:
        assert kept[0] and kept[-2] and not any(kept[1:-2])
    grouped = TableBlock(columns=(Column(), Column()), header=(), rows=(*rows, row(Cell("Group", span=2)), *rows))
    assert grouped.keeps_next(many)
