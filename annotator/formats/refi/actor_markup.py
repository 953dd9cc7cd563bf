"""Actors as cases of REFI-QDA: what passages mention them, and what links lead to."""

from collections.abc import Sequence

from annotator.formats.refi.code_markup import guid_of
from annotator.formats.refi.markup import element, instruction
from annotator.model.actor import Actor
from annotator.model.ids import ActorId


class RefiActors:
    """The register of a bundle, and which of it is used."""

    def __init__(self, register: Sequence[Actor]) -> None:
        self._register = {actor.id: actor for actor in register}
        self._mentions: dict[ActorId, list[str]] = {}

    def has(self, id: ActorId) -> bool:
        """Whether an actor is in the register."""
        return id in self._register

    def guid(self, id: ActorId) -> str:
        """Return the GUID of an actor's case."""
        return guid_of("actor", id)

    def used(self, id: ActorId) -> None:
        """Note that an actor is named."""
        self._mentions.setdefault(id, [])

    def mentioned(self, id: ActorId | None, guid: str) -> None:
        """Note that a selection or coding mentions an actor."""
        if id is not None and id in self._register:
            self._mentions.setdefault(id, []).append(guid)

    def left(self) -> list[str]:
        """Return the names of those who are not written, once all else is."""
        for id in list(self._mentions):
            self._use_groups(self._register[id])
        return [actor.name for id, actor in self._register.items() if id not in self._mentions]

    def cases(self) -> str:
        """Return the element of all who are named, and of the groups that they are of, which `left` has found."""
        made = (self._case(self._register[id]) for id in sorted(self._mentions))
        return element("Cases", (), *made) if self._mentions else ""

    def _use_groups(self, actor: Actor) -> None:
        for id in (*([actor.parent] if actor.parent else []), *(one.group for one in actor.memberships)):
            if id in self._register and id not in self._mentions:
                self.used(id)
                self._use_groups(self._register[id])

    def _case(self, actor: Actor) -> str:
        refs = (element("SelectionRef", [("targetGUID", guid)]) for guid in self._mentions[actor.id])
        about = instruction({"actor": actor.model_dump(mode="json", exclude_defaults=True)})
        return element("Case", [("guid", self.guid(actor.id)), ("name", actor.name)], about, *refs)
