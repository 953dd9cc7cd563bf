"""Paths: what of a row is written and decided as one value, by the rules of its table.

A path is a column; several columns that make sense together alone; or a key, or an element, of a column's JSON. Of a
column that is merged by key there is a path for the whole of it besides, whose value is its text: where one writer had
seen all others it stands to the letter, and with it the order of its elements.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from annotator.sync.rules import Merging, TableRule

Path = tuple[str, ...]
"""`(first column,)`, or for a key `(column, key)`; `EXISTS` of the row itself."""

EXISTS: Path = ("exists",)
ABSENT = None
"""The value of a key that is not there."""
_KEYED = 2
"""So long is the path of a key."""
_WHOLE_ROW = (Merging.ROW, Merging.NEVER)


def said_of(path: Path) -> str:
    """Return a path as text: `label`, `metadata/place`."""
    return "/".join(filter(None, path))


class RowPaths:
    """The paths of a table's rows."""

    def __init__(self, rule: TableRule) -> None:
        self.rule = rule
        self.defaults = rule.defaults()
        self.required = frozenset(rule.columns.keys() - self.defaults.keys())
        self.keyed = tuple(name for name, column in rule.columns.items() if column.merging is Merging.KEY)

    @cached_property
    def columns(self) -> Mapping[Path, tuple[str, ...]]:
        """The columns of each path that is not a key's."""
        rows = tuple(name for name, column in self.rule.columns.items() if column.merging in _WHOLE_ROW)
        groups = [*self.rule.groups, rows] if rows else list(self.rule.groups)
        grouped = {name for group in groups for name in group}
        return {
            **{(group[0],): group for group in groups},
            **{(name,): (name,) for name in self.rule.columns if name not in grouped},
        }

    @cached_property
    def of_column(self) -> Mapping[str, Path]:
        """The path of each column."""
        return {name: path for path, names in self.columns.items() for name in names}


def keys_of(column: str, text: str | None) -> dict[Path, str | bool]:
    """Return the keys of a column's JSON with their values, as JSON; of a list each element, which is there."""
    found = None if text is None else json.loads(text)
    if isinstance(found, dict):
        return {_shape(column): "{}", **{(column, key): as_json(value) for key, value in found.items()}}
    if isinstance(found, list):
        return {_shape(column): "[]", **{(column, as_json(one)): True for one in found}}
    return {} if text is None else {_shape(column): text}


def _shape(column: str) -> Path:
    """Return the path of what kind of JSON a column has."""
    return (column, "", "")


def merged_text(values: Mapping[Path, Any], like: str | None) -> str | None:
    """Return the JSON that has these keys; of a list with the elements in the order that they have in `like`."""
    shape = next((value for path, value in values.items() if len(path) == len(_shape(""))), ABSENT)
    there = {path[1]: value for path, value in values.items() if len(path) == _KEYED and value is not ABSENT}
    if shape == "{}":
        return as_json({key: json.loads(value) for key, value in there.items()})
    if shape == "[]":
        known = _elements(like)
        first = [one for one in known if one in there]
        return f"[{','.join([*first, *sorted(there.keys() - set(first))])}]"
    return None if shape is ABSENT else str(shape)


def _elements(text: str | None) -> Iterable[str]:
    found = None if text is None else json.loads(text)
    return dict.fromkeys(map(as_json, found)) if isinstance(found, list) else ()


def as_json(value: Any) -> str:
    """Return a value as JSON, in the one way in which a file has it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
