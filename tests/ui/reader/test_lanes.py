"""Whose marks are told apart, in which order, and which lanes stand above the line."""

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.lanes import Lanes
from annotator.ui.reader.spanindex import Mark
from tests.ui.reader.gold import TITLES
from tests.ui.reader.samples import mark


def test_what_is_beyond_those_compared_is_gold_and_has_no_lane_of_its_own() -> None:
    assert Lanes(TITLES, 2).of_coders == (0, 1) and Lanes(TITLES, 2, order=(1, 0, 2)).of_coders == (1, 0)
    assert Lanes(TITLES, 2, columns=True).side_by_side == (0, 1, 2)


_SHUFFLED = st.permutations(range(4))
_MARKS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(1, 5), st.integers(0, 3), st.sampled_from(["appeal", "warning"])),
    max_size=10,
).map(
    lambda found: [
        mark(f"m{number}", (start, start + length), lane=lane, key=key)
        for number, (start, length, lane, key) in enumerate(found)
    ]
)


@given(_MARKS, _SHUFFLED, st.randoms(use_true_random=False))
def test_the_order_of_marks_says_nothing_of_who_made_them_first(
    marks: list[Mark], order: list[int], chance: random.Random
) -> None:
    lanes = Lanes(("A", "B", "C", "D"), 4, order=tuple(order))
    found = lanes.told_apart(marks)
    later = list(marks)
    chance.shuffle(later)
    assert lanes.told_apart(later) == found
    assert sorted(each.id for each in found) == sorted(each.id for each in marks)
    for one, other in pairwise(found):
        assert (one.start, -one.stop) <= (other.start, -other.stop)
        if one.extents == other.extents:
            assert order.index(one.lane) <= order.index(other.lane), "in one place the lanes decide"


@given(_MARKS)
def test_without_lanes_marks_stay_in_the_order_they_were_given_in(marks: list[Mark]) -> None:
    assert Lanes().told_apart(marks) == marks and Lanes().shown == ()


@given(st.integers(0, 5), st.integers(0, 5), st.booleans())
def test_each_lane_stands_once_above_below_or_beside(count: int, compared: int, columns: bool) -> None:
    lanes = Lanes(tuple("ABCDE"[:count]), compared, columns)
    assert sorted(lanes.shown) == list(range(count))
    assert len(lanes.side_by_side) in (0, count)
    assert sorted(lanes.of_coders) == list(range(min(count, compared)))
