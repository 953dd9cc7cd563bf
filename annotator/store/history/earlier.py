"""The project as it was after an earlier step, in a copy: what came later is taken out of its rows, steps and chain.

What is left is the beginning of the same history, to the byte, so that the copy stands any check that the project
stood then. Texts and source files that came later stay in it, unused. What was erased later is erased in it too.
"""

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from annotator.model.errors import BadProject, UndoBlocked
from annotator.store.chain.gaps import Gaps
from annotator.store.chain.later_erasures import erasures_after, take_along
from annotator.store.chain.strands import StrandRun, runs_of, strands_of, write_segment
from annotator.store.check.state_check import StepOrder
from annotator.store.check.tables_of_parts import put_tables
from annotator.store.history.hiding import Hiding
from annotator.store.history.row_writing import put_rows
from annotator.store.history.steps import StepReader
from annotator.store.rows.hubs import forget_hubs
from annotator.store.schema.written_by import begin_writing
from annotator.store.taking.settling import Settling
from annotator.sync.parts import Strand, Write, chained, read


def rewind(
    connection: sqlite3.Connection, step: int, tell: Callable[[int, int], object] = lambda done, of: None
) -> None:
    """Make the file of a connection what it was after a step; it is a copy that nobody else has open.

    `tell` is called with how many of the later steps are taken back, and may raise. Raises `BadProject` where the
    history does not tell enough; the file is then as it was.
    """
    run = connection.execute
    run("PRAGMA foreign_keys = OFF")
    begin_writing(connection)
    try:
        with _unguarded(connection):
            run("UPDATE journal SET recording = 0")  # a row that is not shown is recorded by no trigger
            erasures = erasures_after(connection, step)
            is_alone = not Settling(connection).is_needed()
            if is_alone:
                _take_rows_back(connection, step, tell)
            _Cutter(connection, step).cut(is_alone)
            run("DELETE FROM changes WHERE step > ?", [step])
            run("DELETE FROM steps WHERE number > ?", [step])
            _put_states(connection)
            if not is_alone:
                put_tables(connection)
            run("UPDATE journal SET recording = 1, clock = coalesce((SELECT max(clock) FROM steps), 0)")
            run("UPDATE sqlite_sequence SET seq = ? WHERE name = 'steps'", [step])
            if erasures:
                take_along(connection, erasures)
        run("COMMIT")
    except (UndoBlocked, zlib.error, ValueError, KeyError, TypeError) as error:
        run("ROLLBACK")
        raise BadProject(
            "The history does not say all of what was done since that step, so what was before it cannot be shown;"
            " check the project."
        ) from error
    except BaseException:
        if connection.in_transaction:
            run("ROLLBACK")
        raise
    run("PRAGMA foreign_keys = ON")


@contextmanager
def _unguarded(connection: sqlite3.Connection) -> Iterator[None]:
    """Lift all triggers of the file for a while: what is done to a copy is no step."""
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    yield
    for _, sql in triggers:
        connection.execute(sql)


def _take_rows_back(connection: sqlite3.Connection, step: int, tell: Callable[[int, int], object]) -> None:
    steps, hiding = StepReader(connection), Hiding(connection, Settling(connection))
    later = connection.execute(
        "SELECT kind, iif(kind = 'do', number, target) FROM steps WHERE number > ? ORDER BY number DESC", [step]
    ).fetchall()
    for done, (kind, changed) in enumerate(later):
        if done % 100 == 0:
            tell(done, len(later))
        put_rows(connection, changed, backwards=kind != "undo")
        if (found := steps.get(changed)) is not None:
            hiding.on_replay(found, "redo" if kind == "undo" else "undo")


class _Cutter:
    """Cuts each strand behind its last part that is left, and lets each row be written last by a part that is."""

    def __init__(self, connection: sqlite3.Connection, step: int) -> None:
        self._connection, self._run = connection, connection.execute
        self._strands, self._gaps = strands_of(connection), Gaps(connection)
        self._numbers = {(strand.sitting, strand.channel): number for number, strand in self._strands}
        self._taken = dict(
            self._run(
                "SELECT strand, max(iif(step <= ?1 AND steps.target IS NULL, last, 0)) FROM takings"
                " JOIN steps ON steps.number = step GROUP BY 1",
                [step],
            ).fetchall()
        )
        self._step = step
        query = "SELECT sitting, max(iif(number <= ?1, place, 0)), max(place) FROM steps GROUP BY 1"
        self._ends = {sitting: (left, last) for sitting, left, last in self._run(query, [step])}
        self._run("CREATE TEMP TABLE cut (clock INTEGER, strand INTEGER, line TEXT)")
        self._run(
            "CREATE TEMP TABLE was (row TEXT, table_name TEXT, strand INTEGER, counter INTEGER,"
            " PRIMARY KEY (row, table_name)) WITHOUT ROWID"
        )

    def cut(self, is_alone: bool) -> None:
        """Do it. `is_alone`: nothing came from others; else the rows are made anew of the parts that are left."""
        for number, strand in self._strands:
            left, last = self._ends.get(strand.sitting, (0, 0))
            if number in self._taken or left < last or not last:
                self._cut_strand(number, strand, left)
        if is_alone:
            self._put_tips()
        # What was taken in and later taken back does not come again.
        undone = "SELECT number FROM steps WHERE kind = 'do' AND target IS NOT NULL"
        self._run(f"DELETE FROM takings WHERE step > ? OR step IN ({undone})", [self._step])
        self._run("DELETE FROM deliveries WHERE step > ?", [self._step])
        self._run(
            "DELETE FROM waiting WHERE reason <> 'refused' OR counter > coalesce((SELECT max(last) FROM takings"
            " WHERE takings.strand = waiting.strand), 0)"
        )
        gone = "strand NOT IN (SELECT strand FROM parts UNION SELECT strand FROM segments)"
        self._run(f"DELETE FROM sent WHERE {gone}")
        forget_hubs(self._connection)  # which have what came later
        self._run(f"DELETE FROM strands WHERE {gone.replace('strand', 'id', 1)}")
        self._run("DROP TABLE cut")
        self._run("DROP TABLE was")

    def _cut_strand(self, number: int, strand: Strand, left: int) -> None:
        hash, taken = strand.start(), self._taken.get(number)
        for run in list(runs_of(self._connection, number)):
            kept, before = 0, hash
            for counter, line in enumerate(run.lines, run.first):
                part, gap = read(line.decode()), self._gaps.parts.get((number, counter))
                if counter > taken if taken is not None else part.step > left:
                    self._run("INSERT INTO cut VALUES (?, ?, ?)", [part.clock, number, line.decode()])
                else:
                    kept, hash = kept + 1, chained(hash, line) if gap is None else gap.hash
            if kept < len(run.lines):
                self._shorten(number, run, kept, hash if kept else before)

    def _shorten(self, strand: int, run: StrandRun, kept: int, hash: bytes) -> None:
        self._run("DELETE FROM parts WHERE strand = ? AND counter = ?", [strand, run.first])
        self._run("DELETE FROM segments WHERE strand = ? AND first = ?", [strand, run.first])
        if kept:
            body = zlib.compress(b"\n".join(run.lines[:kept]), 6)
            write_segment(self._connection, strand, run.first, run.first + kept - 1, body, hash)

    def _put_tips(self) -> None:
        """Let the rows that the cut parts wrote be those of the part that each says it wrote over first."""
        rows = self._run("SELECT clock, strand, line FROM cut ORDER BY clock, strand")
        at, writes = 0, list[tuple[int, Write]]()
        for clock, strand, line in rows:
            if clock != at:
                self._note(writes)
                at, writes = clock, []
            writes += [(strand, write) for write in read(line).writes]
        self._note(writes)
        self._run("DELETE FROM tips WHERE (row, table_name) IN (SELECT row, table_name FROM was)")
        self._run("INSERT INTO tips SELECT row, table_name, strand, counter FROM was WHERE strand IS NOT NULL")

    def _note(self, writes: list[tuple[int, Write]]) -> None:
        """Note which parts a step wrote over; a row that it took to another channel was in the one that it left."""
        for strand, write in sorted(writes, key=lambda one: one[1].fields != {}):
            tip = self._tip(strand, write)
            self._run("INSERT OR IGNORE INTO was VALUES (?, ?, ?, ?)", [write.row, write.table, *tip])

    def _tip(self, strand: int, write: Write) -> tuple[int | None, int | None]:
        if not write.overs:
            return None, None
        first = write.overs[0]
        if isinstance(first, int):
            return strand, first
        sitting, counter = first
        channel = next(one.channel for number, one in self._strands if number == strand)
        return self._numbers[sitting, channel], counter


def _put_states(connection: sqlite3.Connection) -> None:
    """Let each step stand as it did, by the steps that are left."""
    order = StepOrder(Gaps(connection))
    query = "SELECT number, kind, verb, facts, label, person, target FROM steps ORDER BY number"
    for row in connection.execute(query):
        order.add(*row)
    connection.executemany(
        "UPDATE steps SET state = ?, target = ? WHERE number = ?",
        ((state, target, number) for number, (state, target) in order.states.items()),
    )
