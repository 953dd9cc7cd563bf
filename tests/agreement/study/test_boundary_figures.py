"""The figures of boundaries: for whom and which labels there are some, and on which share what is conditional is."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.units import UnitKind
from annotator.agreement.results import PLACES, SHARE
from annotator.agreement.spans.boundary_similarity import NAME
from annotator.agreement.spans.segment_windows import PK, WINDOW_DIFF
from annotator.agreement.study.boundary_figures import on_boundaries
from annotator.agreement.study.figures import compute, prepare
from annotator.agreement.study.study import Aspect, Design
from annotator.agreement.study.study_input import Computed, StudyInput
from annotator.agreement.tally import evaluate
from tests.agreement.studies import LABELS
from tests.agreement.texts import CODERS, coded, text_of, texts
from tests.examples import examples

QUICK = Design(gamma_samples=0)
NAMES = (NAME, WINDOW_DIFF, PK)


def figures(*found: CodedText, design: Design = QUICK, coders: int = 3) -> list[Computed]:
    return list(on_boundaries(prepare(StudyInput(found, CODERS[:coders], LABELS, design))))


def test_windows_are_over_all_labels_and_boundaries_of_each_too_for_all_coders_and_each_pair() -> None:
    found = text_of(coded("A", 3, 9), coded("B", 3, 9), coded("C", 4, 8, "y"), coders="ABC")
    keys = [(one.tally.coefficient, one.coders, one.label) for one in figures(found)]
    assert len(keys) == len(set(keys))
    assert {name: {label for one, _, label in keys if one == name} for name in NAMES} == {
        NAME: {None, "x", "y"},
        WINDOW_DIFF: {None},
        PK: {None},
    }
    assert {coders for _, coders, _ in keys} == {(0, 1, 2), (0, 1), (0, 2), (1, 2)}
    assert {one.coders for one in figures(found, design=replace(QUICK, pairs=False))} == {(0, 1, 2)}
    assert not figures(found, design=replace(QUICK, coefficients=("percent",)))


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(texts("ABC"), min_size=1, max_size=3), st.permutations([0, 1, 2]))
def test_of_three_coders_they_are_the_pairs_added_up_in_whatever_order_these_stand(
    found: list[CodedText], order: list[int]
) -> None:
    made = figures(*found)
    turned = on_boundaries(prepare(StudyInput(found, [CODERS[at] for at in order], LABELS, QUICK)))
    there = {(one.tally.coefficient, one.label): evaluate(one.tally) for one in turned if len(one.coders) == 3}
    for one in made:
        if len(one.coders) == 3:
            pairs = [
                evaluate(other.tally)
                for other in made
                if len(other.coders) == 2
                and (other.tally.coefficient, other.label) == (one.tally.coefficient, one.label)
            ]
            result, again = evaluate(one.tally), there[one.tally.coefficient, one.label]
            assert result.n == sum(pair.n for pair in pairs) == again.n
            weighted = sum(pair.n * (pair.value or 0) for pair in pairs)
            assert result.value == (pytest.approx(weighted / result.n) if result.n else None)
            assert again.value == (None if result.value is None else pytest.approx(result.value))


def test_they_are_in_the_units_of_the_study_and_say_so() -> None:
    words = [(at, at + 4) for at in range(0, 30, 5)]
    found = text_of(coded("A", 5, 14), coded("B", 5, 15), units=words)
    for unit, value in ((UnitKind.WORDS, 1), (UnitKind.CHARACTERS, 0.75), (UnitKind.SPANS, 0.75)):
        one = next(one for one in figures(found, design=replace(QUICK, unit=unit), coders=2))
        said = unit if unit is not UnitKind.SPANS else UnitKind.CHARACTERS
        assert evaluate(one.tally).value == value and one.tally.convention.endswith(f"Units are {said}.")


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(texts(), min_size=1, max_size=3))
def test_the_likeness_of_matched_spans_says_on_which_share_of_what_was_marked_it_is(found: list[CodedText]) -> None:
    design = replace(QUICK, coefficients=("boundary",))
    for one in compute(prepare(StudyInput(found, CODERS, LABELS, design))):
        details, n = evaluate(one.tally).details, one.tally.n.sum()
        pairs = [(CODERS[a], CODERS[b]) for a, b in ((0, 1), (0, 2), (1, 2)) if {a, b} <= set(one.coders)]
        spans = sum(
            len(
                {
                    (span.label, span.extents)
                    for span in text.spans[who]
                    if span.extents and one.label in (None, span.label)
                }
            )
            for text in found
            for pair in pairs
            if all(coder in text.spans for coder in pair)
            for who in pair
        )
        assert one.aspect is Aspect.BOUNDARY
        assert details.get(PLACES, 0) == spans - n
        assert not spans or details[SHARE] == pytest.approx(n / (spans - n))
