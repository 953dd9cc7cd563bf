"""Acts as directed dyads: one for each act, source and target."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.acts import acts_of
from annotator.acts.dyads import Side, date_of, dyads_of, speaker_of
from annotator.acts.known_actors import KnownActors
from annotator.acts.sentence import verb_of
from annotator.acts.series import event_of
from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute
from annotator.model.ids import ActorId, AttributeId, LinkId, RoleId, SpanId
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
    ("day", "targets"),
    [
        ("2010-06-25", ["Japan", "Russia"]),
        ("2023-05-20", ["Japan"]),
        ("1996", ["Japan"]),
        ("", ["G7"]),
    ],
)
def test_a_group_is_its_members_at_the_date_of_the_document_without_the_speaker(day: str, targets: list[str]) -> None:
    assert pairs(SPEAKER, G7, expand=True, date=day) == [("France", target) for target in targets]
    assert pairs(SPEAKER, G7, date=day) == [("France", "G7")]


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
    ("metadata", "day"),
    [
        ({"date": "2023-04-06"}, "2023-04-06"),
        ({"date": "2023-04-06T12:00:00Z"}, "2023-04-06"),
        ({"published": "1945-06"}, "1945-06"),
        ({"year": 1945}, "1945"),
        ({"date": "6 April 2023"}, ""),
        ({"date": "19450626"}, ""),
        ({"Date": "2023/4/6"}, "2023-04-06"),
        ({"DATE ": "2023-4-2"}, "2023-04-02"),
        ({"date": "2023.04"}, "2023-04"),
        ({"date": "2023年4月6日"}, "2023-04-06"),
        ({"date": "2023年11月"}, "2023-11"),
        ({"date": "٢٠٢٣-٠٤-٠٦"}, "2023-04-06"),
        ({"date": "2023-13-45"}, ""),
        ({"date": "2023-02-30"}, ""),
        ({"date": "2023-13", "published": "2021"}, "2021"),
        ({"date": "2023-2024"}, "2023"),
        ({"created": "2023-04-06"}, ""),
        ({}, ""),
    ],
)
def test_the_date_of_a_document_is_what_its_metadata_say(metadata: dict[str, Any], day: str) -> None:
    assert date_of(metadata) == day


@given(st.dates(), st.sampled_from(["{0}-{1}-{2}", "{0}/{1}/{2}", "{0}-{1:02}-{2:02}T08:00", "{0}年{1}月{2}日"]))
def test_every_day_of_the_calendar_is_read(day: date, form: str) -> None:
    assert date_of({"date": form.format(f"{day.year:04}", day.month, day.day)}) == day.isoformat()


def test_whoever_typed_the_file_is_not_the_speaker() -> None:
    assert speaker_of({"author": "jsmith", "Country": "France"}, KNOWN).name == "France"
    assert speaker_of({"author": "jsmith"}, KNOWN) == Side(value="document")


def test_an_actor_who_is_in_a_slot_twice_is_one_target() -> None:
    acts = acts_of(BOOK, [ACT, span("p", "actor", 0, 5, "chn"), span("q", "actor", 30, 33, "chn")], [
        SPEAKER, CHINA, link(3, "addressee", span=SpanId("p")), link(4, "addressee", span=SpanId("q")),
        link(5, "addressee", value="collective"), link(6, "addressee", value="document"),
    ])  # fmt: skip
    found = list(dyads_of(acts, {"speaker": "China"}, KNOWN, expand=False))
    assert [one.target for one in found] == [
        Side(REGISTER[ActorId("chn")], "xxxxx | xxx | China", "document"),
        Side(value="collective"),
    ]


def test_parties_of_which_nobody_knows_whether_they_are_one_stay_two() -> None:
    acts = acts_of(BOOK, [ACT, span("p", "actor", 0, 5), span("q", "actor", 30, 35)], [
        link(3, "addressee", span=SpanId("p")), link(4, "addressee", span=SpanId("q")),
    ])  # fmt: skip
    assert [one.target.name for one in dyads_of(acts, {}, KNOWN, expand=False)] == ["xxxxx", "xxxxx"]


def test_a_member_of_two_groups_is_one_target_and_stands_for_both() -> None:
    both = (member("g7"), member("eu"))
    known = KnownActors(
        [
            actor("eu", "EU", kind=ActorKind.ORGANISATION),
            REGISTER[ActorId("g7")],
            actor("deu", "Germany", *both),
            actor("fra", "France", *both),
        ]
    )

    def targets(*links: Link) -> list[tuple[str, list[str]]]:
        dyads = dyads_of(acts_of(BOOK, [ACT], links), {"date": "2023"}, known, expand=True)
        return [(one.target.name, [group.name for group in one.target.groups]) for one in dyads]

    eu, france = (link(number, "addressee", actor=ActorId(id)) for number, id in ((4, "eu"), (5, "fra")))
    assert targets(G7, eu) == [("Germany", ["G7", "EU"]), ("France", ["G7", "EU"])]
    assert targets(G7, eu, france) == [("Germany", ["G7", "EU"]), ("France", [])], "France is named itself"
    assert targets(link(1, "speaker", actor=ActorId("deu")), G7, eu) == [("France", ["G7", "EU"])]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({}, ("force", "Appeal")),
        ({"force-2": "warns"}, ("force-2", "warns")),
        ({"force": "urges", "force-2": "warns"}, ("force", "urges")),
        ({"compliance": "+1"}, ("force", "Appeal")),
    ],
)
def test_the_force_is_the_ordinal_of_that_name(attributes: dict[str, str], expected: tuple[str, str]) -> None:
    ladders = {"compliance": ("-1", "+1"), "force": ("asks", "urges"), "force-2": ("notes", "warns")}
    ordinals = tuple(
        Attribute(id=AttributeId(id), name=id, kind=AttributeKind.ORDINAL, values=values)
        for id, values in ladders.items()
    )
    label = BOOK.labels[0].model_copy(update={"attributes": ordinals})
    (act,) = acts_of(BOOK.with_labels([label, *BOOK.labels[1:]]), [replace(ACT, attributes=attributes)], [])
    assert act.force is not None and (act.force.id, verb_of(act)) == expected
    (dyad,) = dyads_of([act], {}, KNOWN, expand=False)
    assert event_of(dyad, "").force == expected[1]
    without = label.model_copy(update={"attributes": ordinals[:1]})
    (act,) = acts_of(BOOK.with_labels([without, *BOOK.labels[1:]]), [replace(ACT, attributes=attributes)], [])
    assert act.force is None and verb_of(act) == "Appeal"


def test_an_act_towards_a_group_of_which_the_speaker_is_the_only_member_is_not_lost() -> None:
    alone = [one for id, one in REGISTER.items() if id in ("fra", "g7")]
    acts = acts_of(BOOK, [ACT], [SPEAKER, G7])
    (dyad,) = dyads_of(acts, {"date": "2020"}, KnownActors(alone), expand=True)
    assert (dyad.source.name, dyad.target.name) == ("France", "G7")
