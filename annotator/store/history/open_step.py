"""What a step is while it is open: whoever opened it says by this what it does."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.model.verbs.team import TakeIn
from annotator.model.verbs.verb import Verb
from annotator.store.history.row_writing import write_again
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table

Restated = dict[tuple[str, str], set[str]]
"""Columns that a step says again, by table and id of the row."""


class OpenStep:
    """The step that is open, or a part of it. `verb`: what it does, which may get facts while it is open."""

    def __init__(self, connection: sqlite3.Connection, number: int, verb: Verb, restated: Restated) -> None:
        self._connection = connection
        self._restated = restated
        self.number = number
        self.verb = verb

    def restate(self, table: Table, row: str, columns: Sequence[str]) -> None:
        """Say columns of a row again as they are: of several that were written apart, they are the ones that hold."""
        self._restated.setdefault((table, row), set()).update(columns)
        write_again(self._connection, table, row)

    def new(self, table: Table) -> tuple[str, ...]:
        """Return the ids of the rows of a table that the whole step has added so far."""
        query = "SELECT row FROM changes WHERE step = ? AND table_name = ? AND before IS NULL ORDER BY number"
        return tuple(id for (id,) in self._connection.execute(query, [self.number, table]))


@dataclass(slots=True)
class TakingStep:
    """A step that takes in what others did, while it is open. `clock`: the largest that came with it.

    `verb`: gets its facts while it is open; `is_nothing`: nothing came of it, and it is to leave no trace. `changes`:
    what it touched, where that is known; None: it may be anything.
    """

    number: int
    verb: TakeIn
    clock: int = 0
    is_nothing: bool = False
    changes: Changes | None = None
