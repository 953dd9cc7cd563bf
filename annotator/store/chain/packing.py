"""Parts that are done with, moved into compressed segments: there an act takes a fifth of the room."""

import sqlite3
import zlib

from annotator.store.chain.strands import write_segment
from annotator.store.schema.written_by import begin_writing

FEWEST = 50
"""A strand with fewer parts standing as they are is left alone: of these nothing would be gained."""
MOST = 1_000
"""Parts of a segment."""


def pack(connection: sqlite3.Connection) -> int:
    """Move the parts of all strands that have many into segments, as one transaction; return how many were moved."""
    run = connection.execute
    begin_writing(connection)
    try:
        run("UPDATE journal SET packing = 1")
        long = run("SELECT strand FROM parts GROUP BY strand HAVING count(*) >= ?", [FEWEST]).fetchall()
        moved = sum(_pack_strand(connection, strand) for (strand,) in long)
        run("UPDATE journal SET packing = 0")
        run("COMMIT")
    except BaseException:
        if connection.in_transaction:
            run("ROLLBACK")
        raise
    return moved


def _pack_strand(connection: sqlite3.Connection, strand: int) -> int:
    run = connection.execute
    last, moved = 0, 0
    while True:
        # Between them a large part may stand in a segment already: a run ends before it.
        rows = run(
            "SELECT counter, line, hash FROM parts WHERE strand = ?1 AND counter > ?2 AND counter < coalesce("
            " (SELECT min(first) FROM segments WHERE strand = ?1 AND first >"
            "  (SELECT min(counter) FROM parts WHERE strand = ?1 AND counter > ?2)), 9e18) ORDER BY counter LIMIT ?3",
            [strand, last, MOST],
        ).fetchall()
        if not rows:
            return moved
        first, last = rows[0][0], rows[-1][0]
        body = zlib.compress("\n".join(line for _, line, _ in rows).encode(), 6)
        run("DELETE FROM parts WHERE strand = ? AND counter BETWEEN ? AND ?", [strand, first, last])
        write_segment(connection, strand, first, last, body, rows[-1][2])
        moved += len(rows)
