"""The end of a step: its parts and its seal are written, and it is handed out as it was done."""

import sqlite3
from collections import Counter
from dataclasses import dataclass

from annotator.store.chain.apart import NOTHING, Columns
from annotator.store.chain.channels import Channels
from annotator.store.chain.seals import changes_hash, parts_hash, seal_of
from annotator.store.chain.step_parts import StepName, StepParts
from annotator.store.chain.strands import Sittings, StrandSitting
from annotator.store.sittings.sitting import DoneStep, texts_of
from annotator.sync.parts import encoded

_NAME = "SELECT sitting || '-' || place FROM steps WHERE number = ?"
_BEFORE = "SELECT seal FROM steps WHERE number < ? ORDER BY number DESC LIMIT 1"


@dataclass(slots=True)
class StepHead:
    """The row of a step, as far as its seal covers it. `verb`, `facts`, `label`: they may change until it ends."""

    number: int
    place: int
    clock: int
    kind: str
    verb: str
    facts: str
    label: str
    person: str
    time: str
    target: int | None


def chain_step(
    connection: sqlite3.Connection,
    sittings: Sittings,
    sitting: StrandSitting,
    step: StepHead,
    finder: Channels | None = None,
    restated: Columns = NOTHING,
) -> tuple[DoneStep, Counter[str]]:
    """Write the parts and the seal of the open step, and return it with its rows where those are not too many.

    Return also how many changes of rows it has by table. `finder`: of the channels of new rows, where they are not
    those of the present. `restated`: columns that the step says again, as they are.
    """
    run = connection.execute
    is_own = step.kind == "do"
    aim = None if is_own else step.target
    named = None if step.target is None else run(_NAME, [step.target]).fetchone()[0]
    said = step.facts if step.verb else encoded(step.label)
    name = StepName(step.place, step.clock, step.time, step.kind, step.verb, said, named)
    written = StepParts(connection, sittings, sitting, name, finder, restated).write(
        step.number if aim is None else aim
    )
    _seal(connection, sitting, step, written.recorded, written.parts)
    done = DoneStep(
        *(step.number, step.kind, step.verb, step.facts, step.label, step.person, step.time, step.target),
        rows=written.rows,
        texts=texts_of(connection, written.rows) if is_own and written.rows else {},
    )
    return done, written.counts


def seal_alone(connection: sqlite3.Connection, sitting: StrandSitting, step: StepHead) -> tuple[DoneStep, Counter[str]]:
    """Seal a step that no part tells of and of which nothing was recorded, and return it as `chain_step` does.

    It takes in what others did, takes that back or does it again: others have it from whoever did it.
    """
    _seal(connection, sitting, step, changes_hash(connection, step.number), [])
    named = (step.number, step.kind, step.verb, step.facts, step.label, step.person, step.time, step.target)
    return DoneStep(*named), Counter()


def _seal(
    connection: sqlite3.Connection,
    sitting: StrandSitting,
    step: StepHead,
    recorded: str,
    parts: list[tuple[int, bytes]],
) -> None:
    (before,) = connection.execute(_BEFORE, [step.number]).fetchone() or (None,)
    row = (step.number, sitting.name, step.place, step.clock, step.kind, step.verb, step.facts, step.label)
    held = [*row, step.person, step.time, None if step.kind == "do" else step.target]
    sealed = seal_of(before or b"", held, recorded, parts_hash(parts))
    connection.execute("UPDATE steps SET seal = ? WHERE number = ?", [sealed, step.number])
