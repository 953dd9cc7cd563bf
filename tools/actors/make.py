"""Writes resources/actors.json, the register of actors that is shipped: `python -m tools.actors.make` at the top level.

Needs the package Babel (2.18, for the names of CLDR) in the environment that runs it; the program itself does not.
Everything else comes from the tables beside this file; SOURCES.md says where their facts are from. The same input gives
the same bytes.
"""

import json
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path

from annotator.model.actor import Actor
from annotator.model.ids import ActorId
from tools.actors.bodies import bodies
from tools.actors.memberships import members
from tools.actors.offices import offices, persons
from tools.actors.states import Territory, state_id, states_of_today, states_that_ended
from tools.actors.tables import LANGUAGES

TARGET = Path(__file__).resolve().parents[2] / "resources" / "actors.json"

SOURCES = (
    "Names of states: Unicode Common Locale Data Repository (CLDR), as Babel {babel} carries it; Unicode License v3.",
    "Country numbers and abbreviations: Correlates of War Project, State System Membership List, version 2016; facts.",
    "Country codes: ISO 3166-1 and ISO 3166-3 (alpha-3); XKX for Kosovo is user-assigned; facts.",
    "Memberships: the lists that the organisations publish of their members and of the dates of accession; facts.",
    "Other names, capitals, adjectives, offices and holders: tables of our own, in tools/actors; facts.",
)


def cldr() -> tuple[str, Territory]:
    """Return Babel's version and what CLDR calls a territory; raises `SystemExit` where Babel is missing."""
    try:
        babel = import_module("babel")
    except ImportError:
        raise SystemExit(
            "The names of states come from the package Babel, which is not installed here; install it and try again."
        ) from None
    territories = {language: babel.Locale.parse(language).territories for language in LANGUAGES}

    def territory(language: str, iso2: str) -> str:
        return str(territories[language][iso2])

    return str(babel.__version__), territory


def register(territory: Territory) -> list[Actor]:
    """Return all actors by id; raises `ValueError` where an id stands twice or a parent, group or member is unknown."""
    actors = [*states_of_today(territory), *states_that_ended(), *bodies(), *offices(), *persons()]
    ids = Counter(actor.id for actor in actors)
    named = {actor.parent for actor in actors if actor.parent}
    named |= {one.group for actor in actors for one in actor.memberships}
    named |= {state_id(member) if member.isupper() else ActorId(member) for member in members()}
    wrong = [one for one, times in ids.items() if times > 1] + sorted(named - ids.keys())
    if wrong:
        raise ValueError(f"These ids stand twice in the tables, or are named there and missing: {', '.join(wrong)}")
    return sorted(actors, key=lambda actor: actor.id)


def text_of(actors: list[Actor], babel: str) -> str:
    """Return the file: JSON, one source and one actor a line, empty fields left out."""
    lines = [actor.model_dump_json(exclude_defaults=True) for actor in actors]
    sources = [json.dumps(source.format(babel=babel), ensure_ascii=False) for source in SOURCES]
    return '{"sources": [\n' + ",\n".join(sources) + '\n],\n"actors": [\n' + ",\n".join(lines) + "\n]}\n"


def main() -> None:
    """Write the file and say how much it holds."""
    version, territory = cldr()
    actors = register(territory)
    text = text_of(actors, version)
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    aliases = sum(len(actor.aliases) for actor in actors)
    sys.stdout.write(f"{TARGET.name}: {len(actors)} actors, {aliases} aliases, {len(text.encode()):,} bytes\n")


if __name__ == "__main__":
    main()
