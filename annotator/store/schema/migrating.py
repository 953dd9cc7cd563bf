"""Named steps by which a file comes to its present shape, as sqlite-utils notes them in the file.

It is loaded when a step is applied: with all that it brings it takes a seventh of what a window takes to be there.
"""

import sqlite3
from collections.abc import Callable, Collection, Sequence

_SET = "annotator"
Migration = Callable[[sqlite3.Connection], None]
"""Changes a file, within a transaction."""


class Migrations:
    """Steps in their order, each known by the name of its function."""

    def __init__(self, steps: Sequence[Migration] = ()) -> None:
        self._steps = [*steps]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all steps."""
        return tuple(step.__name__ for step in self._steps)

    def __call__(self, step: Migration) -> Migration:
        """Append a step; as a decorator."""
        self._steps.append(step)
        return step

    def first(self, count: int) -> "Migrations":
        """Return the first steps alone, as an older program has them."""
        return Migrations(self._steps[:count])

    def only(self, names: Collection[str]) -> "Migrations":
        """Return those with these names: not every older program had them in the same order."""
        return Migrations([step for step in self._steps if step.__name__ in names])

    def applied(self, connection: sqlite3.Connection) -> set[str]:
        """Return the steps that a file names; none where it has no list of them, or one that cannot be read."""
        query = "SELECT name FROM _sqlite_migrations WHERE migration_set = ?"
        try:
            return {name for (name,) in connection.execute(query, [_SET])}
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                raise
            return set()

    def pending(self, connection: sqlite3.Connection) -> list[str]:
        """Return the names of those that a file lacks."""
        applied = self.applied(connection)
        return [name for name in self.names if name not in applied]

    def apply(self, connection: sqlite3.Connection, stop_before: str | None = None) -> None:
        """Apply those that a file lacks, up to one that is named."""
        from sqlite_utils import Database  # noqa: PLC0415
        from sqlite_utils import migrations as noted  # noqa: PLC0415

        made = noted.Migrations(_SET)
        for name, step in zip(self.names, self._steps, strict=True):
            made(name=name)(_on(connection, step))
        made.apply(Database(connection, execute_plugins=False), stop_before=stop_before)


def _on(connection: sqlite3.Connection, step: Migration) -> Callable[[object], None]:
    def fn(_: object) -> None:
        step(connection)

    return fn
