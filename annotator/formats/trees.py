"""Trees as foreign files have them, by parents: without what is not there, and without circles."""

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")


def sound_parents(parents: Mapping[Key, Key | None]) -> dict[Key, Key | None]:
    """Return the parent of each key; None where it is no key itself, or would lead round in a circle."""
    sound: dict[Key, Key | None] = {}
    for key, parent in parents.items():
        sound[key] = parent if parent in parents and not _leads_to(parent, key, sound) else None
    return sound


def _leads_to(start: Key | None, goal: Key, parents: Mapping[Key, Key | None]) -> bool:
    at: Key | None = start
    while at is not None and at != goal:
        at = parents.get(at)
    return at is not None
