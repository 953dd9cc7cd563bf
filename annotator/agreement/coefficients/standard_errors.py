"""Standard errors of coefficients over units that are independent of each other, as they were published.

All coefficients are 1 - Do / De. What a unit adds to them at the margin (its influence) follows from what it adds to
either, and the variance is that of the influences. Fleiss, Cohen and Everitt (1969) divide by the number of units, as
of a multinomial sample; Gwet by one less. Where no disagreement was seen there is none: it would be 0.
"""

import math
from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np

from annotator.agreement.coefficients.chance_corrected import mean_disagreement, values
from annotator.agreement.input.ratings import MISSING, Ints, Ratings
from annotator.agreement.tally import Array

NAME = "standard error"
"""What it is called among the details of a result."""
FLEISS_1969 = (
    "Fleiss, J. L., Cohen, J. & Everitt, B. S. (1969). Large sample standard errors of kappa and weighted kappa. "
    "Psychological Bulletin 72(5), 323-327."
)
GWET_2008 = (
    "Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high agreement. "
    "British Journal of Mathematical and Statistical Psychology 61(1), 29-48."
)
GWET_2014 = "Gwet, K. L. (2014). Handbook of Inter-Rater Reliability (4th ed.). Advanced Analytics."
GWET_2021 = (
    "Gwet, K. L. (2021). Large-sample variance of Fleiss generalized kappa. "
    "Educational and Psychological Measurement 81(4), 781-790."
)


class ChanceTerm(NamedTuple):
    """De (groups,), and what each row adds to it at the margin (groups, r)."""

    expected: Array
    influence: Array


def standard_error(
    ratings: Ratings,
    matrix: Array | None,
    weight: Array,
    chance: ChanceTerm | None,
    *,
    by_value: bool = False,
    less: int = 1,
) -> Array:
    """Return (groups,): the standard error of 1 - Do / De, or of 1 - Do where there is no `chance`; NaN for none.

    `matrix`: distances (k, k), None for the nominal one. `weight`: (groups, r), see `weights`. `by_value`: Do is a mean
    over values, not over units. `less`: 1 to divide by one unit less than there are, 0 by all.
    """
    m = values(ratings)
    n, share = weight.sum(axis=-1), np.where(m > 1, m if by_value else 1.0, 0.0)
    differing = mean_disagreement(ratings, matrix)
    expected, of_chance = chance if chance is not None else (np.ones_like(n), np.zeros_like(weight))
    compared = weight @ share
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = weight @ (share * differing) / compared
        weighed = (n / compared)[..., None] * share
        # Gwet takes it as given how many units were compared, but in alpha not how many values.
        given = weighed if by_value else np.ones(len(m))
        agreeing = weighed * (1 - differing / expected[..., None]) - given * (1 - observed / expected)[..., None]
        influence = agreeing + (observed / expected**2)[..., None] * of_chance
        found = np.sqrt((weight * influence**2).sum(axis=-1) / n / (n - less))
    return np.where((compared > 0) & (n > less) & (observed > 0) & (expected > 0), found, np.nan)


def overall(error: Callable[[Ratings, Array], Array], ratings: Ratings) -> float | None:
    """Return a standard error over all units of ratings, None where there is none."""
    found = float(error(ratings, weights(ratings))[0])
    return None if math.isnan(found) else found


def weights(ratings: Ratings, groups: int = 1) -> Array:
    """Return (groups, r): how many units have each row; a unit of which nobody said anything is none.

    `groups`: of as many documents each, one behind the other.
    """
    r, each = len(ratings.rows), max(1, ratings.documents // groups)
    found = np.bincount(ratings.document // each * r + ratings.row, ratings.weight, minlength=groups * r)
    return np.where(values(ratings) > 0, found.reshape(groups, r), 0.0)


def of_two_or_more(ratings: Ratings, weight: Array) -> Array:
    """Return (groups, r): the weights of the rows in which at least two coders said something, 0 for the others."""
    return np.where(values(ratings) > 1, weight, 0.0)


def of_unit_shares(ratings: Ratings, matrix: Array | None, weight: Array) -> ChanceTerm:
    """Return De from the mean share of each category over units: of pi, Fleiss' kappa and, nominal, AC1."""
    m = values(ratings)
    return _of_pooled(ratings, matrix, weight, 1 / np.maximum(m, 1), np.ones(len(m)))


def of_values(ratings: Ratings, matrix: Array | None, weight: Array) -> ChanceTerm:
    """Return De from all values of units with two or more pooled: of alpha, but for its n / (n - 1)."""
    m = values(ratings)
    paired = (m > 1).astype(np.float64)
    return _of_pooled(ratings, matrix, weight, paired, paired * m)


def _of_pooled(ratings: Ratings, matrix: Array | None, weight: Array, share: Array, size: Array) -> ChanceTerm:
    """`share`: (r,), as what each value in a row counts; `size`: as what the row does."""
    total = _or_one(weight @ size)[..., None]
    used = _used(ratings, weight * share) / total
    away = _away(used, matrix)
    expected = (used * away).sum(axis=-1)
    n = weight.sum(axis=-1, keepdims=True)
    return ChanceTerm(expected, 2 * n / total * (share * _summed(ratings, away) - size * expected[..., None]))


def between_coders(ratings: Ratings, matrix: Array | None, weight: Array) -> ChanceTerm:
    """Return De from each coder's own distribution, the mean over pairs of coders: of Cohen's and Conger's kappa."""
    n = weight.sum(axis=-1, keepdims=True)
    present = [(ratings.rows[:, coder] != MISSING).astype(np.float64) for coder in range(ratings.coders)]
    totals = [weight @ one for one in present]
    both = {(one, other): (totals[one] > 0) & (totals[other] > 0) for one, other in _pairs(ratings.coders)}
    pairs = _or_one(sum(both.values(), np.zeros(weight.shape[:-1])))
    expected, influence = np.zeros(weight.shape[:-1]), np.zeros_like(weight)
    used = [_used(ratings, weight, coder) / _or_one(total)[..., None] for coder, total in enumerate(totals)]
    for (one, other), is_pair in both.items():
        chance = (used[one] * _away(used[other], matrix)).sum(axis=-1)
        expected += np.where(is_pair, chance / pairs, 0)
        for mine, theirs in ((one, other), (other, one)):
            apart = _summed(ratings, _away(used[theirs], matrix), mine)
            share = np.where(is_pair, 1 / (_or_one(totals[mine]) * pairs), 0)[..., None]
            influence += n * share * present[mine] * (apart - chance[..., None])
    return ChanceTerm(expected, influence)


def _or_one(numbers: Array) -> Array:
    return np.where(numbers > 0, numbers, 1.0)


def _used(ratings: Ratings, weight: Array, coder: int | None = None) -> Array:
    """Return (groups, k): how often each category was used, a value in a row counting as `weight` (groups, r)."""
    rows = ratings.rows if coder is None else ratings.rows[:, coder : coder + 1]
    row, column = np.nonzero(rows != MISSING)
    groups, k = len(weight), len(ratings.categories)
    at = np.arange(groups)[:, None] * k + rows[row, column]
    counted = np.bincount(at.reshape(-1), weight[:, row].reshape(-1), minlength=groups * k)
    return counted.astype(np.float64, copy=False).reshape(groups, k)


def _away(used: Array, matrix: Array | None) -> Array:
    """Return (groups, k): how far each category is from a value drawn from those used."""
    return np.asarray(used.sum(axis=-1, keepdims=True) - used if matrix is None else used @ matrix.T)


def _summed(ratings: Ratings, of_category: Array, coder: int | None = None) -> Array:
    """Return (groups, r): a number of each category (groups, k), added up over the values of each row."""
    rows: Ints = ratings.rows if coder is None else ratings.rows[:, coder : coder + 1]
    # The last one is what MISSING finds.
    every = np.concatenate((of_category, np.zeros((*of_category.shape[:-1], 1))), axis=-1)
    return np.asarray(every[..., rows].sum(axis=-1))


def _pairs(coders: int) -> Iterable[tuple[int, int]]:
    return ((one, other) for one in range(coders) for other in range(one + 1, coders))
