"""What policies settle, and what they leave to a person."""

import pytest
from hypothesis import given

from annotator.adjudication.cases import CaseKind, find_cases
from annotator.adjudication.content import content_of
from annotator.adjudication.decisions import Verdict
from annotator.adjudication.policies import POLICIES, majority, policy_named, unanimous
from annotator.model.decision import Rule
from annotator.model.errors import NotFound
from annotator.model.ids import LayerId
from annotator.model.span import Span
from tests.adjudication.builders import DOCUMENT, cases_of, layers_of_spans, only_case, span


@given(layers_of_spans())
def test_unanimous_settles_the_agreed_cases_and_no_other(layers: dict[LayerId, list[Span]]) -> None:
    for case in find_cases(DOCUMENT, layers):
        verdict = unanimous(case)
        assert (verdict is not None) == (case.kind is CaseKind.AGREED)
        if verdict:
            (gold,) = verdict.golds
            assert (gold.label, gold.extents) == (case.candidates[0].label, case.candidates[0].extents)


@given(layers_of_spans())
def test_majority_settles_with_more_than_half_of_the_layers_behind_it(layers: dict[LayerId, list[Span]]) -> None:
    for case in find_cases(DOCUMENT, layers):
        verdict = majority(case)
        if verdict is None:
            continue
        if not verdict.golds:
            assert len(case.absent) == 2
            continue
        (gold,) = verdict.golds
        assert sum((one.label, one.extents) == (gold.label, gold.extents) for one in case.candidates) >= 2


@given(layers_of_spans(layers="AB"))
def test_of_two_coders_the_majority_is_both(layers: dict[LayerId, list[Span]]) -> None:
    for case in find_cases(DOCUMENT, layers):
        assert majority(case) == unanimous(case)


@given(layers_of_spans())
def test_what_a_majority_settles_is_what_somebody_said_where_two_say_it(layers: dict[LayerId, list[Span]]) -> None:
    for case in find_cases(DOCUMENT, layers):
        contents = [content_of(one) for one in case.candidates]
        if any(contents.count(content) >= 2 for content in contents):
            assert majority(case) is not None


def test_two_of_three_settle_label_and_extents() -> None:
    case = only_case(span("A1", 0, 10), span("B1", 0, 10), span("C1", 0, 12), layers="ABC")
    verdict = majority(case)
    assert verdict is not None
    assert verdict.rule is Rule.MAJORITY
    assert verdict.golds[0][:2] == ("appeal", ((0, 10),))
    assert unanimous(case) is None


def test_what_all_say_is_unanimous_under_either_policy() -> None:
    case = only_case(span("A1", 0, 10, force=1), span("B1", 0, 10, force=1), span("C1", 0, 10, force=1), layers="ABC")
    verdict = majority(case)
    assert verdict == unanimous(case)
    assert verdict is not None
    assert verdict.rule is Rule.UNANIMOUS


def test_a_majority_for_the_label_alone_settles_nothing() -> None:
    case = only_case(span("A1", 0, 10), span("B1", 0, 11), span("C1", 0, 12, "warning"), layers="ABC")
    assert majority(case) is None


def test_half_is_no_majority() -> None:
    case = only_case(
        span("A1", 0, 9), span("B1", 0, 9), span("C1", 0, 9, "warning"), span("D1", 0, 9, "warning"), layers="ABCD"
    )
    assert majority(case) is None
    assert majority(only_case(span("A1", 0, 9), layers="AB")) is None


def test_where_most_have_nothing_the_majority_is_none() -> None:
    assert majority(only_case(span("A1", 0, 9), layers="ABC")) == Verdict(Rule.MAJORITY, ())


def test_where_one_has_nothing_the_others_settle_it() -> None:
    verdict = majority(only_case(span("A1", 0, 9), span("B1", 0, 9), layers="ABC"))
    assert verdict is not None
    assert len(verdict.golds) == 1


def test_attributes_in_dispute_are_left_to_a_person() -> None:
    case = only_case(span("A1", 0, 9, force=1), span("B1", 0, 9, force=2), layers="ABC")
    assert majority(case) is None


def test_each_attribute_has_its_own_majority() -> None:
    case = only_case(
        span("A1", 0, 9, force=1, public=True),
        span("B1", 0, 9, force=1, public=False),
        span("C1", 0, 9, force=2, public=True),
        layers="ABC",
    )
    verdict = majority(case)
    assert verdict is not None
    assert verdict.golds[0].attributes == {"force": 1, "public": True}


def test_an_attribute_that_most_leave_out_is_left_out() -> None:
    case = only_case(span("A1", 0, 9), span("B1", 0, 9), span("C1", 0, 9, force=2), layers="ABC")
    verdict = majority(case)
    assert verdict is not None
    assert verdict.golds[0].attributes == {}


def test_one_coder_alone_settles_nothing() -> None:
    (case,) = cases_of(span("A1", 0, 9), layers="A")
    assert [policy.propose(case) for policy in POLICIES] == [None, None]


def test_a_policy_is_found_by_name_and_a_wrong_name_says_which_there_are() -> None:
    assert policy_named("majority").propose is majority
    with pytest.raises(NotFound, match=r"“most”.*unanimous, majority"):
        policy_named("most")
