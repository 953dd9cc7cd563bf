"""What two coders agree on is theirs: whoever else there is, and whatever either of them coded without the other."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.units import UnitKind, Unmarked
from annotator.agreement.study.study import Aspect, Design, Figure, Study
from annotator.model.ids import LayerId
from tests.agreement.studies import study
from tests.agreement.texts import CODERS, A, B, C, coded, text_of, texts

EVERYTHING = Design(gamma_samples=0)
COEFFICIENTS = ("percent", "alpha-nominal", "scott-pi", "cohen-kappa", "fleiss-kappa", "conger-kappa", "ac1")


def of_pair(found: Study, pair: Sequence[LayerId]) -> dict[tuple[object, ...], Figure]:
    """Return the figures of two coders by what they are of."""
    columns = tuple(sorted(found.coders.index(coder) for coder in pair))
    return {(one.aspect, one.coefficient, one.label, one.part): one for one in found.figures if one.coders == columns}


def assert_same(one: Figure | None, other: Figure | None) -> None:
    assert one is not None and other is not None
    first, second = one.result, other.result
    assert first.value == (second.value if second.value is None else pytest.approx(second.value, abs=1e-9)), one
    assert (first.undefined, first.n, first.documents) == (second.undefined, second.n, second.documents), one
    assert first.prevalence == pytest.approx(second.prevalence), one
    assert first.convention == second.convention


def alone(found: Sequence[CodedText], pair: Sequence[LayerId]) -> list[CodedText]:
    """Return the texts that both of two coders coded, and of them what these two marked."""
    return [
        replace(text, spans={coder: text.spans[coder] for coder in pair})
        for text in found
        if all(coder in text.spans for coder in pair)
    ]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(texts(), max_size=4),
    st.sampled_from([unit for unit in UnitKind if unit is not UnitKind.SPANS]),
    st.sampled_from(Unmarked),
    st.sampled_from([(A, B), (A, C), (B, C)]),
)
def test_the_number_of_two_coders_in_any_company_is_the_one_that_they_have_alone(
    found: list[CodedText], unit: UnitKind, unmarked: Unmarked, pair: tuple[LayerId, LayerId]
) -> None:
    design = replace(EVERYTHING, unit=unit, unmarked=unmarked)
    together, by_themselves = (
        of_pair(study(some, coders, design), pair) for some, coders in ((found, CODERS), (alone(found, pair), pair))
    )
    # Of a label that neither of them gave anywhere, a pair in company has no figure.
    given = {span.label for text in found for coder in pair for span in text.spans.get(coder, ())} | {None}
    parts = (Aspect.ALL, Aspect.FOUND, Aspect.BOUNDARY)
    whole = [said for said in by_themselves if said[0] in parts and said[2] in given]
    assert whole
    for said in whole:
        assert_same(together.get(said), by_themselves[said])


def ten_and_ten() -> list[CodedText]:
    """Return ten texts of A and B, 20 of whose 200 characters both marked and 50 one of them, and ten of A and C."""
    shared = [text_of(coded("A", 0, 4), coded("B", 2, 7), length=20) for _ in range(10)]
    sizes = [13] * 7 + [12] * 3
    others = [text_of(coded("A", 0, size), coded("C", 0, 3), coders="AC", length=20) for size in sizes]
    return [*shared, *others]


def test_chance_comes_of_what_both_coded() -> None:
    # Taken from all that either of them coded it was: Fleiss 0.490, AC1 0.510.
    found = study(ten_and_ten(), design=replace(EVERYTHING, coefficients=COEFFICIENTS))
    whole = {said: one for said, one in of_pair(found, (A, B)).items() if said[0] is Aspect.ALL}
    values = {one.coefficient: one.result for one in whole.values() if one.label == "x"}
    assert {name: values[name].value for name in ("scott-pi", "fleiss-kappa", "ac1")} == pytest.approx(
        {"scott-pi": 0.283, "fleiss-kappa": 0.283, "ac1": 0.616}, abs=0.0005
    )
    assert values["conger-kappa"].value == pytest.approx(values["cohen-kappa"].value)
    assert {one.documents for one in values.values()} == {10}
    assert {one.n for one in values.values()} == {200}
    assert not any("one coder coded count" in one.convention for one in values.values())


def test_a_label_that_two_never_used_where_both_coded_is_undefined_whatever_either_did_elsewhere() -> None:
    shared = [text_of(coded("A", 0, 4, "y"), coded("B", 0, 4, "y")) for _ in range(10)]
    others = [text_of(coded("A", 0, 9), coded("C", 0, 9), coders="AC") for _ in range(10)]
    found = study([*shared, *others], design=replace(EVERYTHING, coefficients=COEFFICIENTS))
    one_label = [one.result for said, one in of_pair(found, (A, B)).items() if said[2] == "x"]
    undefined = {one.coefficient for one in one_label if one.value is None and "one category" in one.undefined}
    assert undefined >= {"alpha-nominal", "scott-pi", "cohen-kappa", "fleiss-kappa", "conger-kappa", "ac1"}
    assert {one.coefficient: one.value for one in one_label if one.value is not None} == {"percent": 1}
