"""What a step did to a row, seen as a whole: the fields that its part has to say."""

from collections.abc import Mapping, Set
from itertools import filterfalse
from typing import Any, NamedTuple

from pydantic_core import from_json

Defaults = Set[tuple[str, object]]
"""Columns with what a new row has in them where its part says nothing."""


class RowChange(NamedTuple):
    """A row before and after a step, as JSON of its columns; None: it was or is not there."""

    table: str
    row: str
    before: str | None
    after: str | None

    def backwards(self) -> "RowChange":
        """Return what takes it back."""
        return RowChange(self.table, self.row, self.after, self.before)

    def then(self, later: "RowChange") -> "RowChange":
        """Return what this and a later change of the same row come to."""
        return RowChange(self.table, self.row, self.before, later.after)


_NOTHING: dict[str, Any] = {}


def fields_of(change: RowChange, defaults: Defaults) -> dict[str, Any] | None:
    """Return the columns that a change sets; None: the row goes. Empty where nothing came of it."""
    if change.after is None:
        return None if change.before is not None else _NOTHING
    if change.before is None:
        return whole_row(from_json(change.after), defaults)
    if change.before == change.after:
        return _NOTHING
    before, after = from_json(change.before), from_json(change.after)
    # A column that only one of the two records has was added or dropped between them by a migration.
    return {name: value for name, value in after.items() if name in before and before[name] != value}


def whole_row(row: Mapping[str, Any], defaults: Defaults) -> dict[str, Any]:
    """Return what a new row says: all columns but its id and those that have their default."""
    said = dict(filterfalse(defaults.__contains__, row.items()))
    said.pop("id", None)
    return said
