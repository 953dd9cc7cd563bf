"""Taking in: others' parts become parts of this file, and its rows are what all parts come to."""

import sqlite3

from annotator.model.errors import BadProject, Bug
from annotator.model.verbs.team import TakeIn
from annotator.store.history.journal import Journal
from annotator.sync.delivery import Conflict, Delivery, TakeInPlan


class Taking:
    """Takes deliveries into one project file, and says what is contested in it."""

    def __init__(self, connection: sqlite3.Connection, journal: Journal) -> None:
        self._connection, self._journal = connection, journal

    def plan(self, delivery: Delivery) -> TakeInPlan:
        """See `Project.plan_taking`."""
        self._refuse_foreign(delivery)
        raise Bug("taking in is not built yet")

    def take_in(self, delivery: Delivery, verb: TakeIn) -> TakeInPlan:
        """See `Project.take_in`."""
        self._refuse_foreign(delivery)
        raise Bug("taking in is not built yet")

    def conflicts(self) -> list[Conflict]:
        """See `Project.conflicts`."""
        return []

    def _refuse_foreign(self, delivery: Delivery) -> None:
        if delivery.origin != self._journal.sittings.origin:
            raise BadProject("This belongs to another project.")
