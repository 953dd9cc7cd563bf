"""The chains of parts on a hub, read from its tables, held against those of a copy."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from annotator.store.project import Project
from annotator.sync.delivery import LineRun
from annotator.sync.parts import Strand
from tests.postgres import Postgres


def wrong_in_chains(server: Postgres, database: str, project: Project, is_whole: bool) -> list[str]:
    """Return where a hub has gaps, parts twice or other hashes than its lines, or another strand than a copy.

    `is_whole`: the copy holds all that the hub has; else it may hold less.
    """
    with server.connect_as_superuser(database) as connection:
        strands = connection.execute(
            "SELECT channel, sitting, person, format, top, tip, runs, bytes FROM hub_tables.strands WHERE project = %s",
            [project.origin],
        ).fetchall()
        runs = defaultdict(list)
        columns = "channel, sitting, first, last, body, is_packed, hash"
        query = f"SELECT {columns} FROM hub_tables.runs WHERE project = %s ORDER BY 1, 2, 3"
        for channel, sitting, *run in connection.execute(query.encode(), [project.origin]):
            runs[channel, sitting].append(run)
    wrong = [
        f"{channel} {sitting}: {what}"
        for channel, sitting, person, format, top, tip, count, size in strands
        for what in _of_strand(
            Strand(project.origin, sitting, channel, person, format), runs[channel, sitting], top, tip, count, size
        )
    ]
    there = {(sitting, channel): (top, tip) for channel, sitting, _, _, top, tip, _, _ in strands}
    here = project.strands.ends(project.strands.vector())
    seen = there if is_whole else {name: end for name, end in there.items() if name in here}
    wrong += [
        f"{name}: {end} on the hub, {here.get(name)} in the copy" for name, end in seen.items() if here.get(name) != end
    ]
    # What is here and not there is either somebody's who writes it, or was not handed over.
    wrong += [f"{name} is not on the hub" for name in here if name not in there]
    return wrong


def _of_strand(strand: Strand, runs: list[list[Any]], top: int, tip: bytes, count: int, size: int) -> Iterator[str]:
    at, hash = 0, strand.start()
    for first, last, body, is_packed, said in runs:
        if first != at + 1:
            yield f"part {first} follows on {at}"
        for line in LineRun(first, last, body, is_packed).lines():
            hash = hashlib.sha256(hash + line).digest()
        if hash != said:
            yield f"part {last} has another hash"
        at = last
    if (at, hash) != (top, tip):
        yield f"it ends at {at}, and {top} is said"
    if (count, size) != (len(runs), sum(len(body) for _, _, body, _, _ in runs)):
        yield "its counts are not those of its runs"
