"""Search along the text for the cheapest partition of a part of a continuum."""

import heapq
import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from annotator.agreement.input.ratings import Ints

_BITS = 62
"""How many units apart columns can be for plain integers to hold them."""

_State = tuple[int, int]


def masks_of(members: Ints, first: Ints) -> npt.NDArray[np.object_]:
    """Return (c,): the units of each column as bits, from its first unit on; `members`: (coders, c), units or -1."""
    bit = np.where(members < 0, -1, members - first)
    if bit.max(initial=0) < _BITS:
        bits: npt.NDArray[np.object_] = (
            np.where(bit < 0, 0, np.int64(1) << np.maximum(bit, 0)).sum(axis=0).astype(object)
        )
        return bits
    masks = np.zeros(len(first), dtype=object)
    for row in bit:
        # As objects: numpy would make floats of 1 << 63 and smaller numbers, and lose bits.
        masks += np.array([1 << at if at >= 0 else 0 for at in row.tolist()], dtype=object)
    return masks


def cheapest_partition(
    begin: Sequence[int], cost: Sequence[float], mask: Sequence[int], span: range, known: float, most_steps: int
) -> tuple[int, ...] | None:
    """Return the columns of a partition of the units of `span` that is cheaper than `known`, the cheapest one.

    Columns are sorted by their first unit and cost, those of unit i from `begin[i]` to before `begin[i + 1]`; no cost
    is negative; `mask`: their units, as bits from the first one on. Returns an empty tuple where no partition is
    cheaper, None where that is not known after `most_steps` steps.

    A state is what is covered: all before some unit, and what a mask says from it on. That state goes first whose cost,
    with that of the cheapest column that may come next, is least, and of several the one farthest in the text (A*).
    """
    spent_at: dict[_State, float] = {(span.start, 0): 0.0}
    back: dict[_State, tuple[_State, int]] = {}
    heap = [(0.0, -span.start, 0, 0.0)]
    for _ in range(most_steps):
        if not heap:
            return ()
        _, before, covered, spent = heapq.heappop(heap)
        unit = -before
        if spent > spent_at[unit, covered]:
            continue
        if unit >= span.stop:
            return _way(back, (unit, covered))
        for column in range(begin[unit], begin[unit + 1]):
            total = spent + cost[column]
            if total >= known:
                break
            if covered & mask[column]:
                continue
            after = covered | mask[column]
            full = (~after & (after + 1)).bit_length() - 1
            state = unit + full, after >> full
            if total < spent_at.get(state, math.inf):
                least = total + (_next_cost(begin, cost, mask, *state) if state[0] < span.stop else 0)
                if least < known:
                    spent_at[state] = total
                    back[state] = (unit, covered), column
                    heapq.heappush(heap, (least, -state[0], state[1], total))
    return None


def _next_cost(begin: Sequence[int], cost: Sequence[float], mask: Sequence[int], unit: int, covered: int) -> float:
    """Return the cost of the cheapest column that may cover a unit."""
    for column in range(begin[unit], begin[unit + 1]):
        if not covered & mask[column]:
            return cost[column]
    return math.inf


def _way(back: dict[_State, tuple[_State, int]], state: _State) -> tuple[int, ...]:
    """Return the columns that led to a state."""
    columns = []
    while state in back:
        state, column = back[state]
        columns.append(column)
    return tuple(columns)
