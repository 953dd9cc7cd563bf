"""Boundary similarity: as published, and what must hold of it on whatever coders mark."""

import random
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.results import CoefficientResult
from annotator.agreement.spans.boundary_similarity import ALONE, MATCHED, NEAR, boundary_edits, boundary_similarity
from annotator.agreement.tally import by_document, evaluate
from annotator.model.ids import LabelId, LayerId
from tests.agreement.segmentations import Masses, boundaries, cuts_in, segmented, two_segmentations
from tests.agreement.texts import A, B, X, coded, text_of, texts
from tests.examples import examples

MANY = st.lists(texts("AB", all_of_them=True), min_size=1, max_size=3)


def similarity(*found: CodedText, label: LabelId | None = None, coders: str = "AB") -> CoefficientResult:
    return evaluate(boundary_similarity(boundary_edits(cuts_in(*found, coders=coders), (0, 1)), label))


@pytest.mark.parametrize(
    ("other", "value"),
    [([5, 6], 1 / 2), ([2, 3, 3, 3], 2 / 3), ([2, 2, 7], 3 / 4), ([1, 1, 3, 1, 5], 1 / 2), ([2, 3, 6], 1)],
    ids=str,
)
def test_it_is_what_the_author_of_the_coefficient_publishes(other: Masses, value: float) -> None:
    # segeval 2.0.11, segeval/similarity/boundary_test.py, each against [2, 3, 6].
    assert similarity(segmented([2, 3, 6], other)).value == pytest.approx(value)
    assert similarity(segmented(other, [2, 3, 6])).value == pytest.approx(value)


def least_cost(first: set[int], second: set[int]) -> tuple[float, int]:
    """Return cost and number of the cheapest edits, by trying each set of transpositions, and the boundaries shared."""
    mine, its = first - second, second - first
    near = [(one, other) for one, other in product(mine, its) if abs(one - other) == 1]
    possible = chain.from_iterable(combinations(near, size) for size in range(min(len(mine), len(its)) + 1))
    apart = [some for some in possible if len(set(chain.from_iterable(some))) == 2 * len(some)]
    return min((len(mine) + len(its) - 1.5 * len(some), len(mine) + len(its) - len(some)) for some in apart)


@settings(max_examples=examples(200))
@given(two_segmentations())
def test_no_other_edits_cost_less(two: tuple[Masses, Masses]) -> None:
    first, second = map(boundaries, two)
    cost, edits = least_cost(first, second)
    result = similarity(segmented(*two))
    if first | second:
        assert result.value == pytest.approx(1 - cost / (edits + len(first & second)))
        assert result.details[MATCHED] == len(first & second)
        assert result.n == edits + len(first & second)
    else:
        assert "nothing to compare" in result.undefined


@given(MANY, st.sampled_from([None, X]))
def test_it_is_the_same_whoever_stands_first_and_in_whatever_order_documents_and_spans_stand(
    found: list[CodedText], label: LabelId | None
) -> None:
    turned = [CodedText(one.length, {who: [*one.spans[who]][::-1] for who in one.spans}) for one in found[::-1]]
    label = label if any(span.label == label for one in found for who in (A, B) for span in one.spans[who]) else None
    here, there = similarity(*found, label=label), similarity(*turned, label=label, coders="BA")
    assert here == there


@given(MANY)
def test_it_lies_between_0_and_1_and_counts_each_boundary_once(found: list[CodedText]) -> None:
    result = similarity(*found)
    cuts = sum(len(inner_ends(one, who)) for one in found for who in (A, B))
    if result.value is None:
        assert cuts == 0 == result.n
        return
    matched, near, alone = (result.details[name] or 0 for name in (MATCHED, NEAR, ALONE))
    assert 0 <= result.value <= 1 and 2 * matched + 2 * near + alone == cuts


def inner_ends(found: CodedText, who: LayerId) -> set[int]:
    ends = {end for span in found.spans[who] for extent in span.extents for end in extent}
    return {end for end in ends if 0 < end < found.length}


@given(texts("A", all_of_them=True))
def test_of_identical_coders_it_is_1_or_has_a_reason(one: CodedText) -> None:
    result = similarity(CodedText(one.length, {A: one.spans[A], B: one.spans[A]}))
    assert result.value == (1 if inner_ends(one, A) else None)
    assert bool(result.undefined) == (result.value is None)


@given(MANY)
def test_documents_that_one_coder_did_not_code_or_that_nobody_marked_change_nothing(found: list[CodedText]) -> None:
    more = [text_of(length=0), *found, text_of(), text_of(coded("A", 2, 9), coders="A"), text_of(coders="B")]
    assert similarity(*more) == similarity(*found)


@given(MANY)
def test_documents_add_up(found: list[CodedText]) -> None:
    values = by_document(boundary_similarity(boundary_edits(cuts_in(*found), (0, 1))))
    for one, value in zip(found, values.tolist(), strict=True):
        assert value == pytest.approx(similarity(one).value, nan_ok=True) if value == value else True
        assert (value == value) == (similarity(one).value is not None)


@given(MANY)
def test_of_one_label_it_is_that_of_its_spans_alone(found: list[CodedText]) -> None:
    only = [
        CodedText(one.length, {who: [span for span in one.spans[who] if span.label == X] for who in (A, B)})
        for one in found
    ]
    if any(one.spans[who] for one in only for who in (A, B)):
        assert similarity(*found, label=X) == similarity(*only)


def chain_of(first: Sequence[int], second: Sequence[int]) -> CoefficientResult:
    spans = [coded(who, at, 30) for who, ends in (("A", first), ("B", second)) for at in ends]
    return similarity(text_of(*spans))


def test_a_boundary_that_is_near_two_others_is_a_near_miss_of_one() -> None:
    result = chain_of([5, 7], [6])
    assert [result.details[name] for name in (MATCHED, NEAR, ALONE)] == [0, 1, 1]
    assert chain_of([6], [5, 7]) == result
    assert chain_of([5, 7], [6, 8]).details[NEAR] == 2


def test_a_boundary_that_both_have_is_no_near_miss_of_a_third_and_two_units_are_too_far() -> None:
    result = chain_of([5, 6], [6])
    assert [result.details[name] for name in (MATCHED, NEAR, ALONE)] == [1, 0, 1]
    assert chain_of([5], [7]).value == 0


def test_one_coder_without_spans_shares_no_boundary() -> None:
    assert similarity(text_of(coded("A", 5, 9))).value == 0


@pytest.mark.parametrize(("share", "similar", "corrected"), [(0.1, 0.1, 0.09), (0.3, 0.29, 0.22), (0.5, 0.46, 0.28)])
def test_the_chance_that_its_author_takes_off_is_far_below_that_of_coders_who_cut_at_random(
    share: float, similar: float, corrected: float
) -> None:
    chance = random.Random(2)
    masses = [[*_masses(share, 20_000, chance)] for _ in range(2)]
    found = similarity(segmented(*masses)).value or 0
    # segeval 2.0.11, agreement/pi.py: chance is the square of the share of places with a boundary.
    assert found == pytest.approx(similar, abs=0.015)
    assert (found - share**2) / (1 - share**2) == pytest.approx(corrected, abs=0.015)


def _masses(share: float, length: int, chance: random.Random) -> Iterator[int]:
    size = 1
    for _ in range(length - 1):
        if chance.random() < share:
            yield size
            size = 0
        size += 1
    yield size
