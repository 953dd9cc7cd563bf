"""Which units can stand together in the best alignment, and at what cost.

The disorder of a unitary alignment of k units of n coders is the mean dissimilarity of its n (n - 1) / 2 pairs, those
with the empty unit among them (Mathet, Widlöcher & Métivier 2015, section 4.5). In units of Δ∅ that is

    1 + sum of (d / Δ∅ - 1) / (n (n - 1) / 2) over its k (k - 1) / 2 pairs of real units,

so each unitary alignment costs 1, and each pair in it a `weight` that is negative where the two are alike. Two parts of
a unitary alignment that do better apart are never together in the best one: the pairs between
them would weigh more than 1. Hence no pair of it has d / Δ∅ of more than n (n - 1) / 2 + n - 1, and units farther apart
need not be looked at together (section 5.1.1 has a limit for whole unitary alignments).
"""

import math
from dataclasses import dataclass

import numpy as np

from annotator.agreement.gamma.continuum import Dissimilarity, Units
from annotator.agreement.input.ratings import Ints
from annotator.agreement.tally import Array

TIE = 1e-9
"""Of alignments with the same disorder the one with fewer unitary alignments is taken: as if each cost so much more."""


@dataclass(frozen=True, slots=True)
class UnitPairs:
    """`weight`: (u, w), that of unit i and unit i + 1 + j at [i, j]; infinite where they are never together."""

    weight: Array

    def between(self, one: Ints, other: Ints) -> Array:
        """Return the weights of pairs of units, in whatever order they stand; shapes broadcast."""
        first, second = np.minimum(one, other), np.maximum(one, other)
        width = self.weight.shape[1]
        if not width:
            return np.full(first.shape, math.inf)
        apart = second - first - 1
        found = self.weight[first, np.clip(apart, 0, width - 1)]
        return np.where((apart >= 0) & (apart < width), found, math.inf)

    def costs(self, members: Ints) -> Array:
        """Return (a,): the disorder of each unitary alignment; `members`: (coders, a), units or -1."""
        one, other = np.triu_indices(len(members), 1)
        pair, at = np.nonzero((members[one] >= 0) & (members[other] >= 0))
        weight = self.between(members[one[pair], at], members[other[pair], at])
        return 1 + np.bincount(at, weight, minlength=members.shape[1]).astype(np.float64)


def pairs_of(units: Units, dissimilarity: Dissimilarity) -> UnitPairs:
    """Return the pairs that can stand together."""
    all_pairs = units.coders * (units.coders - 1) / 2
    most = all_pairs + units.coders - 1
    width = _width(units, math.sqrt(most) * dissimilarity.reach)
    after = np.arange(1, len(units) + 1)[:, None] + np.arange(width)
    second = np.minimum(after, len(units) - 1)
    start, stop = units.start, units.stop
    apart = dissimilarity.combined(
        (start[:, None], stop[:, None], units.category[:, None]), (start[second], stop[second], units.category[second])
    )
    together = (units.continuum[second] == units.continuum[:, None]) & (units.coder[second] != units.coder[:, None])
    possible = together & (after < len(units)) & (apart <= most * dissimilarity.empty)
    return UnitPairs(np.where(possible, (apart / dissimilarity.empty - 1) / all_pairs, math.inf))


def _width(units: Units, ratio: float) -> int:
    """Return how many units after a unit have to be looked at, at most; `ratio` of distance to length, at most."""
    if not len(units):
        return 0
    lengths = units.stop - units.start
    # Continua are laid so far apart on one axis that one search serves all of them.
    step = 2 * (float(units.stop.max()) + 1)
    at = units.start + units.continuum * step
    ahead = np.minimum(ratio * (lengths + lengths.max()), step / 2)
    return int((np.searchsorted(at, at + ahead, side="right") - np.arange(len(units))).max()) - 1
