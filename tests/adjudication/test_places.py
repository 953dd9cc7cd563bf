"""Spans by place: the same neighbours as a look at all of them finds, while spans come and go."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudication.places import Places
from annotator.model.geometry import overlap_length
from annotator.model.span import Span
from tests.adjudication.builders import span

BIN = 1024
"""Places that many characters apart are kept apart; spans around those borders are found all the same."""
STARTS = st.sampled_from([0, 1, BIN - 1, BIN, BIN + 1, 3 * BIN - 2, 5 * BIN])
SIZES = st.sampled_from([0, 1, 2, BIN - 1, BIN, 3 * BIN])
MORE = st.sampled_from([(), ((9 * BIN - 1, 9 * BIN + 1),)])


@st.composite
def spans(draw: st.DrawFn) -> list[Span]:
    """Draw spans of several pieces around the borders of bins, and labels on the whole document."""
    drawn = draw(st.lists(st.tuples(STARTS, SIZES, MORE, st.sampled_from(["appeal", "warning"])), max_size=10))
    return [
        span(f"A{number}", start, start + size if size else 0, label, *(more if size else ()))
        for number, (start, size, more, label) in enumerate(drawn)
    ]


def meet(one: Span, other: Span) -> bool:
    """Whether two share a character, or are both on the whole document."""
    if not one.extents or not other.extents:
        return one.extents == other.extents
    return overlap_length(one.extents, other.extents) > 0


@given(spans(), st.data())
def test_what_meets_a_span_is_what_a_look_at_all_finds_also_after_some_are_gone(
    every: list[Span], data: st.DataObject
) -> None:
    places = Places(every)
    gone = data.draw(st.lists(st.sampled_from(every), unique_by=lambda one: one.id)) if every else []
    for one in gone:
        places.remove(one)
    left = [one for one in every if one not in gone]
    for one in every:
        assert places.meeting(one) == {other.id for other in left if meet(one, other)}


@given(spans(), spans())
def test_what_was_put_in_and_taken_out_leaves_no_trace(there: list[Span], passing: list[Span]) -> None:
    places = Places(there)
    before = {one.id: places.meeting(one) for one in there}
    others = [span(f"B{one.id}", one.start, one.stop, one.label) for one in passing]
    for one in others:
        places.put(one)
    for one in others:
        places.remove(one)
    assert {one.id: places.meeting(one) for one in there} == before
    assert all(places.meeting(one) <= before.keys() for one in others)


def test_spans_that_only_touch_do_not_meet_and_nothing_meets_in_an_empty_document() -> None:
    left, right = span("A1", 0, BIN), span("A2", BIN, BIN + 5)
    assert Places([left]).meeting(right) == set() == Places().meeting(left)
    assert Places([left]).meeting(span("A3", BIN - 1, BIN)) == {"A1"}
