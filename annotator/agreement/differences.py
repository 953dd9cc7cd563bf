"""Differences of two coefficients, with intervals: two labels, before and after, two pairs or groups of coders.

Where the same thing is compared on the same documents by other coders, documents are left out of both at once, and the
difference itself has a jackknife t: what makes a document hard is in both, and cancels. Else the limits of the two are
put together (MOVER), with three quarters of their correlation where they share documents: with all of it simulated
intervals fell short.

Zou, G. Y. & Donner, A. (2008). Construction of confidence limits about effect measures: A general approach. Statistics
in Medicine 27(10), 1693-1702. With correlation: Zou, G. Y. (2007). Toward using confidence intervals to compare
correlations. Psychological Methods 12(4), 399-413.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from annotator.agreement.interval import why_none
from annotator.agreement.plus_one import Errors, LeftOut, degrees_of_freedom
from annotator.agreement.student import Array, quantile

_OF_CORRELATION = 0.75
_LEAST, _MOST = 1e-300, 2.0


class Method(StrEnum):
    """How the interval of a difference is found."""

    LEFT_OUT = "documents left out of both at once (jackknife t)"
    CORRELATED = "the limits of both, with three quarters of their correlation over shared documents (MOVER)"
    APART = "the limits of both, which share no document (MOVER)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The first less the second. `low`, `high`: None where `why` says why there is no interval.

    `shared`: documents that were compared for both.
    """

    value: float
    low: float | None
    high: float | None
    level: float
    method: Method
    shared: int
    why: str = ""


def difference(first: LeftOut, second: LeftOut, level: float, is_same_thing: bool) -> Difference:
    """Return how much the first is above the second; both must have an interval, or neither has the difference.

    `is_same_thing`: whether both are the same coefficient on the same part of the codings, of other coders.
    """
    shared = np.intersect1d(first.documents, second.documents)
    how = method(first, second, is_same_thing)
    why = next((why for one in (first, second) if (why := why_none(one.plus_one, one.lowest))), "")
    low, high = (None, None) if why else map(float, limits(first, second, level, how))
    return Difference(
        value=float(first.value - second.value),
        low=low,
        high=high,
        level=level,
        method=how,
        shared=len(shared),
        why=why,
    )


def method(first: LeftOut, second: LeftOut, is_same_thing: bool) -> Method:
    """Return how the interval of a difference is to be found."""
    if is_same_thing and np.array_equal(first.documents, second.documents):
        return Method.LEFT_OUT
    return Method.CORRELATED if np.intersect1d(first.documents, second.documents).size else Method.APART


def limits(first: LeftOut, second: LeftOut, level: float, how: Method) -> tuple[Array, Array]:
    """Return the lower and the upper limit of the difference, of the shape of the coefficients."""
    if how is Method.LEFT_OUT:
        return _left_out_of_both(first, second, level)
    one, other = first.plus_one, second.plus_one
    (low, high), (lower, higher) = one.limits(level, first.lowest), other.limits(level, second.lowest)
    down, up, further_down, further_up = one.value - low, high - one.value, other.value - lower, higher - other.value
    together = _together(first, second) if how is Method.CORRELATED else np.zeros(one.value.shape)
    value = one.value - other.value
    return (
        np.maximum(value - _joined(down, further_up, together), -_MOST),
        np.minimum(value + _joined(up, further_down, together), _MOST),
    )


def _joined(one: Array, other: Array, together: Array) -> Array:
    return np.asarray(np.sqrt(np.maximum(one**2 + other**2 - 2 * together * one * other, 0)))


def _together(first: LeftOut, second: LeftOut) -> Array:
    """Return the part of the correlation that is counted on."""
    one, other = first.plus_one, second.plus_one
    _, at, place = np.intersect1d(first.documents, second.documents, return_indices=True)
    sizes = np.sqrt(_inflated(first) * _inflated(second))
    common = sizes * (one.influences[..., at] * other.influences[..., place]).sum(axis=-1)
    found = np.clip(common / np.sqrt(np.maximum(one.variance * other.variance, _LEAST)), -1, 1)
    return np.asarray(np.where(found > 0, _OF_CORRELATION * found, found))


def _inflated(found: LeftOut) -> float:
    n = len(found.documents)
    return n / max(n - 1, 1)


def _left_out_of_both(first: LeftOut, second: LeftOut, level: float) -> tuple[Array, Array]:
    """Return limits from the difference without each document; what one disagreement more would change is added."""
    n = len(first.documents)
    with np.errstate(divide="ignore", invalid="ignore"):
        without = _values(first.without) - _values(second.without)
        known = np.isfinite(without)
        without = np.where(known, without, 0)
        mean = without.sum(axis=-1, keepdims=True) / np.maximum(known.sum(axis=-1, keepdims=True), 1)
    apart = np.where(known, without - mean, 0) * np.sqrt((n - 1) / n)
    added = np.stack([one.value / (one.total.by_chance + 1) for one in (first, second)], axis=-1)
    effective = np.minimum(first.plus_one.effective, second.plus_one.effective)
    df = np.maximum(1, np.minimum(np.minimum(n, effective) - 1, degrees_of_freedom(apart, added)))
    half = quantile(level, df) * np.sqrt((apart**2).sum(axis=-1) + (added**2).sum(axis=-1))
    value = first.value - second.value
    return np.maximum(value - half, -_MOST), np.minimum(value + half, _MOST)


def _values(errors: Errors) -> Array:
    return np.asarray(1 - errors.seen / errors.by_chance)
