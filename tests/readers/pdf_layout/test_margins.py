"""The edges of columns: what most lines share, whatever single lines do."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.readers.pdf_layout.lines import SetLine
from annotator.readers.pdf_layout.margins import set_edges


def line(x0: float, x1: float, y: float, block: int = 0, page: int = 0) -> SetLine:
    return SetLine("words", x0, x1, y, 10, 0, page, 25, right=600, block=block)


@given(st.floats(20, 200), st.floats(150, 400), st.lists(st.floats(0, 60), min_size=1, max_size=4))
def test_lines_that_are_too_long_do_not_widen_a_justified_column(left: float, width: float, over: list[float]) -> None:
    full = [line(left, left + width, 700 - 12 * number) for number in range(12)]
    long = [line(left, left + width + more, 500 - 12 * number) for number, more in enumerate(over)]
    set_edges([*full, *long])
    assert abs(full[0].right - left - width) <= 4 and full[0].left == left


def test_a_column_of_few_lines_runs_between_the_edges_of_other_pages() -> None:
    full = [line(80, 380, 700 - 12 * number) for number in range(20)]
    short = [line(80, 200, 700, page=1), line(80, 150, 688, page=1)]
    set_edges([*full, *short])
    assert (short[0].left, short[0].right) == (80, 380)


def test_a_page_of_few_lines_has_two_margins() -> None:
    lines = [line(80, 200, 700), line(80, 180, 688)]
    set_edges(lines)
    assert (lines[0].left, lines[0].right) == (80, 520)
