"""Where strands end in a file, and which hashes their parts have."""

import sqlite3
from collections.abc import Iterable

from annotator.store.chain.gaps import Gaps
from annotator.store.chain.strands import End, inflated, stored_runs, strands_named
from annotator.sync.delivery import StrandName
from annotator.sync.parts import Strand, chained


def end_of(connection: sqlite3.Connection, number: int, strand: Strand) -> End:
    """Return where a strand ends; before its first part with the hash that it begins with."""
    found = connection.execute(
        "SELECT counter, hash FROM (SELECT last AS counter, hash FROM segments WHERE strand = ?1 ORDER BY first DESC"
        " LIMIT 1) UNION ALL SELECT counter, hash FROM (SELECT counter, hash FROM parts WHERE strand = ?1"
        " ORDER BY counter DESC LIMIT 1) ORDER BY 1 DESC LIMIT 1",
        [number],
    ).fetchone()
    return End(number, found[0], bytes(found[1])) if found else End(number, 0, strand.start())


def ends_of(connection: sqlite3.Connection, names: Iterable[StrandName]) -> dict[StrandName, tuple[int, bytes]]:
    """Return counter and hash of the last parts of strands; those that are not here are left out."""
    ends = ((strand, end_of(connection, number, strand)) for number, strand in strands_named(connection, names))
    return {(strand.sitting, strand.channel): (end.counter, end.hash) for strand, end in ends}


def hash_of(connection: sqlite3.Connection, name: StrandName, counter: int) -> bytes | None:
    """Return the hash of a part by the name of its strand; None of one that is not here."""
    for number, strand in strands_named(connection, [name]):
        return hash_at(connection, number, strand, counter, Gaps(connection))
    return None


def hash_at(connection: sqlite3.Connection, number: int, strand: Strand, counter: int, gaps: Gaps) -> bytes | None:
    """Return the hash of a part; of part 0 the one that the strand begins with, None of one that is not here."""
    found = connection.execute(
        "SELECT last, hash FROM segments WHERE strand = ?1 AND last <= ?2 UNION ALL"
        " SELECT counter, hash FROM parts WHERE strand = ?1 AND counter <= ?2 ORDER BY 1 DESC LIMIT 1",
        [number, counter],
    ).fetchone()
    at, hash = (found[0], bytes(found[1])) if found else (0, strand.start())
    if at == counter:
        return hash
    for run in stored_runs(connection, number, at):
        # It ends behind the part, so it has several lines, none of which is long.
        text = b"".join(inflated(run.body)) if run.is_packed else run.body
        for place, line in enumerate(text.split(b"\n"), run.first):
            gap = gaps.parts.get((number, place))
            hash = chained(hash, line) if gap is None else gap.hash
            if place == counter:
                return hash
    return None
