"""A project as all parts say that it holds: folded and settled, to be compared with what stands in its tables."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from annotator.store.chain.strands import runs_of, strands_of
from annotator.store.chain.table_rules import RULES, SETTLING
from annotator.store.schema.tables import Table
from annotator.sync.fold import fold
from annotator.sync.parts import Strand, encoded, read
from annotator.sync.row_writes import FoldedRow, RowWrite, WriteName, row_writes
from annotator.sync.settle import Key, SettledTables, Values, settle

Held = dict[Key, list[RowWrite]]


def writes_of(strand: Strand, lines: Iterable[bytes]) -> Iterator[tuple[Key, RowWrite]]:
    """Yield the writes of a strand's lines with table and id of their rows."""
    for line in lines:
        part = read(line.decode())
        name = WriteName(strand.sitting, part.counter)
        found = row_writes(
            part.writes, channel=strand.channel, name=name, clock=part.clock, person=strand.person, kind=part.kind
        )
        yield from found.items()


def held_by(connection: sqlite3.Connection) -> Held:
    """Return the writes of all parts of a file that count, by row."""
    found: Held = defaultdict(list)
    waiting = set(connection.execute("SELECT strand, counter FROM waiting"))
    for number, strand in strands_of(connection):
        counter = 0
        for run in runs_of(connection, number):
            for line in run.lines:
                counter += 1
                if (number, counter) not in waiting:
                    for key, write in writes_of(strand, [line]):
                        found[key].append(write)
    return found


def folded(held: Held) -> dict[str, dict[str, FoldedRow]]:
    """Return what the writes come to, by table and id; no row of a table is missing that has none."""
    found: dict[str, dict[str, FoldedRow]] = {table: {} for table in RULES}
    for (table, id), writes in held.items():
        found[table][id] = fold(RULES[Table(table)], writes)
    return found


def by_parts(connection: sqlite3.Connection) -> SettledTables:
    """Return what the parts of a file say that it shows."""
    return settle(folded(held_by(connection)), SETTLING)


def apart(connection: sqlite3.Connection) -> list[str]:
    """Return where the file's heads of rows, and what it has as contested, are not what the parts say."""
    heads: dict[Key, set[WriteName]] = defaultdict(set)
    query = "SELECT table_name, row, sitting, counter FROM {} JOIN strands ON strands.id = strand"
    for of in ("tips", "forks"):
        for table, row, *name in connection.execute(query.format(of)):
            heads[table, row].add(WriteName(*name))
    query = "SELECT table_name, row, path, sitting, counter, value FROM contested JOIN strands ON strands.id = strand"
    there = {
        (table, row, path, WriteName(*name), value) for table, row, path, *name, value in connection.execute(query)
    }
    said, found = set(), list[str]()
    for table, rows in folded(held_by(connection)).items():
        for id, one in rows.items():
            if set(one.heads) != heads.pop((table, id), set()):
                found.append(f"heads of {table}/{id}: {one.heads}")
            for path in one.contested:
                said |= {(table, id, path.path, head.name, encoded(head.value)) for head in path.heads}
    found += [f"heads of {key}, of which no part tells" for key in heads]
    found += [f"contested by the parts alone: {one}" for one in sorted(said - there)]
    return found + [f"contested in the file alone: {one}" for one in sorted(there - said)]


def in_tables(connection: sqlite3.Connection) -> SettledTables:
    """Return what a file shows."""
    found = SettledTables()
    for table, rule in RULES.items():
        names = ["id", *rule.columns]
        rows = connection.execute(f"SELECT {', '.join(names)} FROM {table}")
        found.shown[table] = {id: dict(zip(rule.columns, values, strict=True)) for id, *values in rows}
    for table, id, holder, content in connection.execute("SELECT table_name, row, held_by, content FROM hidden"):
        values = {**RULES[Table(table)].defaults(), **json.loads(content)}
        values.pop("id")
        found.hidden[table, id] = (holder, values)
    for table, id, said in connection.execute("SELECT table_name, row, said FROM settled"):
        found.said[table, id] = json.loads(said)
    found.kept = set(connection.execute("SELECT table_name, row FROM kept"))
    return found


def differences(one: SettledTables, other: SettledTables) -> list[str]:
    """Return a line for each row that is not the same in both, whatever holds it."""
    found = [
        f"{table}/{id}: {_unlike(rows.get(id), other.shown[table].get(id))}"
        for table, rows in one.shown.items()
        for id in sorted({*rows, *other.shown[table]})
        if rows.get(id) != other.shown[table].get(id)
    ]
    for key in sorted({*one.hidden, *other.hidden}):
        ours, theirs = (_base(of, key) for of in (one, other))
        if ours != theirs:
            found.append(f"hidden {key}: {_unlike(ours, theirs)}")
    for key in sorted({*one.said, *other.said} - one.hidden.keys() - other.hidden.keys()):
        if one.said.get(key) != other.said.get(key):
            found.append(f"said of {key}: {one.said.get(key)} | {other.said.get(key)}")
    if one.kept != other.kept:
        found.append(f"kept: {sorted(one.kept)} | {sorted(other.kept)}")
    return found


def _base(of: SettledTables, key: Key) -> Values | None:
    return {**of.hidden[key][1], **of.said.get(key, {})} if key in of.hidden else None


def _unlike(one: Values | None, other: Values | None) -> Any:
    if one is None or other is None:
        return f"{one} | {other}"
    return {name: (one.get(name), other.get(name)) for name in {*one, *other} if one.get(name) != other.get(name)}
