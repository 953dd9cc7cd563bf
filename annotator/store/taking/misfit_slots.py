"""Slots that hold what they cannot, since copies were worked on apart: found in the tables, so alike in each copy.

One gave an act another label, or a role other rules, while another filled a slot; or two filled one that takes one.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from annotator.model.codebook import Codebook, Role
from annotator.model.ids import CodebookVersionId
from annotator.model.slot_fit import SlotContent, misfit_under, role_in, takes_one
from annotator.store.rows.codebook import Codebooks

_KIND = "acts.label, role, acts.codebook_version, links.actor IS NOT NULL, parties.label, links.attributes"
_LINKS = "links JOIN spans AS acts ON acts.id = links.act LEFT JOIN spans AS parties ON parties.id = links.span"


class MisfitSlot(NamedTuple):
    """A slot of an act, with the links that stand in it, by their ids."""

    act: str
    role: str
    links: tuple[str, ...]


class MisfitSlots:
    """Finds them in one file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run, self._codebooks = connection.execute, Codebooks(connection)
        self._coding_by: list[Codebook] = []
        self._versions: dict[str, Codebook | None] = {}

    def all(self) -> Iterator[MisfitSlot]:
        """Yield them by act and role; raises `BadCodebook`."""
        current = self._codebooks.current()
        heads = [one.codebook for one in self._codebooks.heads() if one.id != current.id]
        self._coding_by = [*heads, current.codebook]
        crowded, wrong = set(self._crowded()), set(self._wrong())
        for label, role in sorted(crowded | wrong):
            yield from self._slots(label, role, (label, role) in crowded)

    def _crowded(self) -> Iterator[tuple[str, str]]:
        """Yield label and role of slots that take one party, of which some act has more."""
        query = (
            "SELECT label, role FROM links JOIN spans ON spans.id = act GROUP BY 1, 2"
            " HAVING count(*) > count(DISTINCT act)"
        )
        return ((label, role) for label, role in self._run(query) if takes_one(self._roles(label, role)))

    def _wrong(self) -> Iterator[tuple[str, str]]:
        """Yield label and role of slots in one of which stands what none of them takes."""
        for label, role, *kind in self._run(f"SELECT DISTINCT {_KIND} FROM {_LINKS}").fetchall():
            if self._is_wrong(label, role, *kind):
                yield label, role

    def _is_wrong(
        self, label: str, role: str, version: str, has_actor: int, party: str | None, attributes: str
    ) -> bool:
        filling = SlotContent(bool(has_actor), party, json.loads(attributes))
        of_act = self._version(version)
        coded_under = [role_in(of_act, label, role)] if of_act is not None else []
        return misfit_under(self._roles(label, role), coded_under, filling) is not None

    def _slots(self, label: str, role: str, takes_one: bool) -> Iterator[MisfitSlot]:
        links: dict[str, list[str]] = defaultdict(list)
        wrong = set[str]()
        query = (
            f"SELECT links.id, links.act, {_KIND} FROM {_LINKS} WHERE acts.label = ? AND role = ?"
            " ORDER BY links.act, links.id"
        )
        for id, act, *kind in self._run(query, [label, role]).fetchall():
            links[act].append(id)
            if self._is_wrong(*kind):
                wrong.add(act)
        for act, some in links.items():
            if act in wrong or (takes_one and len(some) > 1):
                yield MisfitSlot(act, role, tuple(some))

    def _roles(self, label: str, role: str) -> list[Role | None]:
        return [role_in(codebook, label, role) for codebook in self._coding_by]

    def _version(self, id: str) -> Codebook | None:
        if id not in self._versions:
            self._versions[id] = self._codebooks.get_many([CodebookVersionId(id)]).get(CodebookVersionId(id))
        return self._versions[id]
