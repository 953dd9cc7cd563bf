"""All unitary alignments that the best alignment may be made of."""

from dataclasses import dataclass

import numpy as np

from annotator.agreement.gamma.continuum import Units
from annotator.agreement.gamma.pairs import TIE, UnitPairs
from annotator.agreement.input.ratings import Ints
from annotator.agreement.tally import Array


class TooMany(Exception):
    """There are more unitary alignments than can be looked at."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Unitary alignments as the columns of a set partition problem.

    `members`: (coders, c), the unit of each coder by number, or -1. `cost`: (c,), their disorders in units of Δ∅.
    The first columns are the units alone, in their order.
    """

    members: Ints
    cost: Array

    def __len__(self) -> int:
        return len(self.cost)


def columns_of(units: Units, pairs: UnitPairs, most: int) -> Columns:
    """Return the columns of several continua. Raises `TooMany` where there would be more than `most`."""
    coders = units.coders
    share = 2 / (coders * (coders - 1))
    first, offset = np.nonzero(np.isfinite(pairs.weight))
    partner = first + 1 + offset
    begin = np.searchsorted(first, np.arange(len(units) + 1))
    group = np.arange(len(units))[None]
    held = np.zeros((1, len(units)))
    found = [(group, np.ones(len(units)))]
    for size in range(2, coders + 1):
        fits = begin[group[-1] + 1] - begin[group[-1]]
        if (total := int(fits.sum())) + sum(len(cost) for _, cost in found) > most:
            raise TooMany
        row = np.repeat(np.arange(len(fits)), fits)
        new = partner[np.arange(total) + np.repeat(begin[group[-1]] - np.cumsum(fits) + fits, fits)]
        # What the coders that are not in it yet can still add to a unit is at least -share each.
        most_weight = 1 + TIE + (coders - size) * share
        # The first unit is mostly the farthest one: few are left to be looked at with all of them.
        near = np.flatnonzero(pairs.between(group[0, row], new) < np.inf)
        row, new = row[near], new[near]
        weights = np.stack([pairs.between(members[row], new) for members in group])
        joins = np.flatnonzero(weights.sum(axis=0) <= most_weight)
        row, new, weights = row[joins], new[joins], weights[:, joins]
        held = np.concatenate([held[:, row] + weights, weights.sum(axis=0, keepdims=True)])
        group = np.concatenate([group[:, row], new[None]])
        most_held = held.max(axis=0, initial=-np.inf)
        kept = most_held <= most_weight
        is_whole = most_held <= 1 + TIE
        found.append((group[:, is_whole], 1 + held[:, is_whole].sum(axis=0) / 2))
        group, held = group[:, kept], held[:, kept]
    cost = np.concatenate([cost for _, cost in found])
    members = np.full((coders, len(cost)), -1)
    at = 0
    for group, _ in found:
        stop = at + group.shape[1]
        members[units.coder[group], np.arange(at, stop)] = group
        at = stop
    return Columns(members, cost)
