"""A conflict as it is shown: what it is about, and what can be chosen, each with a letter."""

from collections.abc import Callable
from dataclasses import dataclass, field

from annotator.model.errors import NotFound
from annotator.model.ids import ActorId, CoderId, DocumentId
from annotator.model.verbs.team import Subject
from annotator.store.history.open_step import OpenStep
from annotator.store.project import Project

Way = Callable[[Project, OpenStep], object]
"""Writes what was chosen, within the step of the decision."""
LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class SaidBy:
    """Who said something, and when (UTC, ISO 8601)."""

    name: str
    time: str = ""


@dataclass(frozen=True, slots=True)
class ConflictChoice:
    """What can be chosen. `words`: what it would be; `voices`: who said so, nobody for a way that none of them took.

    `stands`: it holds until somebody decides.
    """

    letter: str
    words: str
    way: Way = field(compare=False, repr=False)
    voices: tuple[SaidBy, ...] = ()
    stands: bool = False


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A conflict that nobody has decided. `key`: the same as long as it is the same conflict.

    `what`: what it is about, in a few words; `why`: how it came about, a sentence. `why_not`: why whoever looks may not
    decide it, a sentence; empty where they may. `table`, `row`: what is provisional.
    """

    key: str
    what: str
    why: str
    choices: tuple[ConflictChoice, ...]
    subject: Subject
    table: str
    row: str
    document: DocumentId | None = None
    actor: ActorId | None = None
    coder: CoderId | None = None
    why_not: str = ""

    def choice(self, letter: str) -> ConflictChoice:
        """Return the choice with a letter; raises `NotFound`."""
        found = next((one for one in self.choices if one.letter == letter.upper()), None)
        if found is None:
            letters = ", ".join(one.letter for one in self.choices)
            raise NotFound(f"There is no choice “{letter}” here; there are {letters}.")
        return found
