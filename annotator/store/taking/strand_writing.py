"""What came, written into the chain: lines that count into segments, as they came, and those that wait beside it."""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from annotator.store.chain.gaps import Gap, covers, put_gaps
from annotator.store.chain.packing import FEWEST, MOST
from annotator.store.chain.strands import write_segment
from annotator.store.taking.applying import Applying
from annotator.store.taking.plan_counts import beyond_gap
from annotator.store.taking.strand_checks import LineSource, StrandIn
from annotator.sync.delivery import LineRun, Waits
from annotator.sync.parts import FORMAT, chained

_MOST_BYTES = 1_000_000


def begin_strand(connection: sqlite3.Connection, strand: StrandIn) -> None:
    """Give a strand that is new its row and its number."""
    if not strand.is_known_head:
        of = strand.strand
        values = [of.sitting, of.channel, of.person, of.format]
        made = connection.execute("INSERT INTO strands (sitting, channel, person, format) VALUES (?, ?, ?, ?)", values)
        strand.number, strand.is_known_head = int(made.lastrowid or 0), True


def write_strand(connection: sqlite3.Connection, strand: StrandIn) -> bytes:
    """Write the lines that count behind the end of a strand, and return the hash of the last of them."""
    writer, erased = _SegmentWriter(connection, strand.number, strand.top, strand.hash), strand.erased()
    for run, after, until in strand.runs():
        last = min(until, strand.applied)
        is_whole = after < run.first and last == run.last
        if is_whole and run.is_packed and (run.first == run.last or run.last - run.first + 1 >= FEWEST):
            writer.add_packed(run, strand.ends.get(run.last))
        else:
            lines = run.lines()
            writer.add(lines[max(after + 1 - run.first, 0) : last - run.first + 1], erased)
        if last == strand.applied:
            break
    return writer.end()


class _SegmentWriter:
    """Writes lines one after another, small runs of them together."""

    def __init__(self, connection: sqlite3.Connection, number: int, top: int, hash: bytes) -> None:
        self._connection, self._number = connection, number
        self._at, self._hash = top, hash
        self._lines: list[bytes] = []
        self._size = 0

    def add_packed(self, run: LineRun, hash: bytes | None) -> None:
        """Write a run as it is; `hash`: of its last line, where it is known."""
        if hash is None:
            self.add(run.lines(), {})
            return
        self._flush()
        write_segment(self._connection, self._number, run.first, run.last, run.body, hash)
        self._at, self._hash = run.last, hash

    def add(self, lines: Sequence[bytes], erased: Mapping[int, bytes]) -> None:
        """Write lines, together with others."""
        for line in lines:
            self._at += 1
            self._hash = erased.get(self._at) or chained(self._hash, line)
            self._lines.append(line)
            self._size += len(line)
            if len(self._lines) >= MOST or self._size >= _MOST_BYTES:
                self._flush()

    def _flush(self) -> None:
        if self._lines:
            body = zlib.compress(b"\n".join(self._lines), 6)
            first = self._at - len(self._lines) + 1
            write_segment(self._connection, self._number, first, self._at, body, self._hash)
            self._lines, self._size = [], 0

    def end(self) -> bytes:
        self._flush()
        return self._hash


def keep_waiting(connection: sqlite3.Connection, strand: StrandIn, why: Waits | None) -> None:
    """Keep what does not count yet. `why`: why the lines behind the last that counts do not, where they are there."""
    run = connection.execute
    run(
        "DELETE FROM waiting WHERE strand = ? AND counter <= ? AND reason <> 'refused'", [strand.number, strand.applied]
    )
    reason = Waits.NEWER if strand.strand.format > FORMAT else why
    if reason is not None:
        # What was here waits for what was found out now.
        run(
            "UPDATE waiting SET reason = ? WHERE strand = ? AND counter BETWEEN ? AND ?",
            [reason, strand.number, strand.applied + 1, strand.reach],
        )
        for source, until in strand.chosen:
            _keep(connection, strand, source, strand.applied + 1, until, reason)
    for first, last in beyond_gap(strand):
        for source in strand.sources:
            if source.first <= last and source.last >= first:
                _keep(connection, strand, source, first, last, reason or Waits.GAP)


def _keep(
    connection: sqlite3.Connection, strand: StrandIn, source: LineSource, first: int, last: int, reason: Waits
) -> None:
    if source.is_here or source.last < first:
        return
    # A line that lacks something does not say its hash, and is sent again when it is asked for.
    held = [row for row in lines_in(source.runs(), first, min(last, source.last)) if row[0] not in source.erased]
    connection.executemany(
        "INSERT OR IGNORE INTO waiting (strand, counter, line, reason) VALUES (?, ?, ?, ?)",
        ((strand.number, counter, line, reason) for counter, line in held),
    )


def lines_in(runs: Iterable[LineRun], first: int, last: int) -> Iterator[tuple[int, str | bytes]]:
    """Yield counters and lines as they are kept where they wait; bytes: compressed, of any length."""
    for run in runs:
        if run.last < first:
            continue
        if run.first > last:
            return
        if run.first == run.last and run.is_packed:
            yield run.first, run.body
            continue
        for counter, line in enumerate(run.lines(), run.first):
            if first <= counter <= last:
                yield counter, line.decode()


def note_refused(connection: sqlite3.Connection, applying: Applying) -> None:
    """Remember which parts are not applied though they stand in their strands, and which are by now."""
    query = "INSERT OR REPLACE INTO waiting (strand, counter, line, reason) VALUES (?, ?, '', 'refused')"
    connection.executemany(query, applying.new_refused)
    query = "DELETE FROM waiting WHERE strand = ? AND counter = ? AND reason = 'refused'"
    connection.executemany(query, applying.admitted)


def gaps_in(connection: sqlite3.Connection, step: int, strands: Iterable[StrandIn]) -> str:
    """Write down which parts that came lack something since an erasure; return the hash over that, or nothing."""
    found = list[Gap]()
    for strand in strands:
        erased = {at: hash for at, hash in strand.erased().items() if at <= strand.applied}
        for run, after, until in strand.runs() if erased else ():
            for counter, line in enumerate(run.lines(), run.first):
                if counter in erased and after < counter <= until:
                    now = hashlib.sha256(line).digest()
                    found.append(Gap(step, strand.number, counter, erased[counter], now, 1))
    if not found:
        return ""
    with unguarded(connection, "erased_insert"):
        put_gaps(connection, found)
    return covers(found)


@contextmanager
def unguarded(connection: sqlite3.Connection, *triggers: str) -> Iterator[None]:
    """Lift guards of the chain for a while, within the open step."""
    found = [
        connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?", [name]).fetchone()
        for name in triggers
    ]
    for name in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for (sql,) in found:
        connection.execute(sql)
