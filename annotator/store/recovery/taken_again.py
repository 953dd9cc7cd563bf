"""What came from other copies, on its way into a file that is made anew: taken in again by the step that took it in.

Each row that others wrote is put together of all its writes, as when it came, and what is shown follows from that.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from annotator.store.chain.apart import put_contested
from annotator.store.chain.row_graphs import RowGraphs, RowKey
from annotator.store.chain.table_rules import RULES
from annotator.store.schema.tables import Table
from annotator.store.taking.cells import Cells
from annotator.store.taking.settling import Settling
from annotator.sync.fold import fold
from annotator.sync.parts import Over, Write
from annotator.sync.row_writes import FoldedRow

BESIDE = ("deliveries", "packets", "keys", "copy")
"""What a file notes of its deliveries, and whose it is: no part tells it."""


class TakenAgain:
    """Keeps up, within one transaction, what only files have to which others' parts came."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection, self._run = connection, connection.execute
        self._cells, self._settling = Cells(connection), Settling(connection)
        self.is_any = False

    def put(self, writes: Iterable[tuple[int, int, Write]]) -> None:
        """Apply writes of others that stand in their strands by now, in the order of clocks: strand, counter, write."""
        touched: dict[str, set[str]] = {}
        for strand, counter, write in writes:
            self._put_heads(strand, counter, write)
            touched.setdefault(write.table, set()).add(write.row)
        keys = [(table, row) for table, rows in touched.items() for row in rows]
        with self._cells.unrecorded():
            for (table, row), found in RowGraphs(self._connection).of(keys).items():
                folded = fold(RULES[Table(table)], found)
                self._cells.put(table, row, folded.values if folded.exists else None)
                put_contested(self._connection, table, row, folded)
                self._write_heads(table, row, folded)
        self._settling.follow(touched)

    def _put_heads(self, strand: int, counter: int, write: Write) -> None:
        if write.fields == {}:
            return
        key = [write.row, write.table]
        query = (
            "SELECT strand, counter FROM tips WHERE row = ?1 AND table_name = ?2 UNION"
            " SELECT strand, counter FROM forks WHERE row = ?1 AND table_name = ?2"
        )
        over = {self._part(strand, one) for one in write.overs}
        heads = {(strand, counter)} | {tuple(head) for head in self._run(query, key) if tuple(head) not in over}
        self._set_heads(write.table, write.row, heads)

    def _write_heads(self, table: str, row: str, folded: FoldedRow) -> None:
        """Let a row that moved to another channel have been written last by what is in force there."""
        query = "SELECT id FROM strands WHERE sitting = ? AND channel = ?"
        strands = (self._run(query, [name.sitting, folded.channel]).fetchone()[0] for name in folded.heads)
        self._set_heads(
            table, row, {(strand, name.counter) for strand, name in zip(strands, folded.heads, strict=True)}
        )

    def _set_heads(self, table: str, row: str, heads: Collection[tuple[int, int]]) -> None:
        key, (first, *others) = [row, table], sorted(heads)
        self._run("INSERT OR REPLACE INTO tips (row, table_name, strand, counter) VALUES (?, ?, ?, ?)", [*key, *first])
        self._run("DELETE FROM forks WHERE row = ? AND table_name = ?", key)
        self._connection.executemany(
            "INSERT INTO forks (row, table_name, strand, counter) VALUES (?, ?, ?, ?)",
            ([*key, *head] for head in others),
        )

    def _part(self, strand: int, over: Over) -> tuple[int, int]:
        if isinstance(over, int):
            return strand, over
        query = "SELECT id FROM strands WHERE sitting = ? AND channel = (SELECT channel FROM strands WHERE id = ?)"
        found = self._run(query, [over[0], strand]).fetchone()
        return (found[0] if found else 0), over[1]

    def after_own(self, step: int, writes: Iterable[Write], kind: str) -> None:
        """Let what follows from a step of this file follow. `step`: it, or the one that it takes back or does again."""
        if not self.is_any and not self._settling.is_needed():
            return
        keys: set[RowKey] = {(write.table, write.row) for write in writes if write.fields != {}}
        for table, row in keys:
            self._run("DELETE FROM forks WHERE row = ? AND table_name = ?", [row, table])
            self._run("DELETE FROM kept WHERE row = ? AND table_name = ?", [row, table])
        contested = set(self._run("SELECT DISTINCT table_name, row FROM contested"))
        again = keys if kind == "undo" else keys & contested
        for (table, row), found in RowGraphs(self._connection).of(again).items():
            put_contested(self._connection, table, row, fold(RULES[Table(table)], found))
        self._settling.after(step)


def copy_beside(source: sqlite3.Connection, target: sqlite3.Connection, ends: Mapping[int, int], steps: int) -> None:
    """Copy what no part tells. `ends`: how many parts each strand has; `steps`: how many steps there are."""
    for table in BESIDE:
        _copy(source, target, table, lambda row, table=table: table != "deliveries" or (row[1] or 0) <= steps)
    _copy(source, target, "sent", lambda row: row[1] in ends and row[2] <= ends[row[1]])
    known = {strand for (strand,) in target.execute("SELECT id FROM strands")}
    heads = source.execute("SELECT id, sitting, channel, person, format FROM strands").fetchall()
    waiting = {strand for (strand,) in source.execute("SELECT DISTINCT strand FROM waiting")}
    for head in heads:
        if head[0] in waiting - known:
            target.execute("INSERT INTO strands (id, sitting, channel, person, format) VALUES (?, ?, ?, ?, ?)", head)
            known.add(head[0])
    _copy(source, target, "waiting", lambda row: row[0] in known)


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, table: str, is_wanted: Any) -> None:
    rows: Collection[Any] = [row for row in source.execute(f"SELECT * FROM {table}").fetchall() if is_wanted(row)]
    if rows:
        marks = ", ".join("?" * len(next(iter(rows))))
        target.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)
