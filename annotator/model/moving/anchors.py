"""Anchors: runs of characters that stand once in each of two texts, and the heaviest chain of them in one order.

The idea is Bram Cohen's patience diff, with windows of characters in the place of lines, and windows that follow each
other on one diagonal taken for one run.
"""

from bisect import bisect_left
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from annotator.model.moving.normal import Codes

Hashes = NDArray[np.uint64]
_PRIME = 0x9E3779B97F4A7C15
_ALL = 2**64


class CommonRun(NamedTuple):
    """`length` characters that are the same in both texts: from `old` in one, from `new` in the other."""

    old: int
    new: int
    length: int


def window_hashes(codes: Codes, width: int) -> Hashes:
    """Return a hash of each window of a text. `width`: a power of two."""
    found = (codes.astype(np.uint64) + np.uint64(1)) * np.uint64(_PRIME)
    found ^= found >> np.uint64(29)
    step = 1
    while step < width:
        if len(found) <= step:
            return found[:0]
        factor = np.uint64(pow(_PRIME, 2 * step + 1, _ALL))
        found = found[:-step] * factor + found[step:]
        found ^= found >> np.uint64(32)
        step *= 2
    return found


def common_windows(old: Hashes, new: Hashes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where the windows stand that are in each of two texts exactly once, by their place in the old one."""
    old_values, old_at = _once(old)
    new_values, new_at = _once(new)
    _, in_old, in_new = np.intersect1d(old_values, new_values, assume_unique=True, return_indices=True)
    left, right = old_at[in_old], new_at[in_new]
    order = np.argsort(left)
    return left[order], right[order]


def _once(hashes: Hashes) -> tuple[Hashes, NDArray[np.int64]]:
    values, at, counts = np.unique(hashes, return_index=True, return_counts=True)
    alone = counts == 1
    return values[alone], at[alone].astype(np.int64)


def runs_of(left: NDArray[np.int64], right: NDArray[np.int64], width: int) -> list[CommonRun]:
    """Return windows that overlap on one diagonal as runs, in the order of the old text."""
    if not len(left):
        return []
    breaks = (np.diff(left) > width) | (np.diff(left - right) != 0)
    first = np.concatenate(([0], np.flatnonzero(breaks) + 1))
    last = np.concatenate((first[1:] - 1, [len(left) - 1]))
    starts, stops = left[first], left[last] + width
    return [CommonRun(*map(int, row)) for row in zip(starts, right[first], stops - starts, strict=True)]


def in_one_order(runs: list[CommonRun]) -> list[CommonRun]:
    """Return the chain of runs, rising in both texts, that has most characters. `runs` rise in the old one."""
    ends: list[int] = []
    weights: list[int] = []
    tops: list[int] = []
    before = [-1] * len(runs)
    for number, run in enumerate(runs):
        at = bisect_left(ends, run.new)
        before[number] = tops[at - 1] if at else -1
        weight = run.length + (weights[at - 1] if at else 0)
        at = bisect_left(ends, run.new)
        if at < len(ends) and ends[at] == run.new and weights[at] >= weight:
            continue
        # What ends later and weighs no more is of no use to any that follows.
        stop = at
        while stop < len(ends) and weights[stop] <= weight:
            stop += 1
        ends[at:stop], weights[at:stop], tops[at:stop] = [run.new], [weight], [number]
    chain: list[CommonRun] = []
    number = tops[-1] if tops else -1
    while number >= 0:
        chain.append(runs[number])
        number = before[number]
    return chain[::-1]
