"""Intervals on a line as arrays: which overlap, and which are one. Half-open; those that only touch do not overlap."""

from typing import Literal

import numpy as np
import numpy.typing as npt

from annotator.agreement.input.ratings import Ints
from annotator.agreement.tally import Array


def distinct(values: Ints) -> Ints:
    """Return the values in rising order, each once; for numbers that mostly differ quicker than `np.unique`."""
    ordered = np.sort(values)
    return np.asarray(ordered[np.concatenate((np.ones(min(1, len(ordered)), dtype=bool), ordered[1:] != ordered[:-1]))])


def overlapping(first: tuple[Ints, Ints], second: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Return all pairs (index in `first`, index in `second`) that overlap, each once, in no order.

    Both are (starts, stops) of intervals with at least one point. Of two that overlap one begins in the other, so that
    the starts alone, sorted, find them: the time grows with the intervals and the pairs found, not with their product.
    """
    one, other = _starting_within(first, second, "left")
    back, forth = _starting_within(second, first, "right")
    return np.concatenate((one, forth)), np.concatenate((other, back))


def _starting_within(
    outer: tuple[Ints, Ints], inner: tuple[Ints, Ints], side: Literal["left", "right"]
) -> tuple[Ints, Ints]:
    """Return the pairs whose inner one begins in the outer one; `side`: “left” to count those that begin with it."""
    order = np.argsort(inner[0], kind="stable")
    starts = inner[0][order]
    first = np.searchsorted(starts, outer[0], side)
    last = np.maximum(first, np.searchsorted(starts, outer[1], "left"))
    which, place = ranges(first, last)
    return which, order[place]


def ranges(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Return each whole number of each range [first, last), and before it the number of the range."""
    sizes = last - first
    which = np.repeat(np.arange(len(sizes)), sizes)
    return which, np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + first[which]


def merged(starts: Ints, stops: Ints) -> tuple[Ints, Ints, Ints]:
    """Return (index of one of them, starts, stops) of the unions of intervals that overlap, in order.

    Intervals that touch stay apart: they are two, side by side.
    """
    order = np.lexsort((stops, starts))
    starts, reach = starts[order], np.maximum.accumulate(stops[order])
    is_first: npt.NDArray[np.bool_] = np.ones(len(order), dtype=bool)
    is_first[1:] = starts[1:] >= reach[:-1]
    at = np.flatnonzero(is_first)
    ends = np.append(at[1:], len(order)) - 1
    return order[at], starts[at], reach[ends] if len(order) else reach


def added_up(places: Ints, weights: Ints | Array, n: int) -> Array:
    """Return (n,): the weights at each place, added up."""
    return np.bincount(places, weights, minlength=n).astype(np.float64, copy=False)
