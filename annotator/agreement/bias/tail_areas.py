"""Shares of the chi-squared, F and binomial distributions that lie beyond a value."""

import math

_TERMS, _TINY, _CLOSE = 2_000, 1e-300, 1e-14


def chi_squared_above(value: float, df: float) -> float:
    """Return the share of chi-squared with `df` degrees of freedom (at least 1) that lies above `value`."""
    return _gamma_above(df / 2, value / 2)


def f_above(value: float, df: float, other_df: float) -> float:
    """Return the share of F with these degrees of freedom (at least 1 each) that lies above `value`.

    The square of a t with so many degrees of freedom is F with 1 and as many.
    """
    if value <= 0:
        return 1.0
    share = other_df / (other_df + df * value)
    return min(1.0, max(0.0, _beta_below(share, other_df / 2, df / 2)))


def evenly_split(fewer: int, more: int) -> float:
    """Return how probable so uneven a split, or a less even one, is where each falls on either side alike: exact."""
    n, fewer = fewer + more, min(fewer, more)
    if not n:
        return 1.0
    return min(1.0, 2.0 * sum(math.comb(n, at) for at in range(fewer + 1)) / (1 << n))


def _gamma_above(a: float, x: float) -> float:
    """Return the regularised upper incomplete gamma function: a series below a + 1, a continued fraction above."""
    if x <= 0:
        return 1.0
    scale = float(math.exp(a * math.log(x) - x - math.lgamma(a)))
    if x < a + 1:
        term = total = 1 / a
        for n in range(1, _TERMS):
            term *= x / (a + n)
            total += term
            if term < total * _CLOSE:
                break
        return max(0.0, 1 - total * scale)
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / b
    fraction = d
    for n in range(1, _TERMS):
        part = -n * (n - a)
        b += 2
        d = 1 / (part * d + b or _TINY)
        c = b + part / c or _TINY
        fraction *= d * c
        if abs(d * c - 1) < _CLOSE:
            break
    return fraction * scale


def _beta_below(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    # The fraction goes fast on this side only; the other one is its complement.
    if x < (a + 1) / (a + b + 2):
        return _beta_fraction(x, a, b)
    return 1 - _beta_fraction(1 - x, b, a)


def _beta_fraction(x: float, a: float, b: float) -> float:
    logs = a * math.log(x) + b * math.log1p(-x) + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1) or _TINY)
    fraction = d
    for m in range(1, _TERMS):
        before = fraction
        for part in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + part * d or _TINY)
            c = 1 + part / c or _TINY
            fraction *= d * c
        if abs(fraction - before) <= _CLOSE * abs(fraction):
            break
    return float(math.exp(logs) / a * fraction)
