"""Organisations, groups of states and non-state groups: bodies.tsv."""

from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from tools.actors.memberships import memberships_of
from tools.actors.russian import inflected
from tools.actors.tables import LANGUAGES, distinct, forms, table

_KINDS = {"organisation": ActorKind.ORGANISATION, "group": ActorKind.GROUP, "non-state": ActorKind.NON_STATE}


def bodies() -> list[Actor]:
    """Return all bodies of the table."""
    return [_body(row) for row in table("bodies")]


def listed_forms(row: dict[str, str]) -> list[str]:
    """Return the forms of a row in all languages, English first, the Russian ones in all cases."""
    return [
        case for one in LANGUAGES for form in forms(row[one]) for case in (inflected(form) if one == "ru" else [form])
    ]


def _body(row: dict[str, str]) -> Actor:
    aliases = listed_forms(row)
    return Actor(
        id=ActorId(row["id"]),
        name=aliases[0],
        kind=_KINDS[row["kind"]],
        aliases=distinct(aliases, aliases[0]),
        parent=ActorId(row["parent"]) if row["parent"] else None,
        memberships=memberships_of(row["id"]),
    )
