"""Steps as they stand in the file, and what each touched."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from annotator.model import verbs
from annotator.model.verbs.team import TakeIn
from annotator.model.verbs.verb import Verb
from annotator.store.chain.table_rules import HANGS
from annotator.store.schema.tables import Table
from annotator.store.sittings.sitting import Row
from annotator.sync.changes import RowChange

BULK = 10_000
"""From this many rows on `Changes` names tables only: whoever listens had better read anew."""
LARGE = 1_000
"""From this many rows on a step takes longer to undo than anybody would wait for with a key held down."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a step touched. `kind`: do, undo or redo. `is_bulk`: too many rows to name, so `ids` says nothing."""

    step: int
    kind: str
    verb: Verb
    rows: dict[str, frozenset[str]] = field(default_factory=dict)
    documents: frozenset[str] = frozenset()
    is_bulk: bool = False
    is_others: bool = False
    """Whether another program wrote it."""

    def touches(self, *tables: Table) -> bool:
        """Whether a row of one of the tables was changed."""
        return any(table in self.rows for table in tables)

    def ids(self, table: Table) -> frozenset[str]:
        """Return the ids of the changed rows of a table; empty for a bulk step."""
        return self.rows.get(table, frozenset())

    def joined(self, later: "Changes") -> "Changes":
        """Return what this step and a later one touched, as one under the later one's name."""
        rows = {table: self.rows.get(table, frozenset()) | later.rows.get(table, frozenset()) for table in self.rows}
        documents, is_bulk = self.documents | later.documents, self.is_bulk or later.is_bulk
        return replace(later, rows={**later.rows, **rows}, documents=documents, is_bulk=is_bulk)

    def concerns(self, document: str | None) -> bool:
        """Whether a view of this document has to look again."""
        return self.is_bulk or (document is not None and document in self.documents)


def taken_together(steps: Iterable[Changes]) -> Iterator[Changes]:
    """Yield what steps touched; of those that took in, and follow each other, as one under the last one's name.

    What a hub has comes in many of them, and each look of a view takes as long whatever was changed.
    """
    for (is_taken, _), some in groupby(steps, key=lambda one: (isinstance(one.verb, TakeIn), one.kind)):
        found = list(some)
        yield from [_as_one(found)] if is_taken else found


def _as_one(steps: Sequence[Changes]) -> Changes:
    rows, documents, last = dict[str, set[str]](), set[str](), steps[-1]
    for one in steps:
        documents |= one.documents
        for table, ids in one.rows.items():
            rows.setdefault(table, set()).update(ids)
    if any(one.is_bulk for one in steps) or sum(map(len, rows.values())) > LARGE:
        return bulk_changes(last.step, last.kind, last.verb, rows)
    return replace(last, rows={name: frozenset(ids) for name, ids in rows.items()}, documents=frozenset(documents))


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the history. `person`: a coder's id or empty. `state`: done, undone, or dropped (no redo).

    `target`: the step that this one took back or did again; of one that was taken back, what took it back.
    """

    number: int
    kind: str
    verb: Verb
    person: str
    time: str
    state: str
    target: int | None = None

    @property
    def was_taken_back(self) -> bool:
        """Whether it was undone or reverted, and stands no more."""
        return self.kind == "do" and self.target is not None


STEP = "SELECT number, kind, verb, facts, label, person, time, state, target FROM steps"


def step_of(row: tuple[int, str, str, str, str, str, str, str, int | None]) -> Step:
    """Return the step of a row that `STEP` reads."""
    number, kind, verb, facts, label, person, time, state, target = row
    return Step(number, kind, verbs.read(verb, facts, label), person, time, state, target)


class StepReader:
    """Reads the steps of one project file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def history(self, limit: int = 200) -> list[Step]:
        """Return the latest steps, newest first, undos and redos among them."""
        return [step_of(row) for row in self._connection.execute(f"{STEP} ORDER BY number DESC LIMIT ?", [limit])]

    def count(self) -> int:
        """Return how many steps the history holds."""
        return int(self._connection.execute("SELECT count(*) FROM steps").fetchone()[0])

    def acts_since(self, number: int) -> int:
        """Return how many steps came after one, without those that took in what others did."""
        query = "SELECT count(*) FROM steps WHERE number > ? AND verb <> ?"
        return int(self._connection.execute(query, [number, verbs.TAKE_IN]).fetchone()[0])

    def get(self, number: int | None) -> Step | None:
        """Return a step, None where there is none of that number."""
        row = self._connection.execute(f"{STEP} WHERE number = ?", [number]).fetchone()
        return step_of(row) if row else None

    def get_many(self, numbers: Sequence[int]) -> dict[int, Step]:
        """Return those of the steps that there are, by number."""
        found: dict[int, Step] = {}
        for first in range(0, len(numbers), 500):
            some = numbers[first : first + 500]
            rows = self._connection.execute(f"{STEP} WHERE number IN ({', '.join('?' * len(some))})", some)
            found |= {row[0]: step_of(row) for row in rows}
        return found

    def rows_of(self, step: Step, most: int) -> tuple[list[RowChange], int]:
        """Return what a step did to rows, each as a whole and in the order of the step, and to how many.

        Of more than `most` the first are returned. An undo or a redo did what the step that it is of says.
        """
        number = step.number if step.kind == "do" else step.target
        run, found = self._connection.execute, dict[tuple[str, str], RowChange]()
        (count,) = run("SELECT count(*) FROM (SELECT DISTINCT table_name, row FROM changes WHERE step = ?)", [number])
        first = (
            "SELECT table_name, row, before, after FROM changes WHERE step = ?1 AND (table_name, row) IN (SELECT"
            " table_name, row FROM changes WHERE step = ?1 GROUP BY 1, 2 ORDER BY min(number) LIMIT ?2) ORDER BY number"
        )
        for row in run(first, [number, most]):
            change = RowChange(*row)
            known = found.get(row[:2])
            found[row[:2]] = change if known is None else known.then(change)
        changes = [one.backwards() if step.kind == "undo" else one for one in found.values()]
        return changes, count[0]

    def is_large(self, step: Step) -> bool:
        """Whether a step changed more than `LARGE` rows, so that taking it back, or doing it again, takes its time."""
        if isinstance(step.verb, TakeIn):
            return True
        query = "SELECT 1 FROM changes WHERE step = ? LIMIT 1 OFFSET ?"
        return self._connection.execute(query, [step.number, LARGE]).fetchone() is not None

    def layers_in(self, number: int) -> set[str]:
        """Return the layers whose spans, slots or states a step changed."""
        query = (
            "SELECT json_extract(coalesce(after, before), '$.layer') FROM changes WHERE step = ?1 UNION"
            " SELECT layer FROM spans WHERE id IN"
            " (SELECT json_extract(coalesce(after, before), '$.act') FROM changes WHERE step = ?1)"
        )
        return {layer for (layer,) in self._connection.execute(query, [number]) if layer is not None}

    def of_verbs(self, named: Collection[str], after: int = 0) -> Iterator[tuple[str, str, str, str, str]]:
        """Yield the steps of people after a number with one of these verbs: (person, time, kind, verb, facts as JSON).

        Undos and redos among them, each with the verb of the step that it is of.
        """
        marks = ", ".join("?" * len(named))
        query = (
            f"SELECT person, time, kind, verb, facts FROM steps WHERE number > ? AND person <> '' AND verb IN ({marks})"
        )
        yield from self._connection.execute(query, [after, *named])

    def has_done(self, named: Collection[str], person: str) -> bool:
        """Whether a step with one of these verbs is a person's, here in this file, be it taken back."""
        query = f"SELECT 1 FROM steps WHERE person = ? AND verb IN ({', '.join('?' * len(named))}) LIMIT 1"
        return self._connection.execute(query, [person, *named]).fetchone() is not None

    def has_noted(self, verb: str, person: str) -> bool:
        """Whether a person did something that changes no row; `verb`: its id."""
        query = "SELECT 1 FROM steps WHERE state = 'dropped' AND kind = 'do' AND person = ? AND verb = ? LIMIT 1"
        return self._connection.execute(query, [person, verb]).fetchone() is not None

    def writers_of(self, table: Table, rows: Collection[str], before: int) -> dict[str, list[tuple[str, str]]]:
        """Return who wrote each of the rows of a table: verb (its id) and person, by steps `before` one that stand.

        In order. It goes through all that was recorded once, so ask for all rows together.
        """
        found: dict[str, list[tuple[str, str]]] = {}
        written = self._connection.execute(
            "SELECT row, verb, person FROM changes JOIN steps ON steps.number = step WHERE table_name = ? AND step < ?"
            " AND steps.target IS NULL AND row IN (SELECT value FROM json_each(?)) ORDER BY changes.number",
            [table, before, json.dumps(list(rows))],
        )
        for row, verb, person in written if rows else ():
            found.setdefault(row, []).append((verb, person))
        return found

    def latest(self) -> int:
        """Return the number of the latest step, of whatever kind and person; 0 before the first."""
        return int(self._connection.execute("SELECT coalesce(max(number), 0) FROM steps").fetchone()[0])

    def touched_since(self, step: int, most: int) -> dict[str, set[str]] | None:
        """Return the ids of the rows by table that the steps after `step` touched; None for more than `most` rows.

        Whoever keeps what was read after `step` knows by this what to read again, whichever connection wrote it.
        """
        taken = "SELECT 1 FROM steps WHERE number > ? AND verb = ? LIMIT 1"
        if self._connection.execute(taken, [step, verbs.TAKE_IN]).fetchone():
            return None
        found = self._connection.execute(
            "SELECT table_name, row FROM changes WHERE step IN"
            " (SELECT CASE kind WHEN 'do' THEN number ELSE target END FROM steps WHERE number > ?) LIMIT ?",
            [step, most + 1],
        ).fetchall()
        if len(found) > most:
            return None
        if any(table == Table.REMOVALS for table, _ in found):
            return None  # what hung on it came and went with it
        rows: dict[str, set[str]] = {}
        for table, row in found:
            rows.setdefault(table, set()).add(row)
        return rows

    def changes_of(self, number: int, kind: str, verb: Verb) -> Changes:
        """Return what a step touched; `number`: that of the step whose rows were recorded."""
        if isinstance(verb, TakeIn):
            return bulk_changes(number, kind, verb, Table)
        run = self._connection.execute
        query = "SELECT table_name, row, before, after FROM changes WHERE step = ? LIMIT ?"
        rows = run(query, [number, BULK + 1]).fetchall()
        if len(rows) <= BULK:
            return self.changes_in(number, kind, verb, rows)
        tables = run("SELECT DISTINCT table_name FROM changes WHERE step = ?", [number])
        return bulk_changes(number, kind, verb, [table for (table,) in tables])

    def changes_in(self, number: int, kind: str, verb: Verb, recorded: Iterable[Row]) -> Changes:
        """Return what a step touched that recorded these rows."""
        rows: dict[str, set[str]] = {}
        documents: set[str] = set()
        acts: set[str] = set()
        for table, row, before, after in recorded:
            rows.setdefault(table, set()).add(row)
            values = json.loads(after or before or "{}")
            if (act := values.get("act")) is not None:
                acts.add(act)
            elif (document := values.get("document")) is not None or table == Table.DOCUMENTS:
                documents.add(document or row)
        # A link stands in the document of its act, which the step need not have touched itself.
        if Table.REMOVALS in rows:
            return bulk_changes(number, kind, verb, rows)
        for act in acts:
            found = self._connection.execute("SELECT document FROM spans WHERE id = ?", [act])
            documents.update(id for (id,) in found)
        return Changes(number, kind, verb, {name: frozenset(ids) for name, ids in rows.items()}, frozenset(documents))


def bulk_changes(number: int, kind: str, verb: Verb, tables: Iterable[str]) -> Changes:
    """Return what a step touched that changed too many rows to name: with what was removed all goes that hung on it."""
    tables = set(tables)
    if Table.REMOVALS in tables:
        tables |= set(HANGS)
    return Changes(number, kind, verb, {table: frozenset() for table in tables}, is_bulk=True)
