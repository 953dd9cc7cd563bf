"""On how many examples a property is held: few in the usual run, many under `make torture`."""

from hypothesis import settings

USUAL = 30
"""The number of examples to which all others are relative."""


def examples(wanted: int) -> int:
    """Return the number of examples in this run for a property that gets `wanted` where others get 30.

    Properties that are dear want less, those that are cheap or whose cases are many want more.
    """
    return max(min(wanted, 4), round(wanted * settings().max_examples / USUAL))
