"""Who belongs to what since when: memberships.tsv, turned round to the member."""

from functools import cache

from annotator.model.actor import Membership
from annotator.model.ids import ActorId
from tools.actors.tables import table


@cache
def _by_member() -> dict[str, tuple[Membership, ...]]:
    found: dict[str, list[Membership]] = {}
    for row in table("memberships"):
        one = Membership(group=ActorId(row["group"]), since=row["since"], until=row["until"])
        for member in row["members"].split():
            found.setdefault(member, []).append(one)
    return {member: tuple(sorted(ones, key=lambda one: (one.group, one.since))) for member, ones in found.items()}


def memberships_of(member: str) -> tuple[Membership, ...]:
    """Return the memberships of a state (by its code) or an organisation (by its id), by group and date."""
    return _by_member().get(member, ())


def members() -> set[str]:
    """Return the codes and ids of all that belong to something."""
    return set(_by_member())
