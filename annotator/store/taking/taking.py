"""Taking in: others' parts become parts of this file, and its rows are what all parts come to.

It is one step of this file, of which no part tells: else two leads would never come to rest. It can be taken back as
long as nothing was written since; what had come is then kept aside, since it may be the last copy of somebody's work.
"""

import gc
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from annotator.model.errors import BadDelivery, BadProject
from annotator.model.verbs.team import TakeIn
from annotator.store.clock import now
from annotator.store.connections.one_state import one_state
from annotator.store.history.hiding import Hiding
from annotator.store.history.journal import Journal
from annotator.store.history.open_step import TakingStep
from annotator.store.taking.applying import Applying
from annotator.store.taking.beside import TextsBeside
from annotator.store.taking.dry_rows import DryRows
from annotator.store.taking.gathering import gather
from annotator.store.taking.open_conflicts import OpenConflicts
from annotator.store.taking.part_order import AlteredStrand
from annotator.store.taking.plan_counts import PlanCounts
from annotator.store.taking.row_states import RowStates
from annotator.store.taking.settling_focus import rows_to_settle
from annotator.store.taking.strand_checks import BAD_LINES, StrandIn
from annotator.store.taking.strand_writing import begin_strand, gaps_in, keep_waiting, note_refused, write_strand
from annotator.store.taking.taken_changes import taken_changes
from annotator.store.taking.taking_back import TakingBack
from annotator.sync.delivery import Conflict, Delivery, StrandName, TakeInPlan

_FOREIGN = "This belongs to another project."


class Taking:
    """Takes deliveries into one project file, and says what is contested in it."""

    def __init__(self, connection: sqlite3.Connection, journal: Journal, hiding: Hiding) -> None:
        self._connection, self._journal, self._hiding = connection, journal, hiding
        journal.put_taken = TakingBack(connection, journal, self._settle).put

    def plan(self, delivery: Delivery) -> TakeInPlan:
        """Return what taking a delivery in would do: the dry run, which writes nothing.

        Raises `BadProject` for one of another project, with one sentence. All else that is wrong with it (cut off,
        altered, of a newer version, in another's name, doubled) stands in the plan, and what is whole can be taken.
        """
        self._refuse_foreign(delivery)
        with one_state(self._connection), without_collections():
            plan, _, _ = self._applied(delivery, is_dry=True)
        return plan

    def take_in(self, delivery: Delivery, verb: TakeIn, is_automatic: bool = False) -> TakeInPlan:
        """Take a delivery in as one step, and return what it did; nothing is written where nothing is new.

        `verb`: gets its counts. The step can be undone as long as nothing was written since; what came is then kept
        aside. `is_automatic`: nobody asked for it, so it is a step of nobody in particular, which whoever is at the
        desk neither needs a right for nor takes back. Raises as `plan`, and nothing is changed.
        """
        self._refuse_foreign(delivery)
        with self._journal.take(verb, is_automatic) as step, without_collections():
            return self._take(delivery, step)

    def _take(self, delivery: Delivery, step: TakingStep) -> TakeInPlan:
        run = self._connection.execute
        run("PRAGMA defer_foreign_keys = ON")
        waited = self._waiting()
        plan, strands, applying = self._applied(delivery, is_dry=False)
        reasons = {reader.strand.number: reader.stopped for reader in applying.readers}
        ends, came = list[str](), [strand for strand in strands if strand.applied > strand.top]
        for strand in came:
            hash = write_strand(self._connection, strand)
            first = strand.top + 1
            values = [step.number, strand.number, first, strand.applied]
            run("INSERT INTO takings (step, strand, first, last) VALUES (?, ?, ?, ?)", values)
            ends.append(" ".join(map(str, (*strand.name, first, strand.applied, hash.hex()))))
        for strand in strands:
            if strand.is_known_head and strand.wrong is None:
                keep_waiting(self._connection, strand, reasons.get(strand.number))
        note_refused(self._connection, applying)
        is_as_before = self._waiting() == waited
        step.is_nothing = not came and is_as_before
        settled = self._settle()
        gaps = gaps_in(self._connection, step.number, came)
        facts = {"acts": plan.acts, "covers": covered(ends), "gaps": gaps}
        step.verb, step.clock = step.verb.model_copy(update=facts), applying.clock
        if is_as_before:
            step.changes = taken_changes(self._connection, step.number, step.verb, settled)
        run(
            "INSERT INTO deliveries (step, person, name, made, came, acts, activity) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [step.number, delivery.sender, delivery.name, delivery.made, now(), plan.acts, delivery.activity or "{}"],
        )
        return plan

    def _settle(self) -> set[tuple[str, str]]:
        """Let what is shown follow from the rows that were written; return what was changed by that."""
        return self._hiding.follow(rows_to_settle(self._connection))

    def _waiting(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM waiting").fetchone()[0])

    def _applied(self, delivery: Delivery, is_dry: bool) -> tuple[TakeInPlan, list[StrandIn], Applying]:
        """Apply what came to the rows, or see what that would do; return the plan with what it is of.

        A strand that turns out to be altered, when it is read, is left out, and the others are applied without it.
        """
        run, altered = self._connection.execute, set[StrandName]()
        while True:
            run("SAVEPOINT applied")
            try:
                found = self._applied_but(altered, delivery, is_dry)
                run("RELEASE applied")
                return found
            except AlteredStrand as error:
                run("ROLLBACK TO applied")
                run("RELEASE applied")
                altered.add(error.strand.name)
            except (*BAD_LINES, sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError) as error:
                raise BadDelivery("It holds what no version of this program writes; nothing was taken in.") from error

    def _applied_but(
        self, altered: set[StrandName], delivery: Delivery, is_dry: bool
    ) -> tuple[TakeInPlan, list[StrandIn], Applying]:
        counts = PlanCounts(self._connection, delivery)
        strands = gather(self._connection, delivery, counts, altered)
        if not is_dry:
            for strand in strands:
                if strand.wrong is None and max(one.last for one in strand.sources) > strand.top:
                    begin_strand(self._connection, strand)
        states = (DryRows if is_dry else RowStates)(self._connection)
        beside = TextsBeside(self._connection, delivery, is_dry)
        applying = Applying(self._connection, delivery.origin, states, counts, beside)
        applying.run(strands)
        states.close()
        return counts.finish(strands, applying.readers, states), strands, applying

    def conflicts(self) -> list[Conflict]:
        """Return what two copies did without having seen each other, and nobody has decided yet."""
        return OpenConflicts(self._connection).all()

    def _refuse_foreign(self, delivery: Delivery) -> None:
        if delivery.origin != self._journal.sittings.origin:
            raise BadProject(_FOREIGN)


@contextmanager
def without_collections() -> Iterator[None]:
    """Let no garbage be collected for a while: what is read makes no rings, and walking it costs as much as reading."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def covered(ends: Iterable[str]) -> str:
    """Return the hash over the ends of what came: sitting, channel, first and last counter, hash of the last part."""
    return hashlib.sha256("\n".join(sorted(ends)).encode()).hexdigest()
