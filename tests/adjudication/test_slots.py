"""Slots compared by who is meant, written out without a coder's span, and links that are looked up from both ends."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.acts import filling_of
from annotator.adjudication.cases import Case, CaseKind
from annotator.adjudication.combining import union
from annotator.adjudication.contrast import contrast_of
from annotator.adjudication.majority import majority
from annotator.adjudication.severity import severity
from annotator.adjudication.slots import (
    LinkIndex,
    Slot,
    chosen_slots,
    link_as_it_was,
    parties_of,
    slots_of,
    written_out,
)
from annotator.model.ids import ActorId, LinkId, RoleId, SpanId
from annotator.model.span import AttributeValue, Extent, Link, Span
from tests.adjudication.builders import Coded, coded_layers, link, links_among, only_case, span

SPEAKER = RoleId("speaker")
WORDS = (Extent(20, 25),)


def spans_of(coded: Coded) -> dict[SpanId, Span]:
    """Return all spans of all layers."""
    return {one.id: one for found in coded.layers.values() for one in found}


@given(coded_layers())
def test_each_link_is_in_the_slots_of_its_act_once_in_the_order_of_the_links(coded: Coded) -> None:
    found = slots_of(spans_of(coded), reversed(coded.links))
    links = sorted(coded.links, key=lambda one: one.id)
    assert {act: [one.link for one in fillings] for act, fillings in found.items()} == {
        act: [one for one in links if one.act == act] for act in {one.act for one in links}
    }


@given(coded_layers())
def test_what_is_written_out_means_the_same_and_needs_no_span_of_a_coder(coded: Coded) -> None:
    for fillings in slots_of(spans_of(coded), coded.links).values():
        kept = [link_as_it_was(one) for one in fillings]
        assert all(one.span is None for one in kept)
        again = [filling_of(one, None) for one in kept]
        assert parties_of(again) == parties_of(fillings)
        assert [written_out(one) for one in again] == [written_out(one) for one in fillings]


@given(coded_layers(), st.data())
def test_of_the_parties_that_are_chosen_each_is_given_once_and_with_its_words_where_one_knows_them(
    coded: Coded, data: st.DataObject
) -> None:
    fillings = [one for found in slots_of(spans_of(coded), coded.links).values() for one in found]
    every = parties_of(fillings)
    chosen = {role: frozenset(data.draw(st.sets(st.sampled_from(sorted(who, key=str))))) for role, who in every.items()}
    slots = chosen_slots(chosen, fillings)
    assert len(slots) == sum(map(len, chosen.values()))
    for slot in slots:
        same = [one for one in fillings if written_out(one) == slot]
        assert same and same[0].who in chosen[slot.role]
        others = [one for one in fillings if one.link.role == slot.role and one.who == same[0].who]
        assert bool(slot.extents) is any(one.extents for one in others)


def test_a_party_is_an_actor_however_it_was_named_or_a_value_or_its_words() -> None:
    party = span("A9", 20, 25, "actor")
    links = [
        link("l1", "A1", actor="fra", span="A9"),
        link("l2", "A1", actor="fra"),
        link("l3", "A1", "addressee", value="collective"),
        link("l4", "A1", "addressee", span="A9"),
    ]
    (fillings,) = slots_of({party.id: party}, links).values()
    assert parties_of(fillings) == {
        "speaker": {("actor", "fra")},
        "addressee": {("value", "collective"), ("text", WORDS)},
    }
    france = Slot(SPEAKER, ActorId("fra"), None, WORDS)
    assert chosen_slots({SPEAKER: frozenset({("actor", "fra")})}, fillings) == (france,)
    assert parties_of([]) == {} and chosen_slots({}, fillings) == () and slots_of({}, []) == {}


@given(coded_layers(), st.data())
def test_links_are_found_from_both_ends_while_they_come_change_and_go(coded: Coded, data: st.DataObject) -> None:
    spans = list(spans_of(coded).values())
    index, known = LinkIndex(coded.links), {one.id: one for one in coded.links}
    for number in range(data.draw(st.integers(0, 6)) if spans else 0):
        id = data.draw(st.sampled_from([LinkId(f"new-{number}"), *sorted(known)]))
        was = {known[id].act} if id in known else set()
        if data.draw(st.booleans()):
            known[id] = data.draw(links_among(spans, id))
            assert index.put(known[id]) == {*was, known[id].act}
        else:
            known.pop(id, None)
            assert index.drop(id) == was
        _knows(index, spans, list(known.values()))
    _knows(index, spans, list(known.values()))


def _knows(index: LinkIndex, spans: list[Span], links: list[Link]) -> None:
    for one in spans:
        assert {found.id for found in index.of_acts([one.id])} == {link.id for link in links if link.act == one.id}
        assert index.acts_towards(one.id) == {link.act for link in links if link.span == one.id}
    every = index.of_acts([one.id for one in spans])
    assert sorted(found.id for found in every) == sorted(link.id for link in links)
    assert index.of_acts([SpanId("gone")]) == [] and index.acts_towards(SpanId("gone")) == set()


def said(kind: str | None, armed: bool | None = None) -> dict[str, AttributeValue]:
    given: dict[str, AttributeValue | None] = {"kind": kind, "armed": armed}
    return {id: value for id, value in given.items() if value is not None}


def two(first: dict[str, AttributeValue], second: dict[str, AttributeValue]) -> Case:
    links = [
        link("l1", "A1", value="collective", attributes=first),
        link("l2", "B1", value="collective", attributes=second),
    ]
    return only_case(span("A1", 0, 5), span("B1", 0, 5), links=links)


def test_what_is_said_of_a_party_is_compared_with_the_party() -> None:
    assert two(said("state"), said("state")).kind is CaseKind.AGREED
    differing = two(said("state"), said("group"))
    assert differing.kind is CaseKind.SLOT and severity(differing) == 0.5
    contrast = contrast_of(differing)
    assert contrast.part == "speaker" and len(contrast.groups) == 2
    assert majority(differing) is None
    alike = majority(two(said("group", armed=True), said("group", armed=True)))
    assert alike is not None and alike.golds[0].slots[0].attributes == said("group", armed=True)


def test_a_party_on_which_all_agree_stays_with_what_nobody_says_otherwise() -> None:
    (gold,) = union(two(said("group", armed=True), said("group", armed=False))).golds
    assert [(slot.value, dict(slot.attributes)) for slot in gold.slots] == [("collective", {"kind": "group"})]
    (gold,) = union(two(said("group"), said(None, armed=True))).golds
    assert dict(gold.slots[0].attributes) == said("group", armed=True)
