"""The tables are made to hold what is shown: what settling says of the rows that were written, and of what follows.

What is done is what `sync/settle.py` does to whole tables. Here it follows from the rows that were touched: those, what
hangs together with them, and then what hangs on those that came to be shown, or are shown no more.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from annotator.model import verbs
from annotator.model.errors import Bug
from annotator.store.chain.row_graphs import RowGraphs
from annotator.store.chain.table_rules import RULES, SETTLING
from annotator.store.schema.tables import Table
from annotator.store.taking.cells import Cells, RowCell, Values, placeholder
from annotator.store.taking.plain_rows import PlainRows
from annotator.store.taking.universe import Universe
from annotator.sync.following import merged_into
from annotator.sync.settle import SettledTables, settle
from annotator.sync.settling_rules import LABELS, MERGED_INTO

_IDS = "(SELECT value FROM json_each(?))"
_MOST_ROUNDS = 100

Key = tuple[str, str]
Rows = dict[str, set[str]]
"""Ids of rows by table."""


_NEEDED = (
    "SELECT EXISTS (SELECT 1 FROM takings) OR EXISTS (SELECT 1 FROM settled) OR EXISTS (SELECT 1 FROM kept) OR EXISTS"
    f" (SELECT 1 FROM removals WHERE kind = 'coders' AND instr(content, '\"{MERGED_INTO}\":'))"
    " OR EXISTS (SELECT 1 FROM hidden WHERE table_name = 'actors')"
)
"""Whether there is anything that hiding alone does not follow: of marks those of people, and of what hides actors."""
_ALONE = frozenset({Table.SPANS, Table.LINKS, Table.MEMOS, Table.REMARKS, Table.SETTINGS, Table.PRACTICE_RESULTS})
"""Tables of which nothing follows elsewhere, as a rule."""
_BESIDE = (
    "SELECT EXISTS (SELECT 1 FROM kept) OR EXISTS (SELECT 1 FROM hidden WHERE held_by >= 'same/' AND held_by < 'same0')"
    " OR EXISTS (SELECT 1 FROM hidden WHERE held_by >= 'decisions/' AND held_by < 'decisions0')"
)
"""But where rows are shown in place of others, or are kept because something names them."""


class Settling:
    """Lets the tables of one file follow what was said, within an open step; nothing of it is recorded.

    `graphs`: finds what wrote a row, where that stands in another file.
    """

    def __init__(self, connection: sqlite3.Connection, graphs: RowGraphs | None = None) -> None:
        self._connection, self._run = connection, connection.execute
        self._graphs = graphs or RowGraphs(connection)
        self._cells = Cells(connection)
        self._plain = PlainRows(connection)
        self._heard = 0
        """The last change of a row that was looked at for what it says."""

    def is_needed(self) -> bool:
        """Whether what is shown may not be what was said, since it came from another copy, or people became one."""
        return bool(self._run(_NEEDED).fetchone()[0])

    def follow(self, touched: Mapping[str, Iterable[str]]) -> set[Key]:
        """Show and hide, name and call what follows from rows that were written as they are said, or are gone.

        They stand in their tables, or in `hidden` (see `Cells.put`); a row of `removals` is told of as others are.
        Return the rows that are shown otherwise by that, or no more.
        """
        written = set[Key]()
        focus: Rows = {table: set(ids) for table, ids in touched.items()}
        self._forget_said()
        with self._cells.unrecorded():
            flipped = {(table, id) for table, ids in focus.items() for id in ids}
            for _ in range(_MOST_ROUNDS):
                for table, ids in self._depending(flipped).items():
                    focus.setdefault(table, set()).update(ids)
                others = self._plain.others(focus)
                if not others:
                    return written
                universe = Universe(self._connection, others, self._graphs)
                settled = settle(universe.folded(), SETTLING)
                writing = _Writing(self._connection, universe, settled)
                flipped, focus = writing.write(), {}
                written |= flipped | writing.updated
                if not flipped:
                    return written
        raise Bug("settling comes to no end")

    def after(self, step: int) -> None:
        """Let what is shown follow from what a step wrote; of an undo or redo `step` is the one that it is of."""
        if not self.is_needed():
            return
        tables = {table for (table,) in self._run("SELECT DISTINCT table_name FROM changes WHERE step = ?", [step])}
        if self._is_new(step) and tables <= _ALONE and not self._run(_BESIDE).fetchone()[0]:
            self._forget_said(step)
            return
        touched: Rows = defaultdict(set)
        for table, row in self._run("SELECT DISTINCT table_name, row FROM changes WHERE step = ?", [step]):
            touched[table].add(row)
        self._forget_said(step)
        self.follow(touched)

    def _is_new(self, step: int) -> bool:
        """Whether a step, which is open, writes what is said now: what was said before may name what went since."""
        query = "SELECT 1 FROM steps, journal WHERE number = ?1 AND journal.step = ?1 AND verb <> ?2"
        return self._run(query, [step, verbs.REVERT]).fetchone() is not None

    def _forget_said(self, step: int | None = None) -> None:
        """What a step wrote into a column is what is said there now, whatever had been said and shown otherwise.

        `step`: one that is taken back or done again; else the open one, of which what was looked at before is left out.
        """
        if not self._run("SELECT EXISTS (SELECT 1 FROM settled)").fetchone()[0]:
            return
        (open_step,) = self._run("SELECT step FROM journal").fetchone()
        since = self._heard if step in (None, open_step) else 0
        rows = self._run(
            "SELECT number, changes.table_name, changes.row, before, after FROM changes JOIN settled"
            " ON settled.table_name = changes.table_name AND settled.row = changes.row"
            " WHERE step = ? AND number > ? ORDER BY number",
            [open_step if step is None else step, since],
        ).fetchall()
        for number, table, row, before, after in rows:
            if step in (None, open_step):
                self._heard = number
            self._forget(table, row, before, after)

    def _forget(self, table: str, row: str, before: str | None, after: str | None) -> None:
        if before is None or after is None:
            self._run("DELETE FROM settled WHERE table_name = ? AND row = ?", [table, row])
            return
        old = json.loads(before)
        for name, value in json.loads(after).items():
            if old.get(name) != value:
                query = "UPDATE settled SET said = json_remove(said, ?) WHERE table_name = ? AND row = ?"
                self._run(query, [f"$.{name}", table, row])
        self._run("DELETE FROM settled WHERE table_name = ? AND row = ? AND said = '{}'", [table, row])

    def _depending(self, flipped: Collection[Key]) -> Rows:
        """Return what is shown otherwise where these rows come to be there, or go."""
        found: Rows = defaultdict(set)
        by_table: Rows = defaultdict(set)
        for table, id in flipped:
            by_table[table].add(id)
        marks = by_table.pop(Table.REMOVALS, set()) | self._marks_naming(by_table)
        for table, row in self._of_marks(marks):
            found[table].add(row)
        for table, ids in by_table.items():
            for child, row in self._naming(table, ids):
                found[child].add(row)
        if Table.ACTORS in by_table:  # a ring may be open by now
            query = "SELECT row FROM settled WHERE table_name = 'actors'"
            found[Table.ACTORS].update(row for (row,) in self._run(query))
        for table in SETTLING.kept:
            if any(child in by_table for child, _ in SETTLING.kept[table]):
                found[table].update(row for (row,) in self._run("SELECT row FROM kept WHERE table_name = ?", [table]))
        return found

    def _naming(self, table: str, ids: Collection[str]) -> Iterator[Key]:
        """Yield rows that hang on rows of a table, or name them where that shows."""
        query = f"SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM {Table(table)})"
        if gone := {id for (id,) in self._run(query, [json.dumps(list(ids))])}:
            for child, column, is_list in _columns_naming(table):
                yield from ((child, row) for row in self._shown_naming(child, column, is_list, gone))
        query = f"SELECT table_name, row FROM hidden WHERE held_by IN {_IDS}"
        if self._run("SELECT 1 FROM hidden LIMIT 1").fetchone():
            keys = [f"{of}/{id}" for id in ids for of in (table, "same")]
            yield from self._run(query, [json.dumps(keys)]).fetchall()
        if self._run("SELECT 1 FROM settled LIMIT 1").fetchone():
            wanted = json.dumps(list(ids))
            for child, column, _ in _columns_naming(table):
                query = f"SELECT row FROM settled WHERE table_name = ? AND json_extract(said, '$.{column}') IN {_IDS}"
                yield from ((child, row) for (row,) in self._run(query, [child, wanted]).fetchall())
        if table == Table.DOCUMENTS:
            yield from ((Table.DOCUMENT_SETS, id) for (id,) in self._run("SELECT id FROM document_sets").fetchall())

    def _shown_naming(self, child: str, column: str, is_list: bool, ids: Collection[str]) -> list[str]:
        wanted = [json.dumps(list(ids))]
        if is_list:
            query = f"SELECT {child}.id FROM {Table(child)}, json_each({column}) AS one WHERE one.value IN {_IDS}"
        else:
            query = f"SELECT id FROM {Table(child)} WHERE {column} IN {_IDS}"
        return [row for (row,) in self._run(query, wanted).fetchall()]

    def _marks_naming(self, by_table: Rows) -> set[str]:
        """Return the marks that say that something was merged into one of these rows."""
        ids = {(table, id) for table in _MERGED for id in by_table.get(table, ())}
        if not ids:
            return set()
        rows = self._run("SELECT id, kind, content FROM removals").fetchall()
        return {id for id, kind, content in rows if (kind, merged_into(content)) in ids}

    def _of_marks(self, marks: Collection[str]) -> Iterator[Key]:
        """Yield what rows of `removals` are about, and what names that, or names what was merged into it."""
        if not marks:
            return
        into: dict[Key, set[str]] = defaultdict(set)
        for kind, target, content in self._run("SELECT kind, target, content FROM removals").fetchall():
            if (new := merged_into(content)) is not None:
                into[kind, new].add(target)
        for mark in marks:
            kind, _, target = mark.partition("/")
            called, todo = set[str](), {target}
            while todo:
                called |= todo
                todo = {old for one in todo for old in into.get((kind, one), ())} - called
            if kind in RULES:
                yield from ((kind, one) for one in called)
            for table, namings in SETTLING.follows.items():
                for naming in namings:
                    if naming.of == kind:
                        rows = (
                            self._lists(table, naming.column)
                            if naming.is_list
                            else self._saying(table, naming.column, called)
                        )
                        yield from ((table, row) for row in rows)

    def _saying(self, table: str, column: str, called: Collection[str]) -> set[str]:
        return self._cells.saying(table, column, called)

    def _lists(self, table: str, column: str) -> list[str]:
        query = f"SELECT id FROM {Table(table)} WHERE coalesce({column}, '[]') <> '[]'"
        return [row for (row,) in self._run(query).fetchall()]


_MERGED = tuple({naming.of for namings in SETTLING.follows.values() for naming in namings} - {LABELS})
"""Tables whose rows may be merged."""


def _columns_naming(table: str) -> Iterator[tuple[str, str, bool]]:
    """Yield table and column of what names rows of a table so that it matters whether they are shown."""
    for child, hangs in SETTLING.hangs.items():
        yield from ((child, hang.column, hang.is_list) for hang in hangs if hang.on == table)
    for child, namings in SETTLING.emptied.items():
        yield from ((child, naming.column, False) for naming in namings if naming.of == table)


class _Writing:
    """Writes what was settled of a universe, where it is otherwise."""

    def __init__(self, connection: sqlite3.Connection, universe: Universe, settled: SettledTables) -> None:
        self._run, self._cells = connection.execute, Cells(connection)
        self._universe, self._settled = universe, settled
        self._flipped: set[Key] = set()
        self._insert: list[tuple[str, str, Values]] = []
        self._update: list[tuple[str, str, Values]] = []

    def write(self) -> set[Key]:
        """Write it, and return which rows are shown by now or no more."""
        for table in self._tables():
            ids = {*self._universe.cells[table], *self._settled.shown.get(table, {})}
            for id in ids:
                self._row(table, id, self._universe.cells[table].get(id))
        for table, id, values in self._update:
            unique = [name for name in values if name in SETTLING.unique.get(table, ())]
            if unique:
                self._set(table, id, {name: placeholder(id, name) for name in unique})
        for table, id, values in self._update:
            self._set(table, id, values)
        for table, id, values in self._insert:
            names = ", ".join(("id", *values))
            marks = ", ".join("?" * (len(values) + 1))
            self._run(f"INSERT INTO {Table(table)} ({names}) VALUES ({marks})", [id, *values.values()])
        return self._flipped

    @property
    def updated(self) -> set[Key]:
        """The rows that are shown with other values."""
        return {(table, id) for table, id, _ in self._update}

    def _tables(self) -> Iterable[str]:
        return dict.fromkeys([*self._universe.cells, *self._settled.shown])

    def _row(self, table: str, id: str, cell: RowCell | None) -> None:
        shown = self._settled.shown.get(table, {}).get(id)
        hidden = self._settled.hidden.get((table, id))
        self._note_said(table, id, cell)
        self._note_kept(table, id, cell)
        is_shown = cell is not None and cell.holder is None
        if shown is not None and is_shown:
            assert cell is not None
            if changed := {name: value for name, value in shown.items() if cell.shown[name] != value}:
                self._update.append((table, id, changed))
        elif shown is not None:
            if cell is not None:
                self._run("DELETE FROM hidden WHERE table_name = ? AND row = ?", [table, id])
            self._insert.append((table, id, shown))
            self._flipped.add((table, id))
        else:
            self._not_shown(table, id, cell, hidden, is_shown)

    def _not_shown(
        self, table: str, id: str, cell: RowCell | None, hidden: tuple[str, Values] | None, is_shown: bool
    ) -> None:
        if is_shown:
            self._run(f"DELETE FROM {Table(table)} WHERE id = ?", [id])
            self._flipped.add((table, id))
        if hidden is None:
            return
        holder, values = hidden
        if is_shown or cell is None or (cell.holder, cell.shown) != (holder, values):
            content = self._cells.content(table, id, values)
            self._run(
                "INSERT OR REPLACE INTO hidden (table_name, row, held_by, content) VALUES (?, ?, ?, ?)",
                [table, id, holder, content],
            )

    def _set(self, table: str, id: str, values: Values) -> None:
        names = ", ".join(f"{name} = ?" for name in values)
        self._run(f"UPDATE {Table(table)} SET {names} WHERE id = ?", [*values.values(), id])

    def _note_said(self, table: str, id: str, cell: RowCell | None) -> None:
        said = self._settled.said.get((table, id), {})
        if said == (cell.said if cell is not None else {}):
            return
        self._run("DELETE FROM settled WHERE table_name = ? AND row = ?", [table, id])
        if said:
            text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            self._run("INSERT INTO settled (table_name, row, said) VALUES (?, ?, ?)", [table, id, text])

    def _note_kept(self, table: str, id: str, cell: RowCell | None) -> None:
        is_kept = (table, id) in self._settled.kept
        if is_kept and not (cell is not None and cell.is_kept):
            self._run("INSERT OR IGNORE INTO kept (table_name, row) VALUES (?, ?)", [table, id])
        elif cell is not None and cell.is_kept and not is_kept:
            self._run("DELETE FROM kept WHERE table_name = ? AND row = ?", [table, id])
