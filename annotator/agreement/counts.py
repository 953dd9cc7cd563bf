"""Limits of a count of events that are rare: what the number seen, also a fraction of one, says of how many are usual.

Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika 28(3/4), 437-442: the lower limit of a
count of `seen` is the quantile of a gamma distribution of the shape `seen`. For large shapes: Wilson, E. B. & Hilferty,
M. M. (1931). The distribution of chi-square. Proceedings of the National Academy of Sciences 17(12), 684-688.
"""

import math
from functools import lru_cache

import numpy as np

from annotator.agreement.student import Array, quantile, share_below

_LEAST, _LARGE, _NODES, _TERMS = 0.01, 200.0, 1000, 200
_NORMAL = 1e6
"""Degrees of freedom of a t that is the normal distribution."""


def lower_limit(seen: Array, level: float) -> Array:
    """Return the lower limit of a two-sided interval for a count; 0 where hardly anything was seen."""
    shapes, logs = _table(level)
    shape = np.clip(seen, _LEAST, _LARGE)
    small = np.exp(np.interp(np.log(shape), np.log(shapes), logs) / shape) * shape
    z = float(quantile(level, _NORMAL))
    large = (
        np.maximum(seen, _LARGE)
        * (1 - 1 / (9 * np.maximum(seen, _LARGE)) - z / (3 * np.sqrt(np.maximum(seen, 1)))) ** 3
    )
    return np.asarray(np.where(seen < _LEAST, 0, np.where(seen > _LARGE, large, small)))


def share_at_most(count: Array, seen: Array) -> Array:
    """Return how probable it is that no more than `count` are usual (count ≤ seen), in view of what was seen."""
    shape = np.maximum(seen, _LEAST)
    part = np.clip(count / shape, 1e-300, 1)
    large = share_below((np.cbrt(part) - 1 + 1 / (9 * shape)) * 3 * np.sqrt(shape), _NORMAL)
    return np.asarray(np.where(shape > _LARGE, large, _series(np.log(part), np.minimum(shape, _LARGE))))


@lru_cache(maxsize=32)
def _table(level: float) -> tuple[Array, Array]:
    """Return shapes, and of each the shape times the logarithm of (limit / shape), which changes smoothly."""
    shapes = np.geomspace(_LEAST, _LARGE, _NODES)
    low, high = np.full(_NODES, -1000.0), np.zeros(_NODES)
    for _ in range(80):
        middle = (low + high) / 2
        is_below = _series(middle, shapes) < (1 - level) / 2
        low, high = np.where(is_below, middle, low), np.where(is_below, high, middle)
    return shapes, shapes * (low + high) / 2


def _series(log_part: Array, shape: Array) -> Array:
    """Return the share of a gamma distribution below `shape` times exp(`log_part`), which is at most 1 of it."""
    log_x = np.log(shape) + log_part
    x, term, total = np.exp(log_x), np.ones(np.shape(log_x)), np.ones(np.shape(log_x))
    for n in range(1, _TERMS):
        term = term * x / (shape + n)
        total = total + term
    factor = np.vectorize(math.lgamma, otypes=[np.float64])(shape + 1)
    return np.asarray(np.exp(shape * log_x - x - factor) * total)
