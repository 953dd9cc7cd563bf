"""Reverting: the rows of a step, and of all that stands on it, are written as they were before, in one step.

It is a step like others, so that it is undone and redone as they are. What it took back counts as taken back as long as
it stands: nobody's undo takes it again. What was taken back by a revert that is itself reverted stands again.
"""

import json
import sqlite3
from collections.abc import Callable

from annotator.model import verbs
from annotator.model.errors import UndoBlocked
from annotator.model.verbs.reverting import Revert, StepNumber
from annotator.store.history.journal import Journal
from annotator.store.history.row_writing import put_row
from annotator.store.history.standing_on import StandingOn, standing_on
from annotator.store.history.steps import Step
from annotator.store.rows.codebook import Codebooks
from annotator.store.schema.tables import Table

_UNIQUE = (
    *(Table.CODERS, Table.LAYERS, Table.ASSIGNMENTS, Table.CODEBOOK_VERSIONS),
    *(Table.RELEASES, Table.PRACTICE_DOCUMENTS, Table.PRACTICE_RESULTS, Table.RECODE_SAMPLES),
    *(Table.DISTINCT_PAIRS, Table.UNITS),
)
"""Of what only one row may have, two may have changed places: their rows are taken out before they are put back."""
_BLOCKED = "cannot be reverted: what it would bring back does not fit what was done since; take that back first."


class Reverting:
    """Takes steps back that are not the latest; tells of undo and redo which steps stand."""

    def __init__(self, connection: sqlite3.Connection, journal: Journal, codebooks: Codebooks) -> None:
        self._connection, self._journal, self._codebooks = connection, journal, codebooks
        journal.guards.append(self._on_replay)

    def standing_on(self, step: int, look: Callable[[], object] = lambda: None) -> StandingOn:
        """Return a step with all that stands on it. See `standing_on`."""
        return standing_on(self._connection, step, self._codebooks.current().codebook, look)

    def changes(self, standing: StandingOn) -> bool:
        """Whether taking these steps back changes anything: what they did may have been done away with by some."""
        return any(before != after for before, after in (self._ends(*row) for row in standing.rows.values()))

    def revert(self, verb: Revert, standing: StandingOn, sound: Callable[[], object] = lambda: None) -> None:
        """Take the steps of `verb` back, with `standing`, which was found of them; nobody has written since.

        `sound` is called when all is written, and may raise. Raises `UndoBlocked`, and all is as it was, where what
        would be there does not fit what is there.
        """
        assert verb.steps == tuple(standing.steps)
        try:
            with self._journal.transact(verb) as step:
                self._connection.execute("PRAGMA defer_foreign_keys = ON")
                self._write(standing)
                self._journal.ask_guards(Step(step.number, "do", verb, self._journal.person, "", "done"), "revert")
                sound()
        except sqlite3.IntegrityError as error:
            raise UndoBlocked(_BLOCKED) from error

    def _write(self, standing: StandingOn) -> None:
        ends = ((row, *self._ends(*changes)) for row, changes in reversed(standing.rows.items()))
        # What some of the steps did, and others took back, is as it was: no part would say that it was written.
        wanted = [(row, new, old) for row, new, old in ends if not _is_same(old, new)]
        back: list[tuple[str, str, str | None, str | None]] = []
        for (table, row), new, old in wanted:
            if old is not None and (new is None or table in _UNIQUE):
                kept = put_row(self._connection, table, row, old, None)
                if new is not None:
                    back.append((table, row, None, json.dumps({**kept, **json.loads(new)})))
            else:
                back.append((table, row, old, new))
        for change in back:
            put_row(self._connection, *change)

    def _ends(self, first: int, last: int) -> tuple[str | None, str | None]:
        """Return a row before its first change, and after its last one."""
        query = "SELECT (SELECT before FROM changes WHERE number = ?), (SELECT after FROM changes WHERE number = ?)"
        before, after = self._connection.execute(query, [first, last]).fetchone()
        return before, after

    def _on_replay(self, step: Step, kind: str) -> None:
        if isinstance(step.verb, Revert):
            self._put_in_force(step.number, step.verb, in_force=kind != "undo")

    def _put_in_force(self, number: int, verb: Revert, in_force: bool) -> None:
        """Mark what a revert took back, or let it stand again."""
        self._mark(number, (*verb.steps, *verb.set_aside), in_force)
        first = self._journal.get(verb.step)
        # A revert that was reverted: what it had taken back stands as long as this one does.
        if first is not None and isinstance(first.verb, Revert) and first.number < number:
            self._put_in_force(first.number, first.verb, not in_force)

    def _mark(self, number: int, steps: tuple[StepNumber, ...], taken: bool) -> None:
        if taken:
            query = "UPDATE steps SET state = 'dropped', target = ?1 WHERE number = ?2 AND state = 'done'"
        else:
            query = "UPDATE steps SET state = 'done', target = NULL WHERE number = ?2 AND target = ?1"
            query += " AND state = 'dropped' AND number NOT IN (SELECT place FROM erased WHERE strand = 0 AND gone)"
        self._connection.executemany(query, ([number, step] for step in steps))


def _is_same(old: str | None, new: str | None) -> bool:
    """Whether a row becomes what it is; a column that a later version added keeps its value."""
    if old is None or new is None:
        return old is new
    before = json.loads(old)
    return bool({**before, **json.loads(new)} == before)


def facts_elsewhere(facts: str, numbers: dict[int, int]) -> str:
    """Return the facts of a revert in a file in which its steps have other numbers."""
    verb = Revert.model_validate_json(facts)
    changed = {name: tuple(numbers.get(step, step) for step in getattr(verb, name)) for name in ("steps", "set_aside")}
    return verbs.facts_of(verb.model_copy(update=changed))
