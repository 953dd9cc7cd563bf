"""Alignment coder by coder: good, not always the best; for continua that are too dense to be solved exactly.

The units of one coder at a time are taken out of the alignment and put back where they fit best, which is an assignment
and so exact for that coder, until no coder's turn makes it better.
"""

import math

import numpy as np
import numpy.typing as npt

from annotator.agreement.gamma.continuum import Units
from annotator.agreement.gamma.pair_matching import best_matching
from annotator.agreement.gamma.pairs import TIE, UnitPairs
from annotator.agreement.input.ratings import Ints

_MOST_TURNS = 20


def alone(units: Units) -> Ints:
    """Return (coders, u): the alignment in which each unit stands alone."""
    members = np.full((units.coders, len(units)), -1)
    members[units.coder, np.arange(len(units))] = np.arange(len(units))
    return members


def improved(units: Units, pairs: UnitPairs, members: Ints, wanted: npt.NDArray[np.bool_]) -> Ints:
    """Return a better alignment of the `wanted` continua, and of the others the one that there is."""
    place = units.continuum[members.max(axis=0)]
    return np.concatenate(
        [members[:, ~wanted[place]], *(_turns(pairs, members[:, place == at]) for at in np.flatnonzero(wanted))], axis=1
    )


def _turns(pairs: UnitPairs, members: Ints) -> Ints:
    """Return a better alignment of one continuum."""
    cost = math.inf
    for _ in range(_MOST_TURNS):
        before, cost = cost, float(pairs.costs(members).sum())
        if cost >= before - 1e-9:
            break
        for coder in range(len(members)):
            members = _turn(pairs, members, coder)
    return members


def _turn(pairs: UnitPairs, members: Ints, coder: int) -> Ints:
    """Return the alignment with the units of one coder put where they fit best."""
    mine = members[coder][members[coder] >= 0]
    others = members.copy()
    others[coder] = -1
    others = others[:, (others >= 0).any(axis=0)]
    weight = np.zeros((len(mine), others.shape[1]))
    for row in others:
        weight += np.where(row < 0, 0.0, pairs.between(mine[:, None], np.maximum(row, 0)))
    # To join costs the weight of the pairs, to stay alone costs 1.
    edges = [
        [(int(at), 1 + TIE - float(weight[number, at])) for at in np.flatnonzero(weight[number] < 1 + TIE)]
        for number in range(len(mine))
    ]
    place = np.array(best_matching(edges, others.shape[1]), dtype=np.int64)
    others[coder, place[place >= 0]] = mine[place >= 0]
    lone = np.full((len(members), int((place < 0).sum())), -1)
    lone[coder] = mine[place < 0]
    return np.concatenate([others, lone], axis=1)
