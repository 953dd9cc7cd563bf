"""When a coefficient has an interval, and what is said where it has none.

An interval is given where it holds, and never kept back for being wide: that would be to show those that miss.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from annotator.agreement.plus_one import PlusOne
from annotator.agreement.results import Interval
from annotator.agreement.student import Array
from annotator.model.wording import counted, one_or_many

FEWEST_DOCUMENTS, LEAST_EXPECTED, LEAST_EFFECTIVE = 5, 10, 3
"""Fewer documents, less to disagree about, or fewer documents of equal weight than these: no interval."""
THRESHOLDS = (0.667, 0.8)
"""Below the first no conclusion is to be drawn, below the second only tentative ones: Krippendorff, K. (2004). Content
Analysis (2nd ed.), section 11.4.2. Sage."""
NOT_SHOWN = "No interval: none has been shown to hold for this coefficient."
_FEW = f"An interval needs at least {FEWEST_DOCUMENTS} documents in which something was compared."
_BELOW = f"No interval below {LEAST_EXPECTED}."


_HOW = (
    "over documents: jackknife t on log(1 − value) with one disagreement added, degrees of freedom from effective "
    "documents"
)
_OF_WHOM = "of documents like these and of these coders"


def how_found(level: float) -> str:
    """Return how the intervals of a study are found and what they speak of, for a report."""
    return (
        f"Intervals are {level:.0%} intervals {_HOW}. They speak {_OF_WHOM}. A number of fewer than {FEWEST_DOCUMENTS} "
        f"documents, with fewer than {LEAST_EXPECTED} disagreements to be expected by chance, or of documents that "
        f"count as fewer than {LEAST_EFFECTIVE} of equal weight, has none."
    )


def sentence(interval: Interval) -> str:
    """Return what an interval is and rests on, for a text; why there is none where there is none."""
    if interval.low is None or interval.high is None or interval.effective is None:
        return interval.why
    return (
        f"{interval.level:.0%} interval {_HOW}; {counted(interval.documents, 'document')}, effectively "
        f"{interval.effective:.1f}; it speaks {_OF_WHOM}."
    )


def of_many(intervals: int, level: float) -> str:
    """Return what is to be expected of so many intervals, as a sentence; "" for a few."""
    if intervals * (1 - level) < 1:
        return ""
    missing = f"some {round(intervals * (1 - level)):,} miss their value by chance alone"
    return (
        f"Of {intervals:,} such intervals {missing}: look at those that you set out to look at, and do not pick the "
        "best or the worst."
    )


def intervals_of(found: PlusOne, level: float, lowest: Sequence[float], uses: Sequence[Array | None]) -> list[Interval]:
    """Return the intervals of k coefficients, each with why it has none where it has none.

    `found`: of shape (k,). `lowest`: what each cannot be below. `uses`: of each (documents,), how often coders used the
    label that it is of, if it is of one.
    """
    is_given = (
        (found.documents >= FEWEST_DOCUMENTS)
        & ~(found.errors.by_chance < LEAST_EXPECTED)
        & (found.effective >= LEAST_EFFECTIVE)
    )
    limits = iter(_limits(found.of(np.flatnonzero(is_given)), level, np.array(lowest)[is_given]))
    terms = (found.documents, found.effective, found.errors.by_chance)
    each = zip(is_given.tolist(), *(term.tolist() for term in terms), strict=True)
    return [
        _interval(next(limits), level, int(documents), effective, expected)
        if given
        else _none(why_none(found.of(at), lowest[at], uses[at]), level, int(documents), effective, expected)
        for at, (given, documents, effective, expected) in enumerate(each)
    ]


class _Limits(NamedTuple):
    low: float
    high: float
    df: float
    has_disagreement: bool
    below: tuple[float | None, float | None]


def _limits(found: PlusOne, level: float, lowest: Array) -> list[_Limits]:
    """Return the limits of k coefficients; what is below a threshold is only said of what is corrected for chance."""
    if not len(lowest):
        return []
    low, high = (limit.tolist() for limit in found.limits(level, lowest))
    below = zip(*(found.share_below(one).tolist() for one in THRESHOLDS), strict=True)
    said = [one if floor else (None, None) for one, floor in zip(below, lowest.tolist(), strict=True)]
    return list(map(_Limits, low, high, found.df.tolist(), (found.errors.seen > 0).tolist(), said))


def _none(why: str, level: float, documents: int, effective: float, expected: float) -> Interval:
    return Interval(None, None, level, None, documents, effective, expected, why=why)


def _interval(limits: _Limits, level: float, documents: int, effective: float, expected: float) -> Interval:
    low, high, df, has_disagreement, (below_667, below_800) = limits
    note = "" if has_disagreement else f"No disagreement was seen; the value may still be as low as {low:.2f}."
    return Interval(low, high, level, df, documents, effective, expected, below_667, below_800, note=note)


def why_none(found: PlusOne, lowest: float = -1.0, uses: Array | None = None) -> str:
    """Return why there is no interval, "" where there is one."""
    if found.documents < FEWEST_DOCUMENTS:
        return _FEW
    if found.errors.by_chance < LEAST_EXPECTED:
        return _too_little(found, lowest, uses)
    return "" if found.effective >= LEAST_EFFECTIVE else _too_concentrated(found, uses)


def _too_little(found: PlusOne, lowest: float, uses: Array | None) -> str:
    expected = _below(float(found.errors.by_chance))
    if lowest == 0:
        return f"Too little to disagree about: no more than {expected} disagreements are possible. {_BELOW}"
    used = "" if uses is None else f"{counted(round(float(uses.sum())), 'time')} some coder used the label, and "
    return f"Too little to disagree about: {used}chance alone would make about {expected} disagreements. {_BELOW}"


def _too_concentrated(found: PlusOne, uses: Array | None) -> str:
    documents, worth = int(found.documents), f"{_below(float(found.effective))} of equal weight"
    below = f"No interval below {LEAST_EFFECTIVE}."
    if uses is None:
        return f"What coders could differ on is concentrated: {documents} documents count as {worth}. {below}"
    k = int((uses > 0).sum())
    has, count = one_or_many(k, "has", "have"), one_or_many(k, "it counts", "they count")
    return f"The label is concentrated: {k} of {documents} documents {has} it, and {count} as {worth}. {below}"


def _below(number: float) -> str:
    """Return a number that is below its threshold, so that it still is when it is read."""
    return f"{math.floor(10 * number) / 10:.1f}"
