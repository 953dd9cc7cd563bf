"""What policies settle, and what they leave to a person."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given

from annotator.adjudication.cases import CaseKind
from annotator.adjudication.content import content_of
from annotator.adjudication.decisions import Verdict, take
from annotator.adjudication.policies import POLICIES, PolicyPlan, majority, policy_named, preferred, unanimous
from annotator.model.decision import Rule
from annotator.model.errors import NotFound
from annotator.model.ids import ActorId, LabelId
from tests.adjudication.builders import A, B, C, Coded, cases_of, coded_layers, link, only_case, span

FRANCE = ActorId("fra")


@given(coded_layers())
def test_unanimous_settles_the_agreed_cases_and_no_other(coded: Coded) -> None:
    for case in coded.cases():
        verdict = unanimous(case)
        assert (verdict is not None) == (case.kind is CaseKind.AGREED)
        if verdict:
            (gold,) = verdict.golds
            for one in case.candidates:
                assert (gold.label, gold.extents, gold.attributes, gold.actor) == (
                    *(one.label, one.extents, one.attributes, one.actor),
                )
                said = {(slot.role, slot.actor or slot.value or slot.extents) for slot in gold.slots}
                assert said == {(made.link.role, made.actor or made.value or made.extents)
                                for made in case.slots_of(one)}  # fmt: skip


@given(coded_layers())
def test_majority_settles_with_more_than_half_of_the_layers_behind_it(coded: Coded) -> None:
    for case in coded.cases():
        verdict = majority(case)
        if verdict is None:
            continue
        if not verdict.golds:
            assert len(case.absent) == 2
            continue
        (gold,) = verdict.golds
        behind = [one for one in case.candidates if (one.label, one.extents) == (gold.label, gold.extents)]
        assert len(behind) >= 2
        assert sum(one.actor == gold.actor for one in behind) >= 2
        for role in ("speaker", "addressee"):
            settled = {slot[1] or slot[2] or slot[3] for slot in gold.slots if slot.role == role}
            filled = [
                {made.actor or made.value or made.extents for made in case.slots_of(one) if made.link.role == role}
                for one in behind
            ]
            assert filled.count(settled) >= 2


@given(coded_layers(layers="AB"))
def test_of_two_coders_the_majority_is_both(coded: Coded) -> None:
    for case in coded.cases():
        assert majority(case) == unanimous(case)


@given(coded_layers())
def test_what_a_majority_settles_is_what_somebody_said_where_two_say_it(coded: Coded) -> None:
    for case in coded.cases():
        contents = [content_of(one, case.slots_of(one)) for one in case.candidates]
        shared = next((content for content in contents if contents.count(content) >= 2), None)
        if shared is None:
            continue
        verdict, one = majority(case), case.candidates[contents.index(shared)]
        assert verdict is not None
        (gold,) = verdict.golds
        assert (gold.label, gold.extents, gold.actor) == (one.label, one.extents, one.actor)
        assert gold.attributes == one.attributes
        said = Counter((slot.role, slot.actor or slot.value or slot.extents) for slot in gold.slots)
        parties = {(made.link.role, made.actor or made.value or made.extents) for made in case.slots_of(one)}
        assert said == Counter(parties), "each party once"


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


def test_each_role_has_its_own_majority_or_the_case_is_left_to_a_person() -> None:
    acts = span("A1", 0, 9), span("B1", 0, 9), span("C1", 0, 9)
    links = [
        *(link("l1", "A1", actor="fra"), link("l2", "B1", actor="fra"), link("l3", "C1", actor="chn")),
        *(link("l4", "A1", "addressee", actor="chn"), link("l5", "C1", "addressee", actor="chn")),
    ]
    verdict = majority(only_case(*acts, layers="ABC", links=links))
    assert verdict is not None
    assert {(slot.role, slot.actor) for slot in verdict.golds[0].slots} == {("speaker", "fra"), ("addressee", "chn")}
    more = link("l6", "C1", "addressee", actor="rus")
    assert majority(only_case(*acts, layers="ABC", links=[*links, more])) is None, "three different sets of addressees"


def test_a_slot_that_most_leave_empty_is_left_empty() -> None:
    acts = span("A1", 0, 9), span("B1", 0, 9), span("C1", 0, 9)
    verdict = majority(only_case(*acts, layers="ABC", links=[link("l1", "A1", actor="fra")]))
    assert verdict is not None and verdict.golds[0].slots == ()


def test_the_actor_of_a_mention_needs_a_majority_too() -> None:
    spans = [
        replace(span(f"{layer}1", 0, 9), actor=actor)
        for layer, actor in zip("ABC", (FRANCE, FRANCE, None), strict=True)
    ]
    verdict = majority(only_case(*spans, layers="ABC"))
    assert verdict is not None and verdict.golds[0].actor == FRANCE
    spans[1] = replace(spans[1], actor=ActorId("chn"))
    assert majority(only_case(*spans, layers="ABC")) is None


def test_one_coder_alone_settles_nothing() -> None:
    (case,) = cases_of(span("A1", 0, 9), layers="A")
    assert [policy.propose(case, A) for policy in POLICIES] == [None, None, None]


def test_a_policy_is_found_by_name_and_a_wrong_name_says_which_there_are() -> None:
    assert policy_named("majority").name == "majority"
    with pytest.raises(NotFound, match=r"“most”.*unanimous, majority, preferred"):
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
