"""What other programs do in a file that this one has open: which steps are theirs, told as they come.

Which are this program's own is known before they are committed, so that no look takes one for another's.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from annotator.store.sittings.presence import Visitor


class OwnSteps:
    """The steps that this program has done in a file since it opened it, by whichever connection."""

    def __init__(self) -> None:
        self._floor: int | None = None
        self._own: set[int] = set()

    def begin(self, latest: int, others: tuple[Visitor, ...]) -> None:
        """Know where the sitting began: what others did who have it open too is theirs, also before."""
        if self._floor is None:
            self._floor = min([latest, *(visitor.step for visitor in others)])

    def are_others(self, *numbers: int | None) -> bool:
        """Whether one of these steps was done by another program that had the file open together with this one."""
        floor = self._floor
        return floor is not None and any(
            number is not None and number > floor and number not in self._own for number in numbers
        )

    @contextmanager
    def committing(self, number: int) -> Iterator[None]:
        """Commit a step within this: it is this program's own, unless that fails."""
        self._own.add(number)
        try:
            yield
        except BaseException:
            self._own.discard(number)
            raise


@dataclass(frozen=True, slots=True)
class TheirStep:
    """A step of another program. `changed`: the step whose rows it wrote, of an undo or redo the one it is of."""

    number: int
    kind: str
    person: str
    changed: int


class StepsOfOthers:
    """What has come from others since one looked last, over one connection."""

    def __init__(self, connection: sqlite3.Connection, own: OwnSteps) -> None:
        self._connection, self._own = connection, own
        self._seen, self._version = 0, -1

    def begin(self, latest: int) -> None:
        """Take all steps up to `latest` for known."""
        self._seen, self._version = latest, self._data_version()

    def come(self) -> list[TheirStep]:
        """Return the steps of others that are new, in their order; a glance into memory where nothing was written."""
        if (version := self._data_version()) == self._version:
            return []
        found = self._since_seen()
        self._version = version
        return found

    def is_any(self) -> bool:
        """Whether somebody else has written since one looked last; looks at nothing that is to be told."""
        seen = self._seen
        found = bool(self._since_seen())
        self._seen = seen
        return found

    def _since_seen(self) -> list[TheirStep]:
        rows = self._connection.execute(
            "SELECT number, kind, person, CASE kind WHEN 'do' THEN number ELSE target END FROM steps"
            " WHERE number > ? ORDER BY number",
            [self._seen],
        ).fetchall()
        self._seen = max([self._seen, *(row[0] for row in rows)])
        return [TheirStep(*row) for row in rows if self._own.are_others(row[0])]

    def _data_version(self) -> int:
        """Return what changes with each commit of another connection (sqlite.org, PRAGMA data_version)."""
        (wait,) = self._connection.execute("PRAGMA busy_timeout").fetchone()
        self._connection.execute("PRAGMA busy_timeout = 0")  # whoever looks while idle waits for nobody
        try:
            with contextlib.suppress(sqlite3.OperationalError):
                return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {wait}")
        return self._version
