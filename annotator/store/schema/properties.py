"""What stood in the table `properties` of older files, a text by a name, moved into the tables that came after it.

The history is moved with it, so that steps of that time can still be taken back. A property could outlive its document
or layer, a row of the new tables cannot: of those there is a row where property, document and layer are all there. The
history is gone through once more, and each step gets the rows that came and went with it.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from annotator.model.errors import BadProject
from annotator.store.rows.rows import to_json
from annotator.store.rows.settings import stored

Row = dict[str, Any]
Rows = dict[tuple[str, str], Row]
"""Rows of the new tables by (table, id)."""
Change = tuple[str, str, str | None, str | None]
"""Table, id, and the row as JSON before and after."""

_REFERRED = ("documents", "layers", "coders")
_PLAIN: dict[str, tuple[str, Callable[[str], Any]]] = {
    "name": ("name", str),
    "blind adjudication": ("adjudicate_without_names", lambda value: value == "on"),
    "mentions": ("offer_mentions", lambda value: value == "on"),
    "reasons": ("reasons", json.loads),
    "pass_mark": ("pass_mark", json.loads),
}
"""The properties that are settings: what they are called now, and their value from its text."""


@dataclass(slots=True)
class _State:
    """What a file held at a time: the properties, and which documents, layers and coders there were."""

    properties: dict[str, str] = field(default_factory=dict)
    present: dict[str, set[str]] = field(default_factory=lambda: {table: set() for table in _REFERRED})

    def apply(self, changes: Iterable[Change], backwards: bool) -> None:
        """Do the changes of a step, or take them back."""
        for table, id, before, after in changes:
            text = before if backwards else after
            if table == "properties":
                self.properties.pop(id, None)
                if text is not None:
                    self.properties[id] = json.loads(text)["value"]
            elif text is None:
                self.present[table].discard(id)
            else:
                self.present[table].add(id)

    def rows(self, ids: Iterable[str] | None = None) -> Rows:
        """Return the rows that the properties with these ids are; None: that all of them are."""
        wanted = self.properties if ids is None else [id for id in ids if id in self.properties]
        found = (self._row(id, self.properties[id]) for id in wanted)
        return {(table, str(row["id"])): row for table, row in filter(None, found)}

    def _row(self, id: str, value: str) -> tuple[str, Row] | None:
        kind, _, rest = id.partition("/")
        if not value and id not in _PLAIN:
            return None
        if id in _PLAIN:
            return self._setting(id, value)
        if kind in ("released", "practice"):
            return self._mark({"released": "releases", "practice": "practice_documents"}[kind], rest, value)
        if kind == "practised":
            return self._result(rest, value)
        return self._sample(rest, value) if kind == "recoded" else None

    def _setting(self, id: str, value: str) -> tuple[str, Row] | None:
        name, read = _PLAIN[id]
        try:
            return "settings", {"id": name, "value": stored(name, read(value))}
        except (BadProject, ValueError):
            return None  # what the program never wrote: the default holds

    def _mark(self, table: str, document: str, value: str) -> tuple[str, Row] | None:
        if document not in self.present["documents"]:
            return None
        said = json.loads(value)
        coder = said["by"] if said["by"] in self.present["coders"] else None
        return table, {"id": document, "document": document, "coder": coder, "time": said["time"]}

    def _result(self, place: str, value: str) -> tuple[str, Row] | None:
        parts = place.split("/")
        pairs = (("/".join(parts[:at]), "/".join(parts[at:])) for at in range(1, len(parts)))
        for layer, document in pairs:
            if layer in self.present["layers"] and document in self.present["documents"]:
                said = json.loads(value)
                named = {"id": place, "layer": layer, "document": document}
                return "practice_results", {**named, **said["score"], "time": said["time"]}
        return None

    def _sample(self, layer: str, value: str) -> tuple[str, Row] | None:
        said = json.loads(value)
        if not {layer, said["layer"]} <= self.present["layers"]:
            return None
        drawn = {"drawn_from": said["layer"], "done": said["done"], "seed": said["seed"]}
        return "recode_samples", {"id": layer, "layer": layer, **drawn}


def move(connection: sqlite3.Connection) -> None:
    """Fill the new tables from `properties`, and say the same in the history; the guards of both are lifted."""
    run = connection.execute
    present = {table: {id for (id,) in run(f"SELECT id FROM {table}")} for table in _REFERRED}
    for (table, _), row in _State(dict(run("SELECT id, value FROM properties")), present).rows().items():
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        run(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))
    recorded = _recorded(connection)
    moved = _moved(connection, recorded)
    for step, changes in recorded.items():
        gone = any(table == "properties" for table, *_ in changes)
        # A step that now changes nothing says so by a row that was not there and is not: it is a step still.
        new = moved.get(step) or ([("settings", "", None, None)] if gone else [])
        run("DELETE FROM changes WHERE step = ? AND table_name = 'properties'", [step])
        for change in new:
            run("INSERT INTO changes (step, table_name, row, before, after) VALUES (?, ?, ?, ?, ?)", [step, *change])


def _recorded(connection: sqlite3.Connection) -> dict[int, list[Change]]:
    """Return what each step changed of the properties and of what they refer to, in order."""
    tables = ("properties", *_REFERRED)
    found = connection.execute(
        f"SELECT step, table_name, row, before, after FROM changes WHERE table_name IN ({', '.join('?' * len(tables))})"
        " ORDER BY number",
        tables,
    )
    changes: dict[int, list[Change]] = defaultdict(list)
    for step, *change in found:
        changes[step].append((change[0], change[1], change[2], change[3]))
    return changes


def _moved(connection: sqlite3.Connection, recorded: dict[int, list[Change]]) -> dict[int, list[Change]]:
    """Return what each step changed of the new tables: as it was when it was last done, undone or redone."""
    state, moved = _State(), {}
    events = connection.execute(
        "SELECT kind = 'undo', CASE kind WHEN 'do' THEN number ELSE target END FROM steps ORDER BY number"
    )
    for backwards, step in events:
        changes = recorded.get(step)
        if changes:
            own = {id for table, id, *_ in changes if table == "properties"}
            alone = all(table == "properties" for table, *_ in changes)
            before = state.rows(own if alone else None)
            state.apply(reversed(changes) if backwards else changes, bool(backwards))
            after = state.rows(own if alone else None)
            moved[step] = list(_difference(after, before) if backwards else _difference(before, after))
    return moved


def _difference(before: Rows, after: Rows) -> Iterator[Change]:
    for table, id in dict.fromkeys([*before, *after]):
        old, new = before.get((table, id)), after.get((table, id))
        if old != new:
            yield table, id, _text(old), _text(new)


def _text(row: Row | None) -> str | None:
    return None if row is None else to_json(row)
