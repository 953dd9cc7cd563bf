"""Precision, recall and F1 of spans, matched one to one."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.overlap import Marks, Matches, count_matches, exact_f1, marks, overlap_f1
from annotator.agreement.results import SpanResult
from annotator.agreement.units import CodedSpan
from annotator.model.geometry import overlap_length
from annotator.model.ids import LabelId
from tests.agreement.test_units import coded

X = LabelId("x")
SPANS = st.lists(
    st.builds(lambda start, size: coded(start, start + size), st.integers(0, 12), st.integers(1, 6)), max_size=5
)


def compared(first: Marks, second: Marks) -> tuple[SpanResult, SpanResult]:
    matches = count_matches(first, second).get(X, Matches())
    return exact_f1(matches), overlap_f1(matches)


@given(SPANS, SPANS)
def test_as_many_spans_are_matched_as_can_be(first: list[CodedSpan], second: list[CodedSpan]) -> None:
    one, other = marks(first), marks(second)
    few, many = sorted((list(one.get(X, ())), list(other.get(X, ()))), key=len)
    best = max(
        sum(overlap_length(a, b) > 0 for a, b in zip(few, order, strict=True)) for order in permutations(many, len(few))
    )
    exact, overlap = compared(one, other)
    assert overlap.matched == best
    assert exact.matched == len(set(few) & set(many)) <= overlap.matched


@given(SPANS, SPANS)
def test_swapping_the_coders_swaps_precision_and_recall(first: list[CodedSpan], second: list[CodedSpan]) -> None:
    one, other = marks(first), marks(second)
    for here, there in zip(compared(one, other), compared(other, one), strict=True):
        assert (here.value, here.precision, here.recall) == (there.value, there.recall, there.precision)


@given(SPANS)
def test_identical_coders_give_one_or_a_reason(spans: list[CodedSpan]) -> None:
    for result in compared(marks(spans), marks(spans)):
        assert result.value == (1 if spans else None)
        assert bool(result.undefined) == (not spans)


def test_a_shifted_span_overlaps_and_is_not_exact() -> None:
    exact, overlap = compared(marks([coded(0, 10), coded(20, 30)]), marks([coded(2, 10), coded(20, 30)]))
    assert (exact.value, exact.matched) == (0.5, 1)
    assert (overlap.value, overlap.matched) == (1, 2)


def test_one_long_span_is_matched_with_one_short_span_only() -> None:
    _, overlap = compared(marks([coded(0, 30)]), marks([coded(0, 9), coded(10, 19), coded(20, 30)]))
    assert (overlap.matched, overlap.precision, overlap.recall, overlap.value) == (1, 1 / 3, 1, 0.5)


def test_the_matching_is_not_greedy() -> None:
    _, overlap = compared(marks([coded(0, 10), coded(9, 30)]), marks([coded(8, 30), coded(25, 40)]))
    assert overlap.matched == 2


def test_another_label_on_the_same_words_is_no_match() -> None:
    found = count_matches(marks([coded(0, 9, "x")]), marks([coded(0, 9, "y")]))
    assert found == {"x": Matches(1, 0, 0, 0), "y": Matches(0, 1, 0, 0)}


def test_a_span_that_one_coder_repeats_counts_once() -> None:
    assert count_matches(marks([coded(0, 9)] * 3), marks([coded(0, 9)])) == {"x": Matches(1, 1, 1, 1)}


def test_the_same_label_on_the_whole_document_is_a_match_of_both_kinds() -> None:
    first, second = marks([coded(0, 0), coded(3, 9)]), marks([coded(0, 0), coded(4, 9)])
    assert count_matches(first, second) == {"x": Matches(2, 2, 1, 2)}


def test_a_label_that_one_coder_never_used_has_an_f1_of_zero() -> None:
    result = exact_f1(Matches(first=4))
    assert (result.value, result.precision, result.recall) == (0, None, 0)


def test_labels_that_were_not_chosen_are_left_out() -> None:
    assert marks([coded(0, 9, "x"), coded(0, 9, "y")], frozenset("y")).keys() == {"y"}


def test_f1_of_counts_is_the_textbook_mean_of_precision_and_recall() -> None:
    result = exact_f1(Matches(first=8, second=10, exact=6, overlapping=7))
    assert result.precision == 0.6
    assert result.recall == 0.75
    assert result.value == pytest.approx(2 * 0.6 * 0.75 / (0.6 + 0.75))
