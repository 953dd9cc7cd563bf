"""The plus-one interval: a coefficient over documents, with an interval that holds where there are few of them.

A coefficient is 1 - X / E, X what was seen to differ and E what would by chance. One disagreement is added to both, as
Agresti and Coull add observations, so that nothing seen is not taken for nothing there. On the logarithm of
(X + 1) / (E + 1) documents are left out one by one (jackknife), the variance is at least a binomial one, and t has as
many degrees of freedom as the documents' shares in the variance, and in E, are worth. The upper limit is never below
what so few disagreements would say by themselves, as counts of something rare. The combination was found by simulation;
how often it holds, `make coverage` says, and the manual's page on intervals.

Tukey, J. W. (1958). Bias and confidence in not quite large samples (abstract). Annals of Mathematical Statistics 29(2),
614.
Agresti, A. & Coull, B. A. (1998). Approximate is better than “exact” for interval estimation of binomial proportions.
The American Statistician 52(2), 119-126.
Korn, E. L. & Graubard, B. I. (1998). Confidence intervals for proportions with small expected number of positive counts
estimated from survey data. Survey Methodology 24(2), 193-201: no variance below the binomial one.
Satterthwaite, F. E. (1946). An approximate distribution of estimates of variance components. Biometrics Bulletin 2(6),
110-114; Bell, R. M. & McCaffrey, D. F. (2002). Bias reduction in standard errors for linear regression with multi-stage
samples. Survey Methodology 28(2), 169-181: degrees of freedom from how evenly documents share in the variance.
Kish, L. (1965). Survey Sampling. Wiley: effective sizes; Carter, A. V., Schnepel, K. T. & Steigerwald, D. G. (2017).
Asymptotic behavior of a t-test robust to cluster heterogeneity. Review of Economics and Statistics 99(4), 698-709.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.agreement.counts import lower_limit, share_at_most
from annotator.agreement.student import Array, quantile, share_below

Numbers = npt.NDArray[np.int64]
ADDED = 1.0
"""Disagreements added to what was seen and to what chance would give."""
_LEAST = 1e-300
_FURTHEST = 50.0


class Errors(NamedTuple):
    """Disagreements `seen` and `by_chance`, as counts of decisions, of any shape; the coefficient is 1 - their ratio.

    Where one disagreement is worse than another, `by_chance` counts them alike, and `seen` is its part of that.
    """

    seen: Array
    by_chance: Array


@dataclass(frozen=True, slots=True)
class PlusOne:
    """What an interval is made of. Arrays of one shape (...), but for `influences`: (..., documents).

    `errors`: over all documents. `influences`: what each document adds to the logarithm, 0 where the coefficient cannot
    be had without it. `documents`: how many were compared; `effective`: of equal weight, what they are worth.
    `variance`, `df`: of the logarithm.
    """

    errors: Errors
    influences: Array
    documents: Array
    effective: Array
    variance: Array
    df: Array

    def of(self, at: int | Numbers) -> "PlusOne":
        """Return that of one or some of several coefficients, by their places along the first axis."""
        errors = Errors(self.errors.seen[at], self.errors.by_chance[at])
        rest = (self.influences, self.documents, self.effective, self.variance, self.df)
        return PlusOne(errors, *(array[at] for array in rest))

    @classmethod
    def joined(cls, several: Sequence["PlusOne"]) -> "PlusOne":
        """Return those of several rows of coefficients as one row, without the influences of documents."""

        def row(read: Callable[[PlusOne], Array]) -> Array:
            return np.concatenate([read(one) for one in several])

        return cls(
            Errors(row(lambda one: one.errors.seen), row(lambda one: one.errors.by_chance)),
            np.empty((sum(len(one.df) for one in several), 0)),
            row(lambda one: one.documents),
            row(lambda one: one.effective),
            row(lambda one: one.variance),
            row(lambda one: one.df),
        )

    @property
    def value(self) -> Array:
        """The coefficient."""
        return np.asarray(1 - self.errors.seen / self.errors.by_chance)

    @property
    def ends(self) -> tuple[Array, Array]:
        """Whence the lower and the upper limit are counted, as logarithms: so that the coefficient is between them."""
        seen, by_chance = self.errors
        share, added = seen / by_chance, (seen + ADDED) / (by_chance + ADDED)
        smaller = np.maximum(np.minimum(share, added), _LEAST)
        return np.log(np.maximum(np.maximum(share, added), _LEAST)), np.log(smaller)

    def limits(self, level: float, lowest: Array | float = -1.0) -> tuple[Array, Array]:
        """Return the lower and the upper limit; `lowest`: what the coefficient cannot be below."""
        half = np.minimum(quantile(level, self.df) * np.sqrt(self.variance), _FURTHEST)
        down, up = self.ends
        low = np.maximum(1 - np.exp(down + half), np.minimum(lowest, self.value))
        rarest = 1 - lower_limit(self.errors.seen, level) / self.errors.by_chance
        return low, np.where(self.errors.seen > 0, np.maximum(1 - np.exp(up - half), rarest), 1.0)

    def share_below(self, threshold: float) -> Array:
        """Return how probable it is that the coefficient is below a threshold (less than 1).

        From the same distribution as the interval: at the upper limit of a 95 % interval it is .975.
        """
        at, (down, up) = math.log(1 - threshold), self.ends
        off = np.where(at > down, at - down, np.where(at < up, at - up, 0))
        found = share_below(-off / np.sqrt(np.maximum(self.variance, _LEAST)), self.df)
        seen, by_chance = self.errors
        few = 1 - share_at_most(np.minimum((1 - threshold) * by_chance, seen), seen)
        return np.asarray(np.where(threshold > self.value, np.minimum(found, few), found))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What one coefficient comes to over all documents, and over all but each: whatever is said of how sure it is.

    `total`: of shape (...). `without`: (..., documents), over all but one, each in turn. `documents`: (..., documents),
    the numbers of those that were compared. `lowest`: what the coefficient cannot be below.
    """

    total: Errors
    without: Errors
    documents: Numbers
    lowest: float = -1.0

    @property
    def value(self) -> Array:
        """The coefficient."""
        return np.asarray(1 - self.total.seen / self.total.by_chance)

    def of(self, at: int) -> "LeftOut":
        """Return that of one of several coefficients, by its place along the first axis."""
        total, without = (Errors(errors.seen[at], errors.by_chance[at]) for errors in (self.total, self.without))
        return LeftOut(total, without, self.documents[at], self.lowest)

    @property
    def plus_one(self) -> PlusOne:
        """What the interval is made of."""
        return plus_one(self.total, self.without)


def plus_one(total: Errors, without: Errors) -> PlusOne:
    """Return what the interval is made of.

    `total`: over all documents, of shape (...). `without`: (..., documents), over all but one, each in turn.
    """
    seen, by_chance = total
    documents = np.full(seen.shape, float(without.seen.shape[-1]))
    with np.errstate(divide="ignore", invalid="ignore"):
        influences = _influences(without)
        added = ADDED / (seen + ADDED) - ADDED / (by_chance + ADDED)
        shared = documents / (documents - 1) * (influences**2).sum(axis=-1) + added**2
        effective = _effective(by_chance[..., None] - np.nan_to_num(without.by_chance))
        most = np.minimum(documents, effective) - 1
        df = np.maximum(1, np.minimum(most, degrees_of_freedom(influences, added[..., None])))
    return PlusOne(total, influences, documents, effective, np.maximum(shared, least_variance(total)), df)


def least_variance(errors: Errors) -> Array:
    """Return the binomial variance of the logarithm, below which it is never taken."""
    seen, by_chance = errors
    return np.asarray(np.maximum(by_chance - seen, 0) / (by_chance + ADDED) / (seen + ADDED))


def _influences(without: Errors) -> Array:
    """Return (..., documents): what each document adds to the logarithm; 0 where it cannot be left out."""
    count = without.seen.shape[-1]
    logs = np.log((without.seen + ADDED) / (without.by_chance + ADDED))
    known = np.isfinite(logs) & (without.by_chance > 0)
    logs = np.where(known, logs, 0)
    mean = logs.sum(axis=-1, keepdims=True) / np.maximum(known.sum(axis=-1, keepdims=True), 1)
    return np.asarray(np.where(known, (count - 1) / count * (logs - mean), 0))


def _effective(parts: Array) -> Array:
    """Return how many parts of equal size these are worth (Kish 1965)."""
    return np.asarray(parts.sum(axis=-1) ** 2 / np.maximum((parts**2).sum(axis=-1), _LEAST))


def degrees_of_freedom(influences: Array, added: Array) -> Array:
    """Return what the shares in a variance are worth, those of documents and those of what was added (Satterthwaite).

    Both are (..., any), as standard deviations.
    """
    squares = (influences**2).sum(axis=-1) + (added**2).sum(axis=-1)
    fourths = (influences**4).sum(axis=-1) + (added**4).sum(axis=-1)
    rest = fourths - squares**2 / influences.shape[-1]
    return np.asarray(2 * squares**2 / np.maximum(rest, _LEAST))
