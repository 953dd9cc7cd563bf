"""Whether anything in a file's history, or in its tables, was altered, dropped or put in by something else.

Three things are held against each other: the chain of each strand, the chain of the steps of this file, and the rows
that the parts come to when they are done again from the first step on.
"""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby

from annotator.model import verbs
from annotator.store.chain.gaps import Gaps
from annotator.store.chain.seals import SEALED, changes_hash, parts_hash, seal_of
from annotator.store.chain.strands import StoredRun, inflated, stored_runs, strands_of
from annotator.store.check.replaying import Replay
from annotator.store.check.state_check import state_problems
from annotator.store.sqlite_errors import is_broken_off
from annotator.store.taking.ends import hash_at
from annotator.store.taking.taking import covered
from annotator.sync.parts import FORMAT, SCHEMA, Strand, head_of

_BY_HAND = "outside the program"
_HEAD = 4_000
"""So many bytes of a line say which step it is of."""


def chain_problems(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence for each thing in the history that is not as it was written, then for each row that differs."""
    replay, gaps = Replay(connection), Gaps(connection)
    try:
        for number, strand in strands_of(connection):
            yield from _strand_problems(connection, number, strand, replay, gaps)
        yield from gaps.problems(connection)
        yield from _seal_problems(connection, replay, gaps)
        yield from _taking_problems(connection)
        yield from state_problems(connection)
        try:
            replay.run()
        except (ValueError, KeyError, TypeError, sqlite3.DatabaseError) as error:
            if is_broken_off(error):
                raise
            yield "The history holds parts that no program wrote, so the tables cannot be held against it."
            return
        yield from replay.differences(connection)
    finally:
        replay.close()


def _strand_problems(
    connection: sqlite3.Connection, number: int, strand: Strand, replay: Replay, gaps: Gaps
) -> Iterator[str]:
    if strand.format > FORMAT:
        yield f"Strand {strand.sitting} in {strand.channel} was written by a newer version of the program."
        return
    hash, counter = strand.start(), 0
    try:
        for run in stored_runs(connection, number):
            if run.first != counter + 1:
                yield f"Parts {counter + 1} to {run.first - 1} of the history in {strand.channel} are missing."
            for line in _lines(run):
                counter += 1
                gap = gaps.parts.get((number, counter))
                reached, own = line.hashes(hash)
                if gap is not None and own != gap.now:
                    yield f"In {strand.channel} part {counter}, of which something was erased, was changed {_BY_HAND}."
                hash = reached if gap is None else gap.hash
                yield from _take(connection, number, strand, line, hash, counter, replay)
            if (run.hash, run.last) != (hash, counter):
                yield _changed(run, strand)
            hash, counter = run.hash, run.last
    except zlib.error:
        yield f"A part of the history in {strand.channel} is damaged and cannot be read."
    if not counter and not connection.execute("SELECT 1 FROM waiting WHERE strand = ?", [number]).fetchone():
        yield f"The history in {strand.channel} was begun in {strand.sitting} and has no part."


@dataclass(slots=True)
class _Line:
    """A line as it is, or (`is_packed`) compressed: then it may be of any length, and never stands in memory whole."""

    body: bytes
    is_packed: bool
    head: bytes = b""

    def hashes(self, before: bytes) -> tuple[bytes, bytes]:
        """Return its hash after the one before, and the hash of it alone."""
        chained, own = hashlib.sha256(before), hashlib.sha256()
        for piece in inflated(self.body) if self.is_packed else [self.body]:
            chained.update(piece)
            own.update(piece)
            self.head = self.head or piece[:_HEAD]
        return chained.digest(), own.digest()


def _lines(run: StoredRun) -> Iterator[_Line]:
    if run.is_packed and run.first == run.last:
        yield _Line(run.body, True)
        return
    for line in (zlib.decompress(run.body) if run.is_packed else run.body).split(b"\n"):
        yield _Line(line, False)


def _changed(run: StoredRun, strand: Strand) -> str:
    which = f"part {run.first}" if run.first == run.last else f"one of the parts {run.first} to {run.last}"
    return (
        f"In {strand.channel} {which} of sitting {strand.sitting} was changed {_BY_HAND},"
        " or something before it dropped or put in."
    )


def _take(
    connection: sqlite3.Connection,
    number: int,
    strand: Strand,
    line: _Line,
    hash: bytes,
    counter: int,
    replay: Replay,
) -> Iterator[str]:
    try:
        part = head_of(line.head.decode(errors="ignore"))
        text = line.body if line.is_packed else line.body.decode()
    except (ValueError, TypeError):
        yield f"Part {counter} of the history in {strand.channel} cannot be read."
        return
    found = connection.execute(
        "SELECT number FROM steps WHERE sitting = ? AND place = ?", [strand.sitting, part.step]
    ).fetchone()
    came = connection.execute("SELECT 1 FROM takings WHERE strand = ? AND ? BETWEEN first AND last", [number, counter])
    if found is None and came.fetchone() is not None:
        if part.schema <= SCHEMA and not connection.execute(_LEFT_OUT, [number, counter]).fetchone():
            replay.put((part.clock, strand.sitting, 0), number, text, hash)
    elif found is None:
        yield f"Step {strand.sitting}-{part.step} has a part in {strand.channel}, and is missing from the history."
    elif part.schema > SCHEMA:
        yield f"Step {strand.sitting}-{part.step} was written by a newer version of the program."
    else:
        replay.put((part.clock, strand.sitting, found[0]), number, text, hash)


_LEFT_OUT = "SELECT 1 FROM waiting WHERE strand = ? AND counter = ? AND reason = 'refused'"
"""Whether a part stands in its strand and does not count, since its author may not do what it says."""


def _taking_problems(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence for each step that took in something else than it says."""
    gaps = Gaps(connection)
    strands = dict(strands_of(connection))
    query = (
        "SELECT number, facts, time FROM steps WHERE verb = ? AND kind = 'do' AND state <> 'undone' AND target IS NULL"
    )
    for step, facts, time in connection.execute(query, [verbs.TAKE_IN]).fetchall():
        ends = []
        rows = connection.execute("SELECT strand, first, last FROM takings WHERE step = ?", [step])
        for number, first, last in rows.fetchall():
            hash = hash_at(connection, number, strands[number], last, gaps)
            said = (strands[number].sitting, strands[number].channel, first, last, (hash or b"").hex())
            ends.append(" ".join(map(str, said)))
        if ends and covered(ends) != json.loads(facts).get("covers"):
            yield f"What was taken in with step {step} ({time}) was altered {_BY_HAND}."


def _seal_problems(connection: sqlite3.Connection, replay: Replay, gaps: Gaps) -> Iterator[str]:
    with closing(replay.parts_by_step()) as rows:  # before the database that it reads is
        yield from _seals_against(connection, rows, gaps)


def _seals_against(connection: sqlite3.Connection, rows: Iterator[tuple[int, int, bytes]], gaps: Gaps) -> Iterator[str]:
    grouped = groupby(rows, key=lambda row: row[0])
    parts = next(grouped, None)
    before, last = b"", 0
    for *step, seal in connection.execute(f"SELECT {SEALED}, seal FROM steps ORDER BY number"):
        number, verb, label, time = step[0], step[5], step[7], step[9]
        if number != last + 1:
            yield f"Steps {last + 1} to {number - 1} are missing from the history."
        own = []
        if parts is not None and parts[0] == number:
            own = [(strand, hash) for _, strand, hash in parts[1]]
            parts = next(grouped, None)
        if not own and step[5] != verbs.TAKE_IN:
            yield f"Step {number} has no part in the history."
        gap = gaps.steps.get(number)
        # What a step lacks since an erasure its seal says no more: the record of the gap does.
        now = seal_of(b"" if gap else before, step, changes_hash(connection, number), parts_hash(own))
        if now != (gap.now if gap else seal) or (gap is not None and gap.hash != seal):
            yield (
                f"Step {number} (“{label or verb}”, {time}), or what it changed, was altered {_BY_HAND},"
                " or a step before it dropped or put in."
            )
        before, last = seal or b"", number
    highest = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'steps'").fetchone()
    if highest is not None and highest[0] != last:
        yield f"The history ends with step {last}, but there were steps up to {highest[0]}."
    (clock,) = connection.execute("SELECT clock - coalesce((SELECT max(clock) FROM steps), 0) FROM journal").fetchone()
    if clock:
        yield "The clock of the history is not that of its latest step."
