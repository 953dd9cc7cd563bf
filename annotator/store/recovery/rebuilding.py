"""A project made anew out of its parts: each step is done again as they say, under the triggers of the journal.

What follows from the parts is made anew with them: rows, what the journal records, tips, states, seals. Steps keep
their names, and lines stand as they were; where the project's id is known so do their hashes.
"""

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from typing import Any

from annotator.model.errors import AnnotatorError
from annotator.model.verbs import NOTED, TAKE_IN
from annotator.store.chain.gaps import OF_STEPS, Gap, put_gaps
from annotator.store.chain.seals import SEALED, changes_hash, parts_hash, seal_of
from annotator.store.chain.strands import LARGE, begin, write_segment
from annotator.store.check.state_check import states_of
from annotator.store.recovery.any_rows import AnyRows, whole
from annotator.store.recovery.sound_parts import LineFound, SoundParts
from annotator.store.recovery.taken_again import TakenAgain, copy_beside
from annotator.store.schema.tables import BY_HASH, Table
from annotator.sync.parts import PartLine, Strand, Write, chained, encoded

_REFUSED = (AnnotatorError, sqlite3.DatabaseError, LookupError, TypeError, ValueError)


@dataclass(slots=True)
class Rebuilt:
    """What was done again. `steps`: how many; `clock`: of the last; `strands`: their numbers here by those there."""

    steps: int = 0
    clock: int = 0
    strands: dict[int, int] = field(default_factory=dict)
    uncovered: int | None = None
    """The clock of the first step of which something was erased, and no erasure that was done again covers that."""


@dataclass(slots=True)
class _End:
    number: int
    counter: int
    hash: bytes


def copy_by_hash(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy the texts and source files that are not there yet; within an open step."""
    for table, columns in BY_HASH.items():
        marks = ", ".join("?" * len(columns.split(",")))
        rows = source.execute(f"SELECT {columns} FROM {table}")
        target.executemany(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", rows)


class Rebuilding:
    """Steps on their way into a new file, over a connection without foreign keys; within one transaction."""

    def __init__(self, connection: sqlite3.Connection, parts: SoundParts, rows: sqlite3.Connection) -> None:
        self._connection, self._run = connection, connection.execute
        self._parts, self._rows = parts, rows
        self._ends: dict[int, _End] = {}
        self._numbers: dict[str, int] = {}
        self._seal = b""
        self._any = AnyRows(connection)
        self._uncovered: list[int] = []
        self._taken = TakenAgain(connection)
        self.done = Rebuilt()

    def run(self) -> Rebuilt:
        """Do all that can be done again."""
        for clock, do in self._events():
            if clock > self._parts.limit:
                break
            self._run("SAVEPOINT step")
            try:
                do()
            except _REFUSED:
                # Nothing of it: this history goes no further. Damage that no hash shows may say anything.
                self._run("ROLLBACK TO step")
                self._parts.stop_before(clock)
                break
            finally:
                self._run("RELEASE step")
            self.done.steps, self.done.clock = self.done.steps + 1, clock
        self.done.uncovered = min([*self._uncovered, *self._not_erased()], default=None)
        self._keep_states()
        self.done.strands = {old: end.number for old, end in self._ends.items()}
        return self.done

    def _events(self) -> Iterator[tuple[int, Callable[[], None]]]:
        """Yield what the steps of the file did, in the order of their clocks."""
        own = [one for one in self._parts.sound if self._parts.taken_with(one.strand, one.part.counter) is None]
        own.sort(key=lambda one: (one.part.clock, one.strand))
        events: list[tuple[int, Callable[[], None]]] = [
            (clock, partial(self._do, clock, list(group)))
            for clock, group in groupby(own, key=lambda one: one.part.clock)
        ]
        names = "number, kind, verb, facts, label, person, time, target, sitting, place, clock"
        for row in self._rows.execute(f"SELECT {names} FROM steps WHERE verb = ?", [TAKE_IN]).fetchall():
            events.append((row[-1], partial(self._take_in, row)))
        yield from sorted(events, key=lambda event: event[0])

    def _take_in(self, row: tuple[Any, ...]) -> None:
        """Do a step again that took in what others did, took that back or did it again."""
        number, *head = row
        marks = ", ".join("?" * len(head))
        made = self._run(
            "INSERT INTO steps (kind, verb, facts, label, person, time, target, sitting, place, clock, state)"
            f" VALUES ({marks}, 'done')",
            head,
        ).lastrowid
        if made != number:
            raise ValueError("a step out of its order")
        self._run("UPDATE journal SET step = ?, recording = 0, clock = ?", [number, head[-1]])
        lines = [one for one in self._parts.sound if self._parts.taken_with(one.strand, one.part.counter) == number]
        ends = dict(self._ends)
        try:
            for one in sorted(lines, key=lambda one: (one.strand, one.part.counter)):
                self._write_line(one, is_own=False)
            self._note_taken(number)
            left_out = set(self._rows.execute("SELECT strand, counter FROM waiting WHERE reason = 'refused'"))
            sound = [one for one in lines if (one.strand, one.part.counter) not in left_out]
            sound.sort(key=lambda one: (one.part.clock, self._parts.strands[one.strand].sitting, one.strand))
            self._taken.put(
                (self._ends[one.strand].number, one.part.counter, write) for one in sound for write in one.part.writes
            )
            sealed = self._run(f"SELECT {SEALED} FROM steps WHERE number = ?", [number]).fetchone()
            seal = seal_of(self._seal, sealed, changes_hash(self._connection, number), parts_hash([]))
            self._run("UPDATE steps SET seal = ? WHERE number = ?", [seal, number])
        except BaseException:
            self._ends = ends
            raise
        self._seal = seal

    def _note_taken(self, step: int) -> None:
        for strand, ranges in self._parts.taken.items():
            for one in ranges:
                if one.step == step:
                    end = self._ends.get(strand)
                    if end is None or end.counter != one.last:
                        raise ValueError("a part that came is missing")
                    values = [step, end.number, one.first, one.last]
                    self._run("INSERT INTO takings (step, strand, first, last) VALUES (?, ?, ?, ?)", values)
                    self._taken.is_any = True

    def _do(self, clock: int, lines: list[LineFound]) -> None:
        part, strand = lines[0].part, self._parts.strands[lines[0].strand]
        name = f"{strand.sitting}-{part.step}"
        if len({(self._parts.strands[one.strand].sitting, one.part.step) for one in lines}) > 1:
            raise ValueError("two steps at one time")
        number = self._begin(part, strand, self._facts(lines, strand))
        if number == 1:
            copy_by_hash(self._rows, self._connection)
        self._apply(strand.sitting, part.step, [write for one in lines for write in one.part.writes])
        self._any.settle(number if part.kind == "do" else self._numbers[str(part.target)])
        writes = [write for one in lines for write in one.part.writes]
        recorded = self._run("SELECT 1 FROM changes WHERE step = ? LIMIT 1", [number]).fetchone()
        if not recorded and part.kind == "do" and part.verb not in NOTED and number not in self._parts.gaps.steps:
            raise ValueError("a part that changed rows is missing")
        ends = dict(self._ends)
        try:
            hashes = [self._write_line(one) for one in lines]
            aim = number if part.kind == "do" else self._numbers[str(part.target)]
            self._taken.after_own(aim, writes, part.kind)
            sealed = self._run(f"SELECT {SEALED} FROM steps WHERE number = ?", [number]).fetchone()
            gap = self._parts.gaps.steps.get(number)
            changes = changes_hash(self._connection, number)
            # What was erased is in no seal that is made anew: the one that it had goes on.
            seal = gap.hash if gap is not None else seal_of(self._seal, sealed, changes, parts_hash(hashes))
            if gap is not None and seal_of(b"", sealed, changes, parts_hash(hashes)) != gap.now:
                self._uncovered.append(clock)
            self._run("UPDATE steps SET seal = ? WHERE number = ?", [seal, number])
        except BaseException:
            self._ends = ends
            raise
        self._seal, self._numbers[name] = seal, number

    def _begin(self, part: PartLine, strand: Strand, facts: str) -> int:
        verb, label = (part.verb, "") if part.verb else ("", json.loads(facts))
        target = None if part.target is None else self._numbers[part.target]
        self._run(
            "INSERT INTO steps (kind, verb, facts, label, person, time, state, target, sitting, place, clock)"
            " VALUES (?, ?, ?, ?, ?, ?, 'done', ?, ?, ?, ?)",
            [
                *(part.kind, verb, facts if part.verb else "{}", label, strand.person, part.time, target),
                *(strand.sitting, part.step, part.clock),
            ],
        )
        (number,) = self._run("SELECT max(number) FROM steps").fetchone()
        self._run("UPDATE journal SET step = ?, recording = ?, clock = ?", [number, part.kind == "do", part.clock])
        return int(number)

    def _facts(self, lines: list[LineFound], strand: Strand) -> str:
        """Return the facts as JSON: as the step had them, if that is there, else as a part says them."""
        said = next((one.part.facts for one in lines if one.part.facts is not None), None)
        there = self._rows.execute(
            "SELECT facts FROM steps WHERE sitting = ? AND place = ?", [strand.sitting, lines[0].part.step]
        ).fetchone()
        if said is None:
            return _there(there)
        return there[0] if there is not None and _same_json(there[0], said) else encoded(said)

    def _apply(self, sitting: str, place: int, writes: Iterable[Write]) -> None:
        """Write rows in the order in which the journal recorded them, as far as it is there."""
        recorded = self._rows.execute(
            "SELECT table_name, row FROM changes WHERE step ="
            " (SELECT number FROM steps WHERE sitting = ? AND place = ?) ORDER BY changes.number DESC",
            [sitting, place],
        )
        order = {(table, row): -at for at, (table, row) in enumerate(recorded)}
        # Where nobody knows it: what goes leaves its names to others.
        for write in sorted(writes, key=lambda one: order.get((one.table, one.row), 0 if one.fields is None else 1)):
            table = Table(write.table)
            if write.fields is None:
                self._any.take_away(table, write.row)
            elif write.over is None:
                self._any.put(table, whole(table, write.row, write.fields))
            elif write.fields:
                self._any.change(table, write.row, write.fields)

    def _write_line(self, one: LineFound, is_own: bool = True) -> tuple[int, bytes]:
        strand = self._parts.strands[one.strand]
        end = self._ends.get(one.strand)
        if end is None:
            number = self._begin_strand(one.strand, strand)
            start = Strand(self._parts.origin, strand.sitting, strand.channel, strand.person)
            end = _End(number, 0, start.start())
        if one.part.counter != end.counter + 1:
            raise ValueError("a part out of its order")
        gap = self._parts.gaps.parts.get((one.strand, one.part.counter))
        hash = chained(end.hash, one.line) if gap is None else gap.hash
        end = self._ends[one.strand] = _End(end.number, end.counter + 1, hash)
        if len(one.line) <= LARGE:
            values = [end.number, end.counter, one.line.decode(), end.hash]
            self._run("INSERT INTO parts (strand, counter, line, hash) VALUES (?, ?, ?, ?)", values)
        else:
            packed = zlib.compress(one.line, 6)
            write_segment(self._connection, end.number, end.counter, end.counter, packed, end.hash)
        if not is_own:
            return end.number, end.hash
        tips = [(write.row, write.table, end.number, end.counter) for write in one.part.writes if write.fields != {}]
        query = "INSERT OR REPLACE INTO tips (row, table_name, strand, counter) VALUES (?, ?, ?, ?)"
        self._connection.executemany(query, tips)
        return end.number, end.hash

    def _begin_strand(self, old: int, strand: Strand) -> int:
        """Begin a strand under the number that it had, where that is free: seals are over numbers, too."""
        if self._run("SELECT 1 FROM strands WHERE id = ?", [old]).fetchone() or old <= 0:
            return begin(self._connection, strand.sitting, strand.channel, strand.person)
        values = [old, strand.sitting, strand.channel, strand.person, strand.format]
        self._run("INSERT INTO strands (id, sitting, channel, person, format) VALUES (?, ?, ?, ?, ?)", values)
        return old

    def _not_erased(self) -> Iterator[int]:
        """Yield the clocks of parts and steps with a gap whose erasure was not done again."""
        late = [gap for gap in self._parts.gaps.all() if gap.erasure > self.done.steps]
        parts = {(gap.strand, gap.place) for gap in late if gap.strand != OF_STEPS}
        yield from (one.part.clock for one in self._parts.sound if (one.strand, one.part.counter) in parts)
        steps = [gap.place for gap in late if gap.strand == OF_STEPS]
        marks = ", ".join("?" * len(steps))
        yield from (clock for (clock,) in self._run(f"SELECT clock FROM steps WHERE number IN ({marks})", steps))

    def _gaps_here(self) -> Iterator[Gap]:
        """Yield the records of what is there, by the numbers that strands have here."""
        steps = set(self._numbers.values())
        for gap in self._parts.gaps.all():
            end = self._ends.get(gap.strand)
            if gap.strand == OF_STEPS and gap.place in steps:
                yield gap
            elif end is not None and gap.place <= end.counter:
                yield replace(gap, strand=end.number)

    def _keep_states(self) -> None:
        """Write the gaps of what is there, how each step stands in the end, and close the journal."""
        here = {old: end.counter for old, end in self._ends.items() if old == end.number}
        copy_beside(self._rows, self._connection, here, self.done.steps)
        with unguarded(self._connection, "erased"):
            put_gaps(self._connection, self._gaps_here())
        self._connection.executemany(
            "UPDATE steps SET state = ?, target = ? WHERE number = ?",
            [(state, target, number) for number, (state, target) in states_of(self._connection).items()],
        )
        self._run("UPDATE journal SET step = NULL, recording = 1, origin = ?", [self._parts.origin])


@contextmanager
def unguarded(connection: sqlite3.Connection, table: str) -> Iterator[None]:
    """Lift the triggers of a table for a while."""
    query = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?"
    triggers = connection.execute(query, [table]).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        connection.execute(sql)


def _same_json(text: str, value: Any) -> bool:
    try:
        return bool(json.loads(text) == value)
    except ValueError:
        return False


def _there(facts: tuple[str] | None) -> str:
    if facts is None:
        raise KeyError("nothing says what the step did")
    return facts[0]
