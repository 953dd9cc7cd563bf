"""Coders' bias: bars to both sides of a line, as long as their counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.reports.drawing import Rect
from annotator.reports.plots.bias import BiasGroup, BiasRow, bias
from tests.reports.plots.samples import texts


def group(*counts: tuple[int, int], test: str = "") -> BiasGroup:
    rows = [
        BiasRow(label=f"label {at}", first=one, second=two, test=".04", said=f"{at} said")
        for at, (one, two) in enumerate(counts)
    ]
    return BiasGroup(title="Ana and Ben", first="Ana", second="Ben", rows=rows, test=test)


@given(st.lists(st.tuples(st.integers(1, 9999), st.integers(1, 9999)), min_size=1, max_size=8), st.floats(300, 900))
def test_bars_are_as_long_as_counts_and_meet_in_the_middle(counts: list[tuple[int, int]], width: float) -> None:
    drawing = bias([group(*counts)], why="", width=width)
    bars = [one for one in drawing.shapes if isinstance(one, Rect) and one.fill is not None]
    longest = max(max(pair) for pair in counts)
    unit = max(one.width for one in bars) / longest
    for (first, second), left, right in zip(counts, bars[::2], bars[1::2], strict=True):
        assert left.left + left.width == pytest.approx(right.left)
        assert left.width == pytest.approx(first * unit)
        assert right.width == pytest.approx(second * unit)
        assert left.left >= 0 and right.left + right.width <= width


def test_each_side_of_a_row_is_a_cell_that_says_the_row() -> None:
    drawing = bias([group((1, 2)), group((0, 3), (4, 0), test="all: .2")], why="")
    assert set(drawing.cells) == {(row, side) for row in range(3) for side in (0, 1)}
    assert drawing.tips[2, 1] == "1 said" and "Ana and Ben: 0 said." in drawing.summary
    assert {"Ana alone", "Ben alone", "all: .2"} <= set(texts(drawing))


def test_nothing_to_show_says_why() -> None:
    assert "Choose two." in texts(bias([], why="Choose two."))
