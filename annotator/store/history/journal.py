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
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

from annotator.model.errors import NotAllowed, UndoBlocked
from annotator.model.verbs.team import TakeIn
from annotator.model.verbs.verb import Verb
from annotator.store.chain.chaining import StepHead
from annotator.store.chain.gaps import was_erased
from annotator.store.history.open_step import OpenStep, TakingStep
from annotator.store.history.row_writing import put_row, put_rows, why_blocked
from annotator.store.history.step_writing import NothingChanged, StepWriter, Writing
from annotator.store.history.steps import BULK, Changes, Step, StepReader, bulk_changes
from annotator.store.schema.written_by import begin_writing
from annotator.store.sittings.open_files import OpenFile
from annotator.store.sittings.others import StepsOfOthers
from annotator.store.sittings.sitting import DoneStep, without_lost_sources

_DONE = {"undo": "undone", "redo": "done again"}


class Journal(StepReader):
    """The steps of one project file, over one connection (and so one thread)."""

    def __init__(self, connection: sqlite3.Connection, file: OpenFile) -> None:
        super().__init__(connection)
        self._file = file
        self.writer = StepWriter(connection, file)
        self.sittings = self.writer.sittings
        self.person = ""
        self._time = ""
        self.news = StepsOfOthers(connection, file.own)
        self.listeners: list[Callable[[Changes], None]] = []
        self.rules: list[Callable[[Verb], None]] = []
        """Asked before a step is begun, an undo or a redo too, with its verb: they may raise `NotAllowed`."""
        self.guards: list[Callable[[Step, str], None]] = []
        """Called with a step and “undo”, “redo” or “revert” when its rows are written: they may raise `UndoBlocked`."""
        self.put_taken: Callable[[Step, str], None] | None = None
        """Takes back what a step took in (“undo”), or takes it in again (“redo”), within the open step."""

    @contextmanager
    def transact(self, verb: Verb) -> Iterator[OpenStep]:
        """Open a step that does `verb`, or join the one that is open; all of it is written or nothing.

        An exception inside rolls the whole step back and goes on; a step that changed nothing leaves no trace. A part
        that joins an open step is rolled back alone, so that whoever catches its exception may go on with the others;
        what the step does is said by the verb that opened it.
        """
        if self.writer.number is not None:
            with self.writer.part():
                yield OpenStep(self._connection, self.writer.number, verb, self.writer.restated)
            return
        self._ask(verb)
        with self._told_of_others(), self._step("do", verb) as head:
            self._end_redo()
            step = OpenStep(self._connection, head.number, verb, self.writer.restated)
            yield step
            if step.verb is not verb:
                self.writer.say(head, step.verb)
        self._tell_of(head, step.verb)

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
        with self._step("do", verb, may_be_empty=True) as head:
            self._connection.execute("UPDATE steps SET state = 'dropped' WHERE number = ?", [head.number])

    def _end_redo(self) -> None:
        query = "UPDATE steps SET state = 'dropped' WHERE state = 'undone' AND kind = 'do' AND person = ?"
        self._connection.execute(query, [self.person])

    def begin_anew(self) -> None:
        """Let the first step be taken back by nobody: the file begins with it. Those after it stand on it."""
        run = self._connection.execute
        begin_writing(self._connection)
        run("UPDATE journal SET step = 0")
        run("UPDATE steps SET state = 'dropped' WHERE number = (SELECT min(number) FROM steps)")
        run("UPDATE journal SET step = NULL")
        run("COMMIT")

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
        found, come = [], self.news.come()
        if come:
            self._file.see_latest(self._connection)
        for step in come:
            written = self.get(step.changed)
            if written is not None:
                changes = self.changes_of(step.changed, step.kind, written.verb)
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
        verb, rows = done.done, without_lost_sources(self._connection, done.rows or [])
        try:
            with self._step("do", verb, may_be_empty=True) as head:
                self._connection.execute("PRAGMA defer_foreign_keys = ON")
                if not verb.is_noted:
                    self._end_redo()
                for sha256, text in done.texts.items():
                    values = [sha256, len(text), text]
                    self._connection.execute(
                        "INSERT OR IGNORE INTO texts (sha256, length, text) VALUES (?, ?, ?)", values
                    )
                for table, row, before, after in rows if done.kind != "undo" else reversed(rows):
                    put_row(
                        self._connection, table, row, *((before, after) if done.kind != "undo" else (after, before))
                    )
                kind = "undo" if done.kind == "undo" else "redo"
                self.ask_guards(Step(head.number, "do", verb, done.person, done.time, "done"), kind)
                if verb.is_noted:
                    self._connection.execute("UPDATE steps SET state = 'dropped' WHERE number = ?", [head.number])
        except sqlite3.IntegrityError as error:
            raise UndoBlocked(why_blocked("redo", [after is None for *_, after in rows])) from error
        self._tell_of(head, verb)

    def _step(
        self, kind: str, verb: Verb, target: int | None = None, *, may_be_empty: bool = False, is_told: bool = True
    ) -> AbstractContextManager[StepHead]:
        """Write as the person at the desk, or whoever is repeated. See `StepWriter.write`."""
        return self.writer.write(Writing(kind, verb, self.person, self._time, target, may_be_empty, is_told))

    @contextmanager
    def take(self, verb: TakeIn, is_automatic: bool = False) -> Iterator[TakingStep]:
        """Open a step that takes in what others did: nothing of it is recorded, and no part tells of it.

        As `transact`; whoever finds nothing to take says so, and all is as it was. `is_automatic`: nobody asked for
        it, so it is a step of nobody in particular whoever is at the desk, and no rule about people is asked.
        """
        if not is_automatic:
            self._ask(verb)
        with self._as_nobody() if is_automatic else contextlib.nullcontext(), self._taking(verb) as step:
            yield step

    @contextmanager
    def _as_nobody(self) -> Iterator[None]:
        was, self.person = self.person, ""
        try:
            yield
        finally:
            self.person = was

    @contextmanager
    def _taking(self, verb: TakeIn) -> Iterator[TakingStep]:
        with self._step("do", verb, may_be_empty=True, is_told=False) as head:
            self._end_redo()
            self._connection.execute("UPDATE journal SET recording = 0")
            step = TakingStep(head.number, verb)
            yield step
            if step.is_nothing:
                raise NothingChanged
            self.writer.say(head, step.verb)
            self.writer.put_clock(head, step.clock)
        self._tell_of(head, step.verb, step.changes)

    def _replay_taking(self, step: Step, kind: str) -> Changes:
        """Take back what was taken in, or take it in again; nothing was written since."""
        with self._step(kind, step.verb, step.number, may_be_empty=True, is_told=False) as head:
            if self.get(step.number) != step or self.put_taken is None:
                raise UndoBlocked(f"cannot be {_DONE[kind]}: something was done since.")
            self.put_taken(step, kind)
            state, target = ("undone", head.number) if kind == "undo" else ("done", None)
            query = "UPDATE steps SET state = ?, target = ? WHERE number = ?"
            self._connection.execute(query, [state, target, step.number])
        changes = self._tell_of(head, step.verb)
        assert changes is not None
        return changes

    def _replay(self, step: Step, kind: str) -> Changes:
        if isinstance(step.verb, TakeIn):
            return self._replay_taking(step, kind)
        backwards = kind == "undo"
        try:
            with self._step(kind, step.verb, step.number, may_be_empty=True) as head:
                if self.get(step.number) != step:
                    raise UndoBlocked(
                        f"cannot be {_DONE[kind]}: another program has just taken it back or done it again."
                    )
                if was_erased(self._connection, step.number):
                    raise UndoBlocked(f"cannot be {_DONE[kind]}: what it did was erased for good.")
                put_rows(self._connection, step.number, backwards)
                self.ask_guards(step, kind)
                state = "undone" if backwards else "done"
                # What took a step back is noted with it, so that redo finds the one that was undone last.
                self._connection.execute(
                    "UPDATE steps SET state = ?, target = ? WHERE number = ?",
                    [state, head.number if backwards else None, step.number],
                )
        except sqlite3.IntegrityError as error:
            gone = f"{'before' if backwards else 'after'} IS NULL"
            taken = self._connection.execute(f"SELECT DISTINCT {gone} FROM changes WHERE step = ?", [step.number])
            raise UndoBlocked(why_blocked(kind, [bool(is_gone) for (is_gone,) in taken])) from error
        changes = self._tell_of(head, step.verb)
        assert changes is not None
        return changes

    def ask_guards(self, step: Step, kind: str) -> None:
        """Let all guards see a step whose rows are written; raises `UndoBlocked`."""
        for guard in self.guards:
            guard(step, kind)

    def _tell_of(self, head: StepHead, verb: Verb, known: Changes | None = None) -> Changes | None:
        """Tell all listeners what a step touched, and return it; None where nothing came of the step."""
        if (written := self.writer.take_done(head.number)) is None:
            return None
        (done, counts), number = written, head.number if head.target is None else head.target
        if known is not None:
            changes = known
        elif done.rows is not None:
            changes = self.changes_in(number, head.kind, verb, done.rows)
        elif counts.total() > BULK:
            changes = bulk_changes(number, head.kind, verb, counts)
        else:
            changes = self.changes_of(number, head.kind, verb)
        for listener in list(self.listeners):
            listener(changes)
        return changes
