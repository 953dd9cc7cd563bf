"""How often intervals of simulated coders hold their values, and how often the likeliest is true."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from annotator.agreement.posterior.truth import Share, truth_behind
from annotator.agreement.tally import Array
from tests.agreement.posterior.simulated import Simulated

Simulation = Callable[[np.random.Generator], Simulated]


class Coverage(NamedTuple):
    """The share of the intervals that hold: of the coders' accuracy, of each chance of their tables, of precision."""

    accuracy: float
    confusion: float
    precision: float


def covered(simulation: Simulation, times: int, seed: int) -> Coverage:
    """Simulate and estimate so many times."""
    rng = np.random.default_rng(seed)
    accuracy, confusion, precision = list[bool](), list[bool](), list[bool]()
    for _ in range(times):
        made = simulation(rng)
        precisions = _precision(made)
        for at, coder in enumerate(truth_behind(made.votes).coders):
            accuracy.append(_holds(coder.accuracy, made.accuracy[at]))
            # How often what is not there is marked can be told only as far as it was marked by anyone.
            trues = range(len(coder.confusion)) if made.votes.unseen < 0 else (1,)
            for true in trues:
                confusion += [
                    _holds(share, made.confusion[at, true, said]) for said, share in enumerate(coder.confusion[true])
                ]
            precision += [
                _holds(share, precisions[at, said]) for said, share in enumerate(coder.precision) if share is not None
            ]
    return Coverage(*(float(np.mean(one)) for one in (accuracy, confusion, precision)))


def known(simulation: Simulation, times: int, seed: int) -> tuple[Array, Array]:
    """Return how likely the likeliest category of each simulated unit is, and whether it is true (1) or not (0)."""
    rng = np.random.default_rng(seed)
    sure, right = [], []
    for _ in range(times):
        made = simulation(rng)
        posterior = truth_behind(made.votes).posterior
        for row, truth in zip(made.rows, made.truth.tolist(), strict=True):
            value, chance = max(posterior[row].items(), key=lambda pair: pair[1])
            sure.append(chance)
            right.append(float(value == made.votes.categories[truth]))
    return np.array(sure), np.array(right)


def found_right(sure: Array, right: Array, low: float, high: float) -> float:
    """Return the share that is true of what is at least `low` and below `high` likely."""
    return float(right[(sure >= low) & (sure < high)].mean())


def _holds(share: Share, truth: float) -> bool:
    return (share.low or 0) <= truth + 1e-12 and truth - 1e-12 <= (share.high or 0)


def _precision(made: Simulated) -> Array:
    """Return (coders, k): of the units that a coder put into a category, the share that belongs there."""
    k = len(made.votes.categories)
    said = np.equal.outer(made.answers, np.arange(k))
    right = (said & np.equal.outer(made.truth, np.arange(k))[:, None]).sum(axis=0)
    precision: Array = right / np.maximum(said.sum(axis=0), 1)
    return precision
