"""What policies settle, and what they leave to a person."""

import pytest
from hypothesis import given

from annotator.adjudication.cases import CaseKind
from annotator.adjudication.decisions import Verdict, take
from annotator.adjudication.majority import majority, shared_majority, unanimous
from annotator.adjudication.policies import POLICIES, PolicyPlan, policy_named, preferred
from annotator.model.decision import Rule
from annotator.model.errors import NotFound
from annotator.model.ids import LabelId
from annotator.model.text import TextIndex
from tests.adjudication.builders import A, B, C, Coded, cases_of, coded_layers, only_case, span


def test_one_coder_alone_settles_nothing() -> None:
    (case,) = cases_of(span("A1", 0, 9), layers="A")
    assert {policy.propose(case, A, None) for policy in POLICIES} == {None}


def test_a_policy_is_found_by_name_and_a_wrong_name_says_which_there_are() -> None:
    assert policy_named("majority").name == "majority"
    with pytest.raises(NotFound, match=r"“most”.*unanimous, majority, majority-extent, preferred"):
        policy_named("most")


def test_a_plan_needs_a_coder_where_one_of_its_policies_does() -> None:
    assert [policy.name for policy in POLICIES if policy.needs_coder] == ["preferred"]
    assert [PolicyPlan(policy.name).needs_coder for policy in POLICIES] == [one.needs_coder for one in POLICIES]
    assert PolicyPlan("majority", by_label={LabelId("warning"): "preferred"}).needs_coder
    assert not PolicyPlan("", by_label={LabelId("warning"): "majority"}).needs_coder


@given(coded_layers())
def test_a_preferred_coder_settles_every_case_and_nothing_where_this_coder_marked_nothing(coded: Coded) -> None:
    for case in coded.cases():
        verdict = preferred(case, B)
        assert verdict is not None
        if case.kind is CaseKind.AGREED:
            assert verdict == unanimous(case)
        elif B in case.absent:
            assert verdict == Verdict(Rule.PREFERRED, ())
        else:
            assert verdict == Verdict(Rule.PREFERRED, take(case, B).golds)


def test_a_preferred_coder_who_took_no_part_settles_what_is_unanimous_only() -> None:
    apart, alike = only_case(span("A1", 0, 9), span("B1", 0, 8)), only_case(span("A1", 0, 9), span("B1", 0, 9))
    assert preferred(apart, C) is None and preferred(apart, None) is None
    assert preferred(alike, C) == unanimous(alike)


APPEAL, WARNING = LabelId("appeal"), LabelId("warning")


def test_a_plan_settles_only_the_labels_that_it_names() -> None:
    appeal, mixed = (
        only_case(span("A1", 0, 9), span("B1", 0, 9), span("C1", 0, 9, label), layers="ABC")
        for label in ("appeal", "warning")
    )
    for labels, is_settled in ((None, True), ({APPEAL}, True), ({WARNING}, False)):
        plan = PolicyPlan("majority", labels=labels if labels is None else frozenset(labels))
        assert (plan.propose(appeal) is not None) == is_settled
        assert plan.propose(mixed) is not None, "one of its candidates has the label"
    assert PolicyPlan("unanimous", labels=frozenset({APPEAL})).propose(mixed) is None


def test_labels_have_policies_of_their_own_and_a_case_between_two_is_left_to_a_person() -> None:
    plan = PolicyPlan("majority", A, by_label={WARNING: "preferred"})
    appeal, warning, mixed = (
        only_case(span("A1", 0, 9, first), span("B1", 0, 8, second), span("C1", 0, 8, second), layers="ABC")
        for first, second in (("appeal", "appeal"), ("warning", "warning"), ("warning", "appeal"))
    )
    assert plan.propose(appeal) == majority(appeal)
    assert plan.propose(warning) == preferred(warning, A)
    assert plan.propose(mixed) is None
    assert plan.names == ("majority", "preferred")


def test_a_label_without_a_policy_is_left_to_a_person() -> None:
    case = only_case(span("A1", 0, 9), span("B1", 0, 9))
    assert PolicyPlan("", by_label={WARNING: "unanimous"}).propose(case) is None
    assert PolicyPlan("unanimous", by_label={APPEAL: ""}).propose(case) is None
    assert PolicyPlan("", by_label={APPEAL: "unanimous"}).propose(case) == unanimous(case)
    with pytest.raises(NotFound, match="no policy “loudest”"):
        PolicyPlan("loudest").propose(case)


def test_a_plan_that_looks_at_the_text_is_given_it() -> None:
    text = TextIndex("urged both sides")
    case = only_case(span("A1", 0, 8), span("B1", 0, 10), span("C1", 0, 7), layers="ABC")
    assert [policy.name for policy in POLICIES if policy.needs_text] == ["majority-extent"]
    assert not PolicyPlan("majority").needs_text
    plan = PolicyPlan("", by_label={APPEAL: "majority-extent"})
    assert plan.needs_text
    assert plan.propose(case, text) == shared_majority(case, text) != plan.propose(case) == shared_majority(case, None)
