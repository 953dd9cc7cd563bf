"""What an erasure would take out of an open project, and what earlier ones took: nothing is written here."""

import sqlite3
from collections.abc import Iterable

from annotator.store.chain.gaps import documents_erased, gaps_said, was_erased
from annotator.store.connections.one_state import one_state
from annotator.store.erasing import finding
from annotator.store.erasing.finding import FoundToErase, ToErase
from annotator.store.erasing.traces import traces
from annotator.store.schema.tables import Table
from annotator.store.sqlite_errors import damage_passed, explained


class Erasures:
    """Of one file, which is called `name` in what is said of it. See `erasing.erase`, for which it is closed."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection, self._name = connection, name

    def find(self, wanted: ToErase) -> FoundToErase:
        """Return what would go if something was erased."""
        with explained(self._name), one_state(self._connection):
            return finding.find(self._connection, wanted)

    def in_bin(self) -> ToErase:
        """Return all that lies in the recycle bin, with what hangs on it, as what is to be erased."""
        return finding.in_bin(self._connection)

    def ever_called(self, table: Table) -> dict[str, set[str]]:
        """Return what documents were ever titled, or coders named, by their ids; those that are gone, too."""
        with explained(self._name):
            return finding.ever_called(self._connection, table)

    def traces(self, names: Iterable[str]) -> dict[str, int]:
        """Return in how many texts, notes … one of these names stands; those with none are left out."""
        with explained(self._name):
            return traces(self._connection, names)

    def said(self) -> list[str]:
        """Return what was erased from the history, a sentence for each time: that cannot be checked any more."""
        with damage_passed():  # the check says enough of it
            return gaps_said(self._connection)
        return []

    def has_taken_from(self, step: int) -> bool:
        """Whether some of what a step did is gone for good, so that it can neither be taken back nor done again."""
        return was_erased(self._connection, step)

    def of_documents(self, after: int = 0) -> list[str]:
        """Return the ids of the documents that were erased here by steps behind this one."""
        return documents_erased(self._connection, after)
