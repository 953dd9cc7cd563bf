"""The id of the project, and whose its strands are, put back where the hash of a first part says which they were."""

import sqlite3
import zlib
from collections.abc import Iterable

from annotator.store.chain.strands import StrandRun, runs_of
from annotator.store.recovery.sound_parts import origin_of
from annotator.sync.parts import Strand, chained


def put_heads(connection: sqlite3.Connection) -> None:
    """Put the origin into the journal, and the person of each strand; what no hash proves stays."""
    origin, is_known = origin_of(connection)
    if is_known:
        connection.execute("INSERT OR IGNORE INTO journal (id, step, recording) VALUES (1, NULL, 1)")
        connection.execute("UPDATE journal SET origin = ?", [origin])
    persons = [
        "",
        *(id for (id,) in connection.execute("SELECT DISTINCT person FROM steps UNION SELECT id FROM coders")),
    ]
    strands = connection.execute("SELECT id, sitting, channel, person, format FROM strands").fetchall()
    for number, sitting, channel, person, format in strands:
        try:
            first = next(runs_of(connection, number), None)
        except zlib.error:
            continue
        if first is None:
            continue
        heads = (Strand(origin, sitting, channel, one, format) for one in (person, *persons))
        right = _fitting(heads, first)
        if right is not None and right.person != person:
            connection.execute("UPDATE strands SET person = ? WHERE id = ?", [right.person, number])


def _fitting(heads: Iterable[Strand], first: StrandRun) -> Strand | None:
    for head in heads:
        hash = head.start()
        for line in first.lines:
            hash = chained(hash, line)
        if hash == first.hash:
            return head
    return None
