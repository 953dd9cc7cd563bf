"""What must be looked at together: some rows, and all that decides how they are shown.

A row's place follows from what it hangs on, what it names, what says the same as it does, and the decisions on its
case. So a few rows are settled by the same function as a whole project, on the little that they hang together with.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from annotator.store.chain.row_graphs import RowGraphs
from annotator.store.chain.table_rules import RULES, SETTLING
from annotator.store.schema.tables import Table
from annotator.store.taking.cells import Cells, RowCell
from annotator.sync.fold import fold
from annotator.sync.following import MergeMark, merged_into
from annotator.sync.row_writes import FoldedRow

Focus = Mapping[str, Collection[str]]
"""Ids of rows by table."""

_WHOLE: frozenset[str] = frozenset({Table.REMOVALS, Table.CODERS, Table.LAYERS, *SETTLING.unique})
"""Tables that are small, and that much hangs on."""
_BY_DOCUMENT = tuple(
    Table(table) for table, alike in SETTLING.alike.items() if "document" in alike.columns and table != Table.DOCUMENTS
)


class Universe:
    """Rows with what they hang together with. `cells`: as they stand, by table and id."""

    def __init__(self, connection: sqlite3.Connection, focus: Focus, graphs: RowGraphs | None = None) -> None:
        self._run, self._graphs = connection.execute, graphs or RowGraphs(connection)
        self._cells = Cells(connection)
        self._focus = focus
        self._gone: dict[str, dict[str, FoldedRow]] = defaultdict(dict)
        self._sought: dict[str, set[str]] = defaultdict(set)
        self.cells: dict[str, dict[str, RowCell]] = defaultdict(dict)
        self._focus = focus
        for table in _WHOLE:
            self.cells[table] = self._cells.all(table)
        self._to = self._marks()
        for table, ids in focus.items():
            self._need(table, ids)
            self._need_users(table, {id for id in ids if id not in self.cells[table]})
        self._complete()

    def _marks(self) -> dict[str, dict[str, str]]:
        found: dict[str, list[MergeMark]] = defaultdict(list)
        for id, cell in self.cells[Table.REMOVALS].items():
            if (new := merged_into(cell.values["content"])) is not None:
                found[cell.values["kind"]].append(MergeMark((0, "", id), cell.values["target"], new))
        for kind, marks in found.items():
            if kind in RULES:
                self._need(kind, {one for mark in marks for one in (mark.old, mark.new)})
        return {kind: {mark.old: mark.new for mark in marks} for kind, marks in found.items()}

    def _need(self, table: str, ids: Iterable[str | None]) -> None:
        new = {id for id in ids if id is not None} - self._sought[table] - self.cells[table].keys()
        if new:
            self._sought[table] |= new
            self.cells[table].update(self._cells.get(table, new))

    def _need_users(self, table: str, gone: Iterable[str]) -> None:
        """Need something that names each of the rows that are gone, so that it stays."""
        for id in gone:
            for child, column in SETTLING.kept.get(table, ()):
                self._need(child, self._a_user(child, column, id))

    def _a_user(self, child: str, column: str, id: str) -> list[str]:
        query = (
            f"SELECT id FROM {Table(child)} WHERE {column} = ?1 UNION ALL SELECT row FROM hidden WHERE"
            f" table_name = '{child}' AND json_extract(content, '$.{column}') = ?1 LIMIT 1"
        )
        return [row for (row,) in self._run(query, [id])]

    def _complete(self) -> None:
        """Need what all of it hangs together with, until there is nothing more."""
        done: dict[str, set[str]] = defaultdict(set)
        while True:
            new = {table: rows.keys() - done[table] for table, rows in self.cells.items() if rows.keys() - done[table]}
            if not new:
                if self._find_gone():
                    continue
                return
            for table, ids in new.items():
                done[table] |= ids
                cells = [self.cells[table][id] for id in ids]
                self._need_named(table, [values for cell in cells for values in (cell.shown, cell.said)])
                self._need_users(table, {id for id in ids if self.cells[table][id].is_kept})
            self._need_alike(new)
            self._need_decisions(new)

    def _need_named(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Need what rows name. `rows`: some of their columns each."""
        named: dict[str, set[str]] = defaultdict(set)
        for values in rows:
            for hang in SETTLING.hangs.get(table, ()):
                if hang.on in RULES and (value := values.get(hang.column)):
                    named[hang.on].update(json.loads(value) if hang.is_list else [value])
            for naming in (*SETTLING.follows.get(table, ()), *SETTLING.emptied.get(table, ())):
                if naming.of in RULES and not naming.is_list and (value := values.get(naming.column)):
                    named[naming.of].add(value)
        for of, ids in named.items():
            to = self._to.get(of, {})
            todo = set(ids)
            while todo:
                self._need(of, todo)
                todo = {to[one] for one in todo if one in to} - self._sought[of] - self.cells[of].keys()

    def _need_alike(self, new: Mapping[str, Collection[str]]) -> None:
        if found := new.get(Table.DOCUMENTS):
            texts = {self.cells[Table.DOCUMENTS][id].values["text_sha256"] for id in found}
            alike = self._cells.where(Table.DOCUMENTS, "text_sha256", texts)
            self.cells[Table.DOCUMENTS].update(alike)
        if found := new.get(Table.LINKS):
            acts = {self.cells[Table.LINKS][id].values["act"] for id in found}
            self.cells[Table.LINKS].update(self._cells.where(Table.LINKS, "act", acts))
        for table in _BY_DOCUMENT:
            if found := new.get(table):
                ids = {values[name] for id in found for values in self._both(table, id) for name in ("document",)}
                self.cells[table].update(self._cells.where(table, "document", self._same_texts(ids)))

    def _both(self, table: str, id: str) -> Iterable[Mapping[str, str]]:
        cell = self.cells[table][id]
        return cell.shown, cell.values

    def _same_texts(self, documents: Collection[str]) -> set[str]:
        """Return documents, and those that have the text of one of them."""
        self._need(Table.DOCUMENTS, documents)
        known = self.cells[Table.DOCUMENTS]
        texts = {known[id].values["text_sha256"] for id in documents if id in known}
        alike = self._cells.where(Table.DOCUMENTS, "text_sha256", texts)
        known.update(alike)
        return {*documents, *alike}

    def _need_decisions(self, new: Mapping[str, Collection[str]]) -> None:
        gold = {id for id, cell in self.cells[Table.LAYERS].items() if cell.values["kind"] == "gold"}
        spans = (self.cells[Table.SPANS][id] for id in new.get(Table.SPANS, ()))
        documents = {cell.values["document"] for cell in spans if cell.values["layer"] in gold}
        documents |= {self.cells[Table.DECISIONS][id].values["document"] for id in new.get(Table.DECISIONS, ())}
        if documents:
            found = self._cells.where(Table.DECISIONS, "document", self._same_texts(documents))
            self.cells[Table.DECISIONS].update(found)

    def _find_gone(self) -> bool:
        """Find what was deleted and is named, as all that was written of it comes to; return whether there is more.

        What is kept already is found anew where somebody wrote it: one who deleted it may have seen another value.
        """
        is_more = False
        for table, columns in SETTLING.kept.items():
            gone = {
                id for id in self._focus.get(table, ()) if id in self.cells[table] and self.cells[table][id].is_kept
            }
            gone |= self._used(columns) - self.cells[table].keys()
            for (_, id), writes in self._graphs.of((table, id) for id in gone - self._gone[table].keys()).items():
                row = self._gone[table][id] = fold(RULES[Table(table)], writes)
                self._need_named(table, [row.values])
                is_more = True
        return is_more

    def _used(self, columns: Iterable[tuple[str, str]]) -> set[str]:
        """Return what rows name in these columns; what stays names others, who stay with it."""
        used = set[str]()
        for child, column in columns:
            for cell in self.cells[child].values():
                used.update(filter(None, (cell.shown.get(column), cell.said.get(column))))
            used.update(row.values[column] for row in self._gone[child].values() if row.values[column])
        return used

    def folded(self) -> dict[str, dict[str, FoldedRow]]:
        """Return the rows as they are settled."""
        clocks = self._clocks()
        found: dict[str, dict[str, FoldedRow]] = {str(table): {} for table in Table}
        for table, cells in self.cells.items():
            for id, cell in cells.items():
                made, changed = clocks.get((table, id), ((0, ""), (0, "")))
                found[table][id] = FoldedRow("", not cell.is_kept, cell.values, (), made=made, changed=changed)
        for table, rows in self._gone.items():
            found[table].update(rows)
        return found

    def _clocks(self) -> dict[tuple[str, str], tuple[tuple[int, str], tuple[int, str]]]:
        """Return when decisions and marks were made and last written, where it matters which came later."""
        decisions = self.cells[Table.DECISIONS]
        wanted = [(str(Table.DECISIONS), id) for id in decisions] if len(decisions) > 1 else []
        if any(self._is_chained(to) for to in self._to.values()):
            wanted += [(str(Table.REMOVALS), id) for id in self.cells[Table.REMOVALS]]
        found = {}
        for (table, id), writes in self._graphs.of(wanted).items():
            row = fold(RULES[Table(table)], writes)
            found[table, id] = row.made, row.changed
        return found

    def _is_chained(self, to: Mapping[str, str]) -> bool:
        return any(new in to for new in to.values())
