"""What hangs together by pairs, whatever the order in which these are told (union-find)."""

from collections.abc import Iterable
from typing import Any, Generic, Protocol, TypeVar


class _Ordered(Protocol):
    def __lt__(self, other: Any, /) -> bool: ...


Thing = TypeVar("Thing", bound=_Ordered)


class Together(Generic[Thing]):
    """Things of which some are joined; one that nobody named yet is alone."""

    def __init__(self, things: Iterable[Thing] = ()) -> None:
        self._leader: dict[Thing, Thing] = {thing: thing for thing in things}

    def join(self, *things: Thing) -> None:
        """Say that things hang together, and with them all that each of them hangs together with."""
        for one in things:
            first, other = self.first(things[0]), self.first(one)
            self._leader[max(first, other)] = min(first, other)

    def first(self, thing: Thing) -> Thing:
        """Return the least of all that a thing hangs together with: the same for each of them."""
        at = self._leader.setdefault(thing, thing)
        while self._leader[at] != at:
            self._leader[at] = at = self._leader[self._leader[at]]
        self._leader[thing] = at
        return at

    def groups(self) -> list[list[Thing]]:
        """Return all things in sorted groups, in the order of their first ones; who is alone is a group too."""
        found: dict[Thing, list[Thing]] = {}
        for thing in sorted(self._leader):
            found.setdefault(self.first(thing), []).append(thing)
        return list(found.values())
