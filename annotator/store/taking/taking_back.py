"""Taking back what was taken in, as long as nothing was written since; and taking it in again.

What came leaves the strands and is set aside, since it may be the last copy of somebody's work: it is found there when
it is taken in again, or when something comes that goes on with it. The rows are what all other parts come to.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from annotator.model.errors import UndoBlocked
from annotator.store.chain.gaps import Gaps
from annotator.store.chain.strands import stored_runs
from annotator.store.history.journal import Journal
from annotator.store.history.steps import Step
from annotator.store.taking.applying import Applying, fold_rows
from annotator.store.taking.beside import TextsBeside
from annotator.store.taking.gathering import waiting_lines
from annotator.store.taking.part_reading import parts_in
from annotator.store.taking.plan_counts import PlanCounts
from annotator.store.taking.row_history import RowHistory, StrandNumbers, parents_of_raw
from annotator.store.taking.row_states import Node, RowKey, RowStates
from annotator.store.taking.strand_checks import StrandChecks, StrandIn
from annotator.store.taking.strand_writing import keep_waiting, lines_in, note_refused, unguarded, write_strand
from annotator.sync.delivery import Delivery, LineRun
from annotator.sync.parts import Strand

_ROWS = (
    "CREATE TEMP TABLE IF NOT EXISTS leaving (table_name TEXT NOT NULL, row TEXT NOT NULL, strand INTEGER NOT NULL,"
    " counter INTEGER NOT NULL, goes_on INTEGER NOT NULL, PRIMARY KEY (table_name, row, strand, counter)) WITHOUT ROWID"
)
_AT_ONCE = 2_000
_Range = tuple[int, int]


class TakingBack:
    """Undo and redo of a take-in."""

    def __init__(self, connection: sqlite3.Connection, journal: Journal, settle: Callable[[], object]) -> None:
        self._connection, self._run = connection, connection.execute
        self._journal, self._settle = journal, settle

    def put(self, step: Step, kind: str) -> None:
        """Take back what a step took in (“undo”), or take it in again (“redo”), within the open step.

        Raises `UndoBlocked` where it cannot be taken in again as it was.
        """
        self._run("PRAGMA defer_foreign_keys = ON")
        rows = self._run("SELECT strand, first, last FROM takings WHERE step = ? ORDER BY strand", [step.number])
        ranges = {strand: (first, last) for strand, first, last in rows}
        if kind == "undo":
            self.take_out(ranges)
            self._settle()
        else:
            self._take_again(ranges)

    def take_out(self, ranges: Mapping[int, _Range]) -> None:
        """Set parts aside: the last ones of strands, by the strands' numbers. Rows are what the rest comes to."""
        numbers = StrandNumbers(self._connection, self._journal.sittings.origin)
        history, states = RowHistory(self._connection, numbers), RowStates(self._connection)
        self._run(_ROWS)
        self._run("DELETE FROM leaving")
        for strand, (first, last) in ranges.items():
            self._note_rows(strand, first, last, numbers, ranges)
        for rows in self._rows():
            self._take_rows(rows, ranges, states, history)
        states.close()
        for strand, (first, last) in ranges.items():
            self._set_aside(strand, first, last)

    def _note_rows(
        self, number: int, first: int, last: int, numbers: StrandNumbers, ranges: Mapping[int, _Range]
    ) -> None:
        """Note which rows the parts wrote, and whether they wrote over what stays."""
        strand = numbers.strand(number)
        query = "INSERT OR REPLACE INTO leaving (table_name, row, strand, counter, goes_on) VALUES (?, ?, ?, ?, ?)"
        for run in stored_runs(self._connection, number, first - 1):
            for part in parts_in(LineRun(run.first, run.last, run.body, run.is_packed)):
                if part.counter > last:
                    return
                for chunk in part.chunks():
                    self._connection.executemany(
                        query,
                        (
                            (write[0], write[1], number, part.counter, _goes_on(write, strand, numbers, ranges))
                            for write in chunk
                        ),
                    )

    def _rows(self) -> Iterator[dict[RowKey, list[tuple[Node, bool]]]]:
        """Yield rows with the parts of them that leave, so many at once."""
        at: RowKey = ("", "")
        while True:
            found = self._run(
                "SELECT table_name, row, strand, counter, goes_on FROM leaving WHERE (table_name, row) IN"
                " (SELECT DISTINCT table_name, row FROM leaving WHERE (table_name, row) > (?, ?)"
                " ORDER BY table_name, row LIMIT ?) ORDER BY table_name, row",
                [*at, _AT_ONCE],
            ).fetchall()
            if not found:
                return
            rows = defaultdict[RowKey, list[tuple[Node, bool]]](list)
            for table, row, strand, counter, goes_on in found:
                rows[table, row].append(((strand, counter), bool(goes_on)))
            yield rows
            at = (found[-1][0], found[-1][1])

    def _take_rows(
        self,
        rows: Mapping[RowKey, list[tuple[Node, bool]]],
        ranges: Mapping[int, _Range],
        states: RowStates,
        history: RowHistory,
    ) -> None:
        loaded, left = states.load(rows), dict[RowKey, Iterable[Node]]()
        for key, nodes in rows.items():
            state = loaded[key]
            if any(goes_on for _, goes_on in nodes) or not all(_leaves(head, ranges) for head in state.heads):
                left[key] = {*state.heads, *(node for node, _ in nodes)}
            else:
                state.values, state.heads = None, ()
        tips, contested = fold_rows(
            {key: loaded[key] for key in left},
            history.of({key: list(nodes) for key, nodes in left.items()}, lambda node: not _leaves(node, ranges)),
        )
        states.save(loaded, tips)
        for key, (paths, nodes_by_name) in contested.items():
            states.contest(key, paths, nodes_by_name)

    def _set_aside(self, strand: int, first: int, last: int) -> None:
        """Move lines from the end of a strand beside it."""
        for run in list(stored_runs(self._connection, strand, first - 1)):
            held = LineRun(run.first, run.last, run.body, run.is_packed)
            self._connection.executemany(
                "INSERT OR REPLACE INTO waiting (strand, counter, line, reason) VALUES (?, ?, ?, 'aside')",
                ((strand, counter, line) for counter, line in lines_in([held], first, last)),
            )
        with unguarded(self._connection, "segments_delete", "parts_delete"):
            self._run("DELETE FROM segments WHERE strand = ? AND first >= ?", [strand, first])
            self._run("DELETE FROM parts WHERE strand = ? AND counter >= ?", [strand, first])

    def _take_again(self, ranges: Mapping[int, _Range]) -> None:
        origin, strands = self._journal.sittings.origin, list[StrandIn]()
        checks, gaps = StrandChecks(self._connection), Gaps(self._connection)
        nothing = Delivery(origin, "", lambda: ())
        numbers = StrandNumbers(self._connection, origin)
        for number, (first, last) in ranges.items():
            strand = checks.strand_here(numbers.strand(number))
            strand.sources.append(waiting_lines(self._connection, number, first, last, gaps))
            checks.check(strand)
            strands.append(strand)
        states, counts = RowStates(self._connection), PlanCounts(self._connection, nothing)
        beside = TextsBeside(self._connection, nothing, is_dry=False)
        applying = Applying(self._connection, origin, states, counts, beside)
        applying.run(strands)
        states.close()
        if any(strand.applied != ranges[strand.number][1] for strand in strands):
            raise UndoBlocked("cannot be done again: some of what came is not there any more.")
        for strand in strands:
            write_strand(self._connection, strand)
            keep_waiting(self._connection, strand, None)
        note_refused(self._connection, applying)
        self._settle()


def _goes_on(write: Any, strand: Strand, numbers: StrandNumbers, ranges: Mapping[int, _Range]) -> bool:
    """Whether a write is over one that stays."""
    for sitting, counter in parents_of_raw(write[3], strand.sitting) if len(write) > 3 else ():
        number = numbers.number(sitting, strand.channel)
        if number is None or not _leaves((number, counter), ranges):
            return True
    return False


def _leaves(node: Node, ranges: Mapping[int, _Range]) -> bool:
    first, last = ranges.get(node[0], (1, 0))
    return first <= node[1] <= last
