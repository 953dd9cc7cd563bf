"""The journal: the only way to write, and the way back.

`transact(verb)` opens a step. While it is open, SQLite's triggers record each changed row before and after; with no
step open they abort the write, whoever makes it. Undo writes the rows back in reverse order and marks the step, so it
works for every verb alike, after a restart too. Each person undoes their own steps and no other's; what nobody in
particular did (the command line, for instance) is undone while nobody is at the desk, so that no coder takes back the
import of everybody's work with a key too many.

Undo and redo are themselves steps in the file: the history shows who took back what, and when. A step stores what was
done as a verb and its facts (`model/verbs`), which nobody can change once it is closed.
"""

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from annotator.model import verbs
from annotator.model.errors import Bug, NotAllowed, UndoBlocked
from annotator.model.verbs.bulk import reason_of
from annotator.model.verbs.verb import Told, Verb
from annotator.store import schema
from annotator.store.chaining import chain_step
from annotator.store.open_files import OpenFile
from annotator.store.others import StepsOfOthers
from annotator.store.sitting import DoneStep
from annotator.store.sqlite_errors import explained
from annotator.store.strands import Sittings
from annotator.store.tables import Table

_CHECKPOINT_EVERY = 1000
"""Pages of the log, once the file is known to be sound."""
_DONE = {"undo": "undone", "redo": "done again"}
BULK = 10_000
"""From this many rows on `Changes` names tables only: whoever listens had better read anew."""


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


class OpenStep:
    """The step that is open, or a part of it. `verb`: what it does, which may get facts while it is open."""

    def __init__(self, connection: sqlite3.Connection, number: int, verb: Verb) -> None:
        self._connection = connection
        self.number = number
        self.verb = verb

    def new(self, table: Table) -> tuple[str, ...]:
        """Return the ids of the rows of a table that the whole step has added so far."""
        query = "SELECT row FROM changes WHERE step = ? AND table_name = ? AND before IS NULL ORDER BY number"
        return tuple(id for (id,) in self._connection.execute(query, [self.number, table]))


class Journal:
    """The steps of one project file, over one connection (and so one thread)."""

    def __init__(self, connection: sqlite3.Connection, file: OpenFile) -> None:
        self._connection = connection
        self._file = file
        self._has_checkpoints = False
        self.sittings = Sittings(connection)
        self._open: int | None = None
        self._parts = 0
        self.person = ""
        self._time = ""
        self.news = StepsOfOthers(connection, file.own)
        self.listeners: list[Callable[[Changes], None]] = []
        self.rules: list[Callable[[Verb], None]] = []
        """Asked before a step is begun, an undo or a redo too, with its verb: they may raise `NotAllowed`."""
        self.guards: list[Callable[[Step, str], None]] = []
        """Called with a step and “undo”, “redo” or “revert” when its rows are written: they may raise `UndoBlocked`."""
        self.hold: Callable[[str], Callable[[], None]] | None = None
        """Called with the reason before much is changed; what it returns, before that is committed: see `backups`."""

    @contextmanager
    def transact(self, verb: Verb) -> Iterator[OpenStep]:
        """Open a step that does `verb`, or join the one that is open; all of it is written or nothing.

        An exception inside rolls the whole step back and goes on; a step that changed nothing leaves no trace. A part
        that joins an open step is rolled back alone, so that whoever catches its exception may go on with the others;
        what the step does is said by the verb that opened it.
        """
        if self._open is not None:
            with self._part():
                yield OpenStep(self._connection, self._open, verb)
            return
        self._ask(verb)
        with self._told_of_others(), self._step("do", verb) as number:
            self._end_redo()
            step = OpenStep(self._connection, number, verb)
            yield step
            if step.verb is not verb:
                self._connection.execute(
                    "UPDATE steps SET verb = ?, facts = ?, label = ? WHERE number = ?", [*_stored(step.verb), number]
                )
            changes = self._changes_of(number, "do", step.verb)
            if not changes.rows:
                raise _NothingChanged
        if changes.rows:
            self._tell(changes)

    @contextmanager
    def _told_of_others(self) -> Iterator[None]:
        """Say that another program was quicker, where a rule of the file forbids what was allowed a moment ago."""
        try:
            yield
        except sqlite3.IntegrityError as error:
            if not self.news.is_any():
                raise
            raise NotAllowed(
                "Another program changed the project at the same moment; nothing was changed: try it again."
            ) from error

    def note(self, verb: Verb) -> None:
        """Write a step down that changes no row: nothing of it can be taken back, or stands in the way of what can."""
        assert verb.is_noted
        self._ask(verb)
        with self._step("do", verb) as number:
            self._connection.execute("UPDATE steps SET state = 'dropped' WHERE number = ?", [number])

    def _end_redo(self) -> None:
        query = "UPDATE steps SET state = 'dropped' WHERE state = 'undone' AND kind = 'do' AND person = ?"
        self._connection.execute(query, [self.person])

    @contextmanager
    def _part(self) -> Iterator[None]:
        self._parts += 1
        name = f"part_{self._parts}"
        self._connection.execute(f"SAVEPOINT {name}")
        try:
            with explained():
                yield
        except BaseException:
            # A full disk makes SQLite roll the whole step back by itself.
            if self._connection.in_transaction:
                self._connection.execute(f"ROLLBACK TO {name}")
            raise
        finally:
            if self._connection.in_transaction:
                self._connection.execute(f"RELEASE {name}")
            self._parts -= 1

    def next_undo(self) -> Step | None:
        """Return the step that `undo` would take back: the person's latest one that is done."""
        # As many looks into the index as others have done steps for the same person, however long the history is.
        return self.get(
            self._own_of(
                "SELECT number, NULL FROM steps WHERE state = 'done' AND kind = 'do' AND person = ?"
                " ORDER BY number DESC"
            )
        )

    def next_redo(self) -> Step | None:
        """Return the step that `redo` would do again: the one that was undone last, which need not be the earliest."""
        return self.get(
            self._own_of(
                "SELECT number, target FROM steps WHERE state = 'undone' AND kind = 'do' AND person = ?"
                " ORDER BY target DESC, number"
            )
        )

    def _own_of(self, query: str) -> int | None:
        """Return the first step that no other program did, nor took back, while this one had the file open."""
        with contextlib.closing(self._connection.execute(query, [self.person])) as rows:
            return next((number for number, target in rows if not self._file.own.are_others(number, target)), None)

    def come_from_others(self) -> list[tuple[str, Changes]]:
        """Return what other programs have done since one asked last: whose step it is, and what it touched."""
        found = []
        for step in self.news.come():
            written = self.get(step.changed)
            if written is not None:
                changes = self._changes_of(step.changed, step.kind, written.verb)
                found.append((step.person, replace(changes, is_others=True)))
        return found

    def undo(self) -> Changes | None:
        """Take back the person's latest step and return what was touched, None where there is none.

        What another program did for the same person, while both have the file open, is left to that one.
        Raises `UndoBlocked` where somebody changed the same rows since, or built on them; nothing is changed.
        """
        return self._asked_replay(self.next_undo(), "undo")

    def redo(self) -> Changes | None:
        """Do again what was undone last; as `undo`."""
        return self._asked_replay(self.next_redo(), "redo")

    def _asked_replay(self, step: Step | None, kind: str) -> Changes | None:
        if step is None:
            return None
        self._ask(step.verb)
        return self._replay(step, kind)

    def _ask(self, verb: Verb) -> None:
        self._file.refuse_to_write()  # where nobody may, it does not matter who
        for rule in self.rules:
            rule(verb)

    def repeat(self, done: DoneStep, target: Step | None = None) -> int:
        """Do what a rescued step did, as its person and at its time, and return its number here.

        `target`: the step here that it took back or did again. Raises `UndoBlocked` where its rows are others now.
        """
        was, self.person, self._time = self.person, done.person, done.time
        try:
            if target is not None:
                self._replay(target, done.kind)
            else:
                self._do_rows(done)
        finally:
            self.person, self._time = was, ""
        return self.latest()

    def _do_rows(self, done: DoneStep) -> None:
        verb, rows = done.done, done.rows or []
        try:
            with self._step("do", verb) as number:
                self._connection.execute("PRAGMA defer_foreign_keys = ON")
                if not verb.is_noted:
                    self._end_redo()
                for sha256, text in done.texts.items():
                    values = [sha256, len(text), text]
                    self._connection.execute(
                        "INSERT OR IGNORE INTO texts (sha256, length, text) VALUES (?, ?, ?)", values
                    )
                for table, row, before, after in rows if done.kind != "undo" else reversed(rows):
                    self.put(table, row, *((before, after) if done.kind != "undo" else (after, before)))
                kind = "undo" if done.kind == "undo" else "redo"
                self.ask_guards(Step(number, "do", verb, done.person, done.time, "done"), kind)
                if verb.is_noted:
                    self._connection.execute("UPDATE steps SET state = 'dropped' WHERE number = ?", [number])
                changes = self._changes_of(number, "do", verb)
        except sqlite3.IntegrityError as error:
            raise UndoBlocked(_why_blocked("redo", [after is None for *_, after in rows])) from error
        self._tell(changes)

    def history(self, limit: int = 200) -> list[Step]:
        """Return the latest steps, newest first, undos and redos among them."""
        return [step_of(row) for row in self._connection.execute(f"{STEP} ORDER BY number DESC LIMIT ?", [limit])]

    def count(self) -> int:
        """Return how many steps the history holds."""
        return int(self._connection.execute("SELECT count(*) FROM steps").fetchone()[0])

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

    def layers_in(self, number: int) -> set[str]:
        """Return the layers whose spans, slots or states a step changed."""
        query = (
            "SELECT json_extract(coalesce(after, before), '$.layer') FROM changes WHERE step = ?1 UNION"
            " SELECT layer FROM spans WHERE id IN"
            " (SELECT json_extract(coalesce(after, before), '$.act') FROM changes WHERE step = ?1)"
        )
        return {layer for (layer,) in self._connection.execute(query, [number]) if layer is not None}

    def has_noted(self, verb: str, person: str) -> bool:
        """Whether a person did something that changes no row; `verb`: its id."""
        query = "SELECT 1 FROM steps WHERE state = 'dropped' AND kind = 'do' AND person = ? AND verb = ? LIMIT 1"
        return self._connection.execute(query, [person, verb]).fetchone() is not None

    def latest(self) -> int:
        """Return the number of the latest step, of whatever kind and person; 0 before the first."""
        return int(self._connection.execute("SELECT coalesce(max(number), 0) FROM steps").fetchone()[0])

    def touched_since(self, step: int, most: int) -> dict[str, set[str]] | None:
        """Return the ids of the rows by table that the steps after `step` touched; None for more than `most` rows.

        Whoever keeps what was read after `step` knows by this what to read again, whichever connection wrote it.
        """
        found = self._connection.execute(
            "SELECT table_name, row FROM changes WHERE step IN"
            " (SELECT CASE kind WHEN 'do' THEN number ELSE target END FROM steps WHERE number > ?) LIMIT ?",
            [step, most + 1],
        ).fetchall()
        if len(found) > most:
            return None
        rows: dict[str, set[str]] = {}
        for table, row in found:
            rows.setdefault(table, set()).add(row)
        return rows

    @contextmanager
    def _step(self, kind: str, verb: Verb, target: int | None = None) -> Iterator[int]:
        """Write within one SQLite transaction and one step row; commit, or roll all of it back.

        Raises `FileGone` where the open file is not the one at its path any more.
        """
        if self._open is not None:
            raise Bug(f"{kind} within an open step")
        self._file.refuse_to_write()
        run = self._connection.execute
        with explained():
            if self._file.is_sound and not self._has_checkpoints:
                run(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_EVERY}")
                self._has_checkpoints = True
            run("BEGIN IMMEDIATE")
            try:
                # Nobody else can write from here on: what is held is what this step begins with.
                reason = reason_of(verbs.id_of(verb), kind)
                copied = self.hold(reason) if self.hold and reason else None
                state = "done" if kind == "do" else "dropped"
                sitting = self.sittings.of(self.person)
                number = run(
                    "INSERT INTO steps (kind, verb, facts, label, person, time, state, target, sitting, place, clock)"
                    " SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, clock + 1 FROM journal",
                    [
                        *(kind, *_stored(verb), self.person, self._time or now(), state, target),
                        *(sitting.name, sitting.steps + 1),
                    ],
                ).lastrowid
                assert number is not None
                self._open = number
                run("UPDATE journal SET step = ?, recording = ?, clock = clock + 1", [number, kind == "do"])
                yield number
                done = chain_step(self._connection, self.sittings, sitting, number)
                run("UPDATE journal SET step = NULL, recording = 1")
                self._file.refuse_if_gone(self._connection)
                if copied is not None:
                    copied()
                with self._file.own.committing(number):
                    run("COMMIT")
                self.sittings.keep(sitting)
                self._file.acknowledge(done)
            except _NothingChanged:
                run("ROLLBACK")
                self.sittings.forget()
            except BaseException:
                # Also after KeyboardInterrupt: a half-written step must not stay open on the connection.
                self.sittings.forget()
                if self._connection.in_transaction:
                    run("ROLLBACK")
                self._file.refuse_if_gone(self._connection)  # which may be why it failed
                raise
            finally:
                self._open = None

    def _replay(self, step: Step, kind: str) -> Changes:
        backwards = kind == "undo"
        rows: list[tuple[str, str, str | None, str | None]] = []
        try:
            with self._step(kind, step.verb, step.number) as own:
                if self.get(step.number) != step:
                    raise UndoBlocked(
                        f"cannot be {_DONE[kind]}: another program has just taken it back or done it again."
                    )
                self._connection.execute("PRAGMA defer_foreign_keys = ON")
                order = "DESC" if backwards else "ASC"
                rows = self._connection.execute(
                    f"SELECT table_name, row, before, after FROM changes WHERE step = ? ORDER BY number {order}",
                    [step.number],
                ).fetchall()
                if backwards:
                    rows = [(table, row, after, before) for table, row, before, after in rows]
                for row in rows:
                    self.put(*row)
                self.ask_guards(step, kind)
                state = "undone" if backwards else "done"
                # What took a step back is noted with it, so that redo finds the one that was undone last.
                self._connection.execute(
                    "UPDATE steps SET state = ?, target = ? WHERE number = ?",
                    [state, own if backwards else None, step.number],
                )
                changes = self._changes_of(step.number, kind, step.verb)
        except sqlite3.IntegrityError as error:
            raise UndoBlocked(_why_blocked(kind, [new is None for *_, new in rows])) from error
        self._tell(changes)
        return changes

    def ask_guards(self, step: Step, kind: str) -> None:
        """Let all guards see a step whose rows are written; raises `UndoBlocked`."""
        for guard in self.guards:
            guard(step, kind)

    def put(self, table: str, row: str, old: str | None, new: str | None) -> dict[str, Any]:
        """Make the row `new` after checking that it is `old`: JSON of its columns, None for no row.

        Only within an open step. Return the row as it was found; raises `UndoBlocked` where that is not `old`.
        """
        if table not in schema.JOURNALED:
            raise Bug(f"the journal names an unknown table: {table}")
        run = self._connection.execute
        cursor = run(f"SELECT * FROM {table} WHERE id = ?", [row])
        present = cursor.fetchone()
        columns = [column[0] for column in cursor.description]
        expected = json.loads(old) if old else None
        # A column that a later version added is not in an old record and keeps its value.
        found = dict(zip(columns, present, strict=True)) if present else None
        if (found is None) != (expected is None) or (
            found and expected and any(found.get(name, value) != value for name, value in expected.items())
        ):
            raise UndoBlocked("cannot be taken back or redone: it was changed since by another step.")
        if new is None:
            run(f"DELETE FROM {table} WHERE id = ?", [row])
            return found or {}
        values = json.loads(new)
        if expected is None:
            names, marks = ", ".join(values), ", ".join("?" * len(values))
            run(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))
        else:
            # A row that was written as it was is written so again: a rescued step has the rows that it had.
            changed = {name: value for name, value in values.items() if expected.get(name) != value} or {"id": row}
            assignments = ", ".join(f"{name} = ?" for name in changed)
            run(f"UPDATE {table} SET {assignments} WHERE id = ?", [*changed.values(), row])
        return found or {}

    def _changes_of(self, number: int, kind: str, verb: Verb) -> Changes:
        run = self._connection.execute
        counted = run("SELECT table_name, count(*) FROM changes WHERE step = ? GROUP BY 1", [number]).fetchall()
        if sum(count for _, count in counted) > BULK:
            return Changes(number, kind, verb, {table: frozenset() for table, _ in counted}, is_bulk=True)
        rows: dict[str, set[str]] = {}
        documents: set[str] = set()
        acts: set[str] = set()
        found = run(
            "SELECT table_name, row, json_extract(coalesce(after, before), '$.document'),"
            " json_extract(coalesce(after, before), '$.act') FROM changes WHERE step = ?",
            [number],
        )
        for table, row, document, act in found:
            rows.setdefault(table, set()).add(row)
            if act is not None:
                acts.add(act)
            elif document is not None or table == Table.DOCUMENTS:
                documents.add(document or row)
        # A link stands in the document of its act, which the step need not have touched itself.
        for act in acts:
            documents.update(id for (id,) in run("SELECT document FROM spans WHERE id = ?", [act]))
        return Changes(number, kind, verb, {name: frozenset(ids) for name, ids in rows.items()}, frozenset(documents))

    def _tell(self, changes: Changes) -> None:
        for listener in list(self.listeners):
            listener(changes)


def _why_blocked(kind: str, taken_away: Sequence[bool]) -> str:
    """Say why rows cannot be written back, by which of them would be taken away: those others may refer to."""
    if kind == "undo":
        if any(taken_away):
            return "cannot be undone since other work builds on it; take that back first."
        return "cannot be undone since what it was done to is gone."
    if all(taken_away):
        return "cannot be done again since other work builds on what it takes away; take that back first."
    return "cannot be done again since what it builds on is gone."


def _stored(verb: Verb) -> tuple[str, str, str]:
    """Return a verb as the columns `verb`, `facts` and `label`: a sentence stands only where there is no verb."""
    if isinstance(verb, Told):
        return "", "{}", verb.sentence
    return verbs.id_of(verb), verbs.facts_of(verb), ""


class _NothingChanged(Exception):
    """Rolls an empty step back."""


def now() -> str:
    """Return the time in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
