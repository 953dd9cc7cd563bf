"""Bars that share a row keep apart, and no row is opened that was not needed."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.rows import PlacedMark, pack, seat, stack
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


@given(_HULLS, st.integers(1, 4))
def test_of_few_rows_each_bar_has_one_alone_or_is_crowded_in_the_last(
    hulls: list[tuple[float, float]], count: int
) -> None:
    placed = [PlacedMark(mark(f"m{at}", (0, 9)), [hull], True, True) for at, hull in enumerate(hulls)]
    seat([(each, 0) for each in placed], list(range(count)), 4)
    for at, each in enumerate(placed):
        own = [other for other in placed[:at] if other.row == each.row and not other.crowded]
        if each.crowded:
            assert each.row == count - 1
        else:
            assert all(each.hull[1] < other.hull[0] or other.hull[1] < each.hull[0] for other in own)
    free = pack(hulls)
    assert [each.row for each in placed if not each.crowded] == [
        row for row, each in zip(free, placed, strict=True) if not each.crowded
    ] or any(each.crowded for each in placed)


def test_in_a_lane_each_row_is_as_high_as_the_other() -> None:
    one, other = (PlacedMark(mark(key, (0, 9)), [(0.0, 90.0)], False, True) for key in "ab")
    assert stack([one, other], 30, 20) == 70
    assert (one.top, one.height, other.top, other.height) == (30, 20, 50, 20)
