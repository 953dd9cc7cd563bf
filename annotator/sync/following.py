"""Following: what was merged into something else is called by that, wherever it is named, whenever that came.

A merge leaves a mark, a row of `removals` that names what took the place of its target. Marks of several copies may
close a ring: those that were written last count, and one that would close a ring with them is left out.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from annotator.sync.paths import as_json
from annotator.sync.settling_rules import MERGED_INTO, Naming


class MergeMark(NamedTuple):
    """What was merged into what. `order`: of the write that says so, the same in each copy."""

    order: tuple[int, str, str]
    old: str
    new: str


def followed(marks: Iterable[MergeMark]) -> dict[str, str]:
    """Return what each merged thing is called in the end."""
    to: dict[str, str] = {}
    for _, old, new in sorted(marks, reverse=True):
        if old not in to and _end(to, new) != old:
            to[old] = new
    return {old: _end(to, old) for old in to}


def _end(to: Mapping[str, str], one: str) -> str:
    while one in to:
        one = to[one]
    return one


def merged_into(content: str) -> str | None:
    """Return what a mark says that its target was merged into, by its content; None for what is no mark."""
    values = json.loads(content or "{}")
    found = values.get(MERGED_INTO) if isinstance(values, dict) else None
    return None if found is None else str(found)


def renamed(naming: Naming, row: str, value: Any, to: Mapping[str, str]) -> Any:
    """Return the value of a column of a row with what it names called as it is now; in a list nothing stands twice."""
    if value is None or not to:
        return value
    if not naming.is_list:
        return to.get(value, value)
    elements = json.loads(value)
    new = [_renamed(one, naming.key, to) for one in elements]
    if new == elements:
        return value
    kept = {as_json(one): one for one in new if not naming.key or one[naming.key] != row}
    return as_json(list(kept.values()))


def _renamed(element: Any, key: str, to: Mapping[str, str]) -> Any:
    if not key:
        return to.get(element, element)
    return {**element, key: to.get(element[key], element[key])}


def ring_ends(above: Mapping[str, str]) -> set[str]:
    """Return of each ring of things that stand above each other the one with the last id: nothing stands above it."""
    found, done = set[str](), set[str]()
    for first in above:
        path: list[str] = []
        one: str | None = first
        while one is not None and one not in done:
            done.add(one)
            path.append(one)
            one = above.get(one)
        if one in path:
            found.add(max(path[path.index(one) :]))
    return found


def unique_names(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the names by which several are told apart, by their ids: all but the lowest get a number, “Ana (2)”."""
    taken, found = set[str](), dict[str, str]()
    for id, name in sorted(names):
        number, shown = 1, name
        while shown in taken:
            number += 1
            shown = f"{name} ({number})"
        taken.add(shown)
        found[id] = shown
    return found
