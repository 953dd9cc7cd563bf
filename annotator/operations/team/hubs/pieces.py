"""What was fetched, cut into pieces that are taken in one after another: whoever works at the file waits for one.

Taking in holds the file from its first look to its end, since what is read there decides what is written. A piece of
some parts holds it for less than a frame, and between two of them whoever waits for it gets their turn.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from annotator.store.project import Project
from annotator.store.taking.strand_checks import BAD_LINES, line_hashes
from annotator.sync.delivery import IncomingStrand, LineRun, RowCounts, TakeInPlan

BESIDE_A_WINDOW = 20
"""Parts of a piece where a window has the file: some 6 ms on a small computer, less than half a frame."""
WHOLE = 1 << 40
"""Parts of a piece where nobody waits, which is more than there are of anything."""
_BREATH_S = 0.01
"""So long the file is free between two pieces: whoever waits for it looks after 1, 3 and 8 ms."""


def pieces(project: Project, strands: Iterable[IncomingStrand], most: int) -> Iterator[list[IncomingStrand]]:
    """Yield strands so many parts at a time, in their order, and leave the file alone for a moment between them."""
    piece, count = list[IncomingStrand](), 0
    for one in (some for strand in strands for some in _cut(project, strand, most)):
        parts = one.last - one.first + 1
        if piece and count + parts > most:
            yield piece
            time.sleep(_BREATH_S)
            piece, count = [], 0
        piece.append(one)
        count += parts
    if piece:
        yield piece


def _cut(project: Project, strand: IncomingStrand, most: int) -> Iterator[IncomingStrand]:
    """Yield a strand in stretches of so many parts.

    One that does not go on from what is here, or does not end as the hub says, stays whole: so it is refused whole.
    """
    ends = _hashes(project, strand, most) if strand.last - strand.first >= most else {}
    if strand.last not in ends or strand.end not in (None, ends[strand.last]):
        yield strand
        return
    held = list[LineRun]()
    for run in _short_runs(strand, most):
        held.append(run)
        if run.last in ends:
            first, last, runs = held[0].first, run.last, held
            erased = {at: hash for at, hash in strand.erased.items() if first <= at <= last}
            yield replace(strand, first=first, last=last, runs=runs.copy, end=ends[last], before=None, erased=erased)
            held = []


def _hashes(project: Project, strand: IncomingStrand, most: int) -> dict[int, bytes]:
    """Return the hashes of the last parts of the stretches by their counters; none where the one before is not here."""
    before = strand.strand.start() if strand.first == 1 else project.strands.hash_at(*strand.name, strand.first - 1)
    if before is None:
        return {}
    found = line_hashes(strand, strand.first - 1, strand.last, before)
    try:
        return {at: hash for at, hash in found if (at - strand.first + 1) % most == 0 or at == strand.last}
    except BAD_LINES:
        return {}


def _short_runs(strand: IncomingStrand, most: int) -> Iterator[LineRun]:
    """Yield the runs of a strand, none of which goes beyond the end of a stretch."""
    for run in strand.runs():
        if run.last < strand.first:
            continue
        first = max(run.first, strand.first)
        if (first - strand.first) // most == (run.last - strand.first) // most and first == run.first:
            yield run
            continue
        lines = run.lines()
        while first <= run.last:
            last = min(run.last, first + most - 1 - (first - strand.first) % most)
            body = b"\n".join(lines[first - run.first : last - run.first + 1])
            yield LineRun(first, last, body, is_packed=False)
            first = last + 1


def both(one: TakeInPlan, next: TakeInPlan) -> TakeInPlan:
    """Return what two pieces of the same sender came to, in their order: what waits does so after the second."""
    tables = one.rows | next.rows
    return TakeInPlan(
        sender=one.sender,
        name=one.name,
        acts=one.acts + next.acts,
        known=one.known + next.known,
        earlier=one.earlier + next.earlier,
        parts=one.parts + next.parts,
        rows={table: _sum(one.count(table), next.count(table)) for table in tables},
        notes=one.notes + next.notes,
        done=dict(Counter(one.done) + Counter(next.done)),
        reopened=dict(Counter(one.reopened) + Counter(next.reopened)),
        proposed=one.proposed + next.proposed,
        persons=dict(Counter(one.persons) + Counter(next.persons)),
        first=min(filter(None, (one.first, next.first)), default=""),
        last=max(one.last, next.last),
        conflicts=one.conflicts + next.conflicts,
        in_bin=dict(Counter(one.in_bin) + Counter(next.in_bin)),
        nowhere=one.nowhere + next.nowhere,
        coded_under=dict(Counter(one.coded_under) + Counter(next.coded_under)),
        waiting=next.waiting,
        refused=[*one.refused, *(refused for refused in next.refused if refused not in one.refused)],
    )


def _sum(one: RowCounts, next: RowCounts) -> RowCounts:
    return RowCounts(one.new + next.new, one.changed + next.changed, one.deleted + next.deleted)
