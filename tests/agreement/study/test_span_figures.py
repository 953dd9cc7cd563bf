"""The figures on spans and stretches of text: for which coders and labels there are some, and of several pairs."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.study.figures import prepare
from annotator.agreement.study.span_figures import gamma_figures, on_spans, pooled
from annotator.agreement.study.study import Aspect, Design
from annotator.agreement.study.study_input import Computed, StudyInput
from annotator.agreement.tally import evaluate
from tests.agreement.studies import LABELS
from tests.agreement.texts import CODERS, coded, text_of, texts
from tests.examples import examples

QUICK = Design(gamma_samples=4)


def figures(*found: CodedText, design: Design = QUICK, coders: int = 3) -> list[Computed]:
    return list(on_spans(prepare(StudyInput(found, CODERS[:coders], LABELS, design))))


@settings(max_examples=examples(25), deadline=None)
@given(texts("ABC", all_of_them=True))
def test_strict_f1_of_three_coders_counts_the_spans_of_all_pairs(found: CodedText) -> None:
    sets = [{(one.label, one.extents) for one in found.spans[coder]} for coder in CODERS]
    pairs = [(sets[one], sets[other]) for one, other in ((0, 1), (0, 2), (1, 2))]
    same, total = sum(len(a & b) for a, b in pairs), sum(len(a) + len(b) for a, b in pairs)
    (made,) = (
        one
        for one in figures(found)
        if one.tally.coefficient == "f1-strict" and one.label is None and len(one.coders) == 3
    )
    assert evaluate(made.tally).value == (pytest.approx(2 * same / total) if total else None)


def test_there_are_scores_of_each_pair_only_where_pairs_are_wanted_or_there_are_two() -> None:
    found = text_of(coded("A", 0, 9), coded("B", 0, 9), coded("C", 0, 8), coders="ABC")
    everyone = {one.coders for one in figures(found, design=replace(QUICK, pairs=False))}
    assert everyone == {(0, 1, 2)}
    assert {one.coders for one in figures(found)} == {(0, 1, 2), (0, 1), (0, 2), (1, 2)}
    assert {one.coders for one in figures(found, coders=2)} == {(0, 1)}
    keys = [(one.aspect, one.tally.coefficient, one.coders, one.label) for one in figures(found)]
    assert len(keys) == len(set(keys)), "each figure is there once"


def test_of_several_pairs_nobody_is_the_reference() -> None:
    found = text_of(coded("A", 0, 9), coded("B", 0, 9), coded("C", 0, 8), coders="ABC")
    pairs = [
        one.tally
        for one in figures(found)
        if one.tally.coefficient == "f1-strict" and one.label is None and len(one.coders) == 2
    ]
    together, alone = evaluate(pooled(pairs, 3)), evaluate(pairs[0])
    assert together.value == pytest.approx(1 / 3) and together.n == sum(evaluate(one).n for one in pairs)
    gone = set(alone.details) - set(together.details)
    assert {"precision", "recall"} <= gone and together.details["correct"] == 1


def test_gamma_is_of_all_coders_by_label_where_it_is_used_and_can_be_left_out() -> None:
    found = [text_of(coded("A", 0, 9), coded("B", 0, 8)), text_of(coded("A", 3, 9, "y"), coded("B", 3, 9, "y"))]
    told: list[tuple[int, int]] = []

    def made(design: Design) -> list[Computed]:
        prepared = prepare(StudyInput(found, CODERS[:2], LABELS, design))
        return list(gamma_figures(prepared, lambda done, total: told.append((done, total))))

    for design in (replace(QUICK, gamma_samples=0), replace(QUICK, coefficients=("percent",))):
        assert not made(design) and not told
    found_now = [(one.aspect, one.tally.coefficient, one.label) for one in made(QUICK)]
    assert found_now == [
        (Aspect.ALL, "gamma", None),
        (Aspect.LABEL, "gamma-cat", None),
        (Aspect.LABEL, "gamma-k", "x"),
        (Aspect.LABEL, "gamma-k", "y"),
    ]
    assert told[-1][0] == told[-1][1]
    only = made(replace(QUICK, coefficients=("gamma-k",), labels=(LABELS[1].id,)))
    assert [(one.tally.coefficient, one.label) for one in only] == [("gamma-k", "y")]
