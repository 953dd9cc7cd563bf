"""Rows as they are said to be, many at once: read before parts are applied to them, and written back afterwards.

What is said of a row is its base: what settling made of it (another name, a successor) is taken off when it is read,
and found anew when all is written. What was written stands in the temporary table `touched`.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from annotator.store.chain.table_rules import RULES, SETTLING
from annotator.store.schema.tables import Table
from annotator.store.taking.cells import Cells
from annotator.sync.row_writes import ContestedPath

RowKey = tuple[str, str]
"""Table and id."""
Node = tuple[int, int]
"""A part: the number of its strand in this file, and its counter."""

ONE_BY_ONE = frozenset(
    {
        *map(str, (*SETTLING.unique, *SETTLING.kept)),
        *(Table.ASSIGNMENTS, Table.RELEASES, Table.PRACTICE_DOCUMENTS, Table.PRACTICE_RESULTS, Table.RECODE_SAMPLES),
    }
)
"""Tables in which a row that was said may not stand beside one that is shown, so that each is put by itself."""

DEFAULTS_OF = {str(table): rule.defaults() for table, rule in RULES.items()}
COLUMNS = {str(table): tuple(rule.columns) for table, rule in RULES.items()}
_VALUES_OF: dict[str, Callable[[Mapping[str, Any]], Any]] = {
    table: itemgetter(*columns) for table, columns in COLUMNS.items() if len(columns) > 1
}
REQUIRED = {str(table): frozenset(rule.columns.keys() - rule.defaults().keys()) for table, rule in RULES.items()}

_MANY = 500
"""New rows of a table, of which it pays to lift its triggers."""

TOUCHED = (
    "CREATE TEMP TABLE IF NOT EXISTS touched (table_name TEXT NOT NULL, row TEXT NOT NULL, was INTEGER NOT NULL,"
    " now INTEGER NOT NULL, strand INTEGER, counter INTEGER, heads TEXT, within TEXT, PRIMARY KEY (table_name, row))"
    " WITHOUT ROWID"
)


class RowState:
    """A row. `values`: its columns but `id`, None where it does not exist; `heads`: the parts that wrote it last.

    `where`: the table that it stands in, “hidden”, or nothing. `is_slow`: it must be folded. `changed`: the columns
    that may differ from what stands there. `was`: whether it existed before; `within`: in which document, or act.
    """

    __slots__ = ("changed", "heads", "is_slow", "values", "was", "where", "within")

    def __init__(self) -> None:
        self.values: dict[str, Any] | None = None
        self.heads: tuple[Node, ...] = ()
        self.where = ""
        self.is_slow = False
        self.changed: set[str] | None = None
        self.was = False
        self.within: str | None = None


class RowStates:
    """The rows of a file that is being written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection, self._run = connection, connection.execute
        self._cells = Cells(connection)
        self._run(TOUCHED)
        self._run("DELETE FROM touched")
        self._has = {table: self._is_any(table) for table in ("forks", "contested", "settled", "kept", "hidden")}
        self._lifted: dict[str, list[str]] = {}
        self.contested: dict[RowKey, int] = {}
        """Rows in which something stands open, with how many paths."""

    def _is_any(self, table: str) -> bool:
        return bool(self._run(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0])

    def load(self, keys: Collection[RowKey]) -> dict[RowKey, RowState]:
        """Return rows as they are said to be; those that never were are new."""
        states = {key: RowState() for key in sorted(keys)}  # in an index what stands side by side is put at once
        by_table = self._put_heads(states)
        for table, rows in by_table.items():
            self._put_values(table, rows, states)
        for state in states.values():
            if state.values is not None:
                state.was, state.within = True, state.values.get("document") or state.values.get("act")
        return states

    def _put_heads(self, states: Mapping[RowKey, RowState]) -> dict[str, list[str]]:
        """Give rows their heads; return those that have any by table."""
        found = defaultdict[str, list[str]](list)
        ids = json.dumps(list({row for _, row in states}))
        tips = self._run(
            "SELECT tips.table_name, tips.row, strand, counter FROM json_each(?) AS wanted"
            " CROSS JOIN tips ON tips.row = wanted.value",
            [ids],
        )
        for table, row, strand, counter in tips:
            state = states.get((table, row))
            if state is not None:
                state.heads = ((strand, counter),)
                found[table].append(row)
        for table, row, strand, counter in self._some("forks", "strand, counter", ids):
            state = states.get((table, row))
            if state is not None:
                state.heads += ((strand, counter),)
        for table, row in self._some("contested", "", ids):
            if (table, row) in states:
                states[table, row].is_slow = True
        return found

    def _some(self, table: str, columns: str, ids: str) -> list[Any]:
        if not self._has[table]:
            return []
        more = f", {columns}" if columns else ""
        query = f"SELECT table_name, row{more} FROM {table} WHERE row IN (SELECT value FROM json_each(?))"
        return self._run(query, [ids]).fetchall()

    def _put_values(self, table: str, rows: Sequence[str], states: Mapping[RowKey, RowState]) -> None:
        ids, columns = json.dumps(rows), COLUMNS[table]
        names = ", ".join(f'"{name}"' for name in columns)
        query = f"SELECT id, {names} FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
        for id, *values in self._run(query, [ids]):
            state = states[table, id]
            state.values, state.where = dict(zip(columns, values, strict=True)), table
        for of, row, content in self._some("hidden", "content", ids):
            if of == table:
                state, said = states[table, row], json.loads(content)
                said.pop("id", None)
                state.values, state.where = {**DEFAULTS_OF[table], **said}, "hidden"
        for of, row, said in self._some("settled", "said", ids):
            if of == table and (values := states[table, row].values) is not None:
                base = json.loads(said)
                values.update(base)
                states[table, row].changed = {*base, *(states[table, row].changed or ())}
        for of, row in self._some("kept", "", ids):
            if of == table:
                states[table, row].values = None
                states[table, row].changed = set(columns)

    def change(self, state: RowState, table: str, fields: Mapping[str, Any] | None) -> None:
        """Let a row be what a part says that saw it as it is."""
        if fields is None:
            state.values = None
        elif state.values is not None:
            state.values.update(fields)
            if state.changed is None:
                state.changed = set()
            state.changed.update(fields)
        elif REQUIRED[table] <= fields.keys():
            state.values = {**DEFAULTS_OF[table], **fields}
            state.changed = set(COLUMNS[table]) if state.where else None
        elif fields:
            state.is_slow = True  # it goes on with a row that was gone

    def save(self, states: Mapping[RowKey, RowState], tips: Mapping[RowKey, Node]) -> None:
        """Write rows back with what wrote them last. `tips`: of rows with several heads, which of them stands first."""
        self._forget_settled(states, json.dumps([row for _, row in states]))
        new = defaultdict[str, list[tuple[Any, ...]]](list)
        others = defaultdict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]](list)
        heads, forks, gone = list[tuple[Any, ...]](), list[tuple[Any, ...]](), list[RowKey]()
        noted = list[tuple[Any, ...]]()
        for key, state in states.items():
            table, row = key
            values = state.values
            if table in ONE_BY_ONE:
                self._cells.put(table, row, values)
                self._has["settled"] = self._has["hidden"] = True
            elif values is None:
                if state.where:
                    self._take(table, row, state.where)
            elif not state.where:
                get = _VALUES_OF.get(table)
                new[table].append((row, *(get(values) if get else values.values())))
            elif state.where == "hidden":
                self._put_hidden(table, row, values)
            elif state.changed:
                changed = tuple(sorted(state.changed))
                others[table, changed].append((*map(values.__getitem__, changed), row))
            if len(state.heads) == 1:
                heads.append((row, table, *state.heads[0]))
            elif not state.heads:
                gone.append((row, table))
            else:
                heads.append((row, table, *tips[key]))
                forks += [(row, table, *head) for head in state.heads if head != tips[key]]
            noted.append((table, row, state.was, values is not None, state.within))
        for table, rows in new.items():
            self._insert(table, rows)
        for (table, changed), rows in others.items():
            self._update(table, changed, rows)
        self._put_tips(heads, forks, gone)
        self._connection.executemany(
            "INSERT INTO touched (table_name, row, was, now, within) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (table_name, row) DO UPDATE SET now = excluded.now, within = excluded.within",
            noted,
        )

    def _forget_settled(self, states: Mapping[RowKey, RowState], ids: str) -> None:
        for table in ("settled", "forks", "contested"):
            for of, row in {tuple(one[:2]) for one in self._some(table, "", ids)}:
                if (of, row) in states:
                    self._run(f"DELETE FROM {table} WHERE table_name = ? AND row = ?", [of, row])

    def _take(self, table: str, row: str, where: str) -> None:
        if where == "hidden":
            self._run("DELETE FROM hidden WHERE table_name = ? AND row = ?", [table, row])
        else:
            self._run(f"DELETE FROM {table} WHERE id = ?", [row])

    def _put_hidden(self, table: str, row: str, values: Mapping[str, Any]) -> None:
        content = self._cells.content(table, row, values)
        self._run("UPDATE hidden SET content = ? WHERE table_name = ? AND row = ?", [content, table, row])

    def _insert(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        columns = ("id", *COLUMNS[table])
        names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        if len(rows) > _MANY:
            self._lift_triggers(table)
        self._connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)

    def _lift_triggers(self, table: str) -> None:
        """Let SQLite not ask for each of many rows whether it is to be recorded, which costs as much as the row."""
        if table not in self._lifted:
            query = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?"
            triggers = self._run(query, [table]).fetchall()
            self._lifted[table] = [sql for _, sql in triggers]
            for name, _ in triggers:
                self._run(f"DROP TRIGGER {name}")

    def close(self) -> None:
        """Put the triggers back that were lifted; before, the step must not be committed."""
        for triggers in self._lifted.values():
            for sql in triggers:
                self._run(sql)
        self._lifted = {}

    def _update(self, table: str, changed: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        names = ", ".join(f'"{name}" = ?' for name in changed)
        self._connection.executemany(f"UPDATE {table} SET {names} WHERE id = ?", rows)

    def _put_tips(
        self, heads: Sequence[tuple[Any, ...]], forks: Sequence[tuple[Any, ...]], gone: Sequence[tuple[str, str]]
    ) -> None:
        put = "INSERT OR REPLACE INTO tips (row, table_name, strand, counter) VALUES (?, ?, ?, ?)"
        self._connection.executemany(put, heads)
        if gone:
            self._connection.executemany("DELETE FROM tips WHERE row = ? AND table_name = ?", gone)
        if forks:
            self._has["forks"] = True
            query = "INSERT INTO forks (row, table_name, strand, counter) VALUES (?, ?, ?, ?)"
            self._connection.executemany(query, forks)

    def contest(self, key: RowKey, paths: Iterable[ContestedPath], numbers: Mapping[Any, Node]) -> None:
        """Keep what stands open in a row, after it was saved. `numbers`: the parts by their names."""
        paths = list(paths)
        self.contested[key] = len(paths)
        for path in paths:
            self._has["contested"] = True
            for head in path.heads:
                value = json.dumps(head.value, ensure_ascii=False, separators=(",", ":"))
                self._run(
                    "INSERT OR REPLACE INTO contested (table_name, row, path, strand, counter, value)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    [*key, path.path, *numbers[head.name], value],
                )

    @property
    def conflicts(self) -> int:
        """How many paths stand open in rows that were folded."""
        return sum(self.contested.values())

    def counts(self) -> list[tuple[str, int, int, int]]:
        """Return table, and how many rows are new, changed and gone."""
        query = (
            "SELECT table_name, sum(now AND NOT was), sum(now AND was), sum(was AND NOT now) FROM touched"
            " GROUP BY table_name ORDER BY table_name"
        )
        return [(str(table), int(new), int(changed), int(gone)) for table, new, changed, gone in self._run(query)]

    def rows_now(self, table: str) -> set[str]:
        """Return the rows of a table that were touched, and are there now, or would be."""
        return {row for (row,) in self._run("SELECT row FROM touched WHERE table_name = ? AND now", [table])}
