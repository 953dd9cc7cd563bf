"""Precision, recall and F1 of spans, matched one to one, and how far their boundaries are apart."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.span_table import span_table
from annotator.agreement.results import CoefficientResult
from annotator.agreement.spans.span_matches import Matches, matched
from annotator.agreement.spans.span_scores import (
    CORRECT,
    EXACT_SHARE,
    INCORRECT,
    MISSED,
    PART,
    PRECISION,
    RECALL,
    SPURIOUS,
    START_SHIFT,
    STOP_SHIFT,
    Mode,
    boundary,
    shifts,
    span_scores,
)
from annotator.agreement.tally import evaluate
from annotator.model.geometry import jaccard, overlap_length
from annotator.model.ids import LabelId, LayerId
from annotator.model.span import Span
from tests.agreement.marked import Text, matches, span, text
from tests.agreement.some_documents import evaluate_some
from tests.agreement.texts import LABELS, A, B, coded, text_of, texts

MANY = st.lists(texts("AB", all_of_them=True), min_size=1, max_size=3)
COUNTS = (CORRECT, INCORRECT, PART, MISSED, SPURIOUS)


def of(found: Sequence[CodedText], pair: tuple[LayerId, LayerId] = (A, B)) -> Matches:
    return matched(span_table(found, pair, LABELS), (0, 1))


def score(found: Matches, mode: Mode, label: str | None = None) -> CoefficientResult:
    return evaluate(span_scores(found, mode, None if label is None else LabelId(label)))


def counts(result: CoefficientResult) -> list[float | None]:
    return [result.details[name] for name in COUNTS]


def distinct(spans: Iterable[Span]) -> list[Span]:
    return list({(one.label, one.extents): one for one in spans}.values())


def best(found: CodedText, credit: Mapping[bool, int], label: LabelId | None, alike: bool) -> int:
    """Return the greatest credit of any one-to-one match, found by trying all; `credit`: by whether extents are equal.

    `label`: of the spans that count, None for all; `alike`: whether two must have the same label.
    """
    one, other = (
        [span for span in distinct(found.spans[who]) if label is None or span.label == label] for who in (A, B)
    )
    few, many = sorted((one, other), key=len)
    return max(
        sum(worth(a, b, credit, alike) for a, b in zip(few, chosen, strict=True))
        for chosen in permutations(many, len(few))
    )


def worth(one: Span, other: Span, credit: Mapping[bool, int], alike: bool) -> int:
    same_label, same_extents = one.label == other.label, one.extents == other.extents
    if not one.extents or not other.extents:
        return credit[True] if same_extents and same_label else 0
    if (alike and not same_label) or not overlap_length(one.extents, other.extents):
        return 0
    return credit[same_extents]


@given(texts("AB", most=2, all_of_them=True), st.sampled_from([None, *LABELS]))
def test_no_match_finds_more_of_the_same_extents_or_more_credit(found: CodedText, label: LabelId | None) -> None:
    made = of([found])
    for mode, credit, alike in (
        (Mode.STRICT, {True: 1, False: 0}, True),
        (Mode.EXACT, {True: 1, False: 0}, False),
        (Mode.PARTIAL, {True: 2, False: 1}, False),
    ):
        result = score(made, mode, label)
        credited = 2 * (result.details[CORRECT] or 0) + (result.details[PART] or 0)
        unit = 2 if mode is Mode.PARTIAL else 1
        assert credited * unit / 2 == best(found, credit, label, alike or label is not None), mode


@given(texts("AB", most=2, all_of_them=True), st.sampled_from([None, *LABELS]))
def test_no_match_that_keeps_the_same_spans_together_finds_more_overlaps(
    found: CodedText, label: LabelId | None
) -> None:
    # A span's like comes first: worth more than any number of others.
    worthy = best(found, {True: 1000, False: 1}, label, alike=True)
    for mode in (Mode.OVERLAP, Mode.TYPE):
        assert score(of([found]), mode, label).details[CORRECT] == worthy // 1000 + worthy % 1000


@given(MANY)
def test_swapping_the_coders_swaps_precision_and_recall_and_keeps_f1(found: list[CodedText]) -> None:
    here, there = of(found), of(found, (B, A))
    for mode in Mode:
        for label in (None, *LABELS):
            one, other = score(here, mode, label), score(there, mode, label)
            assert one.value == other.value
            assert (one.details[PRECISION], one.details[RECALL]) == (other.details[RECALL], other.details[PRECISION])
            assert one.details[MISSED] == other.details[SPURIOUS]
    for label in (None, *LABELS):
        likeness = evaluate(boundary(here, label)), evaluate(boundary(there, label))
        assert likeness[0].n == likeness[1].n


@given(MANY)
def test_the_order_of_documents_and_spans_changes_nothing(found: list[CodedText]) -> None:
    turned = [CodedText(one.length, {who: list(one.spans[who])[::-1] for who in one.spans}) for one in found[::-1]]
    for mode in Mode:
        assert score(of(turned), mode) == score(of(found), mode)


@given(MANY)
def test_every_span_is_in_one_count_and_no_count_is_negative(found: list[CodedText]) -> None:
    made = of(found)
    for label in (None, *LABELS):
        spans = [
            sum(label in (None, span.label) for one in found for span in distinct(one.spans[who])) for who in (A, B)
        ]
        for mode in Mode:
            correct, incorrect, partial, missed, spurious = (count or 0 for count in counts(score(made, mode, label)))
            assert min(correct, incorrect, partial, missed, spurious) >= 0
            assert [correct + incorrect + partial + missed, correct + incorrect + partial + spurious] == spans


@given(MANY)
def test_the_modes_narrow_from_overlap_to_strict(found: list[CodedText]) -> None:
    made = of(found)
    f1 = {mode: score(made, mode).value or 0 for mode in Mode}
    assert f1[Mode.STRICT] <= f1[Mode.EXACT] <= f1[Mode.PARTIAL]
    assert f1[Mode.STRICT] <= f1[Mode.OVERLAP] == f1[Mode.TYPE]


@given(texts("A", all_of_them=True))
def test_identical_coders_give_one_or_a_reason(one: CodedText) -> None:
    made = of([CodedText(one.length, {A: one.spans[A], B: one.spans[A]})])
    has_spans = bool(one.spans[A])
    for result in [*(score(made, mode) for mode in Mode), evaluate(boundary(made))]:
        has_any = has_spans if result.coefficient != "boundary" else any(span.extents for span in one.spans[A])
        assert result.value == (1 if has_any else None)
        assert bool(result.undefined) == (not has_any)


@given(MANY)
def test_an_unmarked_document_changes_nothing_and_a_document_of_one_coder_neither(found: list[CodedText]) -> None:
    more = [*found, text_of(), text_of(coded("A", 2, 9), coders="A"), text_of(coded("B", 2, 9), coders="B")]
    for mode in Mode:
        assert score(of(more), mode) == score(of(found), mode)
    assert evaluate(boundary(of(more))) == evaluate(boundary(of(found)))


@given(MANY)
def test_documents_add_up(found: list[CodedText]) -> None:
    tally = span_scores(of(found), Mode.PARTIAL)
    for number, one in enumerate(found):
        assert evaluate_some(tally, [number]) == score(of([one]), Mode.PARTIAL)


@given(MANY)
def test_boundaries_are_compared_as_the_geometry_of_spans_has_them(found: list[CodedText]) -> None:
    for one in found:
        (mine, its), made = (distinct(one.spans[who]) for who in (A, B)), of([one])
        likeness = {
            (a.extents[0].start - b.extents[0].start, a.extents[-1].stop - b.extents[-1].stop): None
            for a in mine
            for b in its
            if overlap_length(a.extents, b.extents)
        }
        start, stop = shifts(made)
        assert {(-first, -last) for first, last in zip(start.tolist(), stop.tolist(), strict=True)} <= likeness.keys()
        possible = [jaccard(a.extents, b.extents) for a in mine for b in its if a.extents and b.extents]
        for found_jaccard in made.across.jaccard[~made.across.is_whole].tolist():
            assert any(found_jaccard == pytest.approx(value) for value in possible)


def test_the_match_is_not_greedy() -> None:
    # From left to right the first would take what the second needs.
    found = matches(text(40, [("x", 0, 10), ("x", 9, 30)], [("x", 8, 30), ("x", 25, 40)]))
    assert score(found, Mode.OVERLAP).details[CORRECT] == 2


def test_an_exact_match_is_not_shadowed_by_an_overlap_before_it() -> None:
    """nervaluate takes the first overlap in the order of the second coder: no exact match, one missed, one spurious."""
    found = matches(text(40, [("x", 0, 10)], [("x", 0, 12), ("x", 0, 10)]))
    assert counts(score(found, Mode.STRICT)) == [1, 0, 0, 0, 1]
    assert counts(score(found, Mode.PARTIAL)) == [1, 0, 0, 0, 1]


def test_one_long_span_is_matched_with_one_short_span_only() -> None:
    result = score(matches(text(30, [("x", 0, 30)], [("x", 0, 9), ("x", 10, 19), ("x", 20, 30)])), Mode.OVERLAP)
    assert counts(result) == [1, 0, 0, 0, 2]
    assert (result.details[PRECISION], result.details[RECALL], result.value) == (1 / 3, 1, 0.5)


def test_spans_that_touch_share_no_character() -> None:
    found = matches(text(20, [("x", 0, 9)], [("x", 9, 18)]))
    assert counts(score(found, Mode.PARTIAL)) == [0, 0, 0, 1, 1]


def test_another_label_on_the_same_words_is_the_same_passage_and_another_type() -> None:
    found = matches(text(20, [("x", 0, 9)], [("y", 0, 9)]))
    assert counts(score(found, Mode.EXACT)) == counts(score(found, Mode.PARTIAL)) == [1, 0, 0, 0, 0]
    assert counts(score(found, Mode.STRICT)) == counts(score(found, Mode.TYPE)) == [0, 1, 0, 0, 0]
    assert counts(score(found, Mode.OVERLAP)) == [0, 0, 0, 1, 1]
    assert counts(score(found, Mode.EXACT, "x")) == [0, 0, 0, 1, 0]


def test_a_span_that_one_coder_repeats_counts_once() -> None:
    assert counts(score(matches(text(20, [("x", 0, 9)] * 3, [("x", 0, 9)])), Mode.STRICT)) == [1, 0, 0, 0, 0]


def test_a_label_on_the_whole_document_matches_nothing_but_itself() -> None:
    wide, other, words = span("x"), span("y"), span("x", (0, 20))
    alike = matches(Text(20, {LayerId("0"): [wide, words], LayerId("1"): [wide]}))
    apart = matches(Text(20, {LayerId("0"): [wide], LayerId("1"): [other, words]}))
    assert counts(score(alike, Mode.STRICT)) == counts(score(alike, Mode.OVERLAP)) == [1, 0, 0, 1, 0]
    assert all(score(apart, mode).value == 0 for mode in Mode)
    assert evaluate(boundary(alike)).value is None


def test_pieces_of_a_span_are_one_span() -> None:
    mine, its = span("x", (0, 5), (10, 15)), span("x", (2, 12))
    found = matches(Text(20, {LayerId("0"): [mine], LayerId("1"): [its]}))
    assert counts(score(found, Mode.OVERLAP)) == [1, 0, 0, 0, 0]
    result = evaluate(boundary(found))
    assert (result.value, result.details[START_SHIFT], result.details[STOP_SHIFT]) == (5 / 15, 2, 3)
    assert [array.tolist() for array in shifts(found)] == [[2], [-3]]


def test_the_same_label_is_preferred_among_spans_that_overlap() -> None:
    found = matches(text(40, [("x", 0, 20)], [("y", 1, 20), ("x", 5, 20)]))
    result = evaluate(boundary(found))
    assert (result.value, result.details[EXACT_SHARE]) == (15 / 20, 0)
    assert [array.tolist() for array in shifts(found)] == [[5], [0]]


def test_a_label_that_one_coder_never_used_has_an_f1_of_zero_and_no_precision() -> None:
    result = score(matches(text(20, [("x", 0, 9)], []), labels="x"), Mode.STRICT)
    assert (result.value, result.details[PRECISION], result.details[RECALL]) == (0, None, 0)


def test_f1_of_no_spans_is_undefined() -> None:
    for mode in Mode:
        result = score(matches(text(20, [], []), labels="x"), mode)
        assert (result.value, result.undefined) == (
            None,
            "Neither coder has such a span in a document of both, so there is nothing to compare.",
        )


def test_labels_that_were_not_chosen_are_left_out() -> None:
    found = matches(text(20, [("x", 0, 9), ("y", 0, 9)], [("x", 0, 9)]), labels="x")
    assert score(found, Mode.STRICT).value == 1


def test_prevalence_is_the_share_of_each_label_among_the_spans_of_both() -> None:
    found = matches(text(20, [("x", 0, 9), ("y", 0, 9)], [("x", 0, 9), ("x", 10, 12)]))
    assert score(found, Mode.STRICT).prevalence == {"x": 0.75, "y": 0.25}
