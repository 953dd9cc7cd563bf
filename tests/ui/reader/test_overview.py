"""Counts of where marks begin, and the ticks beside the scroll bar."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.overview import PARTS, SpanDensity
from tests.ui.reader.samples import mark


@given(st.integers(1, 5000), st.lists(st.tuples(st.integers(0, 4999), st.booleans()), max_size=40))
def test_counting_one_by_one_is_counting_all(length: int, found: list[tuple[int, bool]]) -> None:
    marks = [
        mark(f"m{at}", (start % length, start % length + 1), key=("appeal", "warning", "actor")[start % 3])
        for at, (start, _) in enumerate(found)
    ]
    overview = SpanDensity(length, marks)
    assert sum(overview.counts) == len(marks)
    for each, (_, goes) in zip(marks, found, strict=True):
        if goes:
            overview.add(each, -1)
    kept = [each for each, (_, goes) in zip(marks, found, strict=True) if not goes]
    again = SpanDensity(length, kept)
    assert overview.counts == again.counts
    filled = [part for part, count in enumerate(again.counts) if count]
    assert [overview.label_of(part) for part in filled] == [again.label_of(part) for part in filled]
    assert all(0 <= overview.start_of(part) < max(1, length) for part in range(PARTS))
