"""How often intervals of simulated coders hold their values, and how often the likeliest is true."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from annotator.agreement.posterior.sampling import draw, middle
from annotator.agreement.posterior.votes import by_row
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
    accuracy, confusion, precision = [], [], []
    for _ in range(times):
        made = simulation(rng)
        drawn = draw(made.votes)
        if made.votes.unseen < 0:
            accuracy.append(_hold(drawn.accuracy, made.accuracy))
            confusion.append(_hold(drawn.confusion, made.confusion).ravel())
        else:
            # How often what is not there is marked can be told only as far as it was marked by anyone.
            confusion.append(_hold(drawn.confusion[:, :, 1, 1], made.confusion[:, 1, 1]))
        precision.append(_hold(drawn.precision, _precision(made)).ravel())
    return Coverage(*(float(np.mean(np.concatenate(one))) if one else 1.0 for one in (accuracy, confusion, precision)))


def known(simulation: Simulation, times: int, seed: int) -> tuple[Array, Array]:
    """Return how likely the likeliest category of each simulated unit is, and whether it is true (1) or not (0)."""
    rng = np.random.default_rng(seed)
    sure, right = [], []
    for _ in range(times):
        made = simulation(rng)
        posterior = by_row(made.votes, draw(made.votes).posterior)
        for row, truth in zip(made.rows, made.truth.tolist(), strict=True):
            value, chance = max(posterior[row].items(), key=lambda pair: pair[1])
            sure.append(chance)
            right.append(float(value == made.votes.categories[truth]))
    return np.array(sure), np.array(right)


def found_right(sure: Array, right: Array, low: float, high: float) -> float:
    """Return the share that is true of what is at least `low` and below `high` likely."""
    return float(right[(sure >= low) & (sure < high)].mean())


def _hold(draws: Array, truth: Array) -> Array:
    low, high = middle(draws)
    return ((low <= truth + 1e-12) & (truth - 1e-12 <= high)).astype(np.float64)


def _precision(made: Simulated) -> Array:
    """Return (coders, k): of the units that a coder put into a category, the share that belongs there."""
    k = len(made.votes.categories)
    said = np.equal.outer(made.answers, np.arange(k))
    right = (said & np.equal.outer(made.truth, np.arange(k))[:, None]).sum(axis=0)
    precision: Array = right / np.maximum(said.sum(axis=0), 1)
    return precision
