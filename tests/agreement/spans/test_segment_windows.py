"""WindowDiff and Pk: as published, by their definitions, and by another program."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.results import CoefficientResult
from annotator.agreement.spans.segment_windows import PK, WINDOW_DIFF, SegmentWindows, pk, segment_windows, window_diff
from annotator.agreement.tally import evaluate
from tests.agreement.segmentations import (
    CODERS,
    MOONSTONE,
    Masses,
    boundaries,
    cuts_in,
    segmented,
    two_segmentations,
)
from tests.agreement.texts import A, B, coded, text_of, texts
from tests.examples import examples
from tests.oracles.oracle import Oracle, python_oracle

MANY = st.lists(texts("AB", all_of_them=True), min_size=1, max_size=3)


def windows(*found: CodedText, coders: str = "AB") -> SegmentWindows:
    return segment_windows(cuts_in(*found, coders=coders), (0, 1))


def both(*found: CodedText, coders: str = "AB") -> tuple[CoefficientResult, CoefficientResult]:
    made = windows(*found, coders=coders)
    return evaluate(window_diff(made)), evaluate(pk(made))


def size_of(reference: Masses) -> int:
    """Return how many units a window spans."""
    half = sum(reference) / len(reference) / 2
    return min(max(2, int(half + 0.5)), max(1, sum(reference) - 1))


def by_definition(reference: Masses, other: Masses) -> tuple[float, float]:
    """Return WindowDiff and Pk, window by window."""
    size, (mine, its) = size_of(reference), map(boundaries, (reference, other))
    counts = [
        [sum(begin < at <= begin + size for at in some) for some in (mine, its)]
        for begin in range(sum(reference) - size)
    ]
    unlike = [sum(one != other for one, other in counts), sum((one > 0) != (other > 0) for one, other in counts)]
    return unlike[0] / len(counts), unlike[1] / len(counts)


@settings(max_examples=examples(200))
@given(two_segmentations())
def test_they_are_the_mean_over_both_references_of_the_share_of_windows_that_are_wrong(
    two: tuple[Masses, Masses],
) -> None:
    found = both(segmented(*two))
    if not any(map(boundaries, two)):
        assert all("nothing to compare" in one.undefined for one in found)
        return
    wrong = np.mean([by_definition(*two), by_definition(*two[::-1])], axis=0)
    assert [one.value for one in found] == pytest.approx((1 - wrong).tolist())


def test_they_are_what_is_published_of_two_segmentations() -> None:
    # segeval 2.0.11, segeval/window/windowdiff_test.py and pk_test.py: 0.7777… with either as the reference.
    assert [one.value for one in both(segmented([2, 3, 6], [2, 2, 7]))] == pytest.approx([7 / 9, 7 / 9])


def test_they_are_what_is_published_of_six_coders_of_a_novel() -> None:
    # The mean over chapters and ordered pairs of coders: segeval 2.0.11, the same tests, without Lamprier's padding.
    cuts = cuts_in(*(segmented(*chapter) for chapter in MOONSTONE), coders=CODERS)
    found = [segment_windows(cuts, pair) for pair in combinations(range(6), 2)]
    assert np.mean([one.by_number for one in found]) == pytest.approx(0.3257163091933661553914718469, abs=1e-15)
    assert np.mean([one.by_presence for one in found]) == pytest.approx(0.2882256923776327507173609771, abs=1e-15)


@pytest.fixture(scope="module")
def others() -> Iterator[Oracle]:
    yield from python_oracle("coefficients")


@settings(max_examples=examples(50))
@given(two=two_segmentations())
def test_with_windows_as_wide_they_are_those_of_nltk(others: Oracle, two: tuple[Masses, Masses]) -> None:
    # Its own choice of a width divides by boundaries, of which there is one less than segments.
    places = range(1, sum(two[0]))
    strings = ["".join("01"[at in boundaries(one)] for at in places) for one in two]
    for one, other in (two, two[::-1]):
        ordered = strings if one is two[0] else strings[::-1]
        theirs = others.ask("segmentation_of_nltk", one=ordered[0], other=ordered[1], width=size_of(one))
        assert by_definition(one, other) == pytest.approx((theirs[WINDOW_DIFF], theirs[PK]))


@given(MANY)
def test_they_are_the_same_whoever_stands_first_and_in_whatever_order_documents_and_spans_stand(
    found: list[CodedText],
) -> None:
    turned = [CodedText(one.length, {who: [*one.spans[who]][::-1] for who in one.spans}) for one in found[::-1]]
    for here, there in zip(both(*found), both(*turned, coders="BA"), strict=True):
        assert here.n == there.n and here.undefined == there.undefined
        assert here.value == (None if there.value is None else pytest.approx(there.value))


@given(MANY)
def test_they_lie_between_0_and_1_and_pk_sees_no_more_than_window_diff(found: list[CodedText]) -> None:
    by_number, by_presence = both(*found)
    if by_number.value is None or by_presence.value is None:
        assert by_number.n == by_presence.n == 0
        return
    assert 0 <= by_number.value <= by_presence.value + 1e-12 <= 1 + 2e-12


@given(texts("A", all_of_them=True))
def test_of_identical_coders_they_are_1_or_have_a_reason(one: CodedText) -> None:
    for result in both(CodedText(one.length, {A: one.spans[A], B: one.spans[A]})):
        assert result.value in (1, None) and bool(result.undefined) == (result.value is None)


@given(MANY)
def test_documents_that_one_coder_did_not_code_or_that_nobody_marked_change_nothing(found: list[CodedText]) -> None:
    more = [text_of(length=0), *found, text_of(), text_of(coded("A", 2, 9), coders="A"), text_of(coders="B")]
    assert both(*more) == both(*found)


def test_documents_weigh_as_many_places_as_they_have() -> None:
    alike, apart = segmented([5, 5], [5, 5]), segmented([20, 20], [10, 30])
    result = both(alike, apart)[0]
    wrong = np.mean([by_definition([20, 20], [10, 30])[0], by_definition([10, 30], [20, 20])[0]])
    assert result.value == pytest.approx(1 - 39 * wrong / 48) and result.n == 48


def test_one_coder_without_spans_is_right_where_the_other_has_no_boundary() -> None:
    by_number, by_presence = both(text_of(coded("A", 10, 20)))
    wrong = [by_definition([10, 10, 10], [30]), by_definition([30], [10, 10, 10])]
    assert [by_number.value, by_presence.value] == pytest.approx((1 - np.mean(wrong, axis=0)).tolist())


def test_in_a_text_of_two_units_a_window_spans_both() -> None:
    assert [one.value for one in both(text_of(coded("A", 0, 1), length=2))] == [0, 0]
