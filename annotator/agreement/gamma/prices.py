"""Prices of units: the dual of a set partition problem.

Each unit gets a price, and what a column costs beyond the prices of its units is its reduced cost. To put these in the
place of the costs changes no comparison of two partitions; and with prices at which none is negative, a column that by
itself costs more than some known partition is in none that is better.

Wedelin, D. (1995). An Algorithm for Large Scale 0-1 Integer Programming with Application to Airline Crew Scheduling.
Annals of Operations Research 57, 283-301: each price in turn is put between the two cheapest columns of its unit. Units
of one coder are never in the same column, so that all their prices move at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.input.ratings import Ints
from annotator.agreement.tally import Array

_SWEEPS = 15
_SWEEPS_MORE, _MOST_SWEEPS = 2.0, 150
"""As many more for each column that a unit has on average: the denser units are, the longer prices take to settle."""
_STEP = 0.7
"""How far a price goes from the cheapest column of its unit towards the second; of 0.1 to 1 it comes nearest."""


def reduced_costs(members: Ints, cost: Array, units: int) -> Array:
    """Return reduced costs, none negative, that are low; `members`: (coders, c), the unit of each coder or -1."""
    sides = [_Side.of(unit_of) for unit_of in members if (unit_of >= 0).any()]
    sizes = (members >= 0).sum(axis=0)
    reduced = cost.copy()
    _share(members, sizes, sides, reduced, units)
    sweeps = min(_MOST_SWEEPS, _SWEEPS + round(_SWEEPS_MORE * len(cost) / max(units, 1)))
    for _ in range(sweeps):
        for side in sides:
            side.move(reduced, _STEP)
    _share(members, sizes, sides, reduced, units)
    for side in sides:
        side.move(reduced, 0.0)
    return np.maximum(reduced, 0)


@dataclass(frozen=True, slots=True)
class _Side:
    """The units of one coder. `order`: their columns by unit, from `begin` on for each; `group`: the unit of each."""

    unit: Ints
    order: Ints
    begin: Ints
    group: Ints

    @classmethod
    def of(cls, unit_of: Ints) -> "_Side":
        """`unit_of`: (c,), the unit of this coder in each column or -1."""
        columns = np.flatnonzero(unit_of >= 0)
        order = columns[np.argsort(unit_of[columns], kind="stable")]
        is_first = np.diff(unit_of[order], prepend=-1) > 0
        begin = np.flatnonzero(is_first)
        return cls(unit_of[order][begin], order, begin, np.cumsum(is_first) - 1)

    def move(self, reduced: Array, step: float) -> None:
        """Move all prices: to the cheapest column of each unit, and on by `step` of the way to the second cheapest."""
        mine = reduced[self.order]
        least = np.minimum.reduceat(mine, self.begin)
        moved = least
        if step:
            mine[is_least := mine == least[self.group]] = np.inf
            second = np.minimum.reduceat(mine, self.begin)
            is_tie = (np.add.reduceat(is_least, self.begin, dtype=np.int64) > 1) | np.isinf(second)
            moved = least + step * np.where(is_tie, 0, second - least)
        reduced[self.order] -= moved[self.group]


def _share(members: Ints, sizes: Ints, sides: Sequence[_Side], reduced: Array, units: int) -> None:
    """Move each price by the least that its unit would bear of one of its columns; then no reduced cost is negative."""
    part = reduced / sizes
    moved = np.zeros(units + 1)
    for side in sides:
        moved[side.unit] = np.minimum.reduceat(part[side.order], side.begin)
    reduced -= moved[members].sum(axis=0)
