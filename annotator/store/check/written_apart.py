"""A replay of a file that others' parts came to: rows that were written apart are folded, and what is shown is settled.

It is done in the database of the replay by the same functions that take a delivery in, and held against the file.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from annotator.store.chain.row_graphs import RowGraphs
from annotator.store.chain.table_rules import RULES, SETTLING
from annotator.store.schema.tables import Table
from annotator.store.schema.team_tables import TEAMS
from annotator.store.taking.settling import Settling
from annotator.sync.fold import fold
from annotator.sync.parts import Write
from annotator.sync.row_writes import FoldedRow

_HELD = ("forks", "contested", "settled", "kept")
_SHOWN = 60
_OTHERWISE = {
    "forks": "Which parts of the history wrote “{}” of {} last is not what the file says.",
    "contested": "What was said of “{}” of {} by several is not what the file says.",
    "settled": "What was said of “{}” of {}, and is shown otherwise, is not what the file says.",
    "kept": "Whether “{}” of {} was deleted, and is shown since something names it, is not what the file says.",
}


class WrittenApart:
    """The same for one file. `file`: its connection; `replay`: that of the replay, where all parts are applied."""

    def __init__(self, file: sqlite3.Connection, replay: sqlite3.Connection) -> None:
        self._file, self._db, self._run = file, replay, replay.execute
        self._names = {
            (sitting, channel): id for id, sitting, channel in file.execute("SELECT id, sitting, channel FROM strands")
        }
        self._channels = {id: channel for (_, channel), id in self._names.items()}
        self._forked: dict[tuple[str, str], set[tuple[int, int]]] = {}
        """The last parts of the rows that were written apart."""
        statements = [part.strip() for part in TEAMS.split(";")]
        for table in _HELD:
            self._run(next(part for part in statements if part.startswith(f"CREATE TABLE {table} ")))
        self._run("CREATE TABLE journal (id INTEGER PRIMARY KEY, step INTEGER, recording INTEGER)")
        self._run("INSERT INTO journal VALUES (1, NULL, 1)")
        self._run("CREATE TABLE changes (number INTEGER, step INTEGER, table_name, row, before, after)")
        self._run("CREATE TABLE hidden (table_name, row, held_by, content, PRIMARY KEY (table_name, row))")
        self._run("CREATE INDEX hidden_by_holder ON hidden (held_by)")

    def note(self, strand: int, counter: int, writes: Sequence[Write]) -> list[Write]:
        """Note which rows are not written over what wrote them last; return the writes of all others."""
        plain = []
        for write in writes:
            key = (write.table, write.row)
            query = "SELECT strand, counter FROM tips WHERE row = ? AND table_name = ?"
            tip = self._run(query, [write.row, write.table]).fetchone()
            me = (strand, counter)
            over = {self._part(strand, one) for one in write.overs} - {me}
            last = self._forked.get(key, {tip} if tip else set())
            if key in self._forked or (over != last - {me} and not self._moved(key, strand, tip, over)):
                self._forked[key] = last - over | {me}
            else:
                plain.append(write)
        return plain

    def _part(self, strand: int, over: Any) -> tuple[int, int]:
        if isinstance(over, int):
            return strand, over
        sitting, counter = over
        return self._names.get((sitting, self._channels[strand]), 0), counter

    def _moved(self, key: tuple[str, str], strand: int, tip: tuple[int, int] | None, over: set[Any]) -> bool:
        """Whether an actor is written in another channel, for all, whose proposal said so in its own."""
        is_elsewhere = tip is not None and self._channels[tip[0]] != self._channels[strand]
        return key[0] == Table.ACTORS and not over and is_elsewhere

    def fold(self) -> None:
        """Put rows together that were written apart."""
        heads_of: dict[tuple[int, int], set[tuple[str, str]]] = defaultdict(set)
        for key, parts in self._forked.items():
            for part in parts:
                heads_of[part].add(key)
        for (table, row), writes in RowGraphs(self._file).behind(heads_of).items():
            folded = fold(RULES[Table(table)], writes)
            heads = sorted((self._names[name.sitting, folded.channel], name.counter) for name in folded.heads)
            self._run("DELETE FROM tips WHERE row = ? AND table_name = ?", [row, table])
            self._db.executemany(
                "INSERT OR REPLACE INTO forks (row, table_name, strand, counter) VALUES (?, ?, ?, ?)",
                ([row, table, *head] for head in heads),
            )
            self._contest(table, row, folded)
            self._run(f"DELETE FROM {Table(table)} WHERE id = ?", [row])
            if folded.exists:
                names, marks = ", ".join(("id", *folded.values)), ", ".join("?" * (len(folded.values) + 1))
                self._run(f"INSERT INTO {table} ({names}) VALUES ({marks})", [row, *folded.values.values()])

    def _contest(self, table: str, row: str, folded: FoldedRow) -> None:
        for path in folded.contested:
            for head in path.heads:
                number = self._names[head.name.sitting, folded.channel]
                value = json.dumps(head.value, ensure_ascii=False, separators=(",", ":"))
                self._run(
                    "INSERT INTO contested (table_name, row, path, strand, counter, value) VALUES (?, ?, ?, ?, ?, ?)",
                    [table, row, path.path, number, head.name.counter, value],
                )

    def settle(self) -> None:
        """Show what is to be shown of all rows."""
        for table, hangs in SETTLING.hangs.items():
            for hang in hangs:
                if not hang.is_list:
                    self._run(f"CREATE INDEX {table}_by_{hang.column} ON {table} ({hang.column})")
        for table, alike in SETTLING.alike.items():
            self._run(f"CREATE INDEX {table}_alike ON {table} ({', '.join(alike.columns)})")
        touched: dict[str, list[str]] = {
            table: [id for (id,) in self._run(f"SELECT id FROM {table}").fetchall()] for table in RULES
        }
        gone = "SELECT DISTINCT table_name, row FROM tips UNION SELECT table_name, row FROM forks"
        for table, row in self._run(gone).fetchall():
            if table in SETTLING.kept:
                touched[table].append(row)
        Settling(self._db, RowGraphs(self._file)).follow(touched)

    def _ids(self, query: str) -> list[str]:
        return [id for (id,) in self._run(query).fetchall()]

    def differences(self) -> Iterator[str]:
        """Yield a sentence for each row of which the file holds otherwise what follows from the parts."""
        heads = (
            "SELECT row, table_name, strand, counter FROM tips UNION SELECT row, table_name, strand, counter FROM forks"
        )
        queries = {table: f"SELECT * FROM {table}" for table in _HELD[1:]}
        for table, query in {"forks": heads, **queries}.items():
            there, said = ({_key(table, row): 1 for row in run(query)} for run in (self._file.execute, self._run))
            for of, row in dict.fromkeys(key[:2] for key in there.keys() ^ said.keys()):
                yield _OTHERWISE[table].format(row[:_SHOWN], of)


def _key(table: str, row: Sequence[Any]) -> tuple[Any, ...]:
    if table == "forks":
        return row[1], row[0], *row[2:]
    if table == "settled":
        return row[0], row[1], json.dumps(json.loads(row[2]), sort_keys=True)
    return tuple(row)
