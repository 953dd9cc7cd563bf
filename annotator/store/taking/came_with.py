"""The parts that came with a step of taking in, read out as they are stored."""

import sqlite3
from collections.abc import Iterator
from functools import partial

from annotator.store.chain.strands import stored_runs
from annotator.sync.delivery import IncomingStrand, LineRun
from annotator.sync.parts import Strand


def strands_of_step(connection: sqlite3.Connection, step: int) -> Iterator[IncomingStrand]:
    """Yield the strands of which parts came with a step, those parts alone; nothing where it is no taking in."""
    (origin,) = connection.execute("SELECT origin FROM journal").fetchone()
    rows = connection.execute(
        "SELECT strand, first, last, sitting, channel, person, format FROM takings JOIN strands ON id = strand"
        " WHERE step = ? ORDER BY person, sitting, channel",
        [step],
    ).fetchall()
    for number, first, last, *head in rows:
        sitting, channel, person, format = head
        runs = partial(_runs, connection, int(number), int(first), int(last))
        yield IncomingStrand(Strand(origin, sitting, channel, person, format), first, last, runs)


def _runs(connection: sqlite3.Connection, number: int, first: int, last: int) -> Iterator[LineRun]:
    for run in stored_runs(connection, number, first - 1):
        if run.first > last:
            return
        whole = LineRun(run.first, run.last, run.body, run.is_packed)
        if run.first >= first and run.last <= last:
            yield whole
        else:
            lines = whole.lines()[max(0, first - run.first) : last - run.first + 1]
            yield LineRun(max(first, run.first), min(last, run.last), b"\n".join(lines), is_packed=False)
