"""The recycle bin: what was removed, and what hung on it. Its rows are written here alone, and hiding follows."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Any

from annotator.model.decision import Decision
from annotator.model.ids import CoderId
from annotator.model.removal import Removal, RemovalId, RemovedKind
from annotator.model.span import Link, Span
from annotator.store.history.hiding import Hiding
from annotator.store.rows.decisions import Decisions, decision_of
from annotator.store.rows.rows import TableRows
from annotator.store.rows.spans import Links, Spans, link_of, span_of
from annotator.store.schema.tables import Table

HiddenSpans = Counter[tuple[str, str, str]]
"""How many hidden spans there are by document, layer and label."""


class Removals(TableRows):
    """What lies in the recycle bin."""

    name = "removals"
    columns = ("id", "kind", "target", "content", "coder", "time")

    def __init__(self, connection: sqlite3.Connection, hiding: Hiding) -> None:
        super().__init__(connection)
        self.hiding = hiding

    def all(self) -> list[Removal]:
        """Return what was removed, what was removed last first; no earlier versions of documents, nothing merged."""
        return [one for one in self._all() if one.is_in_bin]

    def earlier_versions(self) -> list[Removal]:
        """Return which documents were read anew, the last first."""
        return [one for one in self._all() if one.replacement is not None]

    def _all(self) -> list[Removal]:
        return [_removal(row) for row in self._select("ORDER BY time DESC, id DESC")]

    def get(self, id: str) -> Removal | None:
        """Return one thing that was removed, None where it is not in the bin."""
        row = self._select("WHERE id = ?", [id]).fetchone()
        return _removal(row) if row else None

    def add(self, removals: Iterable[Removal]) -> None:
        """Remove things: they are hidden, with all that hangs on them."""
        new = list(removals)
        self.insert((one.id, one.kind, one.target, one.content, one.coder, one.time) for one in new)
        self.hiding.settle(one.id for one in new)

    def take(self, ids: Iterable[RemovalId]) -> None:
        """Take things out of the bin: they are shown again, with all that hangs on them and on nothing else removed."""
        gone = list(ids)
        self.delete(gone)
        self.hiding.settle(gone)

    def marks(self, kind: RemovedKind) -> list[Removal]:
        """Return what was merged into something else, the last first."""
        return [one for one in self._all() if one.kind is kind and one.successor is not None]

    def mark(self, merged: Iterable[Removal]) -> None:
        """Say what was merged into what, so that what comes later follows; an earlier mark of the same gives way."""
        marks = list(merged)
        there = self.which_exist([one.id for one in marks])
        for one in marks:
            if one.id in there:
                self.update(one.id, {"content": one.content, "coder": one.coder, "time": one.time})
        self.insert(
            (one.id, one.kind, one.target, one.content, one.coder, one.time) for one in marks if one.id not in there
        )
        self.hiding.settle([one.id for one in marks])

    def names(self, kind: RemovedKind) -> dict[str, str]:
        """Return what hidden documents, layers or coders are called, by id."""
        return self.values(kind, "title" if kind is RemovedKind.DOCUMENT else "name")

    def values(self, table: str, column: str) -> dict[str, str]:
        """Return what stands in a column of the hidden rows of a table, by id."""
        query = f"SELECT row, json_extract(content, '$.{column}') FROM hidden WHERE table_name = ?"
        return dict(self._connection.execute(query, [table]).fetchall())

    def value(self, table: Table, row: str, column: str) -> str | None:
        """Return what stands in a column of a hidden row, None where there is no such row."""
        query = f"SELECT json_extract(content, '$.{column}') FROM hidden WHERE table_name = ? AND row = ?"
        found = self._connection.execute(query, [table, row]).fetchone()
        return None if found is None else found[0]

    def labels(self) -> Counter[str]:
        """Return how many hidden spans have each label."""
        query = "SELECT json_extract(content, '$.label'), count(*) FROM hidden WHERE table_name = 'spans' GROUP BY 1"
        return Counter(dict(self._connection.execute(query).fetchall()))

    def spans(self) -> HiddenSpans:
        """Return how many hidden spans there are."""
        query = (
            "SELECT json_extract(content, '$.document'), json_extract(content, '$.layer'),"
            " json_extract(content, '$.label'), count(*) FROM hidden WHERE table_name = 'spans' GROUP BY 1, 2, 3"
        )
        return Counter({tuple(key): count for *key, count in self._connection.execute(query)})

    def spans_of(self, document: str) -> list[Span]:
        """Return the hidden spans of a document, by start, longest first."""
        rows = self._rows_of(Table.SPANS, "document", [document])
        found = [span_of([values.get(column) for column in Spans.columns]) for values in rows]
        return sorted(found, key=lambda span: (span.start, -span.stop, span.id))

    def links_of(self, spans: Iterable[str]) -> list[Link]:
        """Return the hidden links in which one of the spans is act or party."""
        ids = list(spans)
        rows = self._rows_of(Table.LINKS, "act", ids) + self._rows_of(Table.LINKS, "span", ids)
        found = (link_of([values.get(column) for column in Links.columns]) for values in rows)
        return list({link.id: link for link in found}.values())

    def decisions_of(self, document: str) -> list[Decision]:
        """Return the hidden decisions of a document."""
        rows = self._rows_of(Table.DECISIONS, "document", [document])
        found = [decision_of(tuple(values.get(column) for column in Decisions.columns)) for values in rows]
        return sorted(found, key=lambda one: one.id)

    def _rows_of(self, table: Table, column: str, values: Iterable[str]) -> list[dict[str, Any]]:
        query = (
            f"SELECT content FROM hidden WHERE table_name = ? AND json_extract(content, '$.{column}') IN"
            " (SELECT value FROM json_each(?))"
        )
        found = self._connection.execute(query, [table, json.dumps(list(values))])
        return [json.loads(content) for (content,) in found]

    def coders_of_layers(self) -> dict[str, str]:
        """Return the coders of the layers, hidden ones too, by layer."""
        query = (
            "SELECT id, coder FROM layers WHERE coder IS NOT NULL UNION ALL"
            " SELECT row, json_extract(content, '$.coder') FROM hidden WHERE table_name = 'layers'"
        )
        return dict(self._connection.execute(query).fetchall())

    def layers_of(self, coder: str) -> list[str]:
        """Return the hidden layers of a coder."""
        query = "SELECT row FROM hidden WHERE table_name = 'layers' AND json_extract(content, '$.coder') = ?"
        return [row for (row,) in self._connection.execute(query, [coder])]

    def which_hidden(self, table: Table, ids: Iterable[str]) -> set[str]:
        """Return those of the ids that hidden rows of a table have."""
        query = "SELECT row FROM hidden WHERE table_name = ? AND row IN (SELECT value FROM json_each(?))"
        return {row for (row,) in self._connection.execute(query, [table, json.dumps(list(ids))])}


def _removal(row: tuple[str, str, str, str, str | None, str]) -> Removal:
    _, kind, target, content, coder, time = row
    return Removal(RemovedKind(kind), target, CoderId(coder) if coder else None, time, content)
