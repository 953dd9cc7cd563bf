"""Settle: from what all writes come to, to tables that satisfy the schema and that a project can be worked on with.

In this order: what was merged is followed; what hangs on nothing that is shown is hidden; what was deleted and is in
use stays; of decisions on one case one is in force; of rows that say the same one is shown; what names something that
is not here names nothing; names are made unique. None of it is a step: each copy that holds the same parts comes to the
same by itself. It works on whole tables; the project file follows the rows that were touched, to the same end.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.sync.delivery import ConflictKind
from annotator.sync.following import MergeMark, followed, merged_into, renamed, ring_ends, unique_names
from annotator.sync.row_writes import FoldedRow
from annotator.sync.settling_rules import LABELS, SettlingRules

Values = dict[str, Any]
Tables = Mapping[str, Mapping[str, FoldedRow]]
"""What the writes of all rows come to, by table and id."""
Key = tuple[str, str]
"""Table and id of a row."""

SAME = "same"
"""What holds a row in whose place one with a lower id is shown: “same/<that id>”."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What copies did that does not go together, and that somebody has to look at. The first row is what is shown."""

    kind: ConflictKind
    table: str
    rows: tuple[str, ...]
    column: str = ""


@dataclass(slots=True)
class SettledTables:
    """What a project file is to hold. `hidden`: rows that exist and are not shown, with what holds each.

    `said`: of rows with columns that are shown otherwise, what was said in these. `kept`: rows that were deleted, and
    are shown.
    """

    shown: dict[str, dict[str, Values]] = field(default_factory=dict)
    hidden: dict[Key, tuple[str, Values]] = field(default_factory=dict)
    said: dict[Key, Values] = field(default_factory=dict)
    kept: set[Key] = field(default_factory=set)
    listed: list[Listed] = field(default_factory=list)


def settle(tables: Tables, rules: SettlingRules) -> SettledTables:
    """Return what is shown of the rows of all tables. Raises `ValueError` for a mark or a list that is no JSON."""
    work = _Settling(tables, rules)
    work.follow()
    work.keep()
    work.hide()
    work.decide_cases()
    work.show_one_of_alike()
    work.empty()
    work.make_unique()
    work.list_rest()
    return work.settled


class _Settling:
    def __init__(self, tables: Tables, rules: SettlingRules) -> None:
        self._tables, self._rules, self._called = tables, rules, rules.called
        self.settled = SettledTables()
        self._rows: dict[str, dict[str, Values]] = {
            table: {id: dict(row.values) for id, row in sorted(rows.items()) if row.exists}
            for table, rows in tables.items()
        }
        self.settled.shown = self._rows
        self._to: dict[str, dict[str, str]] = {}
        self._removed = {
            id for id, row in self._of(self._called.removals).items() if merged_into(row["content"]) is None
        }

    def _of(self, table: str) -> dict[str, Values]:
        return self._rows.get(table, {})

    def _set(self, table: str, id: str, column: str, value: Any) -> None:
        """Show another value in a column than was said."""
        row = self._rows[table][id]
        if row[column] != value:
            self.settled.said.setdefault((table, id), {}).setdefault(column, row[column])
            row[column] = value

    def _hide(self, table: str, id: str, holder: str) -> None:
        row = self._rows[table].pop(id)
        if (table, id) in self.settled.kept:  # it was deleted, so there is nothing to be shown again
            self.settled.kept.discard((table, id))
            self.settled.said.pop((table, id), None)
        else:
            self.settled.hidden[table, id] = (holder, row)

    def follow(self) -> None:
        """Call what was merged by what it was merged into, and hide it."""
        marks = defaultdict[str, list[MergeMark]](list)
        for id, row in self._of(self._called.removals).items():
            new = merged_into(row["content"])
            if new is not None:
                order = (*self._tables[self._called.removals][id].changed, id)
                marks[row["kind"]].append(MergeMark(order, row["target"], new))
        self._to = {kind: self._ends(kind, some) for kind, some in marks.items()}
        for table, to in self._to.items():
            for id in to.keys() & self._of(table).keys():
                self._hide(table, id, f"{table}/{id}")
        for table in self._rules.marked:
            for id in [id for id in self._of(table) if f"{table}/{id}" in self._removed]:
                self._hide(table, id, f"{table}/{id}")
        self._to[self._called.documents] = dict(self._same(self._called.documents))
        for table in self._rows:
            self._rename(table, self._of(table))

    def _ends(self, kind: str, marks: list[MergeMark]) -> dict[str, str]:
        """Return what merged things are called in the end, where that is here."""
        old = {mark.old for mark in marks}
        to = followed(one for one in marks if kind == LABELS or one.new in old or one.new in self._of(kind))
        return {one: end for one, end in to.items() if kind == LABELS or end in self._of(kind)}

    def _rename(self, table: str, rows: Iterable[str]) -> None:
        for naming in self._rules.follows.get(table, ()):
            to = self._to.get(naming.of)
            for id in list(rows) if to else ():
                self._set(table, id, naming.column, renamed(naming, id, self._rows[table][id][naming.column], to or {}))

    def _same(self, table: str) -> Iterator[tuple[str, str]]:
        """Hide rows that say the same as one with a lower id, and yield each with that one."""
        alike, first = self._rules.alike[table], dict[tuple[Any, ...], str]()
        for id, row in sorted(self._of(table).items()):
            known = first.setdefault(tuple(row[column] for column in alike.columns), id)
            if known == id:
                continue
            for column in (*alike.largest, *alike.first):
                both = [self._rows[table][known][column], row[column]]
                there = [one for one in both if one is not None]
                if there:
                    self._set(table, known, column, max(there) if column in alike.largest else there[0])
            self._hide(table, id, f"{SAME}/{known}")
            yield id, known

    def keep(self) -> None:
        """Let stay what was deleted and is named by something that exists."""
        for table, columns in self._rules.kept.items():
            used = {row[column] for child, column in columns for row in self._existing(child)}
            for id in sorted(used & self._tables.get(table, {}).keys() - self._of(table).keys()):
                if (table, id) not in self.settled.hidden:
                    self._rows[table][id] = dict(self._tables[table][id].values)
                    self.settled.kept.add((table, id))
                    self._rename(table, [id])

    def _existing(self, table: str) -> Iterator[Values]:
        yield from self._of(table).values()
        yield from (values for (of, _), (_, values) in self.settled.hidden.items() if of == table)

    def hide(self) -> None:
        """Hide what hangs on something that is not shown."""
        for table in self._rules.hangs:
            self._hide_hanging(table)

    def _hide_hanging(self, table: str) -> None:
        for id, row in list(self._of(table).items()):
            holder = next(self._holders(table, row), None)
            if holder is not None:
                self._hide(table, id, holder)

    def _holders(self, table: str, row: Values) -> Iterator[str]:
        for hang in self._rules.hangs[table]:
            value = row[hang.column]
            for one in json.loads(value) if hang.is_list else [] if value is None else [value]:
                key = f"{hang.on}/{one}"
                if key in self._removed if hang.on == LABELS else one not in self._of(hang.on):
                    yield key

    def decide_cases(self) -> None:
        """Of decisions on one case let the last one be in force; the others wait, with their gold."""
        made = {id: (self._tables[self._called.decisions][id].made[0], id) for id in self._of(self._called.decisions)}
        taken: dict[object, str] = {}
        beside = defaultdict[str, list[str]](list)
        for id in sorted(made, key=made.__getitem__, reverse=True):
            keys = list(self._cases(self._rows[self._called.decisions][id]))
            other = next((taken[key] for key in keys if key in taken), None)
            if other is None:
                taken |= dict.fromkeys(keys, id)
            else:
                beside[other].append(id)
        for id, others in beside.items():
            told = [one for one in others if self._outcome(one) != self._outcome(id)]
            if told:
                self.settled.listed.append(Listed(ConflictKind.DECISION, self._called.decisions, (id, *told)))
        for id, others in beside.items():
            for one in others:
                self._hide_decision(one, f"{self._called.decisions}/{id}")
        if beside:
            self.hide()

    def _cases(self, decision: Values) -> Iterator[object]:
        """Yield what a decision is on: its candidates; of what was added to gold its place, as others would add it."""
        candidates = json.loads(decision["candidates"])
        yield from (candidate[0] for candidate in candidates)
        if not candidates:
            for row in self._gold(decision):
                yield row["document"], row["label"], row["start"], row["stop"], row["extents"]

    def _gold(self, decision: Values) -> list[Values]:
        spans = self._of(self._called.spans)
        return [spans[one] for one in json.loads(decision["gold"]) if one in spans]

    def _outcome(self, id: str) -> object:
        decision = self._rows[self._called.decisions][id]
        columns = ("label", "start", "stop", "extents", "attributes", "actor")
        gold = sorted(str([row[column] for column in columns]) for row in self._gold(decision))
        return gold or decision["rule"]

    def _hide_decision(self, id: str, holder: str) -> None:
        for one in json.loads(self._rows[self._called.decisions][id]["gold"]):
            if one in self._of(self._called.spans):
                self._hide(self._called.spans, one, holder)
        self._hide(self._called.decisions, id, holder)

    def show_one_of_alike(self) -> None:
        """Of rows that say the same show the one with the lowest id."""
        for table in self._rules.alike:
            for _ in self._same(table):
                pass

    def empty(self) -> None:
        """Empty columns that name what is not here, or that let things stand above each other in a ring."""
        for table, namings in self._rules.emptied.items():
            for naming in namings:
                there = self._of(naming.of)
                for id, row in self._of(table).items():
                    if row[naming.column] is not None and row[naming.column] not in there:
                        self._set(table, id, naming.column, None)
        above = {id: row["parent"] for id, row in self._of(self._called.actors).items() if row["parent"] is not None}
        for id in ring_ends(above):
            self._set(self._called.actors, id, "parent", None)

    def make_unique(self) -> None:
        """Give names that two share a number."""
        for table, columns in self._rules.unique.items():
            for column in columns:
                names = {id: row[column] for id, row in self._of(table).items()}
                shown = unique_names(names.items())
                for id in sorted(names):
                    self._set(table, id, column, shown[id])
                for name in sorted({names[id] for id in names if shown[id] != names[id]}):
                    rows = tuple(sorted(id for id in names if names[id] == name))
                    self.settled.listed.append(Listed(ConflictKind.NAME, table, rows, column))

    def list_rest(self) -> None:
        """List what was deleted and is in use, and versions of the codebook that stand side by side."""
        self.settled.listed += [Listed(ConflictKind.KEPT, table, (id,)) for table, id in sorted(self.settled.kept)]
        heads = codebook_heads(self._of(self._called.versions))
        if len(heads) > 1:
            self.settled.listed.append(Listed(ConflictKind.CODEBOOK, self._called.versions, heads))


def codebook_heads(versions: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the versions of which no other was made, the one that is in force first.

    Versions of files from before versions named their parents were made one after the other.
    """
    above = {parent for row in versions.values() for parent in json.loads(row["parents"])}
    order = {id: (row["number"], id) for id, row in versions.items()}
    without = sorted((id for id, row in versions.items() if row["parents"] == "[]"), key=order.__getitem__)
    return tuple(sorted(versions.keys() - above - set(without[:-1]), key=order.__getitem__, reverse=True))
