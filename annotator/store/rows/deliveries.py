"""What came from other copies of the project, from whom and when; see `schema/team_tables.py`."""

import sqlite3
from typing import NamedTuple


class CameIn(NamedTuple):
    """Something that came. `person`: whose work it is. `made`, `came`: when, UTC, ISO 8601. `acts`: how many.

    `activity`: JSON, see `sync/activity.py`. `is_taken`: it was taken in, and that was not taken back.
    """

    person: str
    name: str
    made: str
    came: str
    acts: int
    activity: str
    is_taken: bool


class Deliveries:
    """What came, in the order in which it did."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[CameIn]:
        """Return all that came; what was looked at and is still to be taken in among it."""
        rows = self._connection.execute(
            "SELECT deliveries.person, name, made, came, acts, activity,"
            " step IS NOT NULL AND coalesce(state <> 'undone', TRUE)"
            " FROM deliveries LEFT JOIN steps ON steps.number = step ORDER BY id"
        )
        return [CameIn(*row)._replace(is_taken=bool(row[-1])) for row in rows]
