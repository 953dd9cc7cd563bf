"""A step written: in one transaction of SQLite, with its row, its parts in the chain and its seal, or not at all."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from annotator.model import verbs
from annotator.model.errors import Bug
from annotator.model.verbs.bulk import reason_of
from annotator.model.verbs.verb import Told, Verb
from annotator.store.chain.chaining import StepHead, chain_step, seal_alone
from annotator.store.chain.strands import Sittings, StrandSitting
from annotator.store.clock import now
from annotator.store.connections.breaking_off import BreakingOff
from annotator.store.history.open_step import Restated
from annotator.store.schema.written_by import put_writer
from annotator.store.sittings.open_files import OpenFile
from annotator.store.sittings.seen_steps import LogEnd, SeenStep
from annotator.store.sittings.sitting import DoneStep
from annotator.store.sqlite_errors import explained, naming_reason

_CHECKPOINT_EVERY = 1000
"""Pages of the log, once the file is known to be sound."""
_TAKING_STANDS = (
    "UPDATE steps SET state = 'dropped' WHERE number = (SELECT iif(kind = 'do', number, target) FROM steps"
    f" WHERE number = ?1 AND verb = '{verbs.TAKE_IN}') AND state <> 'dropped' AND number IS NOT ?2"
)
"""What was taken in, by the step before, can be taken back no more: something is written on it."""


class NothingChanged(Exception):
    """Rolls an empty step back."""


class Writing(NamedTuple):
    """A step that is to be written. `kind`: do, undo or redo, the latter of a `target`; `verb`: what that does.

    `person`: whose step it is, empty for nobody in particular; `time`: when, empty for now. `may_be_empty`: it leaves a
    trace also where it changed nothing. `is_told`: parts say what it did; else it does nothing of its own, and nothing
    of it is recorded.
    """

    kind: str
    verb: Verb
    person: str
    time: str = ""
    target: int | None = None
    may_be_empty: bool = False
    is_told: bool = True


class StepWriter:
    """Writes the steps of one file over one connection, one at a time."""

    def __init__(self, connection: sqlite3.Connection, file: OpenFile) -> None:
        self._connection, self._file = connection, file
        self._has_checkpoints = False
        self._own_end: LogEnd | None = None
        """Of the log after the last step over this connection."""
        self.breaking_off = BreakingOff(connection)
        self.sittings = Sittings(connection)
        self.number: int | None = None
        """Of the step that is open."""
        self.restated: Restated = {}
        self._parts = 0
        self._done: tuple[DoneStep, Counter[str]] | None = None
        """The step that was committed last, until it is told, and how many rows it changed by table."""
        self.settlers: list[Callable[[int], None]] = []
        """Called at the end of each step with its number, or with that of the one it takes back or does again."""
        self.refuse_newer: Callable[[], object] = tuple
        """Called at the beginning of a step where another version wrote last: may raise `TooNew`."""
        self.hold: Callable[[str], Callable[[], None]] | None = None
        """Called with the reason before much is changed; what it returns, before that is committed: see `backups`."""

    @contextmanager
    def write(self, step: Writing) -> Iterator[StepHead]:
        """Open a step; commit it at the end, or roll all of it back.

        Raises `FileGone` where the open file is not the one at its path any more.
        """
        if self.number is not None:
            raise Bug(f"{step.kind} within an open step")
        self._file.refuse_to_write()
        run = self._connection.execute
        with self.breaking_off.forbidden(), naming_reason(self._file.path), explained():
            self._let_checkpoints_be()
            try:
                run("BEGIN IMMEDIATE")
                self._put_writer()
                # Nobody else can write from here on: what is held is what this step begins with.
                copied = self._held(step)
                sitting = self.sittings.of(step.person)
                head = self._begin(sitting, step)
                self.number = head.number
                yield head
                done, counts = self._finish(sitting, head, step)
                if copied is not None:
                    copied()
                with self._file.own.committing(head.number):
                    run("COMMIT")
                self._done = done, counts
                self.sittings.keep(sitting)
                self._own_end = self._file.acknowledge(done, SeenStep(head.number, sitting.name, head.place))
            except NothingChanged:
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
                self.number = None
                self.restated.clear()

    def _let_checkpoints_be(self) -> None:
        if self._file.is_sound and not self._has_checkpoints:
            self._connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_EVERY}")
            self._has_checkpoints = True

    def _put_writer(self) -> None:
        """Say that this version writes; an act is few statements: it is looked at once, and after others wrote."""
        end = self._file.log_end
        if end != self._own_end or not end.salt:
            put_writer(self._connection, self.refuse_newer)

    def _held(self, step: Writing) -> Callable[[], None] | None:
        """Begin the backup before much is changed; what is returned waits for the copy."""
        reason = reason_of(verbs.id_of(step.verb), step.kind)
        return self.hold(reason) if self.hold and reason else None

    def _begin(self, sitting: StrandSitting, step: Writing) -> StepHead:
        """Write the row of a step, so that the triggers know where to write."""
        run, state = self._connection.execute, "done" if step.kind == "do" else "dropped"
        place, stored, time = sitting.steps + 1, _stored(step.verb), step.time or now()
        ((number, clock),) = run(
            "INSERT INTO steps (kind, verb, facts, label, person, time, state, target, sitting, place, clock)"
            " SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, clock + 1 FROM journal RETURNING number, clock",
            [step.kind, *stored, step.person, time, state, step.target, sitting.name, place],
        ).fetchall()
        run("UPDATE journal SET step = ?, recording = ?, clock = ?", [number, step.kind == "do", clock])
        run(_TAKING_STANDS, [number - 1, step.target])
        return StepHead(number, place, clock, step.kind, *stored, step.person, time, step.target)

    def _finish(self, sitting: StrandSitting, head: StepHead, step: Writing) -> tuple[DoneStep, Counter[str]]:
        """Chain and seal what was done, let what is shown follow from it, and close the step's row."""
        if step.is_told:
            done, counts = chain_step(self._connection, self.sittings, sitting, head, restated=self.restated)
        else:
            done, counts = seal_alone(self._connection, sitting, head)
        if not (counts or step.may_be_empty):
            raise NothingChanged
        for settle in self.settlers:
            settle(head.number if step.target is None else step.target)
        self._connection.execute("UPDATE journal SET step = NULL, recording = 1")
        self._file.refuse_if_gone(self._connection)
        return done, counts

    @contextmanager
    def part(self) -> Iterator[None]:
        """Write within the open step what is rolled back alone where something is raised."""
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

    def say(self, head: StepHead, verb: Verb) -> None:
        """Let the open step be another verb than it began as."""
        head.verb, head.facts, head.label = stored = _stored(verb)
        query = "UPDATE steps SET verb = ?, facts = ?, label = ? WHERE number = ?"
        self._connection.execute(query, [*stored, head.number])

    def put_clock(self, head: StepHead, seen: int) -> None:
        """Let the open step have a clock larger than all that it has seen."""
        if seen >= head.clock:
            head.clock = seen + 1
            self._connection.execute("UPDATE steps SET clock = ? WHERE number = ?", [head.clock, head.number])
            self._connection.execute("UPDATE journal SET clock = ?", [head.clock])

    def take_done(self, number: int) -> tuple[DoneStep, Counter[str]] | None:
        """Return a step that was just written, with how many rows it changed by table; None where nothing came of it.

        It is handed out once.
        """
        if self._done is None or self._done[0].number != number:
            return None
        done, self._done = self._done, None
        return done


def _stored(verb: Verb) -> tuple[str, str, str]:
    """Return a verb as the columns `verb`, `facts` and `label`: a sentence stands only where there is no verb."""
    if isinstance(verb, Told):
        return "", "{}", verb.sentence
    return verbs.id_of(verb), verbs.facts_of(verb), ""
