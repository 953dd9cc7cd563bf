"""Open is what a coder marked, nobody decided, and gold does not cover."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.open_places import open_stretches
from tests.ui.reader.samples import mark

_MARKS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12), st.integers(0, 2), st.booleans()), max_size=8).map(
    lambda found: [mark(f"m{at}", (a, a + n), lane=lane, settled=is_so) for at, (a, n, lane, is_so) in enumerate(found)]
)


@given(_MARKS, st.integers(0, 10), st.integers(11, 50))
def test_each_character_is_open_where_a_coder_has_something_and_gold_nothing(
    marks: list[object], start: int, stop: int
) -> None:
    found = open_stretches(marks, 2, start, stop)  # type: ignore[arg-type]
    for position in range(start, stop):
        here: list[Any] = [each for each in marks if each.start <= position < each.stop]  # type: ignore[attr-defined]
        over = {each.lane < 2 for each in here if each.lane == 2 or not each.settled}
        assert any(a <= position < b for a, b in found) is (over == {True})
    assert all(one.stop < other.start for one, other in pairwise(found))


def test_without_marks_nothing_is_open() -> None:
    assert open_stretches([], 2, 0, 90) == []
