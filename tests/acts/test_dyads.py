"""Acts as directed dyads: one for each act, source and target."""

from typing import Any

import pytest

from annotator.acts.acts import acts_of
from annotator.acts.dyads import Side, date_of, dyads_of, speaker_of
from annotator.acts.known_actors import KnownActors
from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.ids import ActorId, LinkId, RoleId, SpanId
from annotator.model.span import Link
from tests.acts.test_acts import BOOK, span


def actor(id: str, name: str, *memberships: Membership, kind: ActorKind = ActorKind.STATE, **more: Any) -> Actor:
    return Actor(id=ActorId(id), name=name, kind=kind, memberships=memberships, **more)


def member(group: str, since: str = "", until: str = "") -> Membership:
    return Membership(group=ActorId(group), since=since, until=until)


REGISTER = {
    one.id: one
    for one in (
        actor("fra", "France", member("g7"), codes={"iso3": "FRA"}, aliases=("the French Republic",)),
        actor("jpn", "Japan", member("g7")),
        actor("rus", "Russia", member("g7", "1997", "2014-03-24")),
        actor("chn", "China"),
        actor("g7", "G7", kind=ActorKind.GROUP),
        actor("fao", "FAO", kind=ActorKind.ORGANISATION),
    )
}
KNOWN = KnownActors(REGISTER.values())
ACT = span("act", "appeal", 10, 20)


def link(number: int, role: str, **party: Any) -> Link:
    return Link(LinkId(str(number)), SpanId("act"), RoleId(role), **party)


def pairs(*links: Link, expand: bool = False, **metadata: Any) -> list[tuple[str, str]]:
    acts = acts_of(BOOK, [ACT, span("p", "actor", 0, 5)], links)
    return [(one.source.name, one.target.name) for one in dyads_of(acts, metadata, KNOWN, expand)]


SPEAKER = link(1, "speaker", actor=ActorId("fra"))
CHINA, G7 = link(2, "addressee", actor=ActorId("chn")), link(3, "addressee", actor=ActorId("g7"))


def test_an_act_with_two_addressees_is_two_dyads() -> None:
    assert pairs(SPEAKER, CHINA, G7) == [("France", "China"), ("France", "G7")]


def test_an_act_without_parties_is_a_dyad_all_the_same() -> None:
    assert pairs() == [("", "")]
    assert pairs(SPEAKER) == [("France", "")]


def test_a_party_that_is_no_registered_actor_goes_by_its_words() -> None:
    assert pairs(link(1, "speaker", span=SpanId("p")), CHINA) == [("xxxxx", "China")]


@pytest.mark.parametrize(
    ("date", "targets"),
    [
        ("2010-06-25", ["Japan", "Russia"]),
        ("2023-05-20", ["Japan"]),
        ("1996", ["Japan"]),
        ("", ["G7"]),
    ],
)
def test_a_group_is_its_members_at_the_date_of_the_document_without_the_speaker(date: str, targets: list[str]) -> None:
    assert pairs(SPEAKER, G7, expand=True, date=date) == [("France", target) for target in targets]
    assert pairs(SPEAKER, G7, date=date) == [("France", "G7")]


def test_a_group_whose_members_are_not_known_stays_itself() -> None:
    assert pairs(SPEAKER, link(2, "addressee", actor=ActorId("fao")), expand=True, date="2020") == [("France", "FAO")]


def test_what_a_coder_said_stays_though_it_names_one_actor_twice() -> None:
    assert pairs(SPEAKER, link(2, "addressee", actor=ActorId("fra"))) == [("France", "France")]


@pytest.mark.parametrize("named", ["France", "FRA", "the french republic"])
def test_the_speaker_of_the_document_is_looked_up_in_the_register(named: str) -> None:
    assert speaker_of({"speaker": named}, KNOWN) == Side(REGISTER[ActorId("fra")], named, "document")
    assert pairs(link(1, "speaker", value="document"), CHINA, speaker=named) == [("France", "China")]


def test_a_speaker_that_nobody_knows_goes_by_the_words_of_the_metadata() -> None:
    assert speaker_of({"from": "Mr. X"}, KNOWN) == Side(None, "Mr. X", "document")
    assert speaker_of({}, KNOWN) == Side(value="document")


@pytest.mark.parametrize(
    ("metadata", "date"),
    [
        ({"date": "2023-04-06"}, "2023-04-06"),
        ({"date": "2023-04-06T12:00:00Z"}, "2023-04-06"),
        ({"published": "1945-06"}, "1945-06"),
        ({"year": 1945}, "1945"),
        ({"date": "6 April 2023"}, ""),
        ({"date": "19450626"}, ""),
        ({}, ""),
    ],
)
def test_the_date_of_a_document_is_what_its_metadata_say(metadata: dict[str, Any], date: str) -> None:
    assert date_of(metadata) == date


def test_an_act_towards_a_group_of_which_the_speaker_is_the_only_member_is_not_lost() -> None:
    alone = [one for id, one in REGISTER.items() if id in ("fra", "g7")]
    acts = acts_of(BOOK, [ACT], [SPEAKER, G7])
    (dyad,) = dyads_of(acts, {"date": "2020"}, KnownActors(alone), expand=True)
    assert (dyad.source.name, dyad.target.name) == ("France", "G7")
