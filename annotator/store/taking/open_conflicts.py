"""What copies did without having seen each other, and nobody has decided: what fold and settle left behind."""

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotator.store.chain.table_rules import RULES, SETTLING
from annotator.store.schema.tables import Table
from annotator.store.taking.coded_twice import DoubledCodings
from annotator.store.taking.misfit_slots import MisfitSlots
from annotator.sync.delivery import Conflict, ConflictKind, Said
from annotator.sync.parts import head_of
from annotator.sync.paths import EXISTS, RowPaths, as_json, keys_of, said_of
from annotator.sync.settle import codebook_heads

_HEAD_BYTES = 400
"""So long at most is a line up to its first write."""
_NOWHERE = ("", "", "", 0)


class OpenConflicts:
    """Reads them from one file, all of them at once; each is about few rows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run, self._misfits = connection.execute, MisfitSlots(connection)
        self._doubled = DoubledCodings(connection)

    def all(self) -> list[Conflict]:
        """Return what is open, in the order in which it is best decided: what others hang on first."""
        found = [*self._codebooks(), *self._names(), *self._kept(), *self._fields()]
        is_alone = self._run("SELECT 1 FROM takings LIMIT 1").fetchone() is None
        return [*found, *([] if is_alone else [*self._twice(), *self._slots()]), *self._decisions()]

    # Of a row.

    def _fields(self) -> Iterator[Conflict]:
        rows: dict[tuple[str, str, str], list[tuple[int, int, str]]] = defaultdict(list)
        query = "SELECT table_name, row, path, strand, counter, value FROM contested ORDER BY 1, 2, 3, 4, 5"
        for table, row, path, strand, counter, value in self._run(query).fetchall():
            rows[table, row, path].append((strand, counter, value))
        for (table, row, path), heads in rows.items():
            values = [value for _, _, value in heads]
            shown = self._shown(Table(table), row, path, values)
            said = [self._said(value, row, strand, counter, value == shown) for strand, counter, value in heads]
            yield Conflict(ConflictKind.FIELD, table, row, path, tuple(sorted(said, key=lambda one: not one.is_shown)))

    def _shown(self, table: Table, row: str, path: str, values: Sequence[str]) -> str:
        """Return that of some values, as JSON, that a path has now."""
        there = self._row(table, row)
        if path == said_of(EXISTS):
            return as_json(there is not None)
        if there is None:
            return values[0]
        column, slash, _ = path.partition("/")
        if slash:
            keys = {said_of(key): value for key, value in keys_of(column, there[column]).items()}
            return _json(keys.get(path))
        columns = RowPaths(RULES[table]).columns.get((column,), (column,))
        return _json(there[column] if len(columns) == 1 else [there[name] for name in columns])

    def _row(self, table: Table, row: str) -> dict[str, Any] | None:
        """Return a row as it was said, shown or hidden."""
        cursor = self._run(f"SELECT * FROM {table} WHERE id = ?", [row])
        found = cursor.fetchone()
        if found is not None:
            values = dict(zip([one[0] for one in cursor.description], found, strict=True))
        else:
            hidden = self._run("SELECT content FROM hidden WHERE table_name = ? AND row = ?", [table, row]).fetchone()
            if hidden is None:
                return None
            values = dict(json.loads(hidden[0]))
        said = self._run("SELECT said FROM settled WHERE table_name = ? AND row = ?", [table, row]).fetchone()
        return {**values, **(json.loads(said[0]) if said is not None else {})}

    def _said(self, value: str, row: str, strand: int, counter: int, is_shown: bool) -> Said:
        person, sitting, time, _ = self._part(strand, counter)
        return Said(value, row, person, time, is_shown, sitting, counter)

    def _part(self, strand: int, counter: int) -> tuple[str, str, str, int]:
        """Return who wrote a part, in which sitting and when."""
        head = self._run("SELECT person, sitting FROM strands WHERE id = ?", [strand]).fetchone()
        if head is None:
            return _NOWHERE
        line = self._run("SELECT line FROM parts WHERE strand = ? AND counter = ?", [strand, counter]).fetchone()
        text = str(line[0]) if line is not None else self._packed(strand, counter)
        try:
            return str(head[0]), str(head[1]), head_of(text).time, counter
        except (ValueError, TypeError):
            return str(head[0]), str(head[1]), "", counter

    def _packed(self, strand: int, counter: int) -> str:
        query = "SELECT first, last, body FROM segments WHERE strand = ? AND ? BETWEEN first AND last"
        found = self._run(query, [strand, counter]).fetchone()
        if found is None:
            return ""
        first, last, body = found
        packing = zlib.decompressobj()
        if first == last:  # one that may be of any length
            return packing.decompress(body, _HEAD_BYTES).decode(errors="ignore")
        lines: list[bytes] = packing.decompress(body).split(b"\n")
        return lines[counter - int(first)].decode()

    # Of what settling shows.

    def _writer(self, table: str, row: str) -> tuple[str, str, str, int]:
        found = self._run("SELECT strand, counter FROM tips WHERE table_name = ? AND row = ?", [table, row]).fetchone()
        return self._part(*found) if found is not None else _NOWHERE

    def _of_row(self, table: str, row: str, value: object, is_shown: bool) -> Said:
        person, sitting, time, counter = self._writer(table, row)
        return Said(_json(value), row, person, time, is_shown, sitting, counter)

    def _names(self) -> Iterator[Conflict]:
        for table, row, text in self._run("SELECT table_name, row, said FROM settled ORDER BY 1, 2").fetchall():
            said = json.loads(text)
            for column in SETTLING.unique.get(Table(table), ()):
                if column in said and column != "pseudonym":
                    others = self._run(f"SELECT id FROM {Table(table)} WHERE {column} = ? ORDER BY id", [said[column]])
                    rows = [str(id) for (id,) in others.fetchall() if id != row]
                    first = self._of_row(table, row, said[column], is_shown=True)
                    rest = [self._of_row(table, one, said[column], is_shown=False) for one in rows]
                    yield Conflict(ConflictKind.NAME, table, row, column, (first, *rest))

    def _codebooks(self) -> Iterator[Conflict]:
        table = Table.CODEBOOK_VERSIONS
        cursor = self._run(f"SELECT id, number, coder, time, parents FROM {table}")
        names = [one[0] for one in cursor.description]
        versions: Mapping[str, dict[str, Any]] = {row[0]: dict(zip(names, row, strict=True)) for row in cursor}
        heads = codebook_heads(versions)
        if len(heads) < 2:
            return
        said = [self._of_row(table, id, versions[id]["number"], id == heads[0]) for id in heads]
        yield Conflict(ConflictKind.CODEBOOK, table, heads[0], "parents", tuple(said))

    def _kept(self) -> Iterator[Conflict]:
        for table, row in self._run("SELECT table_name, row FROM kept ORDER BY 1, 2").fetchall():
            said = self._of_row(table, row, value=False, is_shown=False)
            yield Conflict(ConflictKind.KEPT, table, row, said_of(EXISTS), (said,))

    def _twice(self) -> Iterator[Conflict]:
        for spans, unit in self._doubled.all():
            said = [self._of_row(Table.SPANS, span, None, is_shown=False) for span in spans]
            path = "" if unit is None else f"{unit.start}-{unit.stop}"
            yield Conflict(ConflictKind.TWICE, Table.SPANS, spans[0], path, tuple(said))

    def _slots(self) -> Iterator[Conflict]:
        for slot in self._misfits.all():
            said = [self._of_row(Table.LINKS, link, None, is_shown=False) for link in slot.links]
            yield Conflict(ConflictKind.SLOT, Table.SPANS, slot.act, slot.role, tuple(said))

    def _decisions(self) -> Iterator[Conflict]:
        table, begins = Table.DECISIONS, f"{Table.DECISIONS}/"
        rows = self._run(
            "SELECT held_by, row FROM hidden WHERE table_name = ?1 AND held_by >= ?1 || '/' AND held_by < ?1 || '0'"
            " ORDER BY 1, 2",
            [table],
        ).fetchall()
        beside: dict[str, list[str]] = defaultdict(list)
        for held_by, row in rows:
            beside[held_by.removeprefix(begins)].append(row)
        for id, others in beside.items():
            outcome = self._outcome(id)
            told = [one for one in others if self._outcome(one) != outcome]
            if told:
                said = [self._of_row(table, one, self._outcome(one), one == id) for one in (id, *told)]
                yield Conflict(ConflictKind.DECISION, table, id, "rule", tuple(said))

    def _outcome(self, decision: str) -> list[Any]:
        """Return what a decision came to: the gold, or how it was decided where there is none."""
        row = self._row(Table.DECISIONS, decision) or {}
        spans = [self._row(Table.SPANS, id) for id in json.loads(row.get("gold") or "[]")]
        columns = ("label", "start", "stop", "extents", "attributes", "actor")
        gold = sorted(str([span[column] for column in columns]) for span in spans if span is not None)
        return gold or [row.get("rule")]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
