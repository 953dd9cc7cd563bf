"""What a step does to rows that copies wrote without having seen each other: it has now seen what all of them wrote.

A row that was written apart has several last parts, its tip and its *forks*: what the step writes is over all of them.
What was contested in it is decided by whoever writes it, or open again where they take their decision back. Where
nothing was ever taken in all this costs a look.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from pydantic_core import from_json

from annotator.store.chain.row_graphs import RowGraphs, RowKey
from annotator.store.chain.strands import runs_of
from annotator.store.chain.table_rules import DEFAULTS, RULES
from annotator.store.schema.tables import Table
from annotator.sync.changes import RowChange, whole_row
from annotator.sync.fold import fold
from annotator.sync.parts import Over, encoded, read
from annotator.sync.paths import RowPaths
from annotator.sync.rewriting import place_in
from annotator.sync.row_writes import FoldedRow

_ANY = "SELECT " + ", ".join(f"EXISTS (SELECT 1 FROM {table})" for table in ("forks", "contested", "takings", "kept"))

Columns = Mapping[RowKey, Iterable[str]]
"""Columns by table and id of a row."""
NOTHING: Columns = {}


class Apart:
    """The same within one step. `sitting`: whose parts they are; `target`: the name of the step that is taken back.

    `is_alone`: the file is of a time when nothing was taken in, and has no tables for it.
    """

    def __init__(
        self, connection: sqlite3.Connection, sitting: str, kind: str, target: str | None, is_alone: bool = False
    ) -> None:
        self._connection, self._run = connection, connection.execute
        self._sitting, self._kind, self._target = sitting, kind, target
        found: tuple[int, ...] = (0, 0, 0, 0) if is_alone else self._run(_ANY).fetchone()
        self._has_forks, self._has_contested, self._has_others, self._has_kept = found
        self._contested: set[RowKey] = set()
        if self._has_contested:
            self._contested.update(self._run("SELECT DISTINCT table_name, row FROM contested"))
        self._again: set[RowKey] = set()
        self._said: dict[RowKey, Mapping[str, Any]] | None = None

    def forks(self, table: str, row: str, channel: str) -> list[Over]:
        """Return the other last parts of a row in a channel, which are none any more."""
        if not self._has_forks:
            return []
        found = self._run(
            "DELETE FROM forks WHERE row = ? AND table_name = ? AND strand IN"
            " (SELECT id FROM strands WHERE channel = ?)"
            " RETURNING (SELECT sitting FROM strands WHERE id = strand), counter",
            [row, table, channel],
        )
        return [counter if sitting == self._sitting else (sitting, counter) for sitting, counter in found.fetchall()]

    def wrote(self, table: str, row: str) -> None:
        """Note that the step says something of a row."""
        if (table, row) in self._contested:
            self._again.add((table, row))

    def revived(self, change: RowChange, fields: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        """Return what is said of a row that was deleted, and shown all the same: all of it, so that it is there again.

        Of any other row it is `fields`.
        """
        kept = [change.table, change.row]
        query = "DELETE FROM kept WHERE table_name = ? AND row = ? RETURNING 1"
        if not self._has_kept or not self._run(query, kept).fetchall() or fields is None:
            return fields
        said = self._run("SELECT said FROM settled WHERE table_name = ? AND row = ?", kept).fetchone()
        before = from_json(said[0]) if said else {}
        return whole_row({**from_json(change.after or "{}"), **before, **fields}, DEFAULTS[change.table])

    def restated(self, table: str, row: str, values: Mapping[str, Any], columns: Iterable[str]) -> dict[str, Any]:
        """Return what is said of a row that was written as it was. `values`: the row; `columns`: those that are meant.

        Of a step that is taken back or done again the columns that it said, else those that are contested.
        """
        if not self._has_others:
            return {}
        if self._kind != "do":
            names: Iterable[str] = self._target_writes().get((table, row)) or {}
        else:
            names = tuple(columns) or self._contested_columns(table, row)
        said = self._run("SELECT said FROM settled WHERE table_name = ? AND row = ?", [table, row]).fetchone()
        before = from_json(said[0]) if said else {}
        return {name: before.get(name, values[name]) for name in names if name in values}

    def _contested_columns(self, table: str, row: str) -> list[str]:
        query = "SELECT DISTINCT path FROM contested WHERE table_name = ? AND row = ?"
        found: dict[str, None] = {}
        for (path,) in self._run(query, [table, row]):
            found.update(dict.fromkeys(columns_of(table, path)))
        return list(found)

    def end(self) -> None:
        """Say anew what is contested, when the step's parts stand in the file."""
        if self._has_others and self._kind == "undo":
            self._again.update(self._target_writes())
        if self._again:
            for (table, row), writes in RowGraphs(self._connection).of(self._again).items():
                put_contested(self._connection, table, row, fold(RULES[Table(table)], writes))

    def _target_writes(self) -> dict[RowKey, Mapping[str, Any]]:
        """Return what the step that is taken back, or done again, wrote over several parts: it decided."""
        if self._said is None:
            self._said = {}
            sitting, _, place = (self._target or "").rpartition("-")
            for (strand,) in self._run("SELECT id FROM strands WHERE sitting = ?", [sitting]).fetchall():
                for run in runs_of(self._connection, strand):
                    for line in run.lines:
                        if place_in(line) == int(place):
                            self._said.update(
                                ((write.table, write.row), write.fields or {})
                                for write in read(line.decode()).writes
                                if len(write.overs) > 1
                            )
        return self._said


_paths = lru_cache(maxsize=64)(RowPaths)


def columns_of(table: str, path: str) -> tuple[str, ...]:
    """Return the columns of a contested path of a row; of whether it is there, one of those that say that it is."""
    columns, first = RULES[Table(table)].columns, path.partition("/")[0]
    if first not in columns:
        return (next(iter(columns)),)
    return _paths(RULES[Table(table)]).columns.get((first,), (first,))


def put_contested(connection: sqlite3.Connection, table: str, row: str, folded: FoldedRow) -> None:
    """Write what is contested in a row, in place of what was."""
    run = connection.execute
    run("DELETE FROM contested WHERE table_name = ? AND row = ?", [table, row])
    for path in folded.contested:
        for head in path.heads:
            run(
                "INSERT INTO contested (table_name, row, path, strand, counter, value)"
                " SELECT ?, ?, ?, id, ?, ? FROM strands WHERE sitting = ? AND channel = ?",
                [table, row, path.path, head.name.counter, encoded(head.value), head.name.sitting, folded.channel],
            )
