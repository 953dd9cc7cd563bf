"""Steps of a rescue file done again in a project, in their order: those that it has already are left."""

import sqlite3
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from annotator.model.errors import UndoBlocked
from annotator.model.verbs import TAKE_IN
from annotator.store.history.journal import Journal
from annotator.store.history.reverting import facts_elsewhere
from annotator.store.history.standing_on import REVERT
from annotator.store.history.steps import Step
from annotator.store.sittings.sitting import DoneStep, read_step

_Key = tuple[str, str, str, str, str, str]


class Repeating:
    """One rescue file, going into one project: knows which of its steps are which here."""

    def __init__(self, connection: sqlite3.Connection, journal: Journal, steps: Sequence[DoneStep]) -> None:
        self._connection, self._journal = connection, journal
        self._numbers: dict[int, int] = {}
        self._here: dict[_Key, list[int]] = defaultdict(list)
        first = min((step.time for step in steps), default="")
        # What an earlier sitting did within the same second may look the same, and is not this one's.
        floor = steps[0].number if steps and journal.latest() >= steps[0].number - 1 else 0
        found = connection.execute(
            "SELECT kind, verb, facts, label, person, time, number FROM steps WHERE time >= ? AND number >= ?"
            " ORDER BY number",
            [first, floor],
        )
        for *key, number in found:
            self._here[_key(*key)].append(number)

    def repeat(self, step: DoneStep) -> bool:
        """Do a step unless the project has it; whether it was done. Raises `UndoBlocked`: its rows are others now."""
        key = _key(step.kind, step.verb, step.facts, step.label, step.person, step.time)
        if step.verb == TAKE_IN:
            if self._here[key]:
                self._numbers[step.number] = self._here[key].pop(0)
                return False
            raise UndoBlocked("is to be done again with the file from which it was taken.")
        for number in self._here[key]:
            # Within one second somebody may do the same to the same thing twice, with other words.
            if read_step(self._connection, number, sys.maxsize - 1).rows == step.rows:
                self._here[key].remove(number)
                self._numbers[step.number] = number
                return False
        if step.verb == REVERT:
            step = replace(step, facts=facts_elsewhere(step.facts, self._numbers))
        self._numbers[step.number] = self._journal.repeat(step, self._target_of(step))
        return True

    def _target_of(self, step: DoneStep) -> Step | None:
        """Return the step here that an undo or redo is of; None where it is unknown, so that its rows alone tell."""
        if step.target is None:
            return None
        state = "done" if step.kind == "undo" else "undone"
        found = self._journal.get(self._numbers.get(step.target, step.target))
        return found if found is not None and found.state == state and _same_verb(found, step) else None


def _same_verb(found: Step, step: DoneStep) -> bool:
    return found.kind == "do" and found.verb == step.done


def _key(kind: str, verb: str, facts: str, label: str, person: str, time: str) -> _Key:
    return kind, verb, facts, label, person, time
