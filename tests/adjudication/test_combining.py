"""Gold out of what several coders say."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.wordings import bare
from annotator.adjudication.cases import Case
from annotator.adjudication.combining import (
    Given,
    compose,
    intersection,
    join,
    majority_extent,
    relabel,
    split,
    union,
)
from annotator.adjudication.content import content_of
from annotator.adjudication.decisions import Gold, Verdict, take
from annotator.adjudication.slots import Slot
from annotator.model.decision import Rule
from annotator.model.errors import NotAllowed
from annotator.model.geometry import union as joined_extents
from annotator.model.ids import ActorId, AttributeId, DocumentId, LabelId, RoleId
from annotator.model.span import Extent
from tests.adjudication.builders import A, B, C, Coded, cases_of, coded_layers, link, only_case, shifted, span

APPEAL, WARNING = LabelId("appeal"), LabelId("warning")
FORCE, PUBLIC = AttributeId("force"), AttributeId("public")
SPEAKER, ADDRESSEE = RoleId("speaker"), RoleId("addressee")
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
        # Words that read alike are one party, wherever they stand.
        found.setdefault(slot.role, set()).add(slot.actor or slot.value or bare(slot.quote) or slot.extents)
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


@given(coded_layers())
def test_the_majority_extent_is_the_characters_that_more_than_half_of_those_with_a_span_marked(coded: Coded) -> None:
    for case in coded.cases():
        label = case.candidates[0].label
        places = range(40)
        most = {n for n in places if 2 * sum(_covers(one.extents, n) for one in case.candidates) > len(case.candidates)}
        if not most and case.candidates[0].extents:
            with pytest.raises(NotAllowed, match="more than half"):
                majority_extent(case, label)
            continue
        verdict = majority_extent(case, label)
        (gold,) = verdict.golds
        assert verdict.rule is Rule.MAJORITY_EXTENT
        assert {n for n in places if _covers(gold.extents, n)} == most


def _covers(extents: tuple[Extent, ...], place: int) -> bool:
    return any(start <= place < stop for start, stop in extents)


def test_of_two_the_majority_extent_is_what_both_marked_and_of_three_what_two_did() -> None:
    assert majority_extent(shifted()).golds == intersection(shifted()).golds
    case = only_case(span("A1", 0, 10), span("B1", 3, 13), span("C1", 5, 20), layers="ABC")
    assert majority_extent(case).golds[0].extents == ((3, 13),)


@given(coded_layers())
def test_splitting_gives_each_place_and_label_once_with_what_is_not_in_dispute(coded: Coded) -> None:
    for case in coded.cases():
        places = {(one.label, one.extents) for one in case.candidates}
        if len(places) < 2:
            with pytest.raises(NotAllowed, match="nothing to split"):
                split(case)
            continue
        verdict = split(case)
        assert verdict.rule is Rule.SPLIT
        assert sorted((gold.label, gold.extents) for gold in verdict.golds) == sorted(places)
        for gold in verdict.golds:
            alone = [one for one in case.candidates if (one.label, one.extents) == (gold.label, gold.extents)]
            if len(alone) == 1:
                assert gold == take(case, alone[0].layer).golds[0]._replace(slots=gold.slots)
                assert parties(gold) == parties(take(case, alone[0].layer).golds[0])


def long_and_short() -> list[Case]:
    """Return the two cases of one long span and two short ones."""
    return cases_of(span("A1", 0, 20, force=1), span("B1", 0, 8), span("B2", 9, 20, force=1))


def test_joined_cases_are_one_span_of_all_that_was_marked_in_them() -> None:
    verdict = join(long_and_short())
    assert verdict == Verdict(Rule.JOINED, (Gold(APPEAL, (Extent(0, 20),), {"force": 1}),))
    apart = cases_of(span("A1", 0, 5), span("B1", 10, 15))
    assert join(apart).golds[0].extents == ((0, 5), (10, 15))


@given(coded_layers(), st.data())
def test_joining_covers_what_any_of_the_cases_covers(coded: Coded, data: st.DataObject) -> None:
    cases = [case for case in coded.cases() if case.candidates[0].extents]
    chosen = data.draw(st.lists(st.sampled_from(cases), max_size=4, unique_by=lambda case: case.key)) if cases else []
    if len(chosen) < 2:
        return
    every = [one for case in chosen for one in case.candidates]
    (gold,) = join(chosen, WARNING).golds
    assert (gold.label, gold.extents) == (WARNING, joined_extents(*(one.extents for one in every)))
    said = [content_of(one)[2] for one in every if one.label == WARNING]
    if said and len(set(said)) == 1:
        assert content_of(replace(every[0], attributes=gold.attributes, actor=gold.actor))[2] == said[0]


def test_what_cannot_be_one_is_not_joined() -> None:
    first, second = long_and_short()
    with pytest.raises(NotAllowed, match="at least two cases"):
        join([first, first])
    with pytest.raises(NotAllowed, match="one document"):
        join([first, replace(second, document=DocumentId("d2"))])
    with pytest.raises(NotAllowed, match="between the same coders"):
        join([first, *cases_of(span("A9", 40, 45), layers="ABC")])
    with pytest.raises(NotAllowed, match="whole document"):
        join([first, *cases_of(span("A9", 0, 0), layers="AB")])
    with pytest.raises(NotAllowed, match="“appeal”, “warning”"):
        join(cases_of(span("A1", 0, 5), span("B1", 10, 15, "warning")))


def test_a_composed_span_has_some_attributes_from_another_and_some_as_given() -> None:
    case = shifted()
    assert compose(case, A, {FORCE: B}, {}) == Verdict(
        Rule.COMPOSED, (Gold(APPEAL, (Extent(0, 10),), {"public": True, "force": 2}),)
    )
    assert compose(case, A, {PUBLIC: B}, {}).golds[0].attributes == {"force": 1}, "B leaves it out"
    assert compose(case, B, {FORCE: Given(None), PUBLIC: Given(False)}, {}).golds[0].attributes == {"public": False}
    assert compose(case, B, {}, {}).golds == take(case, B).golds
    with pytest.raises(NotAllowed, match="marked nothing here"):
        compose(only_case(span("A1", 0, 5)), A, {FORCE: B}, {})


def test_a_composed_span_has_some_slots_from_another_and_some_as_given() -> None:
    assert parties(compose(talked_over(), A, {}, {ADDRESSEE: B}).golds[0]) == {
        "speaker": {FRANCE},
        "addressee": {CHINA, RUSSIA},
    }
    given_slot = (Slot(SPEAKER, value="unclear"),)
    gold = compose(talked_over(), B, {}, {SPEAKER: given_slot, ADDRESSEE: ()}).golds[0]
    assert parties(gold) == {"speaker": {"unclear"}, "content": {"implicit"}}


def test_what_three_say_composed_of_each() -> None:
    case = only_case(
        span("A1", 0, 9, force=1), span("B1", 0, 9, force=2), span("C1", 0, 12), layers="ABC",
        links=[link("l1", "C1", actor=FRANCE)],
    )  # fmt: skip
    gold = compose(case, A, {FORCE: B}, {SPEAKER: C}).golds[0]
    assert (gold.extents, gold.attributes, parties(gold)) == (((0, 9),), {"force": 2}, {"speaker": {FRANCE}})
