"""One cell of the simulation: documents drawn from a population, and how often the interval holds its value."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from annotator.agreement.interval import FEWEST_DOCUMENTS, LEAST_EFFECTIVE, LEAST_EXPECTED
from annotator.agreement.plus_one import Errors, LeftOut, PlusOne
from annotator.agreement.tally import Array, Tally

_MOST = 1 << 23
"""Numbers held at a time."""
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Cell:
    """What was found of samples of so many `documents`. `truth`: the value of the population.

    `given`: in how many of `samples` the rule lets there be an interval; the others are shares of these: `covered`:
    those that hold the truth, `below` and `above`: that miss it since it is lower, or higher; `width`: the median.
    """

    documents: int
    level: float
    truth: float
    samples: int
    given: int
    covered: float
    below: float
    above: float
    width: float


def population(tally: Tally) -> Tally | None:
    """Return a tally without the documents in which nothing was compared; None where it has no value or no interval."""
    compared = tally.n > 0
    found = replace(tally, sums=tally.sums[compared], n=tally.n[compared], used=None)
    whole = found.finish(found.sums.sum(axis=0))
    return found if whole.errors is not None and np.isfinite(whole.value) and not tally.no_interval else None


def truth_of(tally: Tally) -> float:
    """Return the value of the population."""
    return float(tally.finish(tally.sums.sum(axis=0)).value)


def drawn(tally: Tally, documents: int, samples: int, rng: np.random.Generator) -> Iterator[PlusOne]:
    """Yield what the intervals of samples are made of, of those that have a value, in pieces that fit into memory."""
    step = max(1, _MOST // max(1, documents * tally.sums.shape[1]))
    for at in range(0, samples, step):
        picked = rng.integers(len(tally.sums), size=(min(step, samples - at), documents))
        yield made_of(tally, tally.sums[picked])


def made_of(tally: Tally, sums: Array) -> PlusOne:
    """Return what the intervals of samples are made of; `sums`: (samples, documents, f), of which each has a value."""
    return left_out_of(tally, sums[np.isfinite(tally.finish(sums.sum(axis=1)).value)]).plus_one


def left_out_of(tally: Tally, sums: Array) -> LeftOut:
    """Return a coefficient over samples and without each document; `sums`: (samples, documents, f)."""
    total = sums.sum(axis=1)
    errors, without = errors_of(tally, total), errors_of(tally, total[:, None] - sums)
    return LeftOut(errors, without, np.arange(sums.shape[1]), tally.lowest)


def errors_of(tally: Tally, sums: Array) -> Errors:
    """Return disagreements as decisions."""
    errors = tally.finish(np.where(np.abs(sums) < _ROUNDING, 0, sums)).errors
    assert errors is not None
    return Errors(errors.seen / tally.decision, errors.by_chance / tally.decision)


def speaks(found: PlusOne) -> npt.NDArray[np.bool_]:
    """Return for which samples the rule lets there be an interval."""
    few = (found.documents < FEWEST_DOCUMENTS) | (found.errors.by_chance < LEAST_EXPECTED)
    return np.asarray(~few & (found.effective >= LEAST_EFFECTIVE))


def cells(tally: Tally, documents: int, samples: int, seed: int, levels: Sequence[float] = (0.95,)) -> Iterator[Cell]:
    """Draw samples of documents from a population and say how often the interval holds its value, for each level."""
    rng = np.random.default_rng([seed, documents])
    limits: list[list[Array]] = [[] for _ in levels]
    for found in drawn(tally, documents, samples, rng):
        given = speaks(found)
        for kept, level in zip(limits, levels, strict=True):
            kept.append(np.array(found.limits(level, tally.lowest))[:, given])
    for kept, level in zip(limits, levels, strict=True):
        low, high = np.concatenate(kept, axis=1)
        yield scored(low, high, truth_of(tally), documents, samples, level)


def scored(low: Array, high: Array, truth: float, documents: int, samples: int, level: float) -> Cell:
    """Return how often intervals hold the truth."""
    given = len(low)
    if not given:
        return Cell(documents, level, truth, samples, 0, *[math.nan] * 4)
    below, above = (float(one.mean()) for one in (truth < low - 1e-12, truth > high + 1e-12))
    width = float(np.median(high - low))
    return Cell(documents, level, truth, samples, given, 1 - below - above, below, above, width)
