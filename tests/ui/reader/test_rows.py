"""Bars that share a row keep apart, and no row is opened that was not needed."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.rows import PlacedMark, pack, stack
from tests.ui.reader.samples import mark

_HULLS = st.lists(
    st.tuples(st.integers(0, 600), st.integers(1, 300)).map(lambda p: (float(p[0]), float(p[0] + p[1]))), max_size=30
)


@given(_HULLS)
def test_no_two_bars_of_a_row_overlap(hulls: list[tuple[float, float]]) -> None:
    rows = pack(hulls)
    for i, (left, right) in enumerate(hulls):
        for j in range(i):
            if rows[i] == rows[j]:
                assert right < hulls[j][0] or hulls[j][1] < left


@given(_HULLS)
def test_a_bar_goes_down_only_where_the_rows_above_are_taken(hulls: list[tuple[float, float]]) -> None:
    rows = pack(hulls)
    assert sorted(set(rows)) == list(range(len(set(rows))))


def test_a_row_with_a_chip_is_higher_than_one_without() -> None:
    bare = PlacedMark(mark("a", (0, 9)), [(0.0, 90.0)], False, True)
    chip = PlacedMark(mark("b", (0, 9)), [(0.0, 90.0)], True, True, "Appeal", 0, 40)
    assert stack([bare, chip], 30, 7, 20) == 57
    assert (bare.top, bare.height, chip.top, chip.height) == (30, 7, 37, 20)
