"""Suggestions are found by place, shown by dots below their words and named where the pointer rests."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.suggestions import Suggestion, Suggestions

_RANGES = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)), max_size=30)


@given(_RANGES, st.integers(0, 260), st.integers(1, 50))
def test_those_that_meet_a_range_are_found_whatever_their_order(
    ranges: list[tuple[int, int]], start: int, length: int
) -> None:
    given_ = [Suggestion(at, at + size, "") for at, size in ranges]
    met = {n for n, each in enumerate(given_) if each.start < start + length and each.stop > start}
    assert set(Suggestions(given_).meeting(start, start + length)) == met
    at = Suggestions(given_).at(start)
    covering = [n for n, each in enumerate(given_) if each.start <= start < each.stop]
    assert (at is None) == (not covering)
    if at is not None:
        assert at in covering
        assert given_[at].stop - given_[at].start == min(given_[n].stop - given_[n].start for n in covering)
