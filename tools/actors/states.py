"""The states of today and those that have ended: codes, and aliases from CLDR and the tables."""

from collections.abc import Callable

from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from tools.actors.adjectives import phrases
from tools.actors.memberships import memberships_of
from tools.actors.russian import inflected
from tools.actors.tables import LANGUAGES, distinct, forms, table

Territory = Callable[[str, str], str]
"""(language, ISO 3166 alpha-2) -> the name that CLDR has."""

_BARE = str.maketrans("ÉÎ", "EI")


def state_id(code: str) -> ActorId:
    """Return the id of a state by its code: alpha-3, or that of former.tsv."""
    return ActorId(f"state-{code.lower()}")


def _in_all_cases(language: str, names: list[str]) -> list[str]:
    return [case for name in names for case in inflected(name)] if language == "ru" else names


def _names(language: str, cldr: str, cell: str) -> list[str]:
    """Return the names in a language: that of CLDR unless the table replaces it, then those of the table."""
    listed = forms(cell.removeprefix("="))
    names = listed if cell.startswith("=") else [cldr, *listed]
    # French prints capitals without their accents often enough: "Etats-Unis".
    bare = [name.translate(_BARE) for name in names] if language == "fr" else []
    return _in_all_cases(language, [*names, *bare])


def _codes(row: dict[str, str]) -> dict[str, str]:
    return {scheme: row[scheme] for scheme in ("iso3", "iso3_former", "cow", "cow_abb") if row.get(scheme)}


def _by_state(name: str) -> dict[str, dict[str, str]]:
    return {row["iso3"]: row for row in table(name)}


def states_of_today(territory: Territory) -> list[Actor]:
    """Return the states of states.tsv with names of CLDR and all that the tables add."""
    names, capitals, adjectives, metonyms = map(_by_state, ("names", "capitals", "demonyms", "metonyms"))
    return [
        _state(row, territory, names, capitals, adjectives, forms(metonyms.get(row["iso3"], {}).get("forms", "")))
        for row in table("states")
    ]


def _state(
    row: dict[str, str],
    territory: Territory,
    names: dict[str, dict[str, str]],
    capitals: dict[str, dict[str, str]],
    adjectives: dict[str, dict[str, str]],
    metonyms: list[str],
) -> Actor:
    code, nothing = row["iso3"], dict.fromkeys(LANGUAGES, "")
    own, capital = names.get(code, nothing), capitals.get(code, nothing)
    said = phrases(adjectives.get(code, nothing))
    listed = {one: _names(one, territory(one, row["iso2"]), own[one]) for one in LANGUAGES}
    seats = {one: _in_all_cases(one, forms(capital[one])) for one in LANGUAGES}
    aliases = [alias for one in LANGUAGES for alias in (*listed[one], *seats[one], *said[one])]
    houses = [case for house in metonyms for case in (inflected(house) if "а" <= house[-1] <= "я" else [house])]
    return Actor(
        id=state_id(code),
        name=listed["en"][0],
        kind=ActorKind.STATE,
        aliases=distinct([*aliases, *houses], listed["en"][0]),
        codes=_codes(row),
        memberships=memberships_of(code),
    )


def states_that_ended() -> list[Actor]:
    """Return the states of former.tsv."""
    return [_ended(row) for row in table("former")]


def _ended(row: dict[str, str]) -> Actor:
    listed = [name for one in LANGUAGES for name in _in_all_cases(one, forms(row[one]))]
    return Actor(
        id=state_id(row["id"]),
        name=listed[0],
        kind=ActorKind.STATE,
        aliases=distinct(listed, listed[0]),
        codes=_codes(row),
        memberships=memberships_of(row["id"]),
    )
