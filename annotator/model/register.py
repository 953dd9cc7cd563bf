"""The register of actors as a whole: what must hold between its entries, and who belongs to whom on a day."""

from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from annotator.model.actor import Actor, ActorKind
from annotator.model.bad_input import sentence_about
from annotator.model.errors import BadRegister, NotAllowed
from annotator.model.ids import ActorId
from annotator.model.names import is_seen

Register = Mapping[ActorId, Actor]
"""The actors by their ids."""

SCHEMES = ("iso3", "cow")
"""Schemes of codes that name one actor each."""


class RegisterFault(NamedTuple):
    """A rule that an actor breaks. `place`: its number in the register, from 0; `problem`: a clause."""

    place: int
    actor: Actor
    problem: str


class RegisterFile(BaseModel):
    """A register as a file: where its facts are from, and the actors."""

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid")

    sources: tuple[JsonValue, ...] = ()
    actors: tuple[Actor, ...] = ()


def read_register(data: bytes, source: str) -> tuple[Actor, ...]:
    """Read a register, {"sources": […], "actors": […]}; raises `BadRegister` with one sentence that names the place."""
    data = data.removeprefix(BOM_UTF8)
    try:
        actors = RegisterFile.model_validate_json(data).actors
    except ValidationError as error:
        raise BadRegister(sentence_about(error, data, source)) from error
    for place, actor, problem in faults(actors):
        sentence = f"{source}: actor {place + 1} (“{actor.name}”): {problem}."
        raise BadRegister(" ".join(sentence.split()))
    return actors


def register_json(actors: Iterable[Actor]) -> str:
    """Return a register as indented JSON, the same bytes for the same actors."""
    register = RegisterFile(actors=tuple(actors))
    return register.model_dump_json(indent=2, exclude_defaults=True) + "\n"


def faults(actors: Sequence[Actor]) -> list[RegisterFault]:
    """Return the rules that the actors of a register break, in their order; none where it is sound."""
    ids = Counter(str(actor.id) for actor in actors)
    codes = Counter(code for actor in actors for code in own_codes(actor))
    found = [
        RegisterFault(place, actor, problem)
        for place, actor in enumerate(actors)
        for problem in _faults_of(actor, ids, codes)
    ]
    return [*found, *_cycles(actors)]


def _faults_of(actor: Actor, ids: Mapping[str, int], codes: Mapping[tuple[str, str], int]) -> Iterator[str]:
    if not actor.id.strip():
        yield "its id is blank"
    if not is_seen(actor.name):
        yield "its name is blank"
    if ids[actor.id] > 1:
        yield f"the id “{actor.id}” is used twice"
    if any(not is_seen(alias) for alias in actor.aliases):
        yield "an alias is blank"
    for scheme, code in own_codes(actor):
        if not code.strip():
            yield f"its {scheme} code is blank"
        elif codes[scheme, code] > 1:
            yield f"the {scheme} code “{code}” is used twice"
    if actor.parent is not None and actor.parent not in ids:
        yield f"its parent “{actor.parent}” is not in the register"
    for number, membership in enumerate(actor.memberships, 1):
        if membership.group not in ids:
            yield f"membership {number}: the group “{membership.group}” is not in the register"


def _cycles(actors: Sequence[Actor]) -> Iterator[RegisterFault]:
    register = {actor.id: actor for actor in actors}
    parents = {id: [actor.parent] if actor.parent in register else [] for id, actor in register.items()}
    groups = {id: [group for group in groups_of(actor) if group in register] for id, actor in register.items()}
    for edges, problem in (
        (parents, "it is its own ancestor"),
        (groups, "it is a member of itself, through its groups"),
    ):
        for place, actor in enumerate(actors):
            if edges[actor.id] and reaches(edges[actor.id], actor.id, edges.__getitem__):
                yield RegisterFault(place, actor, problem)


def reaches(starts: Iterable[ActorId], target: ActorId, following: Callable[[ActorId], Iterable[ActorId]]) -> bool:
    """Whether `target` is among `starts` or what follows on them."""
    waiting, seen = list(starts), set[ActorId]()
    while waiting:
        at = waiting.pop()
        if at == target:
            return True
        if at not in seen:
            seen.add(at)
            waiting.extend(following(at))
    return False


def own_codes(actor: Actor) -> list[tuple[str, str]]:
    """Return the codes that no other actor may have, each with its scheme; small letters are as good as capitals.

    The Correlates of War give a state the number of the one that it continues (365: the Soviet Union and Russia), ISO
    codes only those of today. So a number is an actor's own where it has an ISO code too.
    """
    has_iso3 = bool(actor.codes.get("iso3", "").strip())
    return [
        (scheme, actor.codes[scheme].upper())
        for scheme in SCHEMES
        if scheme in actor.codes and (has_iso3 or scheme != "cow" or not actor.codes[scheme].strip())
    ]


def known_again(here: Iterable[Actor], theirs: Iterable[Actor]) -> dict[ActorId, ActorId]:
    """Return which actor of a register each of other actors is, by its own id where it is none of them.

    It is the one with its id, else with its ISO code; else, if no code says otherwise, the one with its other codes,
    with its name and kind, or the only one of its kind of whom its name is an alias.
    """
    known = {actor.id: actor for actor in here}
    by_sign: dict[tuple[str, ...], list[Actor]] = {}
    for actor in known.values():
        for sign in [*_signs(actor), *((actor.kind, "alias", alias.casefold()) for alias in actor.aliases)]:
            by_sign.setdefault(sign, []).append(actor)
    return {actor.id: actor.id if actor.id in known else _twin(actor, by_sign) or actor.id for actor in theirs}


def _signs(actor: Actor) -> list[tuple[str, ...]]:
    return [*((scheme, code) for scheme, code in own_codes(actor) if code), (actor.kind, actor.name.casefold())]


def _twin(actor: Actor, by_sign: Mapping[tuple[str, ...], Sequence[Actor]]) -> ActorId | None:
    for sign in _signs(actor):
        for one in by_sign.get(sign, ()):
            if sign[0] == "iso3" or not _contradict(one, actor):
                return one.id
    called = {one.id: one for one in by_sign.get((actor.kind, "alias", actor.name.casefold()), ())}
    fitting = [id for id, one in called.items() if not _contradict(one, actor)]
    return fitting[0] if len(fitting) == len(called) == 1 else None


def _contradict(one: Actor, other: Actor) -> bool:
    shared = one.codes.keys() & other.codes.keys()
    return any(one.codes[scheme].upper() != other.codes[scheme].upper() for scheme in shared)


def groups_of(actor: Actor) -> list[ActorId]:
    """Return the groups and offices of an actor, whenever they hold, each once."""
    return list(dict.fromkeys(membership.group for membership in actor.memberships))


def members_of(register: Register, group: ActorId, day: str) -> tuple[Actor, ...]:
    """Return who belongs to a group on a day (a month, a year), in the register's order.

    A group of states among them stands for its own members of that day, where it has some. An organisation does not: as
    a member it acts for itself.
    """
    found: dict[ActorId, Actor] = {}
    waiting, seen = [group], {group}
    while waiting:
        for actor in holders_of(register, waiting.pop(), day):
            if actor.id in seen:
                continue
            seen.add(actor.id)
            if actor.kind is ActorKind.GROUP and holders_of(register, actor.id, day):
                waiting.append(actor.id)
            else:
                found[actor.id] = actor
    return tuple(actor for id, actor in register.items() if id in found)


def holders_of(register: Register, office: ActorId, day: str) -> tuple[Actor, ...]:
    """Return who holds an office, or is itself a member of a group, on a day, in the register's order."""
    return tuple(
        actor
        for actor in register.values()
        if any(membership.group == office and membership.covers(day) for membership in actor.memberships)
    )


def ancestors(register: Register, actor: ActorId) -> tuple[Actor, ...]:
    """Return the parent of an actor, its parent, and so on up."""
    found: dict[ActorId, Actor] = {}
    at = register[actor].parent if actor in register else None
    while at is not None and at in register and at not in found and at != actor:
        found[at] = register[at]
        at = register[at].parent
    return tuple(found.values())


def parents_first(actors: Sequence[Actor], known: Iterable[str] = ()) -> list[Actor]:
    """Return actors so that a parent stands before its children; raises `NotAllowed` where one is missing."""
    waiting, there = {actor.id: actor for actor in actors}, set(known)
    ordered: dict[ActorId, Actor] = {}
    for actor in actors:
        line: dict[ActorId, Actor] = {}
        at: ActorId | None = actor.id
        while at is not None and at not in ordered and at not in there:
            if at not in waiting or at in line:
                problem = "is its own ancestor" if at in line else "has a parent that is not in the file"
                raise NotAllowed(f"The actor “{actor.name}” {problem}; repair the register of actors.")
            line[at] = waiting[at]
            at = waiting[at].parent
        ordered.update(reversed(line.items()))
    return list(ordered.values())
