"""The registered actors as they are asked for while acts are laid out: by name, by group and day, by state.

What a question needs is put together when it is first asked and kept, since a project asks the same of thousands of
documents.
"""

from collections.abc import Collection, Iterable

from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.model.register import ancestors, members_of


class KnownActors:
    """A register that does not change meanwhile. `actors`: in the register's order.

    `unseen`: those of them that are known where an act names them by id, and by no name or group.
    """

    def __init__(self, actors: Iterable[Actor], unseen: Collection[ActorId] = ()) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._seen = {id: actor for id, actor in self._actors.items() if id not in unseen} if unseen else self._actors
        self._names: dict[str, Actor] | None = None
        self._members: dict[tuple[ActorId, str], tuple[Actor, ...]] = {}

    def get(self, id: ActorId) -> Actor | None:
        """Return the actor with this id."""
        return self._actors.get(id)

    def named(self, text: str) -> Actor | None:
        """Return the actor of this name, code or alias (in this order), the first where several have it."""
        if self._names is None:
            self._names = _by_name(self._seen.values())
        return self._names.get(text.casefold())

    def members(self, group: ActorId, day: str) -> tuple[Actor, ...]:
        """Return who belongs to a group on a day, as `members_of` does."""
        key = group, day
        if key not in self._members:
            self._members[key] = members_of(self._seen, group, day)
        return self._members[key]

    def state_of(self, actor: Actor, day: str) -> Actor | None:
        """Return the state that an actor is, or that the nearest of its parents is; None where there is none.

        A person stands with the state of the offices held on the day, where these are of one state.
        """
        found = self.states_of(actor, day)
        return found[0] if len(found) == 1 else None

    def states_of(self, actor: Actor, day: str) -> tuple[Actor, ...]:
        """Return the state that an actor is or belongs to; of a person, those of all offices held on the day."""
        found = next((one for one in (actor, *self.ancestors(actor)) if one.kind is ActorKind.STATE), None)
        if found is not None:
            return (found,)
        if actor.kind is not ActorKind.PERSON or not day:
            return ()
        held = [self._actors.get(one.group) for one in actor.memberships if one.covers(day)]
        offices = [one for one in held if one is not None and one.kind is ActorKind.OFFICE]
        states = {state.id: state for office in offices for state in self.states_of(office, day)}
        return tuple(states.values())

    def ancestors(self, actor: Actor) -> tuple[Actor, ...]:
        """Return the parent of an actor, its parent, and so on up."""
        return ancestors(self._actors, actor.id)


def _by_name(actors: Iterable[Actor]) -> dict[str, Actor]:
    known = list(actors)
    found: dict[str, Actor] = {}
    for texts_of in (lambda one: (one.name,), lambda one: one.codes.values(), lambda one: one.aliases):
        for actor in known:
            for text in texts_of(actor):
                found.setdefault(text.casefold(), actor)
    return found
