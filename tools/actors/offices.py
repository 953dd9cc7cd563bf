"""Offices and who has held them: a title of titles.tsv said of a state, or what offices.tsv writes out."""

from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.ids import ActorId
from tools.actors.adjectives import genders
from tools.actors.bodies import listed_forms
from tools.actors.russian import inflected
from tools.actors.tables import LANGUAGES, distinct, forms, table

_SOVIET = {"en": "Soviet", "fr": "soviétique", "es": "soviético", "ru": "советская", "zh": "", "ar": "سوفياتي"}
"""The one ended state with an office; demonyms.tsv is of the states of today."""


def offices() -> list[Actor]:
    """Return the offices of offices.tsv."""
    titles = {row["title"]: row for row in table("titles")}
    states = {f"state-{row['id'].lower()}": row for row in table("office_states")}
    adjectives = {f"state-{row['iso3'].lower()}": row for row in table("demonyms")} | {"state-sun": _SOVIET}
    found = []
    for row in table("offices"):
        state = row["parent"]
        said = _said(titles[row["title"]], states[state], adjectives[state]) if row["title"] else []
        listed = [*said, *listed_forms(row)]
        found.append(_office(row, listed))
    return found


def _office(row: dict[str, str], listed: list[str]) -> Actor:
    return Actor(
        id=ActorId(row["id"]),
        name=listed[0],
        kind=ActorKind.OFFICE,
        aliases=distinct(listed, listed[0]),
        parent=ActorId(row["parent"]),
    )


def _said(title: dict[str, str], state: dict[str, str], adjective: dict[str, str]) -> list[str]:
    """Return all forms of a title for a state: each pattern with each adjective and each way to name the state."""
    said = []
    for one in LANGUAGES:
        names = [{"of": name, "n": name} for name in forms(state[one])]
        for pattern in forms(title[one]):
            words = genders(adjective[one], one) if "{m}" in pattern or "{f}" in pattern else names
            filled = [pattern.format(**word) for word in words]
            said += [case for form in filled for case in inflected(form)] if one == "ru" else filled
    return said


def persons() -> list[Actor]:
    """Return those who have held the offices, with the dates of their terms."""
    terms: dict[str, list[Membership]] = {}
    for row in table("holders"):
        term = Membership(group=ActorId(row["office"]), since=row["since"], until=row["until"])
        terms.setdefault(row["person"], []).append(term)
    return [_person(row, terms[row["id"]]) for row in table("persons")]


def _person(row: dict[str, str], terms: list[Membership]) -> Actor:
    russian = [case for form in forms(row["ru"]) for case in inflected(form, person=True)]
    listed = [*forms(row["en"]), *forms(row["latin"]), *russian, *forms(row["zh"]), *forms(row["ar"])]
    return Actor(
        id=ActorId(f"person-{row['id']}"),
        name=listed[0],
        kind=ActorKind.PERSON,
        aliases=distinct(listed, listed[0]),
        memberships=tuple(sorted(terms, key=lambda term: (term.group, term.since))),
    )
