"""How bad a case is: nothing where all agree, everything where nobody has anything in common."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudication.cases import Case, CaseKind, find_cases
from annotator.adjudication.severity import apart, likeness, severity
from annotator.model.ids import ActorId, LayerId
from tests.adjudication.builders import DOCUMENT, A, B, C, Coded, coded_layers, link, only_case, shifted, span


@given(coded_layers())
def test_it_is_between_nothing_and_one_and_nothing_exactly_where_all_agree(coded: Coded) -> None:
    for case in coded.cases():
        assert 0 <= severity(case) <= 1
        assert (severity(case) == 0) == (case.kind is CaseKind.AGREED) == (apart(case)[1] is None)


@given(coded_layers(), st.permutations("ABC"))
def test_the_order_of_the_coders_changes_nothing(coded: Coded, order: list[str]) -> None:
    turned = find_cases(DOCUMENT, {LayerId(name): coded.layers[LayerId(name)] for name in order}, coded.links)
    assert [apart(case) for case in turned] == [apart(case) for case in coded.cases()]


@given(coded_layers(layers="AB"))
def test_two_spans_are_as_like_one_way_as_the_other(coded: Coded) -> None:
    for case in coded.cases():
        if len(case.candidates) == 2:
            first, second = case.candidates
            slots = case.slots_of(first), case.slots_of(second)
            assert likeness(first, second, slots) == likeness(second, first, slots[::-1])


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (only_case(span("A1", 0, 9), span("B1", 0, 9)), 0),
        (only_case(span("A1", 0, 9)), 1),
        (only_case(span("A1", 0, 10), span("B1", 5, 10)), 1 / 2),
        (only_case(span("A1", 0, 10), span("B1", 0, 10, "warning")), 3 / 4),
        (only_case(span("A1", 0, 10), span("B1", 5, 10, "warning")), 7 / 8),
        (only_case(span("A1", 0, 9, force=1), span("B1", 0, 9, force=2)), 1 / 2),
        (only_case(span("A1", 0, 9, force=1), span("B1", 0, 9)), 1 / 2),
        (only_case(span("A1", 0, 9, force=1, public=True), span("B1", 0, 9, force=2, public=True)), 1 / 3),
        (shifted(), 1 - 7 / 13 * 1 / 3),
        (only_case(span("A1", 0, 9), span("B1", 0, 9), layers="ABC"), 2 / 3),
        (only_case(span("A1", 0, 9), layers="ABC"), 2 / 3),
        (only_case(span("A1", 0, 9), span("B1", 0, 9), span("C1", 0, 9, "warning"), layers="ABC"), 1 / 2),
    ],
    ids=["agreed", "missing", "boundary", "label", "label and boundary", "value", "value left out", "one of two values",
         "boundary, one value of two left out", "one of three missing", "two of three missing",
         "one of three relabels"],
)  # fmt: skip
def test_each_kind_is_as_bad_as_it_says(case: Case, expected: float) -> None:
    assert severity(case) == pytest.approx(expected)


def test_slots_and_actors_count_as_things_said() -> None:
    acts = span("A1", 0, 9), span("B1", 0, 9)
    one = only_case(*acts, links=[link("l1", "A1", actor="fra"), link("l2", "B1", actor="chn")])
    same_as_well = [link("l3", "A1", "addressee", actor="usa"), link("l4", "B1", "addressee", actor="usa")]
    two = only_case(*acts, links=[link("l1", "A1", actor="fra"), link("l2", "B1", actor="chn"), *same_as_well])
    assert [severity(one), severity(two)] == pytest.approx([1 / 2, 1 / 3])
    mention = only_case(replace(span("A1", 0, 9), actor=ActorId("fra")), span("B1", 0, 9))
    assert severity(mention) == pytest.approx(1 / 2)


def test_the_pair_is_the_two_who_are_furthest_apart() -> None:
    case = only_case(span("A1", 0, 10), span("B1", 0, 9), span("C1", 0, 4), layers="CBA")
    assert apart(case)[1] == (A, C)
    assert apart(only_case(span("A1", 0, 9), span("C1", 0, 9), layers="ABC"))[1] == (A, B)
