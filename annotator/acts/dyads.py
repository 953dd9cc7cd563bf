"""Acts as directed dyads: who does what towards whom, one for each act, source and target.

The source is what fills the first role of the label that takes a party (the speaker), the target what fills the second
(the addressee). An act without an addressee is a dyad without a target: nothing is left out. Who is in a slot twice, by
two mentions say, is one side. Where groups are expanded, each is replaced by its members on the date of the document;
whoever comes in by several groups is one side too, and a member is never its own target by that.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import product
from typing import Any

from annotator.acts.acts import Act, Filling
from annotator.acts.known_actors import KnownActors
from annotator.model.actor import Actor, ActorKind
from annotator.model.codebook import Label, Role
from annotator.model.span import AttributeValue, SlotValue

SPEAKER_KEYS = ("speaker", "from", "issuer", "country", "source_actor")
"""Where the metadata of a document may name its speaker, the first that is there. Not the author: that is often
whoever typed the file."""
DATE_KEYS = ("date", "published", "day", "year")
"""Where they may have its date, the first that has one. Not when it was created: that is often the file's own date."""

GROUPS = frozenset({ActorKind.GROUP, ActorKind.ORGANISATION})
JOIN = " | "
"""What stands between the words of one party that the text names several times."""

_DATE = re.compile(
    r"(?P<year>\d{4})"
    r"(?:年(?P<zh_month>\d{1,2})月(?:(?P<zh_day>\d{1,2})[日号號])?"
    r"|(?P<mark>[-/.])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?)?"
    r"(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Side:
    """The source or the target of a dyad. Empty texts where nothing is known.

    `actor`: None where the party is no registered actor. `text`: the words of the document that name it. `value`: an
    explicit value of the slot. `groups`: those for which it stands as a member, none where it is named itself.
    `attributes`: what is said of it in its slot.
    """

    actor: Actor | None = None
    text: str = ""
    value: SlotValue | None = None
    groups: tuple[Actor, ...] = ()
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict, hash=False)

    @property
    def name(self) -> str:
        """The actor's name in the register, else the words of the text."""
        return self.actor.name if self.actor else self.text


@dataclass(frozen=True, slots=True)
class Dyad:
    """One act between one source and one target."""

    act: Act
    source: Side
    target: Side


def dyads_of(acts: Sequence[Act], metadata: Mapping[str, Any], known: KnownActors, expand: bool) -> Iterator[Dyad]:
    """Yield the dyads of a document's acts, in their order; `expand`: replace groups by their members at its date."""
    day = date_of(metadata) if expand else ""
    roles = {label.id: roles_of(label) for label in {act.label.id: act.label for act in acts}.values()}
    for act in acts:
        both = [_sides(act, role, metadata, known) for role in roles[act.label.id]]
        pairs: Iterable[tuple[Side, ...]] = product(*(sides.values() for sides in both))
        if day:
            members = product(*(_expanded(sides, known, day).values() for sides in both))
            # A group whose only member speaks to it stays a group, so that the act is not lost.
            pairs = [pair for pair in members if not _by_expansion_alone(*pair)] or pairs
        yield from (Dyad(act, source, target) for source, target in pairs)


def roles_of(label: Label) -> tuple[Role | None, Role | None]:
    """Return the role whose party is the source of a dyad, and that of the target, None where there is none."""
    parties = label.parties
    return (parties[0] if parties else None, parties[1] if len(parties) > 1 else None)


def date_of(metadata: Mapping[str, Any]) -> str:
    """Return the date of a document as ISO 8601 (a day, a month or a year), empty where its metadata has none.

    Read are dates that begin with the year: 2023-04-06, 2023/4/6, 2023.04, 2023年4月6日. What no calendar has is none.
    """
    return next(filter(None, map(_iso, _said(metadata, DATE_KEYS))), "")


def speaker_of(metadata: Mapping[str, Any], known: KnownActors) -> Side:
    """Return the speaker that a document's metadata name: a registered actor where name, code or alias is one's."""
    named = next(_said(metadata, SPEAKER_KEYS), "")
    return Side(known.named(named) if named else None, named, "document")


def _said(metadata: Mapping[str, Any], keys: Iterable[str]) -> Iterator[str]:
    """Yield what metadata say under some keys, whether these are written in small letters or not."""
    there = [(name.strip().casefold(), value) for name, value in metadata.items() if value]
    for key in keys:
        yield from filter(None, (str(value).strip() for name, value in there if name == key))


@lru_cache(maxsize=10_000)  # many documents are of one day
def _iso(said: str) -> str:
    found = _DATE.match(said)
    if found is None:
        return ""
    year, month, day = found["year"], found["month"] or found["zh_month"], found["day"] or found["zh_day"]
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return "-".join([f"{int(year):04}", *(f"{int(part):02}" for part in (month, day) if part)])


def _sides(act: Act, role: Role | None, metadata: Mapping[str, Any], known: KnownActors) -> dict[Hashable, Side]:
    fillings = act.of(role.id) if role else ()
    if not fillings:
        return {None: Side()}
    found = [(filling, _side(filling, metadata, known)) for filling in fillings]
    return _united((_who(side) or filling.who_there, side) for filling, side in found)


def _side(filling: Filling, metadata: Mapping[str, Any], known: KnownActors) -> Side:
    if filling.value == "document" and filling.actor is None:
        return replace(speaker_of(metadata, known), attributes=filling.link.attributes)
    actor = known.get(filling.actor) if filling.actor else None
    return Side(actor, filling.quote, filling.value, attributes=filling.link.attributes)


def _who(side: Side) -> Hashable:
    return side.actor and side.actor.id


def _united(found: Iterable[tuple[Hashable, Side]]) -> dict[Hashable, Side]:
    """Return one side for each that is meant, in the order in which they come first."""
    sides: dict[Hashable, list[Side]] = {}
    for who, side in found:
        sides.setdefault(who, []).append(side)
    return {who: same[0] if len(same) == 1 else _one_of(same) for who, same in sides.items()}


def _one_of(same: Sequence[Side]) -> Side:
    """Return sides that are one actor as one: as it is named itself, else as a member of all its groups."""
    some = [side for side in same if not side.groups] or same
    text = JOIN.join(dict.fromkeys(side.text for side in some if side.text))
    value = next((side.value for side in some if side.value), None)
    groups = {group.id: group for side in some for group in side.groups}
    said = {id: value for side in reversed(some) for id, value in side.attributes.items()}
    return Side(some[0].actor, text, value, tuple(groups.values()), said)


def _expanded(sides: Mapping[Hashable, Side], known: KnownActors, day: str) -> dict[Hashable, Side]:
    found = ((who, member) for who, side in sides.items() for member in _members(side, known, day))
    return _united((_who(member) or who, member) for who, member in found)


def _members(side: Side, known: KnownActors, day: str) -> Iterable[Side]:
    if side.actor is None or side.actor.kind not in GROUPS:
        return [side]
    groups = (side.actor,)
    members = known.members(side.actor.id, day)
    return [Side(member, side.text, side.value, groups, side.attributes) for member in members] or [side]


def _by_expansion_alone(source: Side, target: Side) -> bool:
    """Whether both sides are one actor, which no coder said: a group's member speaks to its group, or to its peers."""
    is_one = source.actor is not None and target.actor is not None and source.actor.id == target.actor.id
    return is_one and (bool(source.groups or target.groups))
