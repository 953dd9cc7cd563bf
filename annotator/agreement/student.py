"""Student's t distribution, for degrees of freedom that need not be whole numbers.

Student (1908). The probable error of a mean. Biometrika 6(1), 1-25. With t = √df · tan(φ) its density is in proportion
to cos(φ)^(df - 1), which is integrated here; there is no closed form for a fractional df.
"""

import math
from functools import lru_cache

import numpy as np
import numpy.polynomial.chebyshev as chebyshev
import numpy.typing as npt

Array = npt.NDArray[np.float64]

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(128)
_FURTHEST, _MOST_DF = 60.0, 1e6
"""Further from the middle than this nothing is left where `df` is large; above this `df` t is the normal one."""
_TERMS = 40


def share_below(t: Array | float, df: Array | float) -> Array:
    """Return the share of the distribution that lies below `t`, with `df` of at least 1; both broadcast."""
    t, df = np.broadcast_arrays(np.asarray(t, dtype=np.float64), np.minimum(df, _MOST_DF))
    near = np.where(df > _FURTHEST, np.clip(t, -_FURTHEST, _FURTHEST), t)
    angle = np.arctan(near / np.sqrt(df))
    at = angle[..., None] * (_NODES + 1) / 2
    integral = (_WEIGHTS * np.cos(at) ** (df[..., None] - 1)).sum(axis=-1) * angle / 2
    found: Array = 0.5 + integral / _whole(df)
    return np.asarray(np.clip(found, 0, 1))


def _whole(df: Array) -> Array:
    """Return the integral of cos(φ)^(df - 1) from -90° to 90°."""
    logs = [math.lgamma(one / 2) - math.lgamma((one + 1) / 2) for one in df.ravel().tolist()]
    return np.asarray(np.exp(np.array(logs)).reshape(df.shape) * math.sqrt(math.pi))


def quantile(level: float, df: Array | float) -> Array:
    """Return the t between -t and t of which lies the share `level` of the distribution; `df`: at least 1.

    To some 1e-8 of itself: a polynomial in 1 / df, along which t changes smoothly.
    """
    found: Array = np.exp(chebyshev.chebval(2 / np.minimum(df, _MOST_DF) - 1, _polynomial(level)))
    return found


@lru_cache(maxsize=32)
def _polynomial(level: float) -> Array:
    """Return the coefficients of log t over 2 / df - 1."""
    places = np.cos(np.pi * (np.arange(_TERMS) + 0.5) / _TERMS)
    df = 2 / (places + 1)
    low, high = np.zeros(_TERMS), np.full(_TERMS, 2 / (math.pi * (1 - level)) + 10)
    for _ in range(80):
        middle = (low + high) / 2
        is_below = share_below(middle, df) < (1 + level) / 2
        low, high = np.where(is_below, middle, low), np.where(is_below, high, middle)
    return np.asarray(chebyshev.chebfit(places, np.log((low + high) / 2), _TERMS - 1), dtype=np.float64)
