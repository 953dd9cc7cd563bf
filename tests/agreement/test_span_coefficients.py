"""What is said of the coefficients on spans: the same names and conventions as those that compute them give."""

import pytest

from annotator.agreement.coefficient import CoefficientEntry
from annotator.agreement.gamma import gamma
from annotator.agreement.registry import ON_SPANS
from annotator.agreement.span_coefficients import GAMMA, SCORES, SEGMENTATION, UNITIZING
from annotator.agreement.spans import dyad_scores
from annotator.agreement.spans.span_scores import BOUNDARY, NAMES
from annotator.agreement.study.study import Design
from tests.agreement.acts import ACTS
from tests.agreement.studies import study
from tests.agreement.texts import coded, text_of


def test_each_of_them_is_computed_and_says_its_convention_with_the_number() -> None:
    texts = [
        text_of(coded("A", 0, 9), coded("B", 0, 8), coded("C", 20, 25, "y"), coded("A", 20, 25, "y"), coders="ABC"),
        text_of(coded("A", 3, 9), coded("B", 3, 9), coders="ABC"),
    ]
    names = tuple(one.name for one in ON_SPANS)
    found = study(texts, design=Design(coefficients=names, gamma_samples=5), labels=ACTS).figures
    assert {one.coefficient for one in found} == set(names)
    said = {one.coefficient: one.result.convention for one in found}
    for entry in (*UNITIZING, *SCORES, *SEGMENTATION):
        assert all(sentence in said[entry.name] for sentence in entry.conventions), entry.name
    pairs_only = {one.name for one in ON_SPANS if one.coders == 2}
    assert {one.coefficient for one in found if "all pairs" in one.result.convention} == pairs_only


def test_there_is_an_entry_for_each_way_of_matching_and_for_each_gamma() -> None:
    assert {one.name for one in SCORES} == {*NAMES.values(), BOUNDARY, dyad_scores.NAME}
    assert [one.name for one in GAMMA] == [gamma.GAMMA, gamma.GAMMA_CAT, gamma.GAMMA_K]


@pytest.mark.parametrize("entry", ON_SPANS, ids=lambda found: found.name)
def test_a_symbol_fits_the_head_of_a_column_and_a_definition_is_no_sentence(entry: CoefficientEntry) -> None:
    assert 0 < len(entry.symbol) <= 10
    assert not entry.definition.endswith(".")
