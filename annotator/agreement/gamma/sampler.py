"""Random continua: what coders would do who mark as these do, but regardless of the text.

Mathet, Widlöcher & Métivier (2015), section 5.2: each coder of a random continuum is one of the real coders, drawn with
replacement, whose units are all moved on by a random shift; what passes the end of the text comes in again at its
beginning. Number, lengths, overlaps, categories and distances of units stay as real ones are. Shifts of one continuum
keep half the mean length of a unit from each other, around the end too: coders with the same shift would agree as the
real ones do. A unit is never cut in two: it comes in again when its start has passed the end.
"""

import numpy as np

from annotator.agreement.gamma.continuum import Units, ordered
from annotator.agreement.input.ratings import Ints
from annotator.agreement.tally import Array

_TRIES = 100
"""How often shifts too near to others are drawn anew; in a text too short for all of them the last ones stay."""


def random_units(real: Units, length: float, samples: int, rng: np.random.Generator) -> Units:
    """Return so many random continua of the coders of one document, which has units; none of them is empty."""
    drawn = _coders(real, samples, rng)
    shifts = _shifts(real, length, drawn.shape, rng)
    first = np.searchsorted(
        real.coder, np.arange(real.coders + 1), sorter=(by_coder := np.argsort(real.coder, kind="stable"))
    )
    sizes = np.diff(first)[drawn].reshape(-1)
    # For each drawn coder the numbers of all their units, one after the other.
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    unit = by_coder[np.repeat(first[:-1][drawn].reshape(-1), sizes) + within]
    start = real.start[unit] + np.repeat(shifts.reshape(-1), sizes)
    start = np.where(start >= length, start - length, start)
    place = np.repeat(np.arange(drawn.size), sizes)
    return ordered(
        place // real.coders,
        place % real.coders,
        start,
        start + (real.stop - real.start)[unit],
        real.category[unit],
        samples,
        real.coders,
    )


def samples_needed(disorders: Array, precision: float) -> int:
    """Return how many samples give the expected disorder within `precision` (a share of it) 95 times of 100.

    Section 5.3: (1.96 * coefficient of variation / precision)².
    """
    mean = float(disorders.mean())
    return int(np.ceil((1.96 * float(disorders.std()) / mean / precision) ** 2)) if mean else 0


def _coders(real: Units, samples: int, rng: np.random.Generator) -> Ints:
    """Return (samples, coders): who is drawn; drawn anew where none of them has a unit."""
    sizes = np.bincount(real.coder, minlength=real.coders)
    drawn = rng.integers(real.coders, size=(samples, real.coders))
    while len(empty := np.flatnonzero(sizes[drawn].sum(axis=1) == 0)):
        drawn[empty] = rng.integers(real.coders, size=(len(empty), real.coders))
    return drawn


def _shifts(real: Units, length: float, shape: tuple[int, ...], rng: np.random.Generator) -> Array:
    """Return (samples, coders): shifts in [0, length)."""
    least = float((real.stop - real.start).mean()) / 2
    shifts = rng.random(shape) * length
    for coder in range(1, shape[1]):
        for _ in range(_TRIES):
            apart = np.abs(shifts[:, :coder] - shifts[:, coder, None])
            near = np.flatnonzero((np.minimum(apart, length - apart) < least).any(axis=1))
            if not len(near):
                break
            shifts[near, coder] = rng.random(len(near)) * length
    return shifts
