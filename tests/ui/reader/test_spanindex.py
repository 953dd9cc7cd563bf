"""The index finds what a look at every mark would find, in the order of reading."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.span import Extent
from annotator.ui.reader.spanindex import Mark, MarkIndex, reading_order

_EXTENT = st.tuples(st.integers(0, 300_000), st.sampled_from([1, 3, 500, 5_000, 200_000])).map(
    lambda pair: Extent(pair[0], sum(pair))
)
_MARKS = st.lists(
    st.builds(
        lambda number, extents: Mark(f"m{number}", "Appeal", "appeal", tuple(sorted(extents))),
        st.integers(0, 12),
        st.lists(_EXTENT, min_size=0, max_size=3),
    ),
    max_size=25,
)


def _by_looking(marks: dict[str, Mark], start: int, stop: int) -> list[Mark]:
    found = [mark for mark in marks.values() if any(a < stop and b > start for a, b in mark.extents)]
    return sorted(found, key=reading_order)


@given(_MARKS, st.lists(st.integers(0, 12), max_size=8), st.lists(_EXTENT, max_size=5))
def test_a_query_finds_exactly_the_marks_that_meet_it(
    marks: list[Mark], removed: list[int], asked: list[Extent]
) -> None:
    index, plain = MarkIndex(), dict[str, Mark]()
    for mark in marks:
        assert index.put(mark) == plain.get(mark.id)
        plain[mark.id] = mark
    for number in removed:
        assert index.remove(f"m{number}") == plain.pop(f"m{number}", None)
    assert len(index) == len(plain)
    assert {mark.id for mark in index} == set(plain)
    for start, stop in asked:
        assert index.meeting(start, stop) == _by_looking(plain, start, stop)


def test_a_mark_on_the_whole_document_is_kept_but_met_nowhere() -> None:
    index = MarkIndex([Mark("m", "Appeal", "appeal", ())])
    assert index.get("m") is not None
    assert index.meeting(0, 1000) == []
    assert index.get(None) is None
