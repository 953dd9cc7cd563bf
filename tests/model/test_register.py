"""What a register of actors must hold true, in one sentence each; and who belongs to whom on a day."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.errors import BadRegister, NotAllowed
from annotator.model.ids import ActorId
from annotator.model.register import (
    ancestors,
    faults,
    holders_of,
    known_again,
    members_of,
    parents_first,
    read_register,
    register_json,
)


def state(id: str, *groups: tuple[str, str, str], **fields: Any) -> Actor:
    memberships = tuple(Membership(group=ActorId(group), since=since, until=until) for group, since, until in groups)
    made = Actor(id=ActorId(id), name=id.upper(), kind=ActorKind.STATE, memberships=memberships)
    return made.model_copy(update=fields)


def group(id: str, *groups: tuple[str, str, str], kind: ActorKind = ActorKind.GROUP) -> Actor:
    return state(id, *groups, kind=kind)


def of(*actors: Actor) -> dict[ActorId, Actor]:
    return {actor.id: actor for actor in actors}


def names(actors: tuple[Actor, ...]) -> list[str]:
    return [actor.id for actor in actors]


def entry(**fields: Any) -> dict[str, Any]:
    return {"id": "state-deu", "name": "Germany", "kind": "state", **fields}


FRANCE = {"id": "state-fra", "name": "France", "kind": "state", "codes": {"iso3": "FRA", "cow": "220"}}
IN = "actor 2 (“state-deu”)"
OF = "actor 2 (“Germany”)"
BROKEN: list[tuple[Any, str]] = [
    (entry(id="state-fra"), "actor 1 (“France”): the id “state-fra” is used twice."),
    (entry(codes={"iso3": "FRA"}), "actor 1 (“France”): the iso3 code “FRA” is used twice."),
    (entry(codes={"iso3": "fra"}), "actor 1 (“France”): the iso3 code “FRA” is used twice."),
    (entry(codes={"iso3": "DEU", "cow": "220"}), "actor 1 (“France”): the cow code “220” is used twice."),
    (entry(codes={"iso3": " "}), f"{OF}: its iso3 code is blank."),
    (entry(aliases=["Berlin", " "]), f"{OF}: an alias is blank."),
    (entry(aliases=["Berlin", 3]), f"{IN}, alias 2: a text is expected here."),
    (entry(aliases="Berlin"), f"{IN}: aliases: a list is expected here."),
    (entry(name=""), f"{IN}: name: it must not be empty."),
    (entry(name=" "), "actor 2 (“ ”): its name is blank."),
    (entry(id=" "), f"{OF}: its id is blank."),
    (
        entry(kind="planet"),
        f"{IN}: kind: “planet” is not among 'state', 'international organisation', 'group of states',"
        " 'non-state group', 'office', 'person'.",
    ),
    (entry(parent="org-eu"), f"{OF}: its parent “org-eu” is not in the register."),
    (entry(parent="state-deu"), f"{OF}: it is its own ancestor."),
    (entry(memberships=[{"group": "org-eu"}]), f"{OF}: membership 1: the group “org-eu” is not in the register."),
    (entry(memberships=[{"group": "state-deu"}]), f"{OF}: it is a member of itself, through its groups."),
    (entry(memberships=[{}]), f"{IN}, membership 1: group: it is missing."),
    (
        entry(memberships=[{"group": "state-fra", "since": "1.1.1958"}]),
        f"{IN}, membership 1 (“state-fra”): since: “1.1.1958” is no date; write it as 1993-11-01, 1993-11 or 1993.",
    ),
    (
        entry(memberships=[{"group": "state-fra", "since": "1958-02-30"}]),
        f"{IN}, membership 1 (“state-fra”): since: “1958-02-30” is no date; write it as 1993-11-01, 1993-11 or 1993.",
    ),
    (
        entry(memberships=[{"group": "state-fra", "since": "1958", "until": "1957-12"}]),
        f"{IN}, membership 1 (“state-fra”): it ends (1957-12) before it begins (1958).",
    ),
    (entry(capital="Berlin"), f"{IN}: capital: there is no such field here."),
]


@pytest.mark.parametrize(("other", "problem"), BROKEN)
def test_a_broken_register_gets_one_sentence_that_names_the_place(other: dict[str, Any], problem: str) -> None:
    data = json.dumps({"sources": [{"name": "By hand"}], "actors": [FRANCE, other]}).encode()
    with pytest.raises(BadRegister) as caught:
        read_register(data, "actors.json")
    assert str(caught.value) == f"actors.json: {problem}"


@pytest.mark.parametrize("data", [b"", b"[", b"\xff", b"nonsense"])
def test_what_is_no_json_is_no_register(data: bytes) -> None:
    with pytest.raises(BadRegister, match=r"^actors\.json: it is no JSON"):
        read_register(data, "actors.json")
    with pytest.raises(BadRegister, match=r"an object, in braces, is expected here"):
        read_register(b"[]", "actors.json")


def test_cycles_over_several_actors_are_found() -> None:
    parents = [state("a", parent="b"), state("b", parent="c"), state("c", parent="b"), state("d", parent="a")]
    assert [(fault.actor.id, fault.problem) for fault in faults(parents)] == [
        *(("b", "it is its own ancestor"), ("c", "it is its own ancestor"))
    ]
    circle = [group("a", ("b", "", "")), group("b", ("c", "1993", "")), group("c", ("a", "", "1990"))]
    assert [fault.actor.id for fault in faults(circle)] == ["a", "b", "c"]


def test_members_are_those_of_the_day_and_of_the_groups_among_them() -> None:
    register = of(
        group("g20"),
        group("g7", ("g20", "1999", "")),
        state("fra", ("g7", "1975", ""), ("eu", "1958", "")),
        state("rus", ("g7", "1997", "2014-03-24"), ("g20", "1999", "")),
        group("eu", ("g20", "1999", ""), kind=ActorKind.ORGANISATION),
        state("gbr", ("eu", "1973-01-01", "2020-01-31")),
        group("brics", ("g20", "", "")),
    )
    assert names(members_of(register, ActorId("g20"), "2010-06-26")) == ["fra", "rus", "eu", "brics"]
    assert names(members_of(register, ActorId("g7"), "2014-03-24")) == ["fra", "rus"]
    assert names(members_of(register, ActorId("g7"), "2014-03-25")) == ["fra"]
    assert names(members_of(register, ActorId("eu"), "2020")) == ["fra", "gbr"]
    assert names(members_of(register, ActorId("eu"), "2021")) == ["fra"]
    assert members_of(register, ActorId("fra"), "2021") == ()
    assert members_of(register, ActorId("gone"), "2021") == ()


def test_an_office_has_its_holders_and_an_actor_its_ancestors() -> None:
    office = state("president", kind=ActorKind.OFFICE, parent=ActorId("fra"))
    mitterrand = state("mitterrand", ("president", "1981-05-21", "1995-05-17"), kind=ActorKind.PERSON)
    chirac = state("chirac", ("president", "1995-05-17", "2007-05-16"), kind=ActorKind.PERSON)
    register = of(state("fra"), office, mitterrand, chirac)
    assert names(holders_of(register, office.id, "1990")) == ["mitterrand"]
    assert names(holders_of(register, office.id, "1995-05-17")) == ["mitterrand", "chirac"]
    assert names(ancestors(register, office.id)) == ["fra"] and ancestors(register, ActorId("gone")) == ()


@st.composite
def registers(draw: st.DrawFn) -> list[Actor]:
    """Draw actors whose parents and groups are anybody, so that cycles are among them."""
    ids = draw(st.lists(st.sampled_from("abcdef"), min_size=1, unique=True))
    days = st.sampled_from(["", "1993", "1995-05", "2020-02-29"])
    return [
        Actor(
            id=ActorId(id),
            name=id,
            kind=draw(st.sampled_from([ActorKind.GROUP, ActorKind.STATE])),
            parent=draw(st.sampled_from([None, *ids])),
            memberships=tuple(
                Membership(group=ActorId(one), since=draw(days))
                for one in draw(st.lists(st.sampled_from(ids), max_size=2))
            ),
        )
        for id in ids
    ]


@given(registers(), st.sampled_from(["", "1990", "2000-01-01"]))
def test_any_register_is_read_as_it_was_written_or_refused_and_never_endless(actors: list[Actor], day: str) -> None:
    data, register = register_json(actors).encode(), of(*actors)
    for actor in actors:
        everybody = members_of(register, actor.id, day)
        assert actor not in everybody and len(everybody) == len(set(names(everybody)))
        assert len(ancestors(register, actor.id)) <= len(actors)
    if not faults(actors):
        assert read_register(data, "x") == tuple(actors) and register_json(actors).encode() == data
        seen: set[str] = set()
        for actor in parents_first(actors):
            assert actor.parent is None or actor.parent in seen
            seen.add(actor.id)
    else:
        with pytest.raises(BadRegister):
            read_register(data, "x")


def test_a_parent_that_is_nowhere_is_said() -> None:
    with pytest.raises(NotAllowed, match="has a parent that is not in the file"):
        parents_first([state("a", parent="b")])
    assert parents_first([state("a", parent="b")], ["b"]) == [state("a", parent="b")]


def test_an_actor_is_known_again_by_codes_names_and_aliases_unless_a_code_says_otherwise() -> None:
    congo, russia = state("cod", codes={"iso3": "COD"}, name="Congo"), state("rus", codes={"iso3": "RUS", "cow": "365"})
    dutch = state("nld", name="Netherlands", aliases=("Holland", "Dutch"))
    here = [congo, russia, dutch, state("other", name="Other", aliases=("Dutch",))]

    def who(**fields: Any) -> str:
        return known_again(here, [state("new", **fields)])[ActorId("new")]

    assert who(name="Congo") == "cod" and who(name="Congo", codes={"iso3": "COG"}) == "new"
    assert who(name="Zaire", codes={"iso3": "cod"}) == "cod"
    assert who(name="Soviet Union", codes={"cow": "365"}) == "new"
    assert who(name="HOLLAND") == "nld" and who(name="Holland", kind=ActorKind.OFFICE) == "new"
    assert who(name="Dutch") == "new", "two have that alias"


def test_a_predecessor_without_an_iso_code_may_share_the_number_of_the_state_that_continues_it() -> None:
    russia, union = state("rus", codes={"iso3": "RUS", "cow": "365"}), state("sun", codes={"cow": "365"})
    assert faults([russia, union]) == []
    assert len(faults([russia, union.model_copy(update={"codes": {"iso3": "SUN", "cow": "365"}})])) == 2


def test_a_register_with_a_byte_order_mark_is_read() -> None:
    assert read_register(b"\xef\xbb\xbf" + register_json([state("fra")]).encode(), "x") == (state("fra"),)
