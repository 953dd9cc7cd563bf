"""The register of actors."""

import json
from collections.abc import Iterable

from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.ids import ActorId
from annotator.store.rows import Table, to_json


class Actors(Table):
    """The registered actors, by name."""

    name = "actors"
    columns = ("id", "name", "kind", "aliases", "codes", "parent", "memberships")

    def all(self) -> list[Actor]:
        """Return all actors."""
        return [
            Actor(
                id=ActorId(id),
                name=name,
                kind=ActorKind(kind),
                aliases=tuple(json.loads(aliases)),
                codes=json.loads(codes),
                parent=parent,
                memberships=tuple(Membership(**membership) for membership in json.loads(memberships)),
            )
            for id, name, kind, aliases, codes, parent, memberships in self._select("ORDER BY name, id")
        ]

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
