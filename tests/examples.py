"""On how many examples a property is held: few in the usual run, many under `make torture`."""

from collections.abc import Sequence
from itertools import cycle, product
from typing import TypeVar

from hypothesis import settings

One = TypeVar("One")
Other = TypeVar("Other")

USUAL = 30
"""The number of examples to which all others are relative."""


def examples(wanted: int) -> int:
    """Return the number of examples in this run for a property that gets `wanted` where others get 30.

    Properties that are dear want less, those that are cheap or whose cases are many want more.
    """
    return max(min(wanted, 4), round(wanted * settings().max_examples / USUAL))


def pairs(first: Sequence[One], second: Sequence[Other]) -> list[tuple[One, Other]]:
    """Return all pairs under `make torture`; else each of the first with the fullest, and the others with one in turn.

    `second`: the fullest stands first. For sweeps in which each pair costs a window of its own.
    """
    if settings().max_examples > USUAL:
        return list(product(first, second))
    return [*((one, second[0]) for one in first), *zip(cycle(first), second[1:], strict=False)]
