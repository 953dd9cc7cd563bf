"""Whether whoever wrote a part may do what it does: asked of each write before any of the part counts.

The rule is `sync/permission.py`. Most writes are of coders in their own layers, which is told without it.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import lru_cache

from annotator.model.coder import TeamRole
from annotator.store.chain.channels import coder_in, of_coder
from annotator.store.chain.row_graphs import RowGraphs
from annotator.store.chain.table_rules import RULES
from annotator.store.rows.coders import Coders
from annotator.store.schema.tables import Table
from annotator.store.taking.part_reading import RawWrite, ReadPart
from annotator.store.taking.row_history import StrandNumbers, row_write
from annotator.store.taking.row_states import Node, RowKey, RowState
from annotator.sync.delivery import Refused
from annotator.sync.parts import Strand
from annotator.sync.permission import Author, Permission
from annotator.sync.rules import WriterRole

_ALL = frozenset(TeamRole)
_CODERS, _SPANS, _LINKS, _LAYERS = map(str, (Table.CODERS, Table.SPANS, Table.LINKS, Table.LAYERS))
_OVER = 3
_SPAN_NEEDS = frozenset(RULES[Table.SPANS].columns.keys() - RULES[Table.SPANS].defaults().keys())
_REQUIRED = {str(table): frozenset(rule.columns.keys() - rule.defaults().keys()) for table, rule in RULES.items()}
_KNOWN = 10_000


class Rights:
    """What the people of a file may do. A coder's copy does not know who leads, and takes what it is given."""

    def __init__(self, connection: sqlite3.Connection, numbers: StrandNumbers) -> None:
        self._connection, self._run, self._numbers = connection, connection.execute, numbers
        self._is_partial = self._run("SELECT 1 FROM copy").fetchone() is not None
        self._roles: dict[str, frozenset[TeamRole]] = {}
        self.grown: set[str] = set()
        """Whose roles were given by what came."""
        self._permission = Permission(RULES, self._where)
        self._states: Mapping[RowKey, RowState] = {}
        self._layers = lru_cache(maxsize=_KNOWN)(self._channel_here)
        self._first = self._leads_at_first()
        self._own: tuple[object, Strand | None] = (None, None)
        """The layer of the last new coding, and its strand, where one is the other's."""
        self._may: dict[tuple[str, str], tuple[Author, Mapping[str, frozenset[str]]]] = {}

    def _leads_at_first(self) -> str:
        """Return who leads where nobody was ever said to: the first one."""
        people = Coders(self._connection).all()
        return "" if any(TeamRole.LEAD in one.roles for one in people) else next((one.id for one in people), "")

    def roles(self, person: str) -> frozenset[TeamRole]:
        """Return all roles that a person ever had here."""
        if person not in self._roles:
            found = {one for one in Coders(self._connection).all() if one.id == person}
            held = {role for one in found for role in one.roles}
            for write in RowGraphs(self._connection).of([(_CODERS, person)]).get((_CODERS, person), ()):
                held |= _said_in((write.fields or {}).get("roles"))
            self._roles[person] = _ALL if person == self._first else frozenset(held)
        return self._roles[person]

    def why_not(
        self, part: ReadPart, writes: Sequence[RawWrite], strand: Strand, number: int, states: Mapping[RowKey, RowState]
    ) -> tuple[Refused, str, str] | None:
        """Return why a part does not count, into whose work it writes, and in which table; None where it counts.

        `number`: of its strand; `states`: the rows that it writes, and acts whose slots it fills.
        """
        if self._is_partial:
            return None
        if not strand.person:
            self._learn_from(writes)
            return None
        if len(writes) == 1 and self._is_new_coding(writes[0], strand, states):
            return None
        self._states = states
        author, may = self._may.get((strand.person, strand.channel)) or self._author(strand)
        for write in writes:
            if not self._is_plain(write, strand, number, may):
                why = self._permission.why_not(author, write[0], write[1], row_write([write], part, strand))
                if why is not None:
                    return why, coder_in(strand.channel) or "", str(write[0])
        self._learn_from(writes)
        return None

    def _learn_from(self, writes: Sequence[RawWrite]) -> None:
        for write in writes:
            if write[0] == _CODERS and write[2] and "roles" in write[2]:
                self._learn(write[1], _said_in(write[2]["roles"]))

    def _learn(self, person: str, roles: set[TeamRole]) -> None:
        """Note that somebody has roles from now on."""
        if roles - self.roles(person):
            self._roles[person] = self.roles(person) | roles
            self._may = {}
            self.grown.add(person)

    def _is_new_coding(self, write: RawWrite, strand: Strand, states: Mapping[RowKey, RowState]) -> bool:
        """Whether it is what most parts are: a new coding in a layer of the coder whose channel it is."""
        fields = write[2]
        if write[0] != _SPANS or len(write) > _OVER or not fields or not fields.keys() >= _SPAN_NEEDS:
            return False
        layer = fields["layer"]
        if layer != self._own[0] or strand is not self._own[1]:
            if (_LAYERS, layer) in states or self._layer(layer) != strand.channel:
                return False
            if strand.channel != of_coder(strand.person):
                return False
            self._own = layer, strand
        return not states[_SPANS, write[1]].heads

    def _author(self, strand: Strand) -> tuple[Author, Mapping[str, frozenset[str]]]:
        author = Author(strand.person, self.roles(strand.person))
        found = author, _allowed(author.writes_as(strand.channel))
        self._may[strand.person, strand.channel] = found
        return found

    def _is_plain(self, write: RawWrite, strand: Strand, number: int, may: Mapping[str, frozenset[str]]) -> bool:
        """Whether it is certain by a look that a write may be: of what stands in its strand, or new in its channel."""
        table, fields = write[0], write[2]
        allowed = may.get(table)
        if allowed is None or fields == {} or (fields and not fields.keys() <= allowed):
            return False
        heads = self._states[table, write[1]].heads
        is_whole = fields is not None and _REQUIRED[table] <= fields.keys()
        if len(write) > _OVER:
            return bool(heads) and self._is_in(heads[0], number, strand.channel) and not is_whole
        if heads or not is_whole:
            return False
        if table == _LINKS:
            act = self._states.get((_SPANS, fields["act"]))
            return act is not None and bool(act.heads) and self._is_in(act.heads[0], number, strand.channel)
        return self._layer(fields["layer"]) == strand.channel

    def _is_in(self, head: Node, number: int, channel: str) -> bool:
        return head[0] == number or self._numbers.strand(head[0]).channel == channel

    def _layer(self, layer: object) -> str | None:
        state = self._states.get((_LAYERS, str(layer)))
        if state is not None and state.heads:
            return self._numbers.strand(state.heads[0][0]).channel
        return self._layers(_LAYERS, str(layer))

    def _where(self, table: str, row: str) -> str | None:
        """Return the channel in which a row stands."""
        state = self._states.get((table, row))
        if state is None:
            return self._channel_here(table, row)
        return self._numbers.strand(state.heads[0][0]).channel if state.heads else None

    def _channel_here(self, table: str, row: str) -> str | None:
        query = "SELECT channel FROM tips JOIN strands ON strands.id = strand WHERE row = ? AND table_name = ?"
        found = self._run(query, [row, table]).fetchone()
        return str(found[0]) if found else None


def _said_in(roles: object) -> set[TeamRole]:
    words = roles.split() if isinstance(roles, str) else []
    return {TeamRole(word) for word in words if word in set(TeamRole)}


@lru_cache(maxsize=64)
def _allowed(roles: frozenset[WriterRole]) -> Mapping[str, frozenset[str]]:
    """Return which columns one may write, in the tables of codings, where one may make rows."""
    found = {}
    for table in (Table.SPANS, Table.LINKS):
        rule = RULES[table]
        if roles & rule.writers:
            columns = rule.columns.items()
            found[str(table)] = frozenset(name for name, one in columns if roles & (one.writers or rule.writers))
    return found
