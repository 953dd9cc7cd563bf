"""What is counted of parts while they are applied, and what is said of those that are not."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotator.store.schema.tables import Table
from annotator.store.taking.part_order import StrandReader
from annotator.store.taking.part_reading import ReadPart
from annotator.store.taking.row_states import RowStates
from annotator.store.taking.strand_checks import StrandIn
from annotator.sync.delivery import (
    Delivery,
    Refused,
    RefusedParts,
    RowCounts,
    TakeInPlan,
    WaitingParts,
    Waits,
)
from annotator.sync.parts import FORMAT, Strand

_CODER = "coder/"


class _DocumentsHere:
    """Which documents are here, also those that are not shown; asked one by one, since there may be a million."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run, self._known = connection.execute, dict[object, bool]()

    def __contains__(self, id: object) -> bool:
        if id not in self._known:
            query = "SELECT EXISTS (SELECT 1 FROM documents WHERE id = ?1) OR EXISTS (SELECT 1 FROM hidden"
            (found,) = self._run(f"{query} WHERE row = ?1 AND table_name = ?2)", [id, Table.DOCUMENTS]).fetchone()
            self._known[id] = bool(found)
        return self._known[id]


class PlanCounts:
    """Counts what is applied."""

    def __init__(self, connection: sqlite3.Connection, delivery: Delivery) -> None:
        self.plan = TakeInPlan(sender=delivery.sender, name=delivery.name)
        self._acts: dict[str, bytearray] = {}
        self._done: dict[str, tuple[str, bool]] = {}
        query = "SELECT target FROM removals WHERE kind = 'documents'"
        self.removed = {target for (target,) in connection.execute(query)}
        self._connection = connection
        self._there = _DocumentsHere(connection)
        self._in_unknown: dict[str, int] = {}
        found = connection.execute("SELECT id FROM codebook_versions ORDER BY number DESC, id DESC LIMIT 1").fetchone()
        self.in_force = found[0] if found else ""
        """The version of the codebook that is in force before."""
        self.looked = frozenset(map(str, (Table.SPANS, Table.ASSIGNMENTS, Table.ACTORS)))
        """The tables of which `look` counts something."""
        self._refused: dict[tuple[Refused, str, str, str, str], int] = {}

    def add(self, parts: Sequence[ReadPart], strand: Strand) -> None:
        """Count parts of a strand that are applied."""
        plan, steps = self.plan, [part.step for part in parts]
        plan.parts += len(parts)
        acts = self._new_acts(strand.sitting, steps)
        plan.acts += acts
        if acts:
            plan.persons[strand.person] = plan.persons.get(strand.person, 0) + acts
        times = [part.time for part in parts]
        plan.first = min(plan.first or times[0], min(times))
        plan.last = max(plan.last, max(times))

    def _new_acts(self, sitting: str, steps: Sequence[int]) -> int:
        """Return of how many steps no other part was counted; a bit for each step of a sitting says that."""
        seen, count = self._acts.setdefault(sitting, bytearray()), 0
        seen.extend(bytes(max(0, (max(steps) >> 3) + 1 - len(seen))))
        for step in steps:
            bit = 1 << (step & 7)
            if not seen[step >> 3] & bit:
                seen[step >> 3] |= bit
                count += 1
        return count

    def look(self, table: str, row: str, fields: Mapping[str, Any], strand: Strand, is_new: bool) -> None:
        """Count what a write says that is worth a sentence."""
        if table == Table.SPANS:
            if fields.get("note"):
                self.plan.notes += 1
            if is_new:
                key = str(fields.get("label", "")), str(fields.get("codebook_version", ""))
                if key[1] != self.in_force:
                    self.plan.coded_under[key] = self.plan.coded_under.get(key, 0) + 1
                if (document := str(fields.get("document"))) in self.removed:
                    self.plan.in_bin[document] = self.plan.in_bin.get(document, 0) + 1
                elif document not in self._there:
                    self._in_unknown[document] = self._in_unknown.get(document, 0) + 1
        elif table == Table.ASSIGNMENTS:
            if "done" in fields:
                self._done[row] = (strand.person, bool(fields["done"]))
        elif table == Table.ACTORS and is_new and strand.channel.startswith(_CODER):
            self.plan.proposed += 1

    def is_plain(self, span: Mapping[str, Any]) -> bool:
        """Whether there is nothing in what is said of a span that `look` counts."""
        is_of_now = span.get("codebook_version", self.in_force) == self.in_force
        is_there = "document" not in span or span["document"] in self._there
        return is_of_now and is_there and not self.removed and "note" not in span

    def refuse(self, why: Refused, strand: Strand, acts: int = 1, whose: str = "", table: str = "") -> None:
        """Count parts that are left out."""
        key = (why, strand.person, strand.channel, whose, table)
        self._refused[key] = self._refused.get(key, 0) + acts

    def finish(self, strands: Iterable[StrandIn], readers: Iterable[StrandReader], states: RowStates) -> TakeInPlan:
        """Return the plan, with what waits and is left out."""
        plan = self.plan
        for person, is_done in self._done.values():
            counts = plan.done if is_done else plan.reopened
            counts[person] = counts.get(person, 0) + 1
        plan.rows = {table: RowCounts(*counts) for table, *counts in states.counts() if any(counts)}
        plan.conflicts = states.conflicts
        if self._in_unknown:
            now = states.rows_now(Table.DOCUMENTS)  # those of a dry run are not written
            there = _DocumentsHere(self._connection)
            unknown = (count for id, count in self._in_unknown.items() if id not in there and id not in now)
            plan.nowhere = sum(unknown)
        stopped = {reader.strand.number: reader for reader in readers if reader.stopped is not None}
        for strand in strands:
            self._tell_of(strand, stopped.get(strand.number))
        plan.refused = [
            RefusedParts(why, person, acts, channel, whose, table, why in (Refused.RIGHTS, Refused.LAYER))
            for (why, person, channel, whose, table), acts in sorted(self._refused.items())
        ]
        return plan

    def _tell_of(self, strand: StrandIn, stopped: StrandReader | None) -> None:
        plan, of = self.plan, strand.strand
        plan.known += sum(
            max(0, min(one.last, strand.top) - one.first + 1) for one in strand.sources if not one.is_here
        )
        plan.earlier += _earlier(strand)
        if strand.wrong is not None:
            self.refuse(strand.wrong, of, strand.left_out)
            return
        if stopped is not None and stopped.stopped is not None:
            acts = strand.reach - strand.applied
            plan.waiting.append(WaitingParts(stopped.stopped, of.person, acts, of.channel, *stopped.waits_for))
        if of.format > FORMAT:
            acts = max(one.last for one in strand.sources) - strand.top
            plan.waiting.append(WaitingParts(Waits.NEWER, of.person, acts, of.channel, of.sitting))
        elif beyond := beyond_gap(strand):
            acts = sum(last - first + 1 for first, last in beyond)
            plan.waiting.append(WaitingParts(Waits.GAP, of.person, acts, of.channel, of.sitting, strand.reach + 1))


def _earlier(strand: StrandIn) -> int:
    """Return how many parts are applied that waited here."""
    count, at = 0, strand.top
    for source, until in strand.chosen:
        if source.is_here:
            count += max(0, min(until, strand.applied) - at)
        at = until
    return count


def beyond_gap(strand: StrandIn) -> list[tuple[int, int]]:
    """Return the stretches of counters that came, and before which something is missing."""
    found, at = list[tuple[int, int]](), strand.reach + 1
    for source in sorted(strand.sources, key=lambda one: one.first):
        first = max(source.first, at + 1)
        if source.last >= first:
            found.append((first, source.last))
            at = source.last
    return found
