"""What stands on a step of the history: the later steps that cannot stay if it goes, each with a reason in the rows.

A later step stands on it if it changed a row that one of them changed, refers to a row that would not be there any
more, took away a row that one of the rows would refer to again, took a name (or a text, a code, a place in a slot)
that one of the rows would have again, or was coded under a version of the codebook that would be gone, as any later
version is made from it. The set is closed: without its steps the history is one that could have happened.

What was taken back already stands on nothing; neither does what took it back, since both together did nothing. A
decision keeps its candidates whole, so it stands on no coder's span: whoever takes a coding back, by whatever way,
takes nobody's decision with it.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from annotator.model.codebook import Codebook
from annotator.store.chain.table_rules import MARKED
from annotator.store.schema.tables import Table
from annotator.sync.settling_rules import LABELS

Row = tuple[str, str]
"""A table and the id of a row of it."""
Key = tuple[str, ...]
"""What only one row of a table may have: the name of a column, values."""
_Values = dict[str, Any]

REVERT = "revert"
"""The id of the verb that reverts, as the journal has it."""
_AT_ONCE = 5_000


@dataclass(slots=True)
class StandingOn:
    """A step with all that stands on it. `steps`: their numbers, oldest first; `reverts`: see `Revert.set_aside`.

    `rows`: of each row that they changed the numbers of the first and the last change.
    """

    steps: list[int] = field(default_factory=list)
    reverts: list[int] = field(default_factory=list)
    rows: dict[Row, tuple[int, int]] = field(default_factory=dict)


def standing_on(
    connection: sqlite3.Connection, step: int, codebook: Codebook, look: Callable[[], object] = lambda: None
) -> StandingOn:
    """Return a step with all that stands on it; `look` is called now and then, to stop by an exception.

    The time it takes grows with what was done after it.
    """
    finder = _Finder(connection, codebook)
    finder.take(step)
    for number, (later, verb, changes) in enumerate(_later(connection, step)):
        if number % _AT_ONCE == 0:
            look()
        if verb == REVERT:
            if any((table, row) in finder.found.rows for table, row, _ in changes):
                finder.found.reverts.append(later)
        elif any(finder.rests(*change) for change in changes):
            finder.take(later)
    return finder.found


_Change = tuple[str, str, str | None]


def _later(connection: sqlite3.Connection, step: int) -> Iterator[tuple[int, str, list[_Change]]]:
    """Yield the later steps that stand, oldest first, each with its rows as they became."""
    # A codebook is long, and its id is all that anything refers to.
    query = (
        "SELECT step, verb, table_name, row,"
        " CASE table_name WHEN 'codebook_versions' THEN json_remove(after, '$.codebook') ELSE after END"
        " FROM changes JOIN steps ON steps.number = step"
        " WHERE step > ? AND kind = 'do' AND state = 'done' ORDER BY step, changes.number"
    )
    at, its_verb, changes = 0, "", list[_Change]()
    for number, verb, table, row, after in connection.execute(query, [step]):
        if number != at:
            if changes:
                yield at, its_verb, changes
            at, its_verb, changes = number, verb, []
        changes.append((table, row, after))
    if changes:
        yield at, its_verb, changes


class _Finder:
    """Takes the steps in their order; knows what the rows will be, and so which step cannot stay."""

    def __init__(self, connection: sqlite3.Connection, codebook: Codebook) -> None:
        self._connection = connection
        self.found = StandingOn()
        self._gone: dict[str, set[str]] = defaultdict(set)
        """The rows that will not be there, by table."""
        self._needed: set[Row] = set()
        self._held: dict[str, set[Key]] = defaultdict(set)
        self._versions: set[str] = set()
        self._touches_codebook = False
        self._single = {
            (str(label.id), str(role.id)) for label in codebook.labels for role in label.roles if not role.several
        }

    def take(self, step: int) -> None:
        """Put a step into the set."""
        self.found.steps.append(step)
        query = "SELECT number, table_name, row, before FROM changes WHERE step = ? ORDER BY number"
        for number, table, row, before in self._connection.execute(query, [step]).fetchall():
            first, _ = self.found.rows.get((table, row), (0, 0))
            self.found.rows[table, row] = first or number, number
            self._touches_codebook |= table == Table.CODEBOOK_VERSIONS
            if not first:
                self._expect(table, row, before)

    def _expect(self, table: str, row: str, before: str | None) -> None:
        """Take notice of what a row will be: as it was before the first step of the set that changed it."""
        if before is None:
            self._gone[table].add(row)
            if table == Table.CODEBOOK_VERSIONS:
                self._versions.add(row)
            return
        values = json.loads(before)
        self._needed.update(_references(table, values))
        self._held[table].update(_keys(table, values))

    def rests(self, table: str, row: str, after: str | None) -> bool:
        """Whether a change cannot have happened without the set."""
        if (table, row) in self.found.rows:
            return True
        if after is None:
            return (table, row) in self._needed
        if table == Table.CODEBOOK_VERSIONS and self._touches_codebook:
            return True
        if not self._may_matter(table):
            return False
        values = json.loads(after)
        return (
            any(id in self._gone[parent] for parent, id in _references(table, values) if parent in self._gone)
            or values.get("codebook_version") in self._versions
            or any(self._is_held(table, key) for key in _keys(table, values))
        )

    def _may_matter(self, table: str) -> bool:
        refers = any(parent in self._gone for parent in _PARENTS.get(table, ()))
        return refers or bool(self._held.get(table)) or (bool(self._versions) and table in _UNDER_A_VERSION)

    def _is_held(self, table: str, key: Key) -> bool:
        if key not in self._held[table]:
            return False
        return table != Table.LINKS or self._is_single(*key[1:])

    def _is_single(self, act: str, role: str) -> bool:
        found = self._connection.execute("SELECT label FROM spans WHERE id = ?", [act]).fetchone()
        return found is None or (found[0], role) in self._single


_COLUMNS: dict[str, dict[str, Table]] = {
    Table.CODEBOOK_VERSIONS: {"coder": Table.CODERS},
    Table.LAYERS: {"coder": Table.CODERS},
    Table.ASSIGNMENTS: {"layer": Table.LAYERS, "document": Table.DOCUMENTS},
    Table.ACTORS: {"parent": Table.ACTORS},
    Table.SPANS: {"layer": Table.LAYERS, "document": Table.DOCUMENTS, "actor": Table.ACTORS},
    Table.LINKS: {"act": Table.SPANS, "span": Table.SPANS, "actor": Table.ACTORS},
    Table.DECISIONS: {"document": Table.DOCUMENTS, "coder": Table.CODERS},
    Table.RELEASES: {"document": Table.DOCUMENTS, "coder": Table.CODERS},
    Table.PRACTICE_DOCUMENTS: {"document": Table.DOCUMENTS, "coder": Table.CODERS},
    Table.PRACTICE_RESULTS: {"layer": Table.LAYERS, "document": Table.DOCUMENTS},
    Table.RECODE_SAMPLES: {"layer": Table.LAYERS, "drawn_from": Table.LAYERS},
    Table.REMARKS: {"coder": Table.CODERS},
    Table.MEMOS: {"document": Table.DOCUMENTS, "author": Table.CODERS},
    Table.DISTINCT_PAIRS: {"document": Table.DOCUMENTS, "other": Table.DOCUMENTS},
    Table.UNITS: {"document": Table.DOCUMENTS},
    Table.KEPT_SEARCHES: {"coder": Table.CODERS},
}
"""Which column refers to which table."""
_IN_LISTS = {
    Table.REMOVALS: set(MARKED),
    Table.DECISIONS: {Table.SPANS, Table.LAYERS, Table.ACTORS},
    Table.ACTORS: {Table.ACTORS},
}
_PARENTS: dict[str, set[Table]] = {
    table: {*_COLUMNS.get(table, {}).values(), *_IN_LISTS.get(table, ())} for table in Table
}


def _references(table: str, values: _Values) -> Iterator[Row]:
    """Yield the rows that a row refers to, in its columns and in the lists that it holds."""
    for column, parent in _COLUMNS.get(table, {}).items():
        if (id := values.get(column)) is not None:
            yield parent, id
    if table == Table.REMOVALS and values["kind"] != LABELS:
        yield Table(values["kind"]), values["target"]
    elif table == Table.DECISIONS:
        yield from ((Table.SPANS, span) for span in json.loads(values["gold"]))
        yield from ((Table.LAYERS, layer) for layer in json.loads(values["absent"]))
        yield from _named_in_candidates(values)
    elif table == Table.ACTORS:
        yield from ((Table.ACTORS, one["group"]) for one in json.loads(values["memberships"]))


def _named_in_candidates(decision: _Values) -> Iterator[Row]:
    """Yield layers and actors of the candidates that a decision keeps: they are ids that it does not spell out."""
    for span in json.loads(decision["candidates"]):
        yield Table.LAYERS, span[1]
        if len(span) > 11 and span[11] is not None:
            yield Table.ACTORS, span[11]
    for link in json.loads(decision.get("links") or "[]"):
        if link[4] is not None:
            yield Table.ACTORS, link[4]


def _keys(table: str, values: _Values) -> Iterator[Key]:
    """Yield what no other row of the table may have; of a slot of an act, where it takes one party."""
    for columns in _UNIQUE.get(table, ()):
        held = (columns[0], *(str(values[column]) for column in columns))
        # Two people are not called “Ana” and “ana”.
        yield tuple(map(str.casefold, held)) if table in _WHATEVER_CASE else held
    if table == Table.ACTORS:
        yield from ((scheme, code.casefold()) for scheme, code in json.loads(values["codes"]).items())


_WHATEVER_CASE = (Table.CODERS, Table.LAYERS, Table.DOCUMENT_SETS)
_UNDER_A_VERSION = (Table.SPANS, Table.DECISIONS)
_UNIQUE: dict[str, tuple[tuple[str, ...], ...]] = {
    Table.CODERS: (("name",), ("pseudonym",)),
    Table.LAYERS: (("name",),),
    Table.DOCUMENTS: (("text_sha256",),),
    Table.ASSIGNMENTS: (("layer", "document"),),
    Table.LINKS: (("act", "role"),),
    Table.RELEASES: (("document",),),
    Table.PRACTICE_DOCUMENTS: (("document",),),
    Table.PRACTICE_RESULTS: (("layer", "document"),),
    Table.RECODE_SAMPLES: (("layer",),),
    Table.DOCUMENT_SETS: (("name",),),
    Table.DOCUMENT_FIELDS: (("name",),),
    Table.DISTINCT_PAIRS: (("document", "other"),),
    Table.UNITS: (("document",),),
}
