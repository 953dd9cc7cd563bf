"""The end of a step: its parts and its seal are written, and it is handed out as it was done."""

import sqlite3
from dataclasses import replace

from annotator.store.chain.channels import Channels
from annotator.store.chain.seals import parts_hash, seal_of
from annotator.store.chain.step_parts import StepName, StepParts
from annotator.store.chain.strands import Sittings, StrandSitting
from annotator.store.sittings.sitting import DoneStep, texts_of
from annotator.sync.parts import encoded

_STEP = (
    "SELECT number, sitting, place, clock, kind, verb, facts, label, person, time, target,"
    " (SELECT aim.sitting || '-' || aim.place FROM steps AS aim WHERE aim.number = own.target),"
    " (SELECT seal FROM steps AS earlier WHERE earlier.number < own.number ORDER BY earlier.number DESC LIMIT 1)"
    " FROM steps AS own WHERE number = ?"
)


def chain_step(
    connection: sqlite3.Connection,
    sittings: Sittings,
    sitting: StrandSitting,
    number: int,
    finder: Channels | None = None,
) -> DoneStep:
    """Write the parts and the seal of the open step, and return it with its rows where those are not too many.

    `finder`: of the channels of new rows, where they are not those of the present.
    """
    *step, target, named, before = connection.execute(_STEP, [number]).fetchone()
    _, _, place, clock, kind, verb, facts, label, person, time = step
    name = StepName(place, clock, time, kind, verb, facts if verb else encoded(label), named)
    changed = number if kind == "do" else target
    written = StepParts(connection, sittings, sitting, name, finder).write(changed)
    aim = None if kind == "do" else target
    sealed = seal_of(before or b"", [*step, aim], written.recorded, parts_hash(written.parts))
    connection.execute("UPDATE steps SET seal = ? WHERE number = ?", [sealed, number])
    done = DoneStep(number, kind, verb, facts, label, person, time, target, written.rows)
    return replace(done, texts=texts_of(connection, written.rows)) if kind == "do" and written.rows else done
