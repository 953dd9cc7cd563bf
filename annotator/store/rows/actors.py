"""The register of actors."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.errors import BadProject, NotFound
from annotator.model.ids import ActorId
from annotator.store.chain.channels import of_coder
from annotator.store.history.hiding import Hiding
from annotator.store.rows.rows import TableRows, from_json, to_json
from annotator.store.sqlite_errors import DAMAGED


@dataclass(frozen=True, slots=True)
class Uses:
    """How often an actor is referred to: by spans, slots, decisions, as a parent, as a group or office."""

    spans: int = 0
    links: int = 0
    decisions: int = 0
    children: int = 0
    members: int = 0


class Actors(TableRows):
    """The registered actors, by name."""

    name = "actors"
    columns = ("id", "name", "kind", "aliases", "codes", "parent", "memberships")

    def __init__(self, connection: sqlite3.Connection, hiding: Hiding) -> None:
        super().__init__(connection)
        self._hiding = hiding

    def all(self) -> list[Actor]:
        """Return all actors."""
        return [_actor(row) for row in self._select("ORDER BY name, id")]

    def get(self, id: str) -> Actor:
        """Return one actor; raises `NotFound`."""
        row = self._select("WHERE id = ?", [id]).fetchone()
        if row is None:
            raise NotFound("This actor is not in the register any more.")
        return _actor(row)

    def get_many(self, ids: Sequence[str]) -> list[Actor]:
        """Return those of the actors that exist, in the order of `ids`."""
        found: dict[str, Actor] = {}
        for first in range(0, len(ids), 500):
            some = ids[first : first + 500]
            rows = self._select(f"WHERE id IN ({', '.join('?' * len(some))})", some)
            found.update((row[0], _actor(row)) for row in rows)
        return [found[id] for id in ids if id in found]

    def proposed_besides(self, coder: str | None) -> frozenset[ActorId]:
        """Return the actors that stand in the channel of a coder other than this one (None: of any)."""
        query = f"SELECT id FROM actors AS one WHERE EXISTS (SELECT 1 {_PROPOSED} AND row = one.id)"
        found = self._connection.execute(query, _others(coder))
        return frozenset(ActorId(id) for (id,) in found)

    def was_proposed_besides(self, ids: Iterable[str], coder: str | None) -> bool:
        """Whether one of these stands in the channel of another coder, also if it is not in the register any more."""
        query = f"SELECT 1 {_PROPOSED} AND row = ?"
        return any(self._connection.execute(query, [*_others(coder), id]).fetchone() for id in ids)

    def add(self, actors: Iterable[Actor]) -> None:
        """Insert actors; a parent stands before its children or in the project already.

        One that had been merged into another is one of its own again.
        """
        new = list(actors)
        there = self._take_marks_off([one.id for one in new])
        if not there:
            self.insert(map(_row, new))
            return
        for one in new:
            if one.id in there:
                self.put(one)
            else:
                self.insert([_row(one)])

    def _take_marks_off(self, ids: Sequence[str]) -> set[str]:
        """Let actors be merged into nobody; return those who are shown for it, since only their mark hid them."""
        marks = "SELECT id FROM removals WHERE id IN (SELECT 'actors/' || value FROM json_each(?))"
        found = [id for (id,) in self._connection.execute(marks, [to_json(ids)])]
        if not found:
            return set()
        self._connection.execute("DELETE FROM removals WHERE id IN (SELECT value FROM json_each(?))", [to_json(found)])
        self._hiding.settle(found)
        return self.which_exist(ids)

    def put(self, actor: Actor) -> None:
        """Write an actor that exists."""
        self.update(actor.id, dict(zip(self.columns[1:], _row(actor)[1:], strict=True)))

    def used_by(self, id: str) -> Uses:
        """Return how often an actor is referred to."""
        counted = (
            "SELECT count(*) FROM spans WHERE actor = ?1",
            "SELECT count(*) FROM links WHERE actor = ?1",
            f"SELECT count(*) FROM decisions WHERE {IN_DECISION}",
            "SELECT count(*) FROM actors WHERE parent = ?1",
            "SELECT count(*) FROM actors, json_each(memberships) WHERE json_extract(value, '$.group') = ?1",
        )
        return Uses(*(int(self._connection.execute(query, [id]).fetchone()[0]) for query in counted))

    def in_use(self, layers: Collection[str] | None = None) -> dict[ActorId, Uses]:
        """Return how many spans and slots name each actor that any names; decisions and actors are not counted.

        `layers`: those whose spans and slots are counted, or (None) all.
        """
        within, of_acts, given = "", "", list[str]()
        if layers is not None:
            some = f"IN ({', '.join('?' * len(layers))})"
            within, of_acts = f" AND layer {some}", f" AND act IN (SELECT id FROM spans WHERE layer {some})"
            given = [*layers, *layers]
        counted = (
            "SELECT actor, sum(spans), sum(links) FROM"
            f" (SELECT actor, count(*) AS spans, 0 AS links FROM spans WHERE actor IS NOT NULL{within} GROUP BY 1"
            f" UNION ALL SELECT actor, 0, count(*) FROM links WHERE actor IS NOT NULL{of_acts} GROUP BY 1) GROUP BY 1"
        )
        found = self._connection.execute(counted, given)
        return {ActorId(actor): Uses(spans, links) for actor, spans, links in found}


_PROPOSED = (
    "FROM tips JOIN strands ON strands.id = strand WHERE table_name = 'actors' AND channel GLOB ? AND channel IS NOT ?"
)


def _others(coder: str | None) -> list[str | None]:
    """Return what `_PROPOSED` asks for: the channels of all coders but this one."""
    return [of_coder("*"), None if coder is None else of_coder(coder)]


# Within a decision: the place of a candidate's actor in `Spans.columns`, and that of a slot's in `Links.columns`.
IN_DECISION = (
    "(EXISTS (SELECT 1 FROM json_each(candidates) WHERE json_extract(value, '$[11]') = ?1)"
    " OR EXISTS (SELECT 1 FROM json_each(links) WHERE json_extract(value, '$[4]') = ?1))"
)
"""Whether a row of `decisions` names the actor `?1`."""


def _row(actor: Actor) -> tuple[Any, ...]:
    memberships = [membership.model_dump() for membership in actor.memberships]
    aliases, codes = to_json(actor.aliases), to_json(actor.codes)
    return actor.id, actor.name, actor.kind, aliases, codes, actor.parent, to_json(memberships)


def _actor(row: Sequence[Any]) -> Actor:
    # What is in the file was checked when it was written; to check thousands again at each look is too slow.
    id, name, kind, aliases, codes, parent, memberships = row
    if kind not in _KINDS:
        raise BadProject(DAMAGED)
    named, coded, belonging = from_json(f"[{aliases},{codes},{memberships}]")
    return Actor.model_construct(
        id=ActorId(id),
        name=name,
        kind=_KINDS[kind],
        aliases=tuple(named),
        codes=coded,
        parent=parent,
        memberships=tuple(_membership(one["group"], one["since"], one["until"]) for one in belonging),
    )


@lru_cache(maxsize=20_000)
def _membership(group: str, since: str, until: str) -> Membership:
    return Membership.model_construct(group=ActorId(group), since=since, until=until)


_KINDS = {str(kind): kind for kind in ActorKind}
