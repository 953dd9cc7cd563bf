"""Ids of a codebook: how one is made of a name, and what must hold of them, each a `ValueError` where it is broken."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

_Id = TypeVar("_Id", bound=str)
Conditions = Mapping[_Id, tuple[str, ...]]
"""The values under which something holds, by attribute."""


def slug_for(name: str, taken: frozenset[str] = frozenset()) -> str:
    """Return a readable id for a new name that is not in `taken` ("Calls on" -> "calls-on")."""
    base = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:48] or "label"
    candidates = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if candidate not in taken)


def check_unique(what: str, values: Iterable[str], where: str = "") -> None:
    """Raise `ValueError` where a value stands twice."""
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise ValueError(f"the {what} “{value}”{where} is used twice")
        seen.add(value)


def check_slug(value: str, what: str) -> None:
    """Raise `ValueError` for what is no short readable id."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", value):
        raise ValueError(f"“{value}” cannot be the id of {what}: use small letters, digits, - and _")


def check_ancestry(label: _Id, parents: Mapping[_Id, _Id | None]) -> None:
    """Raise `ValueError` where what a label stands below is not there, or is the label itself."""
    seen, at = {label}, parents[label]
    while at is not None:
        if at not in parents:
            raise ValueError(f"label “{label}” has the parent “{at}”, which does not exist")
        if at in seen:
            raise ValueError(f"label “{label}” is its own ancestor")
        seen.add(at)
        at = parents[at]


def check_conditions(asked: Mapping[_Id, Conditions[_Id]], words: Mapping[_Id, Collection[str]], whose: str) -> None:
    """Raise `ValueError` for an attribute that is asked where something is said that nobody can say.

    `asked`: by attribute, where it is asked; `words`: what can be chosen for each, in words, nothing where it is typed.
    """
    for id, conditions in asked.items():
        for other, values in conditions.items():
            if other not in words:
                raise ValueError(f"attribute “{id}” of {whose} hangs on “{other}”, which is no attribute there")
            if unknown := sorted(set(values) - set(words[other])):
                raise ValueError(
                    f"attribute “{id}” of {whose} hangs on “{other}” being “{unknown[0]}”, which it cannot be"
                )
    for id in asked:
        seen, at = set[_Id](), [id]
        while at:
            named = [other for one in at for other in asked.get(one, {})]
            if id in named:
                raise ValueError(f"attribute “{id}” of {whose} hangs on itself")
            at = [one for one in dict.fromkeys(named) if one not in seen]
            seen.update(at)
