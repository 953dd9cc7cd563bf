"""The rows of a project that was made anew of its parts, levelled with those that stood in the damaged file.

Where the parts are proven whole they say all. Else of each row its last part counts, if that is among the sound ones;
then what stood in the file; then what parts after the break, or the journal, say of it.
"""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from annotator.store.chain.table_rules import RULES
from annotator.store.history.hiding import hanging_on
from annotator.store.recovery.any_rows import AnyRows, Row, columns_of, select_all, whole
from annotator.store.recovery.rebuilding import Rebuilt, copy_by_hash
from annotator.store.recovery.salvage import Salvage
from annotator.store.recovery.sound_parts import SoundParts
from annotator.store.schema.tables import Table
from annotator.sync.settling_rules import LABELS

_NAMED_ONCE = {Table.CODERS: (1, 2), Table.LAYERS: (1,)}
"""Columns with names that no other row has."""
_FOREVER = 1 << 62
_NUMBER = 1
"""Where a version of the codebook has its number, which no other version has."""


class Levelling:
    """Writes into the open step of `connection`. `notices`: what could not come in."""

    def __init__(self, connection: sqlite3.Connection, found: Salvage, parts: SoundParts, rebuilt: Rebuilt) -> None:
        self._connection, self._run = connection, connection.execute
        self._found, self._there = found, found.rows.execute
        self._strands, self._last = rebuilt.strands, rebuilt.clock
        self._any = AnyRows(connection)
        self._parts = parts
        self.notices: list[str] = []
        self.is_proven = parts.is_complete and self._has_last_seal()
        self._later: dict[tuple[str, str], dict[str, Any] | None] = {}

    def run(self, step: int) -> None:
        """Level all tables within a step; nothing is asked of foreign keys until it ends."""
        copy_by_hash(self._found.rows, self._connection)
        if self.is_proven:
            return
        self._read_later()
        for table in Table:
            self._take_standing(table)
            self._take_away(table)
            self._fill_up(table)
        self.settle(step)

    def settle(self, step: int) -> None:
        """Show and hide what follows from what the step has changed until now."""
        self._any.settle(step)

    def lost_rows(self) -> Iterator[tuple[Table, str]]:
        """Yield the rows that there were, as their tips say, and that are nowhere now."""
        if self.is_proven:
            return
        for row, name in self._there("SELECT row, table_name FROM tips ORDER BY table_name, row").fetchall():
            table = Table(name)
            if self._found.has_all(table) or self._later.get((name, row), {}) is None or self._is_last(table, row):
                continue
            if self._any.get(table, row) is None:
                yield table, row

    def _has_last_seal(self) -> bool:
        """Whether the last step has the seal that it had: then nothing is missing, since each goes on from the last."""
        last = "SELECT sitting, place, seal FROM steps WHERE clock <= ? ORDER BY clock DESC LIMIT 1"
        there = self._there(last, [_FOREVER]).fetchone()
        return there is not None and bool(self._run(last, [self._last]).fetchone() == there)

    def _is_last(self, table: Table, row: str) -> bool:
        """Whether the part that wrote a row last was done again here."""
        query = "SELECT strand, counter FROM tips WHERE row = ? AND table_name = ?"
        there, here = self._there(query, [row, table]).fetchone(), self._run(query, [row, table]).fetchone()
        return there is not None and bool(here == (self._strands.get(there[0]), there[1]))

    def _take_standing(self, table: Table) -> None:
        for values in self._there(select_all(table)).fetchall():
            if self._any.get(table, values[0]) != values and not self._is_last(table, values[0]):
                self._put(table, values)

    def _take_away(self, table: Table) -> None:
        """Take away what the parts have and the file had no more: where its tree is whole, or a later part says so."""
        standing = {id for id, *_ in self._there(select_all(table))}
        for id in self._any.ids(table):
            is_gone = self._found.has_all(table) or self._later.get((table, id), {}) is None
            is_gone = is_gone or (table is Table.REMOVALS and self._is_shown(id))
            if is_gone and id not in standing and not self._is_last(table, id):
                self._any.take_away(table, id)

    def _fill_up(self, table: Table) -> None:
        """Add what stands nowhere and is still said by later parts, or by the journal."""
        if self._found.has_all(table):
            return
        for (name, id), fields in self._later.items():
            if name != table or fields is None or self._any.get(table, id) is not None or self._is_last(table, id):
                continue
            if table is Table.REMOVALS and self._is_shown(id):
                continue  # what says that it was put back is lost
            try:
                self._put(table, whole(table, id, fields))
            except KeyError:
                continue  # a part that changed it, and none that made it

    def _is_shown(self, removal: str) -> bool:
        """Whether the file shows something that this row of `removals` would hide."""
        kind, target = removal.split("/", 1)
        if kind == LABELS:
            return self._there("SELECT 1 FROM spans WHERE label = ? LIMIT 1", [target]).fetchone() is not None
        places = [(kind, "id"), *((child, hang.column) for child, hang in hanging_on(Table(kind)) if not hang.is_list)]
        queries = (f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1" for table, column in places)
        return any(self._there(query, [target]).fetchone() for query in queries)

    def _read_later(self) -> None:
        """Read what is said of rows after the break: None of one that goes."""
        known = {*RULES}
        journal = (
            "SELECT table_name, row, after FROM changes JOIN steps ON steps.number = step"
            " WHERE clock > ? AND state = 'done' ORDER BY changes.number"
        )
        for table, row, after in self._there(journal, [self._parts.limit]).fetchall():
            self._later[table, row] = None if after is None else _fields(after, Table(table))
        for one in sorted(self._parts.loose, key=lambda one: (one.part.clock, one.strand)):
            for write in one.part.writes:
                if write.table not in known:
                    continue
                if write.fields is None:
                    self._later[write.table, write.row] = None
                elif write.fields:
                    before = self._later.get((write.table, write.row)) or self._fields_here(write.table, write.row)
                    self._later[write.table, write.row] = {**before, **write.fields}

    def _fields_here(self, table: str, row: str) -> dict[str, Any]:
        here = self._any.get(Table(table), row)
        return {} if here is None else dict(zip(columns_of(Table(table))[1:], here[1:], strict=True))

    def _put(self, table: Table, values: Row) -> None:
        """Write a row; what must be another's alone gets another name or number."""
        tried = list(values)
        for number in range(2, 100):
            try:
                self._any.put(table, tuple(tried))
                return
            except sqlite3.IntegrityError:
                for column in _NAMED_ONCE.get(table, ()):
                    tried[column] = f"{values[column]} ({number})"
                if table is Table.CODEBOOK_VERSIONS:
                    (tried[_NUMBER],) = self._run("SELECT max(number) + 1 FROM codebook_versions").fetchone()
                if tuple(tried) == values:
                    break
        self.notices.append(f"The row “{values[0]}” of {table} contradicts another one, and was left out.")


def _fields(after: str, table: Table) -> dict[str, Any]:
    try:
        values = json.loads(after)
    except ValueError:
        return {}
    return {name: value for name, value in values.items() if name in RULES[table].columns}
