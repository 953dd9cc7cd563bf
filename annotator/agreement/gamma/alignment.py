"""The best alignment: unitary alignments that together have each unit once, with the least disorder.

Mathet, Widlöcher & Métivier (2015), sections 4.5 and 5.1. Exact for two coders as an assignment, for more of them as a
set partition. Where there are too many unitary alignments to list, or a search takes too long, as with dense units of
many coders, the continuum is aligned coder by coder instead, and said to be `unproven`.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from annotator.agreement.gamma.columns import TooMany, columns_of
from annotator.agreement.gamma.continuum import Dissimilarity, Units
from annotator.agreement.gamma.pair_matching import best_matching
from annotator.agreement.gamma.pairs import TIE, UnitPairs, pairs_of
from annotator.agreement.gamma.partition import cheapest
from annotator.agreement.gamma.stepwise import alone, improved
from annotator.agreement.input.ratings import Ints
from annotator.agreement.tally import Array

_MOST_PAIRS = 1 << 22
"""How many pairs of units of a continuum are held at a time."""


@dataclass(frozen=True, slots=True)
class Limits:
    """When an exact solution is given up: unitary alignments of a continuum, steps of a search in a part of it."""

    columns: int = 200_000
    steps: int = 20_000


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Alignments:
    """The best alignment of each of several continua.

    `members`: (coders, a), the unit of each coder in each unitary alignment by its number in `units`, or -1.
    `disorder`: (continua,), NaN where there is no unit. `unproven`: (continua,), where a better one was not ruled out.
    """

    units: Units
    members: Ints
    disorder: Array
    unproven: npt.NDArray[np.bool_]


def best_alignments(units: Units, dissimilarity: Dissimilarity, limits: Limits = LIMITS) -> Alignments:
    """Return the best alignment of each continuum; there are two coders at least."""
    if units.continua > 1 and len(units) * int(units.counts.max()) > _MOST_PAIRS:
        return _in_halves(units, dissimilarity, limits)
    pairs = pairs_of(units, dissimilarity)
    unproven = np.zeros(units.continua, dtype=bool)
    if units.coders == 2:
        members = _matched(units, pairs)
    else:
        try:
            members, places = _partitioned(units, pairs, limits)
            unproven[units.continuum[places]] = True
        except TooMany:
            if units.continua > 1:
                return _in_halves(units, dissimilarity, limits)
            members, unproven[:] = alone(units), True
        if unproven.any():
            members = improved(units, pairs, members, unproven)
    disorder = _disorders(units, pairs, members) * dissimilarity.empty
    # There is no less disorder than none.
    return Alignments(units, members, disorder, unproven & (disorder > TIE))


def _in_halves(units: Units, dissimilarity: Dissimilarity, limits: Limits) -> Alignments:
    """Return the alignments of one half of the continua after the other."""
    middle = units.continua // 2
    first = best_alignments(units.some(0, middle), dissimilarity, limits)
    second = best_alignments(units.some(middle, units.continua), dissimilarity, limits)
    moved = np.where(second.members < 0, -1, second.members + len(first.units))
    return Alignments(
        units,
        np.concatenate([first.members, moved], axis=1),
        np.concatenate([first.disorder, second.disorder]),
        np.concatenate([first.unproven, second.unproven]),
    )


def _matched(units: Units, pairs: UnitPairs) -> Ints:
    """Return the unitary alignments of two coders; in a pair of weight w, 1 - w is gained over two units alone."""
    rows, columns = (np.flatnonzero(units.coder == coder) for coder in (0, 1))
    number = np.zeros(len(units), dtype=np.int64)
    number[rows], number[columns] = np.arange(len(rows)), np.arange(len(columns))
    first, apart = np.nonzero(pairs.weight < 1 + TIE)
    second, gain = first + 1 + apart, 1 + TIE - pairs.weight[first, apart]
    swapped = units.coder[first] == 1
    row, column = number[np.where(swapped, second, first)], number[np.where(swapped, first, second)]
    edges: list[list[tuple[int, float]]] = [[] for _ in rows]
    for at, to, gained in zip(row.tolist(), column.tolist(), gain.tolist(), strict=True):
        edges[at].append((to, gained))
    partner = np.array(best_matching(edges, len(columns)), dtype=np.int64)
    is_left = np.ones(len(columns), dtype=bool)
    is_left[partner[partner >= 0]] = False
    seconds = np.append(columns, -1)[partner]
    return np.stack([np.concatenate([rows, np.full(is_left.sum(), -1)]), np.concatenate([seconds, columns[is_left]])])


def _partitioned(units: Units, pairs: UnitPairs, limits: Limits) -> tuple[Ints, Ints]:
    """Return the unitary alignments, and the units of which it is not proven that they are in the best ones."""
    columns = columns_of(units, pairs, limits.columns)
    found = cheapest(columns.members, columns.cost + TIE, len(units), limits.steps)
    return columns.members[:, found.columns], found.unproven


def _disorders(units: Units, pairs: UnitPairs, members: Ints) -> Array:
    """Return (continua,): the disorders of unitary alignments added up, over the mean number of units of a coder."""
    cost = pairs.costs(members)
    total = np.bincount(units.continuum[members.max(axis=0)], cost, minlength=units.continua)
    with np.errstate(invalid="ignore"):
        disorder: Array = total / (units.counts / units.coders)
    return disorder
