"""Where coders agree on a line, character by character."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.agreement_line import Agreement, agreements
from annotator.ui.reader.spanindex import Mark
from tests.ui.reader.samples import mark

_ALL, _SOME, _CONFLICT = Agreement.ALL, Agreement.SOME, Agreement.CONFLICT


def test_the_same_span_by_all_is_agreed() -> None:
    marks = [mark("a", (3, 9), lane=0), mark("b", (3, 9), lane=1)]
    assert agreements(marks, 2, 0, 20) == [((3, 9), _ALL)]


def test_what_one_coder_left_out_is_partly_agreed_and_other_labels_are_a_conflict() -> None:
    marks = [mark("a", (0, 10), lane=0), mark("b", (4, 12), key="warning", lane=1)]
    assert agreements(marks, 2, 0, 20) == [((0, 4), _SOME), ((4, 10), _CONFLICT), ((10, 12), _SOME)]


def test_a_label_besides_the_shared_one_is_a_conflict() -> None:
    marks = [mark("a", (0, 5), lane=0), mark("b", (0, 5), lane=1), mark("c", (0, 5), key="actor", lane=1)]
    assert agreements(marks, 2, 0, 5) == [((0, 5), _CONFLICT)]


def test_gold_is_not_compared_with_the_coders() -> None:
    marks = [mark("a", (0, 5), lane=0), mark("b", (0, 5), lane=1), mark("gold", (0, 5), key="actor", lane=2)]
    assert agreements(marks, 2, 0, 5) == [((0, 5), _ALL)]


def test_two_spans_of_one_coder_that_touch_are_one_stretch() -> None:
    marks = [mark("a", (0, 5), lane=0), mark("a2", (5, 9), lane=0), mark("b", (0, 9), lane=1)]
    assert agreements(marks, 2, 0, 9) == [((0, 9), _ALL)]


_MARKS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 9), st.sampled_from(["appeal", "warning"]), st.integers(0, 3)),
    max_size=8,
)


@given(_MARKS)
def test_stretches_say_of_each_character_what_the_marks_over_it_say(found: list[tuple[int, int, str, int]]) -> None:
    marks: list[Mark] = [
        mark(f"m{number}", (start, start + length), key=key, lane=lane)
        for number, (start, length, key, lane) in enumerate(found)
    ]
    stretches = agreements(marks, 3, 5, 30)
    for position in range(5, 30):
        over = [one for one in marks if one.extents[0].start <= position < one.extents[0].stop and one.lane < 3]
        labels = [frozenset(one.style_key for one in over if one.lane == lane) for lane in range(3)]
        said = {one for one in labels if one}
        expected = None if not said else _CONFLICT if len(said) > 1 else _ALL if all(labels) else _SOME
        assert next((kind for extent, kind in stretches if extent.start <= position < extent.stop), None) is expected
    for (one, _), (other, _) in pairwise(stretches):
        assert one.stop <= other.start
