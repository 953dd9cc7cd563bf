"""N records of brat, by which ours say whom a passage mentions, and which actor or value fills a slot of an act.

brat's normalisations name an entry of a resource: `N1 Reference T1 Wikipedia:534366`. The resource is `actor.KIND`
for an actor that the passage mentions, `slot.ROLE.KIND` for one who fills a slot without words of their own, and
`slot.ROLE` for a value there, as in `N2 Reference T1 slot.speaker.state:0190… France`; `party.ROLE.KIND` for one who
stands beside a span that fills a slot.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId

_WORD = re.compile(r"\S+")
_KINDS: Mapping[str, ActorKind] = {kind.replace(" ", "_"): kind for kind in ActorKind}


@dataclass(frozen=True, slots=True)
class Reference:
    """That a T record refers to an entry of a resource; `words`: what the entry is called."""

    target: str
    resource: str
    entry: str
    words: str

    @property
    def is_of_ours(self) -> bool:
        """Whether it says what this program says by such records."""
        return self.resource.startswith(("actor.", "slot.", "party."))

    @property
    def role(self) -> str:
        """The role of the slot that it fills, empty for a mention."""
        kind, _, rest = self.resource.partition(".")
        return rest.partition(".")[0] if kind in ("slot", "party") else ""

    @property
    def is_beside(self) -> bool:
        """Whether it says of a span in which role which actor it is."""
        return self.resource.startswith("party.")

    def actor(self) -> Actor | None:
        """Return the actor that it names, None for a value."""
        kind = _KINDS.get(self.resource.rpartition(".")[2])
        return Actor(id=ActorId(self.entry), name=self.words or self.entry, kind=kind) if kind is not None else None


def can_be_named(actor: Actor | None) -> bool:
    """Whether an actor can stand in such a record: one of the register whose id is one word."""
    return actor is not None and _WORD.fullmatch(actor.id) is not None


def mention(target: str, actor: Actor) -> Reference:
    """Return the record of an actor whom a passage mentions."""
    return Reference(target, f"actor.{_kind(actor)}", actor.id, actor.name)


def slot_actor(target: str, role: str, actor: Actor) -> Reference:
    """Return the record of an actor who fills a slot of an act."""
    return Reference(target, f"slot.{role}.{_kind(actor)}", actor.id, actor.name)


def party_actor(target: str, role: str, actor: Actor) -> Reference:
    """Return the record of an actor beside a span that fills slots of a role."""
    return Reference(target, f"party.{role}.{_kind(actor)}", actor.id, actor.name)


def slot_value(target: str, role: str, value: str) -> Reference:
    """Return the record of a value that fills a slot of an act."""
    return Reference(target, f"slot.{role}", value, value)


def line_of(number: int, said: Reference) -> str:
    """Return the line of a record."""
    words = " ".join(said.words.split())
    return f"N{number}\tReference {said.target} {said.resource}:{said.entry}\t{words}"


def _kind(actor: Actor) -> str:
    return actor.kind.replace(" ", "_")
