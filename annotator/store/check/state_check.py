"""Whether what is kept as done, undone or taken back follows from the steps in their order."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator

from annotator.model import verbs
from annotator.model.verbs.reverting import Revert
from annotator.store.chain.gaps import Gaps

_State = tuple[str, int | None]
"""How a step stands, and which step took it back or, of an undo or redo, which it is of."""


def state_problems(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence for each step that is kept otherwise than the steps after it say."""
    said_by_order = states_of(connection)
    rows = connection.execute("SELECT number, verb, label, state, target FROM steps ORDER BY number").fetchall()
    for number, verb, label, state, target in rows:
        said = said_by_order[number]
        if said != (state, target):
            by = f"by the steps after it it is “{said[0]}”"
            yield f"Step {number} (“{label or verb}”) is kept as “{state}”, but {by}."


def states_of(connection: sqlite3.Connection) -> dict[int, _State]:
    """Return how each step stands by the steps after it: its state and target, by number."""
    order = StepOrder(Gaps(connection))
    rows = connection.execute("SELECT number, kind, verb, facts, label, person, target FROM steps ORDER BY number")
    for number, kind, verb, facts, label, person, target in rows.fetchall():
        order.add(number, kind, verb, facts, label, person, target)
    return order.states


class StepOrder:
    """The steps one after another, and how each stands then."""

    def __init__(self, gaps: Gaps) -> None:
        self.states: dict[int, _State] = {}
        self._gaps, self._erased = gaps, set[int]()
        self._undone: dict[str, set[int]] = defaultdict(set)
        self._reverts: dict[int, Revert] = {}
        self._taken: int | None = None
        """The take-in on which nothing was written yet."""

    def add(self, number: int, kind: str, verb: str, facts: str, label: str, person: str, target: int | None) -> None:
        """Go on with the next step."""
        if self._taken is not None and (kind == "do" or target != self._taken):
            # What was taken in is taken back only as long as nothing was written since.
            self.states[self._taken] = "dropped", self.states[self._taken][1]
            self._taken = None
        if kind == "do":
            self._do(number, verb, facts, label, person)
            return
        self.states[number] = "dropped", target
        if target in self._reverts:
            self._put_in_force(target, kind != "undo")
        if target is not None:
            self.states[target] = ("undone", number) if kind == "undo" else ("done", None)
            (self._undone[person].add if kind == "undo" else self._undone[person].discard)(target)

    def _do(self, number: int, verb: str, facts: str, label: str, person: str) -> None:
        if verb in verbs.NOTED or not self.states:  # nobody takes the beginning of a project back
            self.states[number] = "dropped", None
            if verb in verbs.ERASURES:
                self._erase(self._gaps.taken_by(number))
            return
        for one in self._undone.pop(person, ()):
            self.states[one] = "dropped", self.states[one][1]
        self.states[number] = "done", None
        self._taken = number if verb == verbs.TAKE_IN else None
        if verb == verbs.REVERT:
            found = verbs.read(verb, facts, label)
            assert isinstance(found, Revert)
            self._reverts[number] = found
            self._put_in_force(number, True)

    def _erase(self, steps: Iterable[int]) -> None:
        """Let steps be taken back no more, nor done again."""
        for step in steps:
            self._erased.add(step)
            if step in self.states:
                self.states[step] = "dropped", self.states[step][1]

    def _put_in_force(self, number: int, in_force: bool) -> None:
        """Let a revert take its steps back, or let them stand again."""
        verb = self._reverts[number]
        for step in map(int, (*verb.steps, *verb.set_aside)):
            state = self.states.get(step)
            if in_force and state is not None and state[0] == "done":
                self.states[step] = "dropped", number
            elif not in_force and state == ("dropped", number) and step not in self._erased:
                self.states[step] = "done", None
        first = int(verb.step)
        if first in self._reverts and first < number:
            self._put_in_force(first, not in_force)
