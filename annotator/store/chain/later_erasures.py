"""What was erased after a step is erased in the project as it was after that step, too: its gaps are taken along.

The steps of these erasures come behind the step in the copy, and cover the gaps that are left in it.
"""

import sqlite3
from dataclasses import dataclass

from annotator.model import verbs
from annotator.model.verbs.project import Erasure
from annotator.store.chain.chaining import StepHead, chain_step
from annotator.store.chain.gaps import OF_STEPS, Gap, covers, gaps_of, put_gaps
from annotator.store.chain.strands import Sittings


@dataclass(frozen=True, slots=True)
class LaterErasure:
    """An erasure as the file has it. `verb`: its id."""

    number: int
    verb: str
    facts: str
    person: str
    time: str


def erasures_after(connection: sqlite3.Connection, step: int) -> list[LaterErasure]:
    """Return the erasures after a step, the first one first."""
    marks = ", ".join("?" * len(verbs.ERASURES))
    query = f"SELECT number, verb, facts, person, time FROM steps WHERE number > ? AND verb IN ({marks}) ORDER BY 1"
    return [LaterErasure(*row) for row in connection.execute(query, [step, *verbs.ERASURES])]


def take_along(connection: sqlite3.Connection, erasures: list[LaterErasure]) -> None:
    """Write the erasures as the next steps, with the gaps of theirs that are left; all guards are lifted."""
    run, gaps = connection.execute, list(gaps_of(connection))
    run("DELETE FROM erased")
    kept = {erasure: erasure for erasure in {gap.erasure for gap in gaps} - {one.number for one in erasures}}
    (latest,) = run("SELECT coalesce(max(number), 0) FROM steps").fetchone()
    kept |= {one.number: latest + place for place, one in enumerate(erasures, 1)}
    left = [_moved(gap, kept[gap.erasure]) for gap in gaps if _stands(connection, gap)]
    put_gaps(connection, left)
    run(
        "UPDATE steps SET state = 'dropped' WHERE kind = 'do' AND number IN"
        " (SELECT place FROM erased WHERE strand = ? AND gone)",
        [OF_STEPS],
    )
    sittings = Sittings(connection)
    for one in erasures:
        _write(connection, sittings, one, [gap for gap in left if gap.erasure == kept[one.number]])


def _stands(connection: sqlite3.Connection, gap: Gap) -> bool:
    """Whether what has the gap is still there."""
    if gap.strand == OF_STEPS:
        return connection.execute("SELECT 1 FROM steps WHERE number = ?", [gap.place]).fetchone() is not None
    query = (
        "SELECT 1 FROM parts WHERE strand = ?1 AND counter = ?2"
        " UNION ALL SELECT 1 FROM segments WHERE strand = ?1 AND ?2 BETWEEN first AND last"
    )
    return connection.execute(query, [gap.strand, gap.place]).fetchone() is not None


def _moved(gap: Gap, erasure: int) -> Gap:
    return Gap(erasure, gap.strand, gap.place, gap.hash, gap.now, gap.gone)


def _write(connection: sqlite3.Connection, sittings: Sittings, one: LaterErasure, gaps: list[Gap]) -> None:
    run = connection.execute
    found = verbs.read(one.verb, one.facts)
    assert isinstance(found, Erasure)
    steps = sum(gap.strand == OF_STEPS for gap in gaps)
    verb = found.model_copy(update={"parts": len(gaps) - steps, "steps": steps, "covers": covers(gaps)})
    facts, sitting = verbs.facts_of(verb), sittings.of(one.person)
    run("UPDATE journal SET clock = coalesce((SELECT max(clock) FROM steps), 0) + 1")
    (clock,) = run("SELECT clock FROM journal").fetchone()
    values = ["do", one.verb, facts, "", one.person, one.time, "dropped", sitting.name, sitting.steps + 1, clock]
    number = run(
        "INSERT INTO steps (kind, verb, facts, label, person, time, state, sitting, place, clock)"
        f" VALUES ({', '.join('?' * len(values))})",
        values,
    ).lastrowid
    assert number is not None
    head = StepHead(number, sitting.steps + 1, clock, "do", one.verb, facts, "", one.person, one.time, None)
    chain_step(connection, sittings, sitting, head)
    sittings.keep(sitting)
