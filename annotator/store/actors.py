"""The register of actors."""

from collections.abc import Iterable, Sequence
from typing import Any

from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.errors import NotFound
from annotator.model.ids import ActorId
from annotator.store.rows import Table, from_json, to_json


class Actors(Table):
    """The registered actors, by name."""

    name = "actors"
    columns = ("id", "name", "kind", "aliases", "codes", "parent", "memberships")

    def all(self) -> list[Actor]:
        """Return all actors."""
        return [_actor(row) for row in self._select("ORDER BY name, id")]

    def get(self, id: str) -> Actor:
        """Return one actor; raises `NotFound`."""
        row = self._select("WHERE id = ?", [id]).fetchone()
        if row is None:
            raise NotFound("This actor is not in the register any more.")
        return _actor(row)

    def add(self, actors: Iterable[Actor]) -> None:
        """Insert actors; a parent stands before its children or in the project already."""
        self.insert(
            (
                actor.id,
                actor.name,
                actor.kind,
                to_json(actor.aliases),
                to_json(actor.codes),
                actor.parent,
                to_json([membership.model_dump() for membership in actor.memberships]),
            )
            for actor in actors
        )


def _actor(row: Sequence[Any]) -> Actor:
    id, name, kind, aliases, codes, parent, memberships = row
    return Actor(
        id=ActorId(id),
        name=name,
        kind=ActorKind(kind),
        aliases=tuple(from_json(aliases)),
        codes=from_json(codes),
        parent=parent,
        memberships=tuple(Membership(**membership) for membership in from_json(memberships)),
    )
