"""Tally: what a coefficient is computed from, document by document, as numbers that add up.

Every coefficient is written once, in two halves: what each document adds (`sums`), and how a value comes of the sums
(`finish`). The whole, a single document, a set of documents and each resample of a bootstrap are then the same
function of other sums: the total, a row, some rows, and rows drawn with replacement.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.agreement.results import CoefficientResult, Interval

Array = npt.NDArray[np.float64]


class Estimate(NamedTuple):
    """Values of the shape of the sums without their last axis; NaN where undefined, and only inside this package."""

    value: Array
    observed: Array | None = None
    expected: Array | None = None
    details: Mapping[str, Array] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What one coefficient needs of a set of documents.

    `sums`: (documents, f), what each document adds. `finish`: sums of shape (..., f) -> `Estimate` of shape (...).
    `undefined`: total sums of shape (f,) -> the sentence that says why there is no value. `n`: (documents,), the units
    of each document that were compared. `used`: (documents, k), how often each of the `categories` was used in them.
    """

    coefficient: str
    sums: Array
    finish: Callable[[Array], Estimate]
    undefined: Callable[[Array], str]
    n: Array
    categories: Sequence[str] = ()
    used: Array | None = None
    convention: str = ""


def evaluate(tally: Tally, resamples: "Resamples | None" = None) -> CoefficientResult:
    """Return the coefficient over all documents, with an interval where `resamples` are given."""
    return _result(tally, np.ones(len(tally.n)), _interval(tally, resamples))


def by_document(tally: Tally) -> Array:
    """Return the value of each document by itself, shape (documents,); NaN where it is undefined there."""
    return tally.finish(tally.sums).value


@dataclass(frozen=True, slots=True)
class Resamples:
    """Documents drawn with replacement. `counts`: (b, documents), how often each document is in each resample.

    The same draws serve every coefficient, so that two numbers of one report can be compared resample by resample.
    """

    counts: Array
    level: float

    @classmethod
    def draw(
        cls, documents: int, b: int, seed: int, level: float = 0.95, among: Sequence[int] | None = None
    ) -> "Resamples":
        """Return `b` resamples of so many documents; the same seed gives the same ones.

        `among`: the numbers of those that are drawn, all where it is left out: what nobody compared is not drawn.

        Efron, B. & Tibshirani, R. J. (1993). An Introduction to the Bootstrap, chapter 13 (percentile interval).
        """
        places = np.arange(documents) if among is None else np.array(among, dtype=np.int64)
        counts = np.zeros((b, documents))
        if len(places):
            chances = np.full(len(places), 1 / len(places))
            counts[:, places] = np.random.default_rng(seed).multinomial(len(places), chances, size=b)
        return cls(counts, level)


_FEWEST = 5
_MOST_UNDEFINED = 0.05
_FEW_DOCUMENTS = f"An interval needs at least {_FEWEST} documents in which something was compared."
_OFTEN = "It was undefined in {} of {} resamples, too many for an interval."
_NEVER = "It was undefined in every resample, so there is no interval."
_MOST = 1 << 22
"""Numbers held at a time while resampling."""


def _interval(tally: Tally, resamples: Resamples | None) -> Interval | None:
    if resamples is None:
        return None
    b, level = len(resamples.counts), resamples.level
    if np.count_nonzero(tally.n) < _FEWEST:
        return Interval(None, None, level, b, why=_FEW_DOCUMENTS)
    step = max(1, _MOST // max(1, tally.sums.shape[1]))
    found = [tally.finish(resamples.counts[at : at + step] @ tally.sums).value for at in range(0, b, step)]
    values = np.concatenate(found) if found else np.empty(0)
    defined = values[np.isfinite(values)]
    if not len(defined):
        return Interval(None, None, level, b, undefined=b, why=_NEVER)
    undefined = b - len(defined)
    if undefined > _MOST_UNDEFINED * b:
        return Interval(None, None, level, b, undefined, _OFTEN.format(f"{undefined:,}", f"{b:,}"))
    low, high = np.quantile(defined, ((1 - level) / 2, (1 + level) / 2))
    return Interval(float(low), float(high), level, b, undefined)


def _result(tally: Tally, part: Array, interval: Interval | None) -> CoefficientResult:
    """Return the coefficient over some documents; `part`: (documents,), 1 for those and 0 for others."""
    sums = part @ tally.sums
    found = tally.finish(sums)
    value = float(found.value)
    is_defined = bool(np.isfinite(value))
    return CoefficientResult(
        coefficient=tally.coefficient,
        value=value if is_defined else None,
        undefined="" if is_defined else tally.undefined(sums),
        n=_plain(float(part @ tally.n)),
        documents=int(np.count_nonzero(part * tally.n)),
        observed=_finite(found.observed),
        expected=_finite(found.expected),
        prevalence=_shares(tally, part),
        convention=tally.convention,
        details={name: _finite(one) for name, one in found.details.items()},
        interval=interval if is_defined else None,
    )


def explained(result: CoefficientResult, sentence: str) -> CoefficientResult:
    """Return a result with a sentence before its convention."""
    return replace(result, convention=f"{sentence} {result.convention}".strip())


def _finite(value: Array | None) -> float | None:
    return float(value) if value is not None and np.isfinite(value) else None


def _plain(number: float) -> float:
    return int(number) if number.is_integer() else number


def _shares(tally: Tally, part: Array) -> dict[str, float]:
    if tally.used is None or not len(tally.categories):
        return {}
    counts = part @ tally.used
    total = counts.sum()
    named = [(-count, name) for count, name in zip(counts.tolist(), tally.categories, strict=True) if count]
    return {name: -count / float(total) for count, name in sorted(named)}
