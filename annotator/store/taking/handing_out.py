"""Parts read out for other copies, as they are stored: a strand at a time, and of each a run of lines at a time."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from annotator.store.chain.gaps import OF_STEPS, Gaps
from annotator.store.chain.strands import End, stored_runs, strands_named, strands_of
from annotator.store.taking.ends import end_of, hash_at
from annotator.sync.delivery import Delivery, IncomingStrand, LineRun, SourceBytes, StrandName, Vector
from annotator.sync.parts import Strand

NOTHING: Vector = {}
"""What a copy has to which nothing was given yet."""


def vector(connection: sqlite3.Connection, channel: str | None = None) -> dict[StrandName, int]:
    """Return up to which counter the file has each strand. `channel`: of those in it alone."""
    ends = connection.execute(
        "SELECT sitting, channel, max(coalesce((SELECT max(last) FROM segments WHERE strand = strands.id), 0),"
        " coalesce((SELECT max(counter) FROM parts WHERE strand = strands.id), 0)) FROM strands"
        " WHERE channel = coalesce(?, channel)",
        [channel],
    )
    return {(sitting, channel): counter for sitting, channel, counter in ends if counter}


def strands_for(
    connection: sqlite3.Connection, is_seen: Callable[[str], bool], has: Vector = NOTHING
) -> Iterator[IncomingStrand]:
    """Yield what a copy that sees these channels lacks. `has`: the counters up to which it has strands."""
    seen = ((number, strand) for number, strand in strands_of(connection) if is_seen(strand.channel))
    return _from(connection, ((*one, has.get((one[1].sitting, one[1].channel), 0) + 1) for one in seen))


def lacking(connection: sqlite3.Connection, firsts: Mapping[StrandName, int]) -> Iterator[IncomingStrand]:
    """Yield these strands from the given counters on, without a look at any other; what is not here is left out."""
    named = strands_named(connection, firsts)
    return _from(connection, ((number, one, firsts[one.sitting, one.channel]) for number, one in named))


def _from(connection: sqlite3.Connection, strands: Iterable[tuple[int, Strand, int]]) -> Iterator[IncomingStrand]:
    """Yield strands, by number, from a counter on, where they have so many parts."""
    gaps, erased = Gaps(connection), defaultdict[int, dict[int, bytes]](dict)
    for gap in gaps.all():
        if gap.strand != OF_STEPS:
            erased[gap.strand][gap.place] = gaps.parts[gap.strand, gap.place].hash
    for number, strand, first in strands:
        end = end_of(connection, number, strand)
        if first <= end.counter:
            yield _lacking(connection, strand, first, end, gaps, erased.get(number, {}))


def _lacking(
    connection: sqlite3.Connection, strand: Strand, first: int, end: End, gaps: Gaps, erased: dict[int, bytes]
) -> IncomingStrand:
    return IncomingStrand(
        strand,
        first,
        end.counter,
        partial(_runs, connection, end.strand, first),
        end.hash,
        hash_at(connection, end.strand, strand, first - 1, gaps),
        {at: hash for at, hash in erased.items() if at >= first},
    )


def _runs(connection: sqlite3.Connection, number: int, first: int) -> Iterator[LineRun]:
    for run in stored_runs(connection, number, first - 1):
        whole = LineRun(run.first, run.last, run.body, run.is_packed)
        if run.first >= first:
            yield whole
        else:
            yield LineRun(first, run.last, b"\n".join(whole.lines()[first - run.first :]), is_packed=False)


def as_delivery(
    connection: sqlite3.Connection, is_seen: Callable[[str], bool], has: Vector = NOTHING, sender: str = ""
) -> Delivery:
    """Return what a copy that sees these channels lacks, with all that stands beside the strands."""
    (origin,) = connection.execute("SELECT origin FROM journal").fetchone()
    return Delivery(
        origin=origin,
        sender=sender,
        strands=partial(strands_for, connection, is_seen, has),
        text=partial(text_of, connection),
        file=partial(file_of, connection),
    )


def text_of(connection: sqlite3.Connection, sha256: str) -> str | None:
    """Return a text by its hash, None where it is not here."""
    found = connection.execute("SELECT text FROM texts WHERE sha256 = ?", [sha256]).fetchone()
    return str(found[0]) if found else None


def file_of(connection: sqlite3.Connection, sha256: str) -> SourceBytes | None:
    """Return a source file by its hash, None where it is not here."""
    found = connection.execute("SELECT name, body FROM source_files WHERE sha256 = ?", [sha256]).fetchone()
    return SourceBytes(str(found[0]), bytes(found[1])) if found else None
