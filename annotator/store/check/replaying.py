"""The parts of a file put on top of each other from the first step on, in a database of their own, beside the file.

What stands there in the end must stand in the file: rows, and which part wrote each of them last.
"""

import sqlite3
from codecs import getincrementaldecoder
from collections.abc import Generator, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any

from annotator.store.chain.strands import inflated
from annotator.store.chain.table_rules import HANGS, MARKED, RULES
from annotator.store.check.written_apart import WrittenApart
from annotator.store.connections.connecting import private
from annotator.store.history.hiding import hidden_values, is_removed, wrongly_held
from annotator.store.schema.tables import Table
from annotator.store.taking.settling import Settling
from annotator.sync.parts import Write, head_of, read, writes_in
from annotator.sync.settling_rules import LABELS, Hang

Row = tuple[Any, ...]
Place = tuple[int, str, int]
"""Clock and sitting of a part, and the number of its step in this file; 0 for one of another copy."""
_SHOWN = 60
_AT_ONCE = 2_000
"""Writes that are held at once."""
_HEAD = 4_000
_WHOLE = {table: (rule.defaults(), itemgetter("id", *rule.columns)) for table, rule in RULES.items()}
"""By table: the defaults of its columns, and what puts columns in their order; `KeyError` where one is missing."""


class Replay:
    """The tables as parts say them. `put` takes lines in any order; `run` goes through them by their clocks.

    `is_apart`: also where nothing came from others, what is shown stands in tables of its own.
    """

    def __init__(self, of: sqlite3.Connection | None = None, is_apart: bool = False) -> None:
        # A private file of SQLite's: a large project does not stand in memory, and in its own file nothing is written.
        self._db = private(of)
        self._apart = None
        if of is not None and (is_apart or Settling(of).is_needed()):
            self._apart = WrittenApart(of, self._db)
        self._run = self._db.execute
        self._run("PRAGMA synchronous = OFF")
        self._run("PRAGMA journal_mode = OFF")
        self._run("CREATE TABLE lines (clock INTEGER, sitting TEXT, step INTEGER, strand INTEGER, line, hash BLOB)")
        self._run("CREATE TABLE tips (row, table_name, strand, counter, PRIMARY KEY (row, table_name)) WITHOUT ROWID")
        self._columns: dict[str, list[str]] = {}
        self._columns_of_new = {table: rule.columns.keys() - rule.defaults().keys() for table, rule in RULES.items()}
        for table, rule in RULES.items():
            self._columns[table] = ["id", *rule.columns]
            columns = ", ".join(f'"{name}"' for name in rule.columns)
            self._run(f"CREATE TABLE {table} (id PRIMARY KEY, {columns}) WITHOUT ROWID")
        self._new: list[Row] = []
        self._of = ""
        self._run("BEGIN")

    def close(self) -> None:
        """Forget all of it."""
        self._db.close()

    def put(self, place: Place, strand: int, line: str | bytes, hash: bytes) -> None:
        """Take a line of a strand; bytes: it is compressed."""
        self._run("INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?)", [*place, strand, line, hash])

    def rows(self, query: str) -> sqlite3.Cursor:
        """Return what a query finds in the tables as the parts say them, after `run`."""
        return self._run(query)

    def parts_by_step(self) -> Generator[tuple[int, int, bytes], None, None]:
        """Yield step, strand and hash of all lines of this file's steps, in that order."""
        yield from self._run("SELECT step, strand, hash FROM lines WHERE step ORDER BY step, strand")

    def run(self) -> None:
        """Do what the lines say; raises `ValueError`, `KeyError` or `TypeError` for one that says what none can."""
        self._run("CREATE INDEX lines_by_clock ON lines (clock, sitting, strand)")
        for strand, line in self._db.execute("SELECT strand, line FROM lines ORDER BY clock, sitting, strand"):
            if isinstance(line, str):
                part = read(line)
                self._apply(strand, part.counter, part.writes)
            else:
                self._apply_packed(strand, line)
        self._insert_new()
        if self._apart is None:
            self._hide()
        else:
            self._apart.fold()
            self._apart.settle()

    def _hide(self) -> None:
        """Find what is not shown: what was removed, and what hangs on that or on nothing that is there."""
        self._run("CREATE TABLE gone (table_name, row, PRIMARY KEY (table_name, row)) WITHOUT ROWID")
        if not self._run("SELECT 1 FROM removals").fetchone():
            return
        for table, hangs in HANGS.items():
            marked = is_removed(f"'{table}/' || {table}.id")
            rules = [marked] * (table in MARKED) + [_is_gone(table, hang) for hang in hangs]
            self._run(f"INSERT INTO gone SELECT '{table}', id FROM {table} WHERE {' OR '.join(rules)}")

    def _apply_packed(self, strand: int, body: bytes) -> None:
        """Apply a line that may be of any length; as `run`."""
        decode = getincrementaldecoder("utf-8")().decode
        counter = head_of(decode(next(inflated(body), b"")[:_HEAD])).counter
        decode = getincrementaldecoder("utf-8")().decode
        writes = writes_in(text for piece in inflated(body) if (text := decode(piece)))
        while some := list(islice(writes, _AT_ONCE)):
            self._apply(strand, counter, some)

    def _apply(self, strand: int, counter: int, writes: Sequence[Write]) -> None:
        if self._apart is not None:
            writes = self._apart.note(strand, counter, writes)
        tips = [(row, table, strand, counter) for table, row, fields, _ in writes if fields != {}]
        self._db.executemany("INSERT OR REPLACE INTO tips VALUES (?, ?, ?, ?)", tips)
        for write in writes:
            if write.fields is not None and write.over is None:
                self._add(write)
            elif write.fields != {}:
                self._insert_new()
                self._change(write)

    def _add(self, write: Write) -> None:
        if write.table != self._of or len(self._new) >= _AT_ONCE:
            self._insert_new()
            self._of = Table(write.table)
        assert write.fields is not None
        self._new.append(self._whole(write.table, write.row, write.fields))

    def _insert_new(self) -> None:
        if self._new:
            marks = ", ".join("?" * len(self._new[0]))
            self._db.executemany(f"INSERT OR REPLACE INTO {self._of} VALUES ({marks})", self._new)
            self._new = []

    def _change(self, write: Write) -> None:
        table = Table(write.table)
        if write.fields is None:
            self._run(f"DELETE FROM {table} WHERE id = ?", [write.row])
            return
        known = self._columns[table]
        names = ", ".join(f'"{known[known.index(name)]}" = ?' for name in write.fields)
        if self._run(f"UPDATE {table} SET {names} WHERE id = ?", [*write.fields.values(), write.row]).rowcount:
            return
        if self._apart is None or self._columns_of_new[table] <= write.fields.keys():
            self._add(write)
            self._insert_new()
        # Else somebody deleted the row who had not seen this: it is put together with all that was written apart.

    def _whole(self, table: str, id: str, fields: Mapping[str, Any]) -> Row:
        defaults, columns = _WHOLE[Table(table)]
        row: Row = columns({**defaults, **fields, "id": id})
        return row

    def differences(self, connection: sqlite3.Connection) -> Iterator[str]:
        """Yield a sentence for each row of the file that is not what the parts say."""
        for table, columns in self._columns.items():
            names = ", ".join(f'"{name}"' for name in columns)
            there = f"SELECT {names}, 0 FROM {table}"
            said = f"SELECT {names}, EXISTS (SELECT 1 FROM gone WHERE table_name = '{table}' AND row = id) FROM {table}"
            values = ", ".join(hidden_values(Table(table), columns))
            there += f" UNION ALL SELECT {values}, 1 FROM hidden WHERE table_name = '{table}'"
            if self._apart is not None:
                said = there
            found, wanted = (
                run(f"{query} ORDER BY 1") for run, query in ((connection.execute, there), (self._run, said))
            )
            for in_file, by_parts in _unlike(found, wanted):
                yield _sentence(table, [*columns, _HIDDEN], in_file, by_parts)
        if self._apart is not None:
            yield from self._apart.differences()
            return
        for of, hidden in wrongly_held(connection):
            yield f"What the hidden row “{hidden[:_SHOWN]}” of {of} is held by is nothing that it hangs on."
        query = "SELECT row, table_name, strand, counter FROM tips ORDER BY row, table_name"
        for one, other in _unlike(connection.execute(query), self._run(query), key=2):
            row = one or other or ("", "")
            yield f"Which part of the history wrote “{row[0][:_SHOWN]}” of {row[1]} last is not what the file says."


_HIDDEN = "shown or not"


def _is_gone(table: Table, hang: Hang) -> str:
    """Return SQL for whether what a row hangs on is not shown."""
    column = f"{table}.{hang.column}"
    if hang.is_list:
        there = f"SELECT 1 FROM json_each({column}) AS one JOIN gone ON table_name = '{hang.on}' AND row = one.value"
        return f"EXISTS ({there})"
    if hang.on == LABELS:
        return is_removed(f"'{LABELS}/' || {column}")
    there = f"SELECT 1 FROM {hang.on} AS other WHERE other.id = {column}"
    gone = f"SELECT 1 FROM gone WHERE table_name = '{hang.on}' AND row = {column}"
    return f"({column} IS NOT NULL AND (NOT EXISTS ({there}) OR EXISTS ({gone})))"


def _unlike(one: Iterator[Row], other: Iterator[Row], key: int = 1) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield the rows of two sorted tables that are in one alone, or other in both; `key`: how many columns name one."""
    left, right = next(one, None), next(other, None)
    while left is not None or right is not None:
        if left == right:
            left, right = next(one, None), next(other, None)
            continue
        is_left = right is None or (left is not None and left[:key] <= right[:key])
        is_right = left is None or (right is not None and right[:key] <= left[:key])
        yield left if is_left else None, right if is_right else None
        left = next(one, None) if is_left else left
        right = next(other, None) if is_right else right


def _sentence(table: str, columns: Sequence[str], there: Row | None, said: Row | None) -> str:
    id = str((there or said or ("",))[0])[:_SHOWN]
    if there is None:
        return f"The row “{id}” of {table} is gone, and no step of the history removed it."
    if said is None:
        return f"The row “{id}” of {table} was written by no step of the history."
    if there[:-1] == said[:-1]:
        return f"The row “{id}” of {table} is {'not shown' if there[-1] else 'shown'}; by the history it is otherwise."
    other = [name for name, one, two in zip(columns, there, said, strict=True) if one != two]
    return f"In the row “{id}” of {table} “{'”, “'.join(other)}” is not what the history says."
