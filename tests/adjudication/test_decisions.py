"""What an adjudicator can do with a case, and where it stands afterwards."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudication.cases import Case, find_cases
from annotator.adjudication.decisions import (
    Gold,
    Status,
    Verdict,
    defer,
    intersection,
    none_of_them,
    orphaned,
    relabel,
    settle,
    status_of,
    take,
    union,
)
from annotator.model.decision import Rule
from annotator.model.errors import NotAllowed
from annotator.model.ids import LabelId, LayerId, SpanId
from annotator.model.span import Span
from tests.adjudication.builders import DOCUMENT, A, B, cases_of, decided, layers_of_spans, only_case, span

APPEAL, WARNING = LabelId("appeal"), LabelId("warning")


def shifted() -> Case:
    return only_case(span("A1", 0, 10, force=1, public=True), span("B1", 3, 13, force=2))


def test_taking_a_coders_span_takes_all_it_says() -> None:
    assert take(shifted(), B) == Verdict(Rule.TAKEN, (Gold(APPEAL, ((3, 13),), {"force": 2}),))  # type: ignore[arg-type]


def test_nothing_can_be_taken_from_who_marked_nothing() -> None:
    with pytest.raises(NotAllowed, match="marked nothing here"):
        take(only_case(span("A1", 0, 5)), B)


def test_the_union_covers_what_any_coder_marked() -> None:
    verdict = union(shifted())
    assert (verdict.rule, verdict.golds[0].extents) == (Rule.UNION, ((0, 13),))


def test_the_intersection_covers_what_all_marked() -> None:
    verdict = intersection(shifted())
    assert (verdict.rule, verdict.golds[0].extents) == (Rule.INTERSECTION, ((3, 10),))


def test_an_attribute_in_dispute_is_left_open_and_the_others_stay() -> None:
    assert union(shifted()).golds[0].attributes == {"public": True}


def test_union_and_intersection_of_pieces_keep_the_gap() -> None:
    case = only_case(span("A1", 0, 5, "appeal", (20, 25)), span("B1", 3, 8, "appeal", (22, 30)))
    assert union(case).golds[0].extents == ((0, 8), (20, 30))
    assert intersection(case).golds[0].extents == ((3, 5), (22, 25))


def test_an_empty_intersection_is_refused_with_a_sentence() -> None:
    case = only_case(span("A1", 0, 10), span("B1", 8, 18), span("C1", 16, 26), layers="ABC")
    with pytest.raises(NotAllowed, match="no character in common"):
        intersection(case)


@pytest.mark.parametrize("combine", [union, intersection])
def test_combining_different_labels_needs_the_right_one_said(combine: Callable[..., Verdict]) -> None:
    case = only_case(span("A1", 0, 10, "appeal", force=1), span("B1", 0, 12, "warning", term=2))
    with pytest.raises(NotAllowed, match="“appeal”, “warning”"):
        combine(case)
    assert combine(case, WARNING).golds[0][::2] == (WARNING, {"term": 2})


def test_a_label_on_the_whole_document_stays_on_the_whole_document() -> None:
    case = only_case(span("A1", 0, 0), span("B1", 0, 0))
    assert union(case).golds[0].extents == intersection(case).golds[0].extents == ()


def test_relabelling_keeps_the_extents_that_all_share() -> None:
    case = only_case(span("A1", 0, 10, "appeal", force=1), span("B1", 0, 10, "promise"))
    assert relabel(case, WARNING) == Verdict(Rule.RELABELLED, (Gold(WARNING, case.candidates[0].extents, {}),))


def test_relabelling_different_extents_needs_to_know_whose() -> None:
    with pytest.raises(NotAllowed, match="different boundaries"):
        relabel(shifted(), WARNING)
    assert relabel(shifted(), WARNING, B).golds[0].extents == ((3, 13),)


def test_none_of_them_and_deferring_give_no_gold() -> None:
    assert none_of_them(shifted()) == Verdict(Rule.NONE)
    assert defer(shifted()) == Verdict(Rule.DEFERRED)


@given(layers_of_spans())
def test_what_was_decided_is_decided_when_the_cases_are_found_again(layers: dict[LayerId, list[Span]]) -> None:
    decisions = [
        decided(case, none_of_them(case), name=f"decision-{number}")
        for number, case in enumerate(find_cases(DOCUMENT, layers))
    ]
    again = settle(find_cases(DOCUMENT, dict(reversed(layers.items()))), decisions)
    assert {found.status for found in again} <= {Status.DECIDED}
    assert len({found.decision.id for found in again if found.decision}) == len(decisions)


@given(layers_of_spans(), st.data())
def test_settling_many_says_the_same_as_asking_one_by_one(
    layers: dict[LayerId, list[Span]], data: st.DataObject
) -> None:
    cases = find_cases(DOCUMENT, layers)
    chosen = data.draw(st.lists(st.sampled_from(cases), max_size=4)) if cases else []
    decisions = [
        decided(case, data.draw(st.sampled_from([defer(case), none_of_them(case)])), name=f"decision-{number}")
        for number, case in enumerate(chosen)
    ]
    changed = [replace(one, label=WARNING) for one in layers[A]]
    for now in (cases, find_cases(DOCUMENT, {**layers, A: changed})):
        assert [found.status for found in settle(now, decisions)] == [status_of(case, decisions) for case in now]


def test_a_case_that_nobody_decided_is_open() -> None:
    other = only_case(span("A7", 50, 60))
    assert status_of(shifted(), [decided(other, none_of_them(other))]) is Status.OPEN


def test_a_deferred_case_is_deferred_until_it_is_decided() -> None:
    case = shifted()
    later = decided(case, defer(case))
    assert status_of(case, [later]) is Status.DEFERRED
    then = decided(case, take(case, A), "decision-2", "2025-01-02T00:00:00Z")
    (settled,) = settle([case], [then, later])
    assert (settled.status, settled.decision) == (Status.DECIDED, then)


def test_notes_and_doubts_leave_a_decision_as_it_was() -> None:
    case = shifted()
    noted = only_case(*(replace(one, note="hm", doubt=True) for one in case.candidates))
    assert status_of(noted, [decided(case, union(case))]) is Status.DECIDED


@pytest.mark.parametrize(
    "now",
    [
        only_case(span("A1", 0, 11, force=1, public=True), span("B1", 3, 13, force=2)),
        only_case(span("A1", 0, 10, "warning", force=1, public=True), span("B1", 3, 13, force=2)),
        only_case(span("A1", 0, 10, force=2, public=True), span("B1", 3, 13, force=2)),
        only_case(span("A1", 0, 10, force=1, public=True)),
        only_case(span("A1", 0, 10, force=1, public=True), span("B9", 3, 13, force=2)),
        only_case(span("A1", 0, 10, force=1, public=True), span("B1", 3, 13, force=2), layers="ABC"),
        only_case(span("A1", 0, 10, force=1, public=True), span("B1", 3, 13, force=2), span("C1", 0, 9), layers="ABC"),
    ],
    ids=["extents", "label", "attribute", "deleted", "replaced", "a third coder found nothing", "a third coder"],
)
def test_a_case_whose_candidates_changed_comes_back_with_what_was_decided(now: Case) -> None:
    case = shifted()
    decision = decided(case, union(case))
    assert settle([now], [decision]) == [(now, Status.CHANGED, decision)]


def test_a_case_that_fell_apart_comes_back_as_both_its_parts() -> None:
    case = shifted()
    parts = cases_of(span("A1", 0, 3), span("B1", 5, 9))
    assert [found.status for found in settle(parts, [decided(case, union(case))])] == [Status.CHANGED, Status.CHANGED]


def test_a_decision_that_holds_again_is_worth_more_than_a_later_one_that_does_not() -> None:
    case = shifted()
    other = only_case(span("A1", 0, 11), span("B1", 3, 13))
    first = decided(case, union(case))
    later = decided(other, take(other, A), "decision-2", "2025-01-02T00:00:00Z")
    assert settle([case], [first, later])[0][1:] == (Status.DECIDED, first)


def test_what_a_person_decided_is_named_before_what_a_policy_settled_later() -> None:
    one, other = only_case(span("A1", 0, 9), span("B1", 0, 8)), only_case(span("A2", 20, 30), span("B2", 20, 30))
    human = decided(one, union(one))
    policy = decided(other, Verdict(Rule.UNANIMOUS), "decision-2", "2025-01-02T00:00:00Z")
    across = only_case(span("A1", 18, 30), span("B2", 20, 30))
    assert settle([across], [human, policy]) == [(across, Status.CHANGED, human)]


def test_a_decision_whose_candidates_are_all_gone_is_listed() -> None:
    case = shifted()
    decision = decided(case, union(case))
    added = replace(decision, candidates=())
    assert orphaned(set(), [decision, added]) == [decision]
    assert orphaned({case.candidates[0].id}, [decision]) == []
    assert orphaned({SpanId("another")}, [decision]) == [decision]
