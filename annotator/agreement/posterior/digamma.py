"""The digamma function, the slope of the logarithm of the gamma function."""

import numpy as np

from annotator.agreement.tally import Array

_FROM = 10
"""From here on the series is exact to the digits of a double."""
_SERIES = (-1 / 12, 1 / 120, -1 / 252, 1 / 240, -1 / 132, 691 / 32760, -1 / 12)


def digamma(x: Array) -> Array:
    """Return digamma of positive numbers, to about 14 digits.

    Moved up by digamma(x + 1) = digamma(x) + 1 / x, then by its asymptotic series (Abramowitz & Stegun 1964, 6.3.18).
    """
    moved = x[..., None] + np.arange(_FROM)
    found = -(1 / moved).sum(axis=-1)
    large = x + _FROM
    square = 1 / large**2
    tail = np.zeros_like(large)
    for factor in reversed(_SERIES):
        tail = (tail + factor) * square
    result: Array = found + np.log(large) - 0.5 / large + tail
    return result
