"""On how many examples a property is held: few in the usual run, many under `make torture`."""

from collections.abc import Sequence
from itertools import cycle, product
from typing import TypeVar

from hypothesis import settings

One = TypeVar("One")
Other = TypeVar("Other")

USUAL = 30
"""The number of examples to which all others are relative."""


def many() -> bool:
    """Whether this is the run on many examples that `make torture` asks for."""
    return settings().max_examples > USUAL


def examples(wanted: int, usual: int = 0) -> int:
    """Return the number of examples in this run for a property that gets `wanted` where others get 30.

    Properties that are dear want less, those that are cheap or whose cases are many want more. `usual`: so many in the
    usual run, for those of which that run would take more than a second.
    """
    if usual and not many():
        return usual
    return max(min(wanted, 4), round(wanted * settings().max_examples / USUAL))


def pairs(first: Sequence[One], second: Sequence[Other]) -> list[tuple[One, Other]]:
    """Return all pairs under `make torture`; else each of the first with the fullest, and the others with one in turn.

    `second`: the fullest stands first. For sweeps in which each pair costs a window of its own.
    """
    if many():
        return list(product(first, second))
    return [*((one, second[0]) for one in first), *zip(cycle(first), second[1:], strict=False)]


def in_turn(first: Sequence[One], second: Sequence[Other]) -> list[tuple[One, Other]]:
    """Return all pairs under `make torture`; else each of the first with one of the second in turn."""
    return list(product(first, second)) if many() else list(zip(first, cycle(second), strict=False))


def share_of(each: Sequence[One], number: int, parts: int) -> Sequence[One]:
    """Return all under `make torture`; else one of so many parts, by the number of a case: some in a row have all."""
    return each if many() else each[number % parts :: parts]
