"""The figures of acts as a whole: unconditional, in part, and as they are counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText, CountedDyad
from annotator.agreement.input.units import UnitKind
from annotator.agreement.results import NOTHING, CoefficientResult
from annotator.agreement.study.act_ratings import AN_ACT, PARTIES, without_names
from annotator.agreement.study.figures import compute, prepare
from annotator.agreement.study.study import Aspect, Design
from annotator.agreement.study.study_input import Computed, StudyInput
from annotator.agreement.tally import evaluate
from annotator.model.ids import LabelId
from tests.agreement.acts import ACTS, filled, filling
from tests.agreement.texts import CODERS, X, Y, coded, text_of, texts


def figures(found: Sequence[CodedText]) -> list[Computed]:
    return list(compute(prepare(StudyInput(found, CODERS[:2], ACTS, Design(gamma_samples=0)))))


@given(st.lists(texts(), min_size=1, max_size=3))
def test_where_one_party_always_acts_acts_are_the_labels_of_whatever_anyone_marked(found: list[CodedText]) -> None:
    every = [label.model_copy(update={"roles": ACTS[0].roles}) for label in ACTS]
    design = Design(unit=UnitKind.SPANS, gamma_samples=0, coefficients=("percent", "alpha-nominal"))

    def same_speaker(text: CodedText) -> CodedText:
        acts = [span for mine in text.spans.values() for span in mine]
        return replace(text, fillings=filled(*(filling(act, "speaker", "fra") for act in acts)))

    computed = list(compute(prepare(StudyInput([*map(same_speaker, found)], CODERS, every, design))))

    def values(aspect: Aspect, part: str) -> dict[tuple[str, tuple[int, ...], LabelId | None], float | None]:
        return {
            (one.tally.coefficient, one.coders, one.label): evaluate(one.tally).value
            for one in computed
            if (one.aspect, one.part) == (aspect, part)
        }

    # Labels on whole documents are one unit there, and an act each here.
    if not any(not span.extents for text in found for spans in text.spans.values() for span in spans):
        whole = {key: value for key, value in values(Aspect.ALL, "").items() if key[2] is None}
        acted = {key: value for key, value in values(Aspect.ACT, PARTIES).items() if key[2] is None}
        assert acted == pytest.approx(whole, nan_ok=True) and acted


def test_an_act_alike_in_part_agrees_in_part_and_nothing_with_nothing_at_all() -> None:
    one, other = coded("A", 0, 5, "x"), coded("B", 0, 5, "x")
    slots = filled(filling(one, "speaker", "fra"), filling(one, "addressee", "chn"), filling(other, "speaker", "fra"))
    missed = coded("A", 9, 12, "x"), coded("B", 20, 25, "y")
    found = [replace(text_of(one, other, *missed), fillings=slots)]
    values = {
        one.tally.coefficient: evaluate(one.tally)
        for one in figures(found)
        if (one.aspect, one.part, one.label) == (Aspect.ACT, PARTIES, None)
    }
    assert values["percent"].value == 0 and values["percent"].n == 3
    # Two of three members are the same: 1 - 2/3 by Jaccard; MASI has 2/3 of that, since one holds the other.
    assert values["alpha-jaccard"].observed == pytest.approx(1 - (1 / 3 + 1 + 1) / 3)
    assert values["alpha-masi"].observed == pytest.approx(1 - (1 - 4 / 9 + 1 + 1) / 3)
    assert values["percent"].prevalence == pytest.approx({AN_ACT: 4 / 6, NOTHING: 2 / 6})
    assert "that one coder missed is a disagreement" in values["percent"].convention
    # Names have no list, so that no coefficient that counts categories is given.
    assert "ac1" not in values and "brennan-prediger" not in values


def test_a_prevalence_without_used_categories_stays_as_it_is() -> None:
    tally = next(one.tally for one in figures([text_of(coded("A", 0, 5, "x"))]) if one.aspect is Aspect.BOUNDARY)
    assert without_names(tally) is tally


def test_there_are_no_acts_where_no_label_has_roles() -> None:
    bare = [label.model_copy(update={"roles": ()}) for label in ACTS]
    computed = compute(prepare(StudyInput([text_of(coded("A", 0, 5, "x"))], CODERS[:2], bare, Design())))
    assert not any(one.aspect in (Aspect.ACT, Aspect.DYAD) for one in computed)


def test_dyads_have_scores_and_alphas_of_counts_for_all_coders_and_each_pair() -> None:
    one, other = CountedDyad(X, "fra", "chn"), CountedDyad(Y, "fra", "")
    spans = [coded(who, 0, 5, label) for who in "ABC" for label in "xy"]
    found = [
        replace(
            text_of(*spans, coders="ABC"), dyads={CODERS[0]: [one, one], CODERS[1]: [one], CODERS[2]: [one, other]}
        ),
        text_of(coders="ABC"),
    ]
    computed = list(compute(prepare(StudyInput(found, CODERS, ACTS, Design(gamma_samples=0)))))
    made = {
        (one.tally.coefficient, one.coders, one.label): evaluate(one.tally)
        for one in computed
        if one.aspect is Aspect.DYAD
    }
    assert made["f1-dyads", (0, 1), None].value == pytest.approx(2 / 3)
    # 1 of 2 + 1, 1 of 2 + 2, 1 of 1 + 2: pooled over the pairs.
    assert made["f1-dyads", (0, 1, 2), None].value == pytest.approx(2 * 3 / 10)
    assert made["f1-dyads", (0, 2), Y].value == 0 and made["f1-dyads", (0, 1), Y].undefined
    # Two kinds of dyad in two documents are four units, of which the coders differ on the two that anyone has.
    assert (made["alpha-nominal", (0, 2), None].n, made["alpha-nominal", (0, 2), None].observed) == (4, 0.5)
    assert (made["percent", (0, 2), None].n, made["percent", (0, 2), None].value) == (2, 0)
    assert made["alpha-ratio", (0, 1), X].n == 2 and "every document" in made["alpha-ratio", (0, 1), X].convention


DYADS = st.lists(st.sampled_from([CountedDyad(X, "fra", "chn"), CountedDyad(Y, "fra", ""), CountedDyad(Y, "chn", "")]))


@given(st.lists(st.tuples(DYADS, DYADS), min_size=1, max_size=5), st.integers(1, 9))
def test_documents_in_which_nobody_has_a_dyad_make_no_agreement_on_dyads(
    counted: list[tuple[list[CountedDyad], list[CountedDyad]]], empty: int
) -> None:
    def percent_of(documents: list[tuple[list[CountedDyad], list[CountedDyad]]]) -> dict[object, CoefficientResult]:
        found = [replace(text_of(), dyads=dict(zip(CODERS, dyads, strict=False))) for dyads in documents]
        design = Design(gamma_samples=0, coefficients=("percent",))
        computed = compute(prepare(StudyInput(found, CODERS[:2], ACTS, design)))
        return {one.label: evaluate(one.tally) for one in computed if one.aspect is Aspect.DYAD}

    found = percent_of(counted)
    assert found == percent_of([*counted, *[([], [])] * empty])
    each = [(Counter(one), Counter(other)) for one, other in counted]
    alike = [one[dyad] == other[dyad] for one, other in each for dyad in one | other]
    assert found[None].n == len(alike)
    assert found[None].value == (pytest.approx(sum(alike) / len(alike)) if alike else None)
