"""What an adjudicator can do with a case, and where it stands afterwards."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudication.cases import Case, find_cases
from annotator.adjudication.combining import union
from annotator.adjudication.content import content_of, filled
from annotator.adjudication.decisions import (
    Gold,
    Status,
    Verdict,
    defer,
    none_of_them,
    orphaned,
    settle,
    take,
)
from annotator.model.decision import Decision, Rule
from annotator.model.errors import NotAllowed
from annotator.model.ids import ActorId, LabelId, LayerId, SpanId
from annotator.model.span import Extent, Span
from tests.adjudication.builders import (
    DOCUMENT,
    A,
    B,
    C,
    Coded,
    cases_of,
    coded_layers,
    decided,
    joining,
    layers_of_spans,
    link,
    only_case,
    shifted,
    span,
)

APPEAL, WARNING = LabelId("appeal"), LabelId("warning")


def test_taking_a_coders_span_takes_all_it_says() -> None:
    assert take(shifted(), B) == Verdict(Rule.TAKEN, (Gold(APPEAL, ((3, 13),), {"force": 2}),))  # type: ignore[arg-type]


WORDS = (Extent(20, 25),)
FRANCE, CHINA, RUSSIA = ActorId("fra"), ActorId("chn"), ActorId("rus")


def status_of(case: Case, decisions: Sequence[Decision]) -> Status:
    (settled,) = settle([case], decisions)
    return settled.status


@given(coded_layers())
def test_a_decision_that_keeps_the_slots_holds_without_the_spans_that_filled_them(coded: Coded) -> None:
    for case in coded.cases():
        decision = decided(case, none_of_them(case))
        assert all(link.span is None for link in decision.links)
        assert status_of(case, [decision]) is Status.DECIDED
        for number, joined in enumerate(coded.links):
            rest = [*coded.links[:number], *coded.links[number + 1 :]]
            now = next(one for one in find_cases(DOCUMENT, coded.layers, rest) if case.candidates[0] in one.candidates)
            if now.candidates != case.candidates:
                continue  # its acts go with others now
            same = all(filled(now.slots_of(one)) == filled(case.slots_of(one)) for one in case.candidates)
            assert (status_of(now, [decision]) is Status.DECIDED) == same
            assert same or joined.act in {one.id for one in case.candidates}


def test_nothing_can_be_taken_from_who_marked_nothing() -> None:
    with pytest.raises(NotAllowed, match="marked nothing here"):
        take(only_case(span("A1", 0, 5)), B)


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
        only_case(span("A1", 0, 10, force=1, public=True), span("B1", 3, 12, force=2), span("C1", 0, 9), layers="ABC"),
    ],
    ids=["extents", "label", "attribute", "deleted", "replaced", "extents, and a third coder"],
)
def test_a_case_whose_candidates_changed_comes_back_with_what_was_decided(now: Case) -> None:
    case = shifted()
    decision = decided(case, union(case))
    assert settle([now], [decision]) == [(now, Status.CHANGED, decision)]


@pytest.mark.parametrize("came", [[], [span("C1", 0, 9)], [span("C1", 0, 10, force=1, public=True)]])
def test_a_coder_who_comes_later_takes_nothing_back_and_is_named(came: list[Span]) -> None:
    case = shifted()
    decision = decided(case, union(case))
    (settled,) = settle([only_case(*case.candidates, *came, layers="ABC")], [decision])
    assert (settled.status, settled.decision, settled.newcomers) == (Status.DECIDED, decision, frozenset({C}))
    (before,) = settle([case], [decision])
    assert before.newcomers == frozenset()
    later = decided(settled.case, union(case), "decision-2", "2024-01-01T00:00:00Z")
    assert settle([settled.case], [decision, later])[0].decision == later, "one that all were asked about holds more"


def test_a_slot_or_an_actor_that_changed_brings_the_case_back() -> None:
    acts, links = (span("A1", 0, 9), span("B1", 0, 9)), [link("l1", "A1", actor=FRANCE)]
    decision = decided(case := only_case(*acts, links=links), union(case))
    assert status_of(only_case(*acts, links=[link("l7", "A1", actor=FRANCE, extents=WORDS)]), [decision]) is (
        Status.DECIDED
    )
    assert status_of(only_case(*acts, links=[link("l1", "A1", actor=CHINA)]), [decision]) is Status.CHANGED
    assert status_of(only_case(*acts), [decision]) is Status.CHANGED
    named = only_case(replace(acts[0], actor=FRANCE), acts[1], links=links)
    assert status_of(named, [decision]) is Status.CHANGED


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


@given(coded_layers(), st.data())
def test_each_of_the_cases_that_were_joined_stands_for_itself(coded: Coded, data: st.DataObject) -> None:
    cases = coded.cases()
    chosen = data.draw(st.lists(st.sampled_from(cases), max_size=4, unique_by=lambda case: case.key)) if cases else []
    if len(chosen) < 2:
        return
    decision, keys = joining(*chosen), {case.key for case in chosen}
    for case in cases:
        assert status_of(case, [decision]) is (Status.DECIDED if case.key in keys else Status.OPEN)
    gone = data.draw(st.sampled_from(chosen[0].candidates))
    layers = {layer: [one for one in spans if one.id != gone.id] for layer, spans in coded.layers.items()}
    rest = [one for one in coded.links if gone.id not in (one.act, one.span)]
    for now in find_cases(DOCUMENT, layers, rest):
        then = next((case for case in chosen if set(_ids(now)) & set(_ids(case))), None)
        if then is not None:
            same = _contents(now) == _contents(then)
            assert status_of(now, [decision]) is (Status.DECIDED if same else Status.CHANGED)


def _ids(case: Case) -> list[str]:
    return [one.id for one in case.candidates]


def _contents(case: Case) -> dict[str, object]:
    return {one.id: content_of(one, case.slots_of(one)) for one in case.candidates}


def test_of_joined_cases_only_the_one_whose_coders_changed_it_comes_back() -> None:
    long = span("A1", 0, 20)
    first, second = cases_of(long, span("B1", 0, 8), span("B2", 9, 20))
    decision = joining(first, second)
    for now, expected in (
        (
            cases_of(span("A1", 0, 20), span("B1", 0, 7), span("B2", 9, 20)),
            {"B1": Status.CHANGED, "A1": Status.DECIDED},
        ),
        (cases_of(span("A1", 0, 20), span("B2", 9, 20)), {"A1": Status.DECIDED}),
        (cases_of(span("A1", 0, 20), span("B1", 0, 8)), {"A1": Status.CHANGED}),
        (cases_of(span("B1", 0, 8), span("B2", 9, 20)), {"B1": Status.DECIDED, "B2": Status.CHANGED}),
        (
            cases_of(span("A1", 0, 20), span("B1", 0, 8), span("B2", 9, 20), layers="ABC"),
            {"B1": Status.DECIDED, "A1": Status.DECIDED},
        ),
    ):
        assert {_ids(one.case)[0]: one.status for one in settle(now, [decision])} == expected
