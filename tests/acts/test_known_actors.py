"""A register as it is asked: the same answers as of the register itself, the first and every time."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.known_actors import KnownActors
from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.model.register import ancestors, members_of
from tests.acts.test_dyads import REGISTER, actor, member
from tests.model.test_register import registers


def test_an_office_stands_with_the_state_above_it_and_a_person_with_that_of_the_day() -> None:
    ministry = actor("mfa", "Foreign Ministry", kind=ActorKind.OFFICE, parent=ActorId("fra"))
    office = actor("min", "Foreign Minister", kind=ActorKind.OFFICE, parent=ActorId("mfa"))
    chair = actor("chair", "Chair", kind=ActorKind.OFFICE, parent=ActorId("fao"))
    person = actor("per", "Mr. X", member("min", "2017", "2020"), member("chair"), kind=ActorKind.PERSON)
    known = KnownActors([*REGISTER.values(), ministry, office, chair, person])
    france = REGISTER[ActorId("fra")]
    assert [known.state_of(one, "") for one in (france, ministry, office, chair)] == [france, france, france, None]
    assert [known.state_of(person, day) for day in ("2018-05-01", "2021", "")] == [france, None, None]
    assert known.state_of(REGISTER[ActorId("g7")], "2018") is None


def test_a_name_goes_before_a_code_and_that_before_an_alias() -> None:
    one = actor("a", "Alpha", aliases=("BET", "Gamma"), codes={"iso3": "ALP"})
    other = actor("b", "Gamma", aliases=("Alpha",), codes={"iso3": "BET"})
    known = KnownActors([one, other])
    assert [known.named(text) for text in ("alpha", "bet", "GAMMA", "alp", "Delta")] == [one, other, other, one, None]


@given(registers(), st.lists(st.sampled_from(["", "1993", "1995-05", "2000-01-01"]), min_size=1, max_size=3))
def test_who_belongs_to_a_group_is_who_the_register_says_however_often_it_is_asked(
    actors: list[Actor], days: list[str]
) -> None:
    known, register = KnownActors(actors), {one.id: one for one in actors}
    for day in (*days, *days):
        for one in actors:
            assert known.members(one.id, day) == members_of(register, one.id, day)


@given(registers())
def test_the_state_of_an_actor_is_the_nearest_above_it_though_parents_run_in_a_circle(actors: list[Actor]) -> None:
    known, register = KnownActors(actors), {one.id: one for one in actors}
    for one in actors:
        line = [one, *ancestors(register, one.id)]
        states = [above for above in line if above.kind is ActorKind.STATE]
        assert known.state_of(one, "2000") == (states[0] if states else None)
        assert known.get(one.id) == one and known.named(one.name.upper()) == one


def test_a_person_whose_offices_are_of_two_states_stands_with_neither() -> None:
    offices = [
        actor(f"office-{state}", f"Minister of {state}", kind=ActorKind.OFFICE, parent=ActorId(state))
        for state in ("fra", "jpn")
    ]
    both = actor("x", "Mr. X", member("office-fra", "2017"), member("office-jpn", "2020"), kind=ActorKind.PERSON)
    known = KnownActors([*REGISTER.values(), *offices, both])
    assert known.state_of(both, "2018") == REGISTER[ActorId("fra")]
    assert known.state_of(both, "2021") is None


def test_a_register_of_nobody_knows_nobody() -> None:
    nobody = KnownActors([])
    assert nobody.get(ActorId("fra")) is None and nobody.named("France") is None
    assert nobody.members(ActorId("eu"), "") == ()


def test_a_group_is_asked_for_each_day_by_itself() -> None:
    known = KnownActors(REGISTER.values())
    for day, names in (("2010", {"fra", "jpn", "rus"}), ("2020", {"fra", "jpn"}), ("2010", {"fra", "jpn", "rus"})):
        assert {one.id for one in known.members(ActorId("g7"), day)} == names
