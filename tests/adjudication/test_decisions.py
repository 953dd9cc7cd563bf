"""What an adjudicator can do with a case, and where it stands afterwards."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudication.cases import Case, find_cases
from annotator.adjudication.content import filled
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
from annotator.adjudication.slots import Slot
from annotator.model.decision import Rule
from annotator.model.errors import NotAllowed
from annotator.model.ids import ActorId, LabelId, LayerId, RoleId, SpanId
from annotator.model.span import Extent, Span
from tests.adjudication.builders import (
    DOCUMENT,
    A,
    B,
    Coded,
    cases_of,
    coded_layers,
    decided,
    layers_of_spans,
    link,
    only_case,
    span,
)

APPEAL, WARNING = LabelId("appeal"), LabelId("warning")


def shifted() -> Case:
    return only_case(span("A1", 0, 10, force=1, public=True), span("B1", 3, 13, force=2))


def test_taking_a_coders_span_takes_all_it_says() -> None:
    assert take(shifted(), B) == Verdict(Rule.TAKEN, (Gold(APPEAL, ((3, 13),), {"force": 2}),))  # type: ignore[arg-type]


WORDS = (Extent(20, 25),)
FRANCE, CHINA, RUSSIA = ActorId("fra"), ActorId("chn"), ActorId("rus")


def talked_over() -> Case:
    """Return a case whose coders agree on the speaker, and not on the addressees."""
    party = replace(span("A9", 20, 25, "actor"), actor=CHINA, quote="Paris")
    links = [
        link("l1", "A1", "speaker", actor=FRANCE),
        link("l2", "A1", "addressee", span=party.id),
        link("l3", "B1", "speaker", actor=FRANCE, extents=WORDS, quote="Paris"),
        link("l4", "B1", "addressee", actor=CHINA),
        link("l5", "B1", "addressee", actor=RUSSIA),
        link("l6", "B1", "content", value="implicit"),
    ]
    return next(case for case in cases_of(span("A1", 0, 10), span("B1", 3, 13), party, links=links) if not case.start)


def parties(gold: Gold) -> dict[str, set[object]]:
    found: dict[str, set[object]] = {}
    for slot in gold.slots:
        found.setdefault(slot.role, set()).add(slot.actor or slot.value or slot.extents)
    return found


def test_what_is_taken_has_its_slots_written_out() -> None:
    speaker, addressee = take(talked_over(), A).golds[0].slots
    assert speaker == Slot(RoleId("speaker"), FRANCE)
    assert addressee == Slot(RoleId("addressee"), CHINA, None, WORDS, "Paris")
    mention = replace(span("A1", 0, 5, "actor"), actor=FRANCE)
    assert take(only_case(mention, span("B1", 0, 5, "actor")), A).golds[0].actor == FRANCE


def test_a_union_keeps_the_slots_on_which_all_who_filled_them_agree() -> None:
    for choice in (union(talked_over()), intersection(talked_over()), relabel(talked_over(), APPEAL, A)):
        assert parties(choice.golds[0]) == {"speaker": {FRANCE}, "content": {"implicit"}}
        assert choice.golds[0].slots[0] == Slot(RoleId("speaker"), FRANCE, None, WORDS, "Paris"), "the words are known"


def test_a_label_that_nobody_chose_keeps_the_slots_that_nobody_contests() -> None:
    assert parties(relabel(talked_over(), WARNING, A).golds[0]).keys() == {"speaker", "content"}


def test_slots_under_another_label_have_no_say_where_somebody_has_the_label() -> None:
    links = [link("l1", "A1", actor=FRANCE), link("l2", "B1", actor=CHINA)]
    case = only_case(span("A1", 0, 9, "appeal"), span("B1", 0, 9, "warning"), links=links)
    assert parties(union(case, WARNING).golds[0]) == {"speaker": {CHINA}}
    assert parties(relabel(case, LabelId("promise")).golds[0]) == {}


def test_the_actor_of_a_mention_is_kept_where_it_is_not_in_dispute() -> None:
    mentions = [replace(span(name, 0, stop, "actor"), actor=FRANCE) for name, stop in (("A1", 5), ("B1", 6))]
    assert union(only_case(*mentions)).golds[0].actor == FRANCE
    assert union(only_case(mentions[0], replace(mentions[1], actor=None))).golds[0].actor == FRANCE
    assert union(only_case(mentions[0], replace(mentions[1], actor=CHINA))).golds[0].actor is None


@given(coded_layers(), st.data())
def test_what_gold_gets_is_what_was_said_and_never_a_span_of_a_coder(coded: Coded, data: st.DataObject) -> None:
    for case in coded.cases():
        one = data.draw(st.sampled_from(case.candidates))
        taken = take(case, one.layer).golds[0]
        assert (taken.label, taken.extents, taken.attributes, taken.actor) == (
            *(one.label, one.extents, one.attributes, one.actor),
        )
        assert [slot.role for slot in taken.slots] == [link.role for link in coded.links if link.act == one.id]
        joined = parties(union(case, one.label).golds[0])
        said = [parties(take(case, other.layer).golds[0]) for other in case.candidates if other.label == one.label]
        for role in ("speaker", "addressee"):
            given_ = [found[role] for found in said if role in found]
            assert joined.get(role) == (given_[0] if given_ and given_.count(given_[0]) == len(given_) else None)


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
    gold = combine(case, WARNING).golds[0]
    assert (gold.label, gold.attributes) == (WARNING, {"term": 2})


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
