"""Taking back what was taken in, as long as nothing was written since; and taking it in again."""

import sqlite3

from annotator.model.errors import UndoBlocked
from annotator.store.history.hiding import Hiding
from annotator.store.history.journal import Journal
from annotator.store.history.steps import Step


class TakingBack:
    """Undo and redo of a take-in."""

    def __init__(self, connection: sqlite3.Connection, journal: Journal, hiding: Hiding) -> None:
        self._connection, self._journal, self._hiding = connection, journal, hiding

    def put(self, step: Step, kind: str) -> None:
        """Take back what a step took in (“undo”), or take it in again (“redo”), within the open step."""
        raise UndoBlocked("cannot be undone: it cannot be told apart from what was there before.")
