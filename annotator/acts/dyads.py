"""Acts as directed dyads: who does what towards whom, one for each act, source and target.

The source is what fills the first role of the label that takes a party (the speaker), the target what fills the second
(the addressee). An act without an addressee is a dyad without a target: nothing is left out. Where groups are expanded,
each is replaced by its members on the date of the document; a member is never its own target by that.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from annotator.acts.acts import Act, Filling
from annotator.model.actor import Actor, ActorKind
from annotator.model.codebook import Label, Role, Takes
from annotator.model.ids import ActorId
from annotator.model.register import members_of
from annotator.model.span import SlotValue

Register = Mapping[ActorId, Actor]

SPEAKER_KEYS = ("speaker", "from", "author", "issuer", "country", "source_actor")
"""Where the metadata of a document may name its speaker, the first that is there."""
DATE_KEYS = ("date", "published", "created", "day", "year")

GROUPS = frozenset({ActorKind.GROUP, ActorKind.ORGANISATION})


@dataclass(frozen=True, slots=True)
class Side:
    """The source or the target of a dyad. Empty texts where nothing is known.

    `actor`: None where the party is no registered actor. `text`: the words of the document that name it. `value`: an
    explicit value of the slot. `group`: the group that it stands for as a member.
    """

    actor: Actor | None = None
    text: str = ""
    value: SlotValue | None = None
    group: Actor | None = None

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


def dyads_of(acts: Sequence[Act], metadata: Mapping[str, Any], register: Register, expand: bool) -> Iterator[Dyad]:
    """Yield the dyads of a document's acts, in their order; `expand`: replace groups by their members at its date."""
    speaker, day = speaker_of(metadata, register), date_of(metadata)
    for act in acts:
        source, target = roles_of(act.label)
        sources = _sides(act, source, speaker, register)
        targets = _sides(act, target, speaker, register)
        pairs = list(product(sources, targets))
        if expand:
            members = product(*(_all_expanded(found, register, day) for found in (sources, targets)))
            # A group whose only member speaks to it stays a group, so that the act is not lost.
            pairs = [(one, other) for one, other in members if not _by_expansion_alone(one, other)] or pairs
        yield from (Dyad(act, one, other) for one, other in pairs)


def roles_of(label: Label) -> tuple[Role | None, Role | None]:
    """Return the role whose party is the source of a dyad, and that of the target, None where there is none."""
    parties = [role for role in label.roles if role.takes is Takes.PARTY]
    return (parties[0] if parties else None, parties[1] if len(parties) > 1 else None)


def date_of(metadata: Mapping[str, Any]) -> str:
    """Return the date of a document as ISO 8601 (a day, a month or a year), empty where its metadata has none."""
    for key in DATE_KEYS:
        found = re.match(r"\d{4}(-\d{2}(-\d{2})?)?(?!\d)", str(metadata.get(key, "")).strip())
        if found:
            return found.group()
    return ""


def speaker_of(metadata: Mapping[str, Any], register: Register) -> Side:
    """Return the speaker that a document's metadata name: a registered actor where name, alias or code is one's."""
    named = next((str(metadata[key]).strip() for key in SPEAKER_KEYS if metadata.get(key)), "")
    if not named:
        return Side(value="document")
    wanted = named.casefold()
    for actor in register.values():
        if wanted in (text.casefold() for text in (actor.name, *actor.codes.values(), *actor.aliases)):
            return Side(actor, named, "document")
    return Side(None, named, "document")


def _sides(act: Act, role: Role | None, speaker: Side, register: Register) -> list[Side]:
    fillings = act.of(role.id) if role else ()
    return [_side(filling, speaker, register) for filling in fillings] or [Side()]


def _side(filling: Filling, speaker: Side, register: Register) -> Side:
    if filling.value == "document" and filling.actor is None:
        return speaker
    actor = register.get(filling.actor) if filling.actor else None
    return Side(actor, filling.quote, filling.value)


def _all_expanded(sides: Sequence[Side], register: Register, day: str) -> list[Side]:
    return [member for side in sides for member in _expanded(side, register, day)]


def _expanded(side: Side, register: Register, day: str) -> list[Side]:
    if side.actor is None or side.actor.kind not in GROUPS or not day:
        return [side]
    members = members_of(register, side.actor.id, day)
    return [Side(member, side.text, side.value, side.actor) for member in members] or [side]


def _by_expansion_alone(source: Side, target: Side) -> bool:
    """Whether both sides are one actor, which no coder said: a group's member speaks to its group, or to its peers."""
    is_one = source.actor is not None and target.actor is not None and source.actor.id == target.actor.id
    return is_one and (source.group is not None or target.group is not None)
