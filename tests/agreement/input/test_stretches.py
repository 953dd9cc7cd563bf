"""Intervals as arrays: which overlap, and which are one."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.ratings import Ints
from annotator.agreement.input.stretches import merged, overlapping

Interval = tuple[int, int]
INTERVALS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda one: (one[0], sum(one))), max_size=8)


def arrays(intervals: list[Interval]) -> tuple[Ints, Ints]:
    starts, stops = np.array(intervals, dtype=np.int64).reshape(-1, 2).T
    return starts, stops


@given(INTERVALS, INTERVALS)
def test_each_pair_that_overlaps_is_found_once(first: list[Interval], second: list[Interval]) -> None:
    one, other = overlapping(arrays(first), arrays(second))
    assert sorted(zip(one.tolist(), other.tolist(), strict=True)) == [
        (at, to)
        for at, (start, stop) in enumerate(first)
        for to, (begin, end) in enumerate(second)
        if start < end and begin < stop
    ]


@given(INTERVALS)
def test_what_overlaps_becomes_one_and_covers_what_it_did(intervals: list[Interval]) -> None:
    which, starts, stops = merged(*arrays(intervals))
    unions = list(zip(starts.tolist(), stops.tolist(), strict=True))
    covered = {at for start, stop in intervals for at in range(start, stop)}
    assert sum(stop - start for start, stop in unions) == len(covered)
    assert {at for start, stop in unions for at in range(start, stop)} == covered
    assert all(before[1] <= after[0] for before, after in pairwise(unions))
    for at, (start, stop) in zip(which.tolist(), unions, strict=True):
        assert start <= intervals[at][0] < intervals[at][1] <= stop


def test_intervals_that_touch_stay_apart() -> None:
    _, starts, stops = merged(*arrays([(0, 5), (5, 9), (3, 4)]))
    assert (starts.tolist(), stops.tolist()) == ([0, 5], [5, 9])
    assert not len(overlapping(arrays([(0, 5)]), arrays([(5, 9)]))[0])
