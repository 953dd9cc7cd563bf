"""Who counts as an actor on a day: offices, people who hold them then, and the groups it is in."""

import pytest

from annotator.acts.known_actors import KnownActors
from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.errors import BadSearch
from annotator.model.ids import ActorId
from annotator.operations.passages.who import Party, Reach


def actor(id: str, kind: ActorKind, parent: str = "", *memberships: tuple[str, str, str]) -> Actor:
    held = tuple(Membership(group=ActorId(group), since=since, until=until) for group, since, until in memberships)
    return Actor(
        id=ActorId(id), name=id.title(), kind=kind, parent=ActorId(parent) if parent else None, memberships=held
    )


REGISTER = (
    actor("china", ActorKind.STATE, "", ("p5", "1945", ""), ("brics", "2009", "")),
    actor("ministry", ActorKind.OFFICE, "china"),
    actor("minister", ActorKind.OFFICE, "ministry"),
    actor("wang", ActorKind.PERSON, "", ("minister", "2013", "2022"), ("minister", "2023-07", "")),
    actor("qin", ActorKind.PERSON, "", ("minister", "2023", "2023-07")),
    actor("p5", ActorKind.GROUP, "", ("council", "1945", "")),
    actor("council", ActorKind.ORGANISATION),
    actor("brics", ActorKind.GROUP),
    actor("france", ActorKind.STATE, "", ("p5", "1945", "")),
)


def counted(reach: Reach, day: str) -> set[str]:
    party = Party("China", KnownActors(REGISTER), REGISTER, reach)
    return {one.id for one in REGISTER if party.is_actor(one.id, day)}


@pytest.mark.parametrize(
    ("reach", "day", "who"),
    [
        (Reach.ITSELF, "2024-01-01", {"china"}),
        (Reach.ITS_OWN, "2024-01-01", {"china", "ministry", "minister", "wang"}),
        (Reach.ITS_OWN, "2023-03-01", {"china", "ministry", "minister", "qin"}),
        (Reach.ITS_OWN, "", {"china", "ministry", "minister", "wang", "qin"}),
        (Reach.ITS_GROUPS, "2008", {"china", "ministry", "minister", "p5", "council"}),
        (Reach.ITS_GROUPS, "2015-02-01", {"china", "ministry", "minister", "wang", "p5", "council", "brics"}),
    ],
)
def test_who_counts_depends_on_the_day(reach: Reach, day: str, who: set[str]) -> None:
    assert counted(reach, day) == who


@pytest.mark.parametrize("reach", list(Reach))
@pytest.mark.parametrize("day", ["", "1990", "2010-05-05", "2023-07", "2024-01-01"])
def test_whoever_counts_on_a_day_is_among_those_that_ever_do(reach: Reach, day: str) -> None:
    assert counted(reach, day) <= Party("China", KnownActors(REGISTER), REGISTER, reach).ever


def test_who_is_not_registered_is_looked_for_by_their_words_and_has_no_groups() -> None:
    party = Party("Atlantis", KnownActors(REGISTER), REGISTER, Reach.ITS_OWN)
    assert party.actor is None and party.name == "Atlantis" and party.ever == frozenset()
    with pytest.raises(BadSearch, match="no actor of the register"):
        Party("Atlantis", KnownActors(REGISTER), REGISTER, Reach.ITS_GROUPS)
