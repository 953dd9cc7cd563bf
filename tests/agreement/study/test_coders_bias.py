"""Coders' bias in a study: which part counts what, and that only what the two coded and marked counts."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.bias.margins import Margins
from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.units import UnitKind
from annotator.agreement.study.parts import ON_DOCUMENTS
from annotator.agreement.study.study import Aspect, Design, Study
from annotator.model.ids import LayerId
from tests.agreement.bias.test_margins import same
from tests.agreement.studies import QUICK, study
from tests.agreement.study.test_company import alone
from tests.agreement.texts import CODERS, A, B, C, X, coded, text_of, texts
from tests.examples import examples

PAIRS = st.sampled_from([(A, B), (A, C), (B, C)])


def of_pair(found: Study, pair: Sequence[LayerId]) -> dict[tuple[Aspect, str], Margins]:
    columns = tuple(found.coders.index(coder) for coder in pair)
    return {(one.aspect, one.part): one.margins for one in found.bias if one.coders == columns}


def test_what_one_missed_counts_as_not_given_but_not_where_the_label_is_asked_for() -> None:
    shared = coded("A", 0, 5), coded("B", 0, 5), coded("A", 8, 12), coded("B", 8, 12, "y"), coded("A", 20, 25)
    found = of_pair(study([text_of(*shared)], (A, B)), (A, B))
    assert set(found) == {(Aspect.FOUND, ""), (Aspect.ALL, ""), (Aspect.LABEL, "")}
    (any_label,), (x, y) = found[Aspect.FOUND, ""].labels, found[Aspect.ALL, ""].labels
    assert (any_label.label, any_label.first_only, any_label.other_only, any_label.both) == (None, 1, 0, 2)
    assert (x.label, x.first_only, x.other_only, x.both) == ("x", 2, 0, 1)
    assert (y.label, y.first_only, y.other_only, y.both) == ("y", 0, 1, 0)
    (x, y), units = found[Aspect.LABEL, ""].labels, found[Aspect.LABEL, ""].units
    assert (x.first_only, x.other_only, x.both, units) == (1, 0, 1, 2)


def test_labels_on_whole_documents_are_a_part_of_their_own() -> None:
    topics = [text_of(coded("A", 0, 0, "x"), coded("B", 0, 0, "y"), coded("B", 0, 0, "x")) for _ in range(3)]
    found = of_pair(study(topics, (A, B)), (A, B))
    x, y = found[Aspect.LABEL, ON_DOCUMENTS].labels
    assert (x.both, y.first_only, y.other_only) == (3, 0, 3)
    assert (Aspect.LABEL, "") not in found


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(texts(), max_size=6), PAIRS)
def test_the_bias_of_a_pair_is_the_same_in_any_company(found: list[CodedText], pair: tuple[LayerId, LayerId]) -> None:
    together, by_themselves = of_pair(study(found), pair), of_pair(study(alone(found, pair), pair), pair)
    assert together.keys() == by_themselves.keys()
    for part, margins in together.items():
        same(margins, by_themselves[part])


@settings(max_examples=examples(30), deadline=None)
@given(st.lists(texts(), max_size=4), st.sampled_from([unit for unit in UnitKind if unit is not UnitKind.UNITS]))
def test_the_unit_of_the_study_changes_nothing_unless_units_are_given(found: list[CodedText], unit: UnitKind) -> None:
    assert study(found, design=replace(QUICK, unit=unit)).bias == study(found).bias


@settings(max_examples=examples(30), deadline=None)
@given(st.lists(texts(), max_size=4), PAIRS)
def test_labels_that_are_not_shown_change_no_number(found: list[CodedText], pair: tuple[LayerId, LayerId]) -> None:
    whole, some = (of_pair(study(found, design=design), pair) for design in (QUICK, replace(QUICK, labels=(X,))))
    for part, margins in some.items():
        kept = tuple(one for one in whole[part].labels if one.label in (None, X))
        assert margins == replace(whole[part], labels=kept)


def test_whoever_wants_no_pairs_or_no_bias_has_none() -> None:
    found = [text_of(coded("A", 0, 5), coded("B", 0, 5, "y"), coded("C", 0, 4), coders="ABC")]
    assert {one.coders for one in study(found).bias} == {(0, 1), (0, 2), (1, 2)}
    for design in (replace(QUICK, pairs=False), replace(QUICK, bias=False)):
        assert study(found, CODERS, design).bias == ()
    assert study([text_of(*found[0].spans[A], *found[0].spans[B])], (A, B), Design(pairs=False, gamma_samples=0)).bias
