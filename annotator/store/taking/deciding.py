"""Rows written to decide what two copies said of them, whether they are shown or lie in the recycle bin."""

import json
import sqlite3
from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from annotator.model.errors import NotAllowed
from annotator.store.chain.row_graphs import RowGraphs
from annotator.store.history.row_writing import put_row
from annotator.store.schema.tables import Table


class DecidedRows:
    """Reads and writes rows of any journaled table, within an open step where it writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection, self._run = connection, connection.execute

    def values(self, table: Table, row: str) -> dict[str, Any] | None:
        """Return a row by its columns, shown or hidden; None where there is none."""
        shown = self._shown(table, row)
        if shown is not None:
            return shown
        content = self._hidden(table, row)
        return json.loads(content) if content is not None else None

    def is_shown(self, table: Table, row: str) -> bool:
        """Whether a row stands in its table."""
        return self._run(f"SELECT 1 FROM {table} WHERE id = ?", [row]).fetchone() is not None

    def names(self, table: Table, column: str) -> frozenset[str]:
        """Return all that stands in a column of names."""
        return frozenset(str(name) for (name,) in self._run(f"SELECT {column} FROM {table}"))

    def is_provisional(self, table: Table, row: str) -> bool:
        """Whether two said different things of a row, and nobody has decided."""
        query = "SELECT 1 FROM contested WHERE table_name = ? AND row = ? LIMIT 1"
        return self._run(query, [table, row]).fetchone() is not None

    def provisional(self, table: Table) -> frozenset[str]:
        """Return the rows of a table of which that holds."""
        rows = self._run("SELECT DISTINCT row FROM contested WHERE table_name = ?", [table])
        return frozenset(str(row) for (row,) in rows)

    def is_settled(self, table: Table, row: str) -> bool:
        """Whether a row is shown otherwise than it was said."""
        query = "SELECT 1 FROM settled WHERE table_name = ? AND row = ?"
        return self._run(query, [table, row]).fetchone() is not None

    def held_by(self, table: Table, row: str) -> str:
        """Return what hides a row, “documents/<id>”; empty for one that is shown."""
        query = "SELECT held_by FROM hidden WHERE table_name = ? AND row = ?"
        found = self._run(query, [table, row]).fetchone()
        return str(found[0]) if found is not None else ""

    def write(self, table: Table, row: str, values: Mapping[str, Any]) -> None:
        """Set columns of a row; what stands there already is not written.

        Raises `NotAllowed` where a column names what is not shown by now.
        """
        before = self.values(table, row)
        if before is not None and {**before, **values} != before:
            try:
                self._put(table, row, before, {**before, **values})
            except sqlite3.IntegrityError as error:
                what = "This names something that lies in the recycle bin, or is gone"
                raise NotAllowed(f"{what}; put that back first, or let the other hold.") from error

    def drop(self, table: Table, row: str) -> bool:
        """Delete a row; return whether it is gone: where others refer to it, it stays."""
        before = self.values(table, row)
        if before is not None:
            try:
                self._put(table, row, before, None)
            except sqlite3.IntegrityError:
                return False
        return True

    def has_company(self) -> bool:
        """Whether anything was ever taken in from another copy."""
        return self._run("SELECT 1 FROM takings LIMIT 1").fetchone() is not None

    def slots_of(self, act: str) -> list[str]:
        """Return the ids of what fills the slots of an act, shown or hidden."""
        query = (
            "SELECT id FROM links WHERE act = ?1 UNION"
            " SELECT row FROM hidden WHERE table_name = 'links' AND json_extract(content, '$.act') = ?1"
        )
        return [id for (id,) in self._run(query, [act])]

    def once_said(self, table: Table, row: str, column: str) -> list[Any]:
        """Return what was ever written into a column of a row, the last first, each once."""
        writes = RowGraphs(self._connection).of([(str(table), row)]).get((str(table), row), [])
        said = [
            one.fields[column] for one in sorted(writes, key=attrgetter("order")) if one.fields and column in one.fields
        ]
        return list(dict.fromkeys(reversed(said)))

    def came_into_bin(self) -> dict[str, int]:
        """Return by what hides them (“documents/<id>”) how many codings came from elsewhere after that was removed.

        What was taken in since the removal was last written here is counted: whoever writes it again has seen it.
        """
        if not self.has_company():
            return {}
        found = self._run(
            "SELECT held_by, count(*) FROM hidden"
            " JOIN tips ON tips.row = hidden.row AND tips.table_name = hidden.table_name"
            " JOIN takings ON takings.strand = tips.strand AND tips.counter BETWEEN takings.first AND takings.last"
            " JOIN steps ON steps.number = takings.step AND steps.target IS NULL"
            " JOIN (SELECT row, max(step) AS step FROM changes JOIN steps ON steps.number = step"
            "  WHERE table_name = 'removals' AND steps.target IS NULL GROUP BY row)"
            " AS written ON written.row = held_by"
            " WHERE hidden.table_name = 'spans' AND takings.step > written.step GROUP BY held_by"
        )
        return dict(found.fetchall())

    def _put(self, table: Table, row: str, before: Mapping[str, Any], after: Mapping[str, Any] | None) -> None:
        put_row(self._connection, table, row, json.dumps(before), None if after is None else json.dumps(after))

    def _shown(self, table: Table, row: str) -> dict[str, Any] | None:
        cursor = self._run(f"SELECT * FROM {table} WHERE id = ?", [row])
        found = cursor.fetchone()
        return dict(zip([one[0] for one in cursor.description], found, strict=True)) if found is not None else None

    def _hidden(self, table: Table, row: str) -> str | None:
        found = self._run("SELECT content FROM hidden WHERE table_name = ? AND row = ?", [table, row]).fetchone()
        return str(found[0]) if found is not None else None
