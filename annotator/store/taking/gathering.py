"""All strands of which something is to be taken: those of a delivery, and those of which something waits here."""

import sqlite3
from collections.abc import Callable, Collection, Iterator
from functools import partial

from annotator.store.chain.gaps import Gaps
from annotator.store.taking.plan_counts import PlanCounts
from annotator.store.taking.strand_checks import LineSource, StrandChecks, StrandIn
from annotator.sync.delivery import Delivery, IncomingStrand, LineRun, Refused, StrandName
from annotator.sync.parts import Strand
from annotator.sync.permission import why_not_strand

_PRIVATE = ("coder/", "gold", "lead")


def gather(
    connection: sqlite3.Connection, delivery: Delivery, counts: PlanCounts, altered: Collection[StrandName] = ()
) -> list[StrandIn]:
    """Return the strands, each held against what is here. `altered`: those that are known to be none."""
    checks, found = StrandChecks(connection), dict[StrandName, StrandIn]()
    why_not = refusing(connection, delivery.sender)
    for incoming in delivery.strands():
        why = why_not(incoming.strand)
        if why is not None:
            counts.refuse(why, incoming.strand, incoming.last - incoming.first + 1, _coder_in(incoming.strand.channel))
            continue
        here = found.get(incoming.name) or found.setdefault(incoming.name, checks.strand_here(incoming.strand))
        here.sources.append(_source(incoming))
    _add_waiting(connection, delivery.origin, checks, found)
    for here in found.values():
        here.wrong = Refused.ALTERED if here.name in altered else here.wrong
        checks.check(here)
    return list(found.values())


def refusing(connection: sqlite3.Connection, sender: str) -> Callable[[Strand], Refused | None]:
    """Return what says why a strand is left out: whoever hands in does so for themselves, and a copy sees its own."""
    found = connection.execute("SELECT person FROM copy").fetchone()
    owner = None if found is None else f"coder/{found[0]}"

    def why_not(strand: Strand) -> Refused | None:
        if owner is not None and strand.channel != owner and strand.channel.startswith(_PRIVATE):
            return Refused.CHANNEL
        return why_not_strand(sender, strand.person, strand.channel)

    return why_not


def _coder_in(channel: str) -> str:
    return channel.removeprefix("coder/") if channel.startswith("coder/") else ""


def _source(incoming: IncomingStrand) -> LineSource:
    return LineSource(incoming.first, incoming.last, incoming.runs, incoming.end, incoming.erased)


def _add_waiting(
    connection: sqlite3.Connection, origin: str, checks: StrandChecks, found: dict[StrandName, StrandIn]
) -> None:
    """Add the lines that wait here; those that were set aside only to strands of which something came anew."""
    query = (
        "SELECT sitting, channel, person, format, strand, counter, reason FROM waiting JOIN strands ON id = strand"
        " WHERE reason <> 'refused' ORDER BY strand, counter"
    )
    last: LineSource | None = None
    at: StrandIn | None = None
    for sitting, channel, person, format, number, counter, reason in connection.execute(query).fetchall():
        name = (sitting, channel)
        if reason == "aside" and name not in found:
            continue
        here = found.get(name) or found.setdefault(
            name, checks.strand_here(Strand(origin, sitting, channel, person, format))
        )
        first = last.first if last is not None and at is here and last.last == counter - 1 else counter
        if first != counter:
            here.sources.pop()
        last, at = waiting_lines(connection, number, first, counter, checks.gaps), here
        here.sources.append(last)


def waiting_lines(connection: sqlite3.Connection, number: int, first: int, last: int, gaps: Gaps) -> LineSource:
    """Return lines that wait, all of a stretch of counters."""
    erased = {at: gap.hash for (of, at), gap in gaps.parts.items() if of == number and first <= at <= last}
    runs = partial(_waiting_runs, connection, number, first, last)
    return LineSource(first, last, runs, erased=erased, is_here=True)


def _waiting_runs(connection: sqlite3.Connection, number: int, first: int, last: int) -> Iterator[LineRun]:
    query = "SELECT counter, line FROM waiting WHERE strand = ? AND counter BETWEEN ? AND ? ORDER BY counter"
    for counter, line in connection.execute(query, [number, first, last]):
        packed = isinstance(line, bytes)
        yield LineRun(counter, counter, line if packed else line.encode(), packed)
