"""Hiding: a row is shown if it exists, nobody removed it, and all that it hangs on is shown.

The tables hold what is shown. `removals` says what was removed; that is all that a removal writes, and what its part
says. What is not shown for it stands in `hidden`, which follows from the rest by the table `HANGS`: no step records it,
no part tells it, and `check` derives it anew. So a removal costs what it moves and its undo as much, whatever was done
to other rows meanwhile, and what is done to a hidden row counts once it is shown again.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Protocol

from annotator.model.errors import UndoBlocked
from annotator.store.chain.table_rules import HANGS, MARKED, RULES
from annotator.store.history.row_writing import put_row
from annotator.store.history.steps import Step
from annotator.store.schema.tables import Table
from annotator.sync.following import merged_into
from annotator.sync.settling_rules import LABELS, MERGED_INTO, Hang

ORDER: Sequence[Table] = tuple(HANGS)
"""What may be hidden, each table behind those that its rows hang on."""
_DONE = {"undo": "undone", "redo": "done again", "revert": "reverted"}
_IDS = "(SELECT value FROM json_each(?))"


def hanging_on(table: Table) -> Iterator[tuple[Table, Hang]]:
    """Yield what hangs on rows of a table, and by which column."""
    yield from ((child, hang) for child in ORDER for hang in HANGS[child] if hang.on == table)


_BY = (Table.DECISIONS, Table.RELEASES, Table.PRACTICE_DOCUMENTS)
_NAMED: Mapping[Table, Sequence[tuple[Table, str]]] = {
    **{table: [(child, hang.column) for child, hang in hanging_on(table)] for table in MARKED},
    Table.ACTORS: [(Table.SPANS, "actor"), (Table.LINKS, "actor")],
    Table.CODERS: [
        *((child, hang.column) for child, hang in hanging_on(Table.CODERS)),
        *((one, "coder") for one in _BY),
    ],
}
"""Which hidden rows name a row, in which column; once shown they may not name one that is not there."""


class Follows(Protocol):
    """What does more than hiding, where anything came from other copies: see `taking/settling.py`."""

    def is_needed(self) -> bool:
        """Whether anything did."""

    def follow(self, touched: Mapping[str, Iterable[str]]) -> set[tuple[str, str]]:
        """Let what is shown follow from rows that were written, by table; return the rows that were changed by that."""


class Hiding:
    """Moves rows between their tables and `hidden`, within an open step. `settling`: does so where others' work is."""

    def __init__(self, connection: sqlite3.Connection, settling: Follows) -> None:
        self._connection, self._run = connection, connection.execute
        self._known: dict[str, list[str]] = {}
        self._settling = settling

    def is_any(self) -> bool:
        """Whether anything is removed or hidden."""
        query = "SELECT EXISTS (SELECT 1 FROM removals) OR EXISTS (SELECT 1 FROM hidden)"
        return bool(self._run(query).fetchone()[0])

    def on_replay(self, step: Step, kind: str) -> None:
        """Show and hide what follows from rows that were undone, redone or reverted; a guard of the journal."""
        if self._settling.is_needed() or not self.is_any():
            return  # where others' work is, it follows at the end of each step
        query = "SELECT DISTINCT table_name, row FROM changes WHERE step = ?"
        touched: dict[str, list[str]] = {}
        for table, row in self._run(query, [step.number]):
            touched.setdefault(table, []).append(row)
        self._follow_alone(touched)
        self._refuse_same_texts(kind)
        for table in _NAMED:
            self._refuse_orphans(table, touched.get(table, []), kind)

    def follow(self, touched: Mapping[str, Iterable[str]]) -> set[tuple[str, str]]:
        """Show, hide and call what follows from rows that came from elsewhere or went again, by table.

        Return the tables and ids of the rows that were changed by that.
        """
        return self._settling.follow(touched)

    def _follow_alone(self, touched: dict[str, list[str]]) -> None:
        self.settle(touched.pop(Table.REMOVALS, []))
        with self._unrecorded():
            for table in ORDER:
                if rows := touched.get(table):
                    self._settle_rows(table, rows)

    def settle(self, removals: Iterable[str]) -> None:
        """Show and hide what follows from these rows of `removals`, which are there, or are there no more."""
        if self._settling.is_needed():
            self._settling.follow({Table.REMOVALS: list(removals)})
            return
        with self._unrecorded():
            for id in removals:
                kind, target = id.split("/", 1)
                found = self._run("SELECT content FROM removals WHERE id = ?", [id]).fetchone()
                if found is None:
                    self._show([id])
                elif merged_into(found[0]) is not None:
                    continue  # whoever merged wrote all rows anew; what comes later follows
                elif kind == LABELS:
                    spans = self._run(
                        "SELECT id FROM spans WHERE layer IN (SELECT id FROM layers) AND label = ?", [target]
                    )
                    self._hide(Table.SPANS, [span for (span,) in spans], f"'{LABELS}/' || label")
                else:
                    self._hide(Table(kind), [target], f"'{kind}/' || id")

    def change(self, table: Table, row: str, values: Mapping[str, object]) -> None:
        """Set columns of a hidden row; a step records it as of one that is shown."""
        query = "SELECT content FROM hidden WHERE table_name = ? AND row = ?"
        (content,) = self._run(query, [table, row]).fetchone()
        put_row(self._connection, table, row, content, json.dumps({**json.loads(content), **values}))

    @contextmanager
    def shown(self, *tables: Table) -> Iterator[None]:
        """Show all hidden rows of some tables for a while, so that what is done to all reaches them too.

        What they hang on is not shown with them: within an open step only. What the step has made of them is hidden
        with them, where it hangs on the same.
        """
        held = self._run(
            f"SELECT table_name, row, held_by FROM hidden WHERE table_name IN {_IDS}", [json.dumps(tables)]
        ).fetchall()
        if held:
            self._run("PRAGMA defer_foreign_keys = ON")
            with self._unrecorded():
                for table in tables:
                    self._insert(table, [row for one, row, _ in held if one == table])
        yield
        if held:
            with self._unrecorded():
                for table in tables:
                    there = self._which(table, [row for one, row, _ in held if one == table])
                    self._move(table, there, "''")
                self._hide_again(tables, held)

    def _hide_again(self, tables: Sequence[Table], held: Sequence[tuple[str, str, str]]) -> None:
        if self._settling.is_needed():
            self._run("UPDATE hidden SET held_by = '?' WHERE held_by = ''")
            self._run("PRAGMA defer_foreign_keys = ON")
            rows: dict[str, list[str]] = {}
            for table, row, _ in held:
                rows.setdefault(table, []).append(row)
            self._settling.follow({**rows, **{table: [*rows.get(table, ()), *self._made(table)] for table in tables}})
            return
        self._run("UPDATE hidden SET held_by = '?' WHERE held_by = ''")
        self._show(["?"])
        for table in tables:
            self._settle_rows(table, self._made(table))

    def _made(self, table: Table) -> list[str]:
        """Return the rows of a table that the open step has made."""
        query = "SELECT row FROM changes WHERE step = (SELECT step FROM journal) AND table_name = ? AND before IS NULL"
        return [row for (row,) in self._run(query, [table])]

    @contextmanager
    def _unrecorded(self) -> Iterator[None]:
        (recording,) = self._run("SELECT recording FROM journal").fetchone()
        self._run("UPDATE journal SET recording = 0")
        yield
        self._run("UPDATE journal SET recording = ?", [recording])

    def _hide(self, table: Table, rows: Sequence[str], holder: str) -> None:
        """Hide rows of a table with all that hangs on them. `holder`: what holds each, as SQL."""
        rows = self._which(table, rows)
        if not rows:
            return
        ids = json.dumps(rows)
        children = list(hanging_on(table))
        listing = [(child, hang, self._listing(child, hang, ids)) for child, hang in children if hang.is_list]
        for child, hang in children:
            if not hang.is_list:
                found = self._run(f"SELECT id FROM {child} WHERE {hang.column} IN {_IDS}", [ids])
                self._hide(child, [id for (id,) in found], f"'{table}/' || {hang.column}")
        self._move(table, rows, holder)
        for child, hang, found_in in listing:
            self._hide(child, found_in, f"'{table}/' || ({_first_hidden(hang.column, hang.on)})")

    def _listing(self, child: Table, hang: Hang, ids: str) -> list[str]:
        """Return the rows that have one of these spans in a list; both stand in one document."""
        query = (
            f"SELECT {child}.id FROM {child}, json_each({hang.column}) AS one WHERE document IN"
            f" (SELECT document FROM {hang.on} WHERE id IN {_IDS}) AND one.value IN {_IDS}"
        )
        return [id for (id,) in self._run(query, [ids, ids])]

    def _move(self, table: Table, rows: Sequence[str], holder: str) -> None:
        ids = json.dumps(rows)
        values = ", ".join(f"'{name}', {name}" for name in self._columns(table))
        self._run(
            f"INSERT INTO hidden (table_name, row, held_by, content) SELECT '{table}', id, {holder},"
            f" json_object({values}) FROM {table} WHERE id IN {_IDS}",
            [ids],
        )
        self._run(f"DELETE FROM {table} WHERE id IN {_IDS}", [ids])

    def _show(self, holders: Sequence[str]) -> None:
        """Show what these hold, and what hangs on that, but for what something else holds too."""
        keys = list(holders)
        for table in ORDER:
            where = f"table_name = '{table}' AND held_by"
            freed = self._run(f"UPDATE hidden SET held_by = '' WHERE {where} IN {_IDS}", [json.dumps(keys)])
            if not freed.rowcount:
                continue
            for holder, is_held in _holders(table, is_shown=False):
                self._run(f"UPDATE hidden SET held_by = {holder} WHERE {where} = '' AND {is_held}")
            rows = [row for (row,) in self._run(f"SELECT row FROM hidden WHERE {where} = ''")]
            self._insert(table, rows)
            keys += [f"{table}/{row}" for row in rows]

    def _insert(self, table: Table, rows: Sequence[str]) -> None:
        names, ids = self._columns(table), json.dumps(rows)
        self._run(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(hidden_values(table, names))} FROM hidden"
            f" WHERE table_name = '{table}' AND row IN {_IDS}",
            [ids],
        )
        self._run(f"DELETE FROM hidden WHERE table_name = '{table}' AND row IN {_IDS}", [ids])

    def _settle_rows(self, table: Table, rows: Sequence[str]) -> None:
        """Hide and show rows that were written."""
        ids = json.dumps(rows)
        for holder, is_held in _holders(table, is_shown=True):
            found = self._run(f"SELECT id FROM {table} WHERE id IN {_IDS} AND {is_held}", [ids])
            self._hide(table, [id for (id,) in found], holder)
        self._run(f"UPDATE hidden SET held_by = '?' WHERE table_name = '{table}' AND row IN {_IDS}", [ids])
        self._show(["?"])

    def _which(self, table: Table, rows: Sequence[str]) -> list[str]:
        return [id for (id,) in self._run(f"SELECT id FROM {table} WHERE id IN {_IDS}", [json.dumps(rows)])]

    def _refuse_same_texts(self, kind: str) -> None:
        query = "SELECT max(title) FROM documents GROUP BY text_sha256 HAVING count(*) > 1 LIMIT 1"
        if found := self._run(query).fetchone():
            raise UndoBlocked(f"cannot be {_DONE[kind]}: the text of “{found[0]}” is in another document since.")

    def _refuse_orphans(self, table: Table, rows: Sequence[str], kind: str) -> None:
        """Raise `UndoBlocked` where a row went on which something in the bin hangs."""
        there = {*self._which(table, rows), *(row for row in rows if self._is_hidden(table, row))}
        gone = json.dumps([row for row in rows if row not in there])
        for child, column in _NAMED[table]:
            query = f"SELECT 1 FROM hidden WHERE table_name = '{child}' AND {_value(column)} IN {_IDS}"
            if gone != "[]" and self._run(query, [gone]).fetchone():
                raise UndoBlocked(f"cannot be {_DONE[kind]}: something in the recycle bin hangs on it.")

    def names_actor(self, actor: str) -> bool:
        """Whether a hidden span or slot names an actor."""
        return self._names(_NAMED[Table.ACTORS], actor)

    def names_judge(self, coder: str) -> bool:
        """Whether something hidden was decided or released by a person."""
        return self._names([(table, "coder") for table in _BY], coder)

    def _names(self, columns: Iterable[tuple[Table, str]], row: str) -> bool:
        return any(
            self._run(f"SELECT 1 FROM hidden WHERE table_name = '{child}' AND {_value(column)} = ?", [row]).fetchone()
            for child, column in columns
        )

    def _is_hidden(self, table: str, row: str) -> bool:
        query = "SELECT 1 FROM hidden WHERE table_name = ? AND row = ?"
        return self._run(query, [table, row]).fetchone() is not None

    def _columns(self, table: str) -> list[str]:
        if table not in self._known:
            self._known[table] = [row[0] for row in self._run("SELECT name FROM pragma_table_info(?)", [table])]
        return self._known[table]


def hidden_values(table: Table, columns: Iterable[str]) -> list[str]:
    """Return columns of a hidden row as SQL; one that a later version added has its default."""
    found = []
    for name in columns:
        default = None if name == "id" else RULES[table].columns[name].default
        default = None if default is ... else default
        quoted = f"'{default}'" if isinstance(default, str) else default
        found.append(_value(name) if default is None else f"coalesce({_value(name)}, {quoted})")
    return found


def _value(column: str) -> str:
    return f"json_extract(hidden.content, '$.{column}')"


def wrongly_held(connection: sqlite3.Connection) -> Iterator[tuple[Table, str]]:
    """Yield hidden rows that are held by nothing that they hang on, and so would not come back with it."""
    for table, hangs in HANGS.items():
        rules = [f"({is_held} AND held_by = {key})" for key, is_held in _holders(table, is_shown=False)]
        if rules and not any(hang.is_list for hang in hangs):
            query = f"SELECT row FROM hidden WHERE table_name = '{table}' AND NOT ({' OR '.join(rules)})"
            yield from ((table, row) for (row,) in connection.execute(query))


def _holders(table: Table, is_shown: bool) -> Iterator[tuple[str, str]]:
    """Yield what may hold a row, and whether it does, as SQL. `is_shown`: it stands in its table, else in `hidden`."""
    if table in MARKED:
        own = f"'{table}/' || {table}.id" if is_shown else f"'{table}/' || hidden.row"
        yield own, is_removed(own)
    for hang in HANGS[table]:
        column = f"{table}.{hang.column}" if is_shown else _value(hang.column)
        key = f"'{hang.on}/' || {column}"
        if hang.is_list:
            found = _first_hidden(column, hang.on)
            yield f"'{hang.on}/' || ({found})", f"EXISTS ({found})"
        elif hang.on == LABELS:
            yield key, is_removed(key)
        elif is_shown:
            there = f"SELECT 1 FROM hidden WHERE table_name = '{hang.on}' AND row = {column}"
            yield key, f"{column} IS NOT NULL AND EXISTS ({there})"
        else:
            there = f"SELECT 1 FROM {hang.on} AS other WHERE other.id = {column}"
            yield key, f"{column} IS NOT NULL AND NOT EXISTS ({there})"


def is_removed(key: str) -> str:
    """Return SQL for whether something was removed, and not merged into something else."""
    mark = f'"{MERGED_INTO}":'
    return f"EXISTS (SELECT 1 FROM removals WHERE removals.id = {key} AND instr(removals.content, '{mark}') = 0)"


def _first_hidden(column: str, of: str) -> str:
    """Return SQL for the first of a list of rows that is hidden."""
    return (
        f"SELECT one.value FROM json_each({column}) AS one JOIN hidden AS other"
        f" ON other.table_name = '{of}' AND other.row = one.value LIMIT 1"
    )
