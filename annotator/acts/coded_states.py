"""The state as which a registered actor is counted in a year: one for all entries that have its number or its code.

A register may have a state twice (France, and the French Republic), its offices, ministers and those who hold them; and
states that the Correlates of War know by one number (the Soviet Union and Russia). Counted by entry, a pair of states
would stand in several lines of a year, and a merge would make several of one. So a state is its number in that year;
where it has none then, its ISO code.
"""

from collections.abc import Iterable
from typing import NamedTuple

from annotator.acts.cow_system import is_member
from annotator.acts.known_actors import KnownActors
from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId


class CodedState(NamedTuple):
    """A state in a year. `number`: of the Correlates of War, None where it has none then; `iso3`: "" likewise."""

    number: int | None
    iso3: str


class CodedStates:
    """The states of a register. `actors`: in the register's order; `known`: the same, as they are asked for."""

    def __init__(self, actors: Iterable[Actor], known: KnownActors) -> None:
        self._known = known
        self._found: dict[tuple[ActorId, str], tuple[CodedState, Actor] | None] = {}
        self._numbers_of: dict[str, list[int]] = {}
        self._code_of: dict[int, str] = {}
        for actor in sorted(actors, key=lambda actor: actor.id):
            number, iso3 = number_of(actor), _iso3_of(actor)
            if actor.kind is ActorKind.STATE and number is not None and iso3:
                self._numbers_of.setdefault(iso3, []).append(number)
                self._code_of.setdefault(number, iso3)

    def find(self, actor: Actor, day: str) -> tuple[CodedState, Actor] | None:
        """Return as which state an actor is counted on a day, with the entry that has its code; None of none.

        An entry without a code is that of the state above it; one with an ISO code alone has the number that another
        with the code has in that year. Whoever holds offices of one state stands with that.
        """
        key = actor.id, day
        if key not in self._found:
            coded = [self._coded(state, int(day[:4])) for state in self._known.states_of(actor, day)]
            states = {one[0] if one is not None else None for one in coded}
            self._found[key] = coded[0] if len(states) == 1 else None
        return self._found[key]

    def _coded(self, state: Actor, year: int) -> tuple[CodedState, Actor] | None:
        line = [state, *(one for one in self._known.ancestors(state) if one.kind is ActorKind.STATE)]
        return next((found for entry in line if (found := self._of_entry(entry, year)) is not None), None)

    def _of_entry(self, entry: Actor, year: int) -> tuple[CodedState, Actor] | None:
        own, iso3 = number_of(entry), _iso3_of(entry)
        for number in [*([] if own is None else [own]), *(self._numbers_of.get(iso3, ()) if iso3 else ())]:
            if is_member(number, year):
                return CodedState(number, self._code_of.get(number, iso3)), entry
        return (CodedState(None, iso3), entry) if iso3 else None


def number_of(actor: Actor) -> int | None:
    """Return an actor's number of the Correlates of War, None where it has none or what stands there is no number."""
    said = actor.codes.get("cow", "").strip()
    return int(said) if said.isascii() and said.isdecimal() else None


def _iso3_of(actor: Actor) -> str:
    return actor.codes.get("iso3", "").strip().upper()
