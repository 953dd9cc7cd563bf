"""States by their codes in a year: one for all entries, whichever is asked first and however the register is sorted."""

import random
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.coded_states import CodedState, CodedStates, number_of
from annotator.acts.known_actors import KnownActors
from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.ids import ActorId

FRANCE = Actor(id=ActorId("fra"), name="France", kind=ActorKind.STATE, codes={"iso3": "fra", "cow": "220"})
TWIN = Actor(id=ActorId("twin"), name="French Republic", kind=ActorKind.STATE, codes={"iso3": "FRA"})
BARE = Actor(id=ActorId("bare"), name="Fifth Republic", kind=ActorKind.STATE, parent=TWIN.id)
OFFICE = Actor(id=ActorId("pres"), name="President", kind=ActorKind.OFFICE, parent=BARE.id)
OTHER = Actor(id=ActorId("min"), name="Minister", kind=ActorKind.OFFICE, parent=FRANCE.id)
GERMANY = Actor(id=ActorId("deu"), name="Germany", kind=ActorKind.STATE, codes={"iso3": "DEU", "cow": "255"})
CONSUL = Actor(id=ActorId("consul"), name="Consul", kind=ActorKind.OFFICE, parent=GERMANY.id)
PERSON = Actor(
    id=ActorId("somebody"),
    name="Somebody",
    kind=ActorKind.PERSON,
    memberships=(
        Membership(group=OFFICE.id, since="1990"),
        Membership(group=OTHER.id, since="1992"),
        Membership(group=CONSUL.id, since="2000"),
    ),
)
BAND = Actor(id=ActorId("band"), name="A band", kind=ActorKind.NON_STATE)
REGISTER = (FRANCE, TWIN, BARE, OFFICE, OTHER, GERMANY, CONSUL, PERSON, BAND)
FRENCH = CodedState(220, "FRA")


def states(actors: Iterable[Actor] = REGISTER) -> CodedStates:
    listed = tuple(actors)
    return CodedStates(listed, KnownActors(listed))


@given(shuffled=st.randoms(), day=st.sampled_from(["1995", "1995-03", "1999-12-31"]))
def test_all_entries_offices_and_people_of_a_state_are_one_whatever_the_order(
    shuffled: random.Random, day: str
) -> None:
    asked = states(shuffled.sample(REGISTER, len(REGISTER)))
    for actor in [*shuffled.sample(REGISTER[:5], 5), PERSON]:
        found = asked.find(actor, day)
        assert found is not None and found[0] == FRENCH
    entry = asked.find(BARE, day)
    assert entry is not None and entry[1] == TWIN, "the entry that has the code"


def test_in_years_without_a_number_a_state_is_its_code() -> None:
    found = [asked and asked[0] for asked in (states().find(GERMANY, day) for day in ("1938", "1970-05", "1990"))]
    assert found == [CodedState(255, "DEU"), CodedState(None, "DEU"), CodedState(255, "DEU")]


def test_offices_of_several_states_and_no_state_are_none() -> None:
    asked = states()
    assert [asked.find(one, day) for one, day in ((PERSON, "2001"), (PERSON, "1980"), (BAND, "1995"))] == [None] * 3


def test_numbers_are_read_as_they_are_written() -> None:
    said = {" 002 ": 2, "365": 365, "": None, "x": None, "²": None, "-2": None}
    for code, number in said.items():
        actor = Actor(id=ActorId("x"), name="X", kind=ActorKind.STATE, codes={"cow": code})
        assert number_of(actor) == number
