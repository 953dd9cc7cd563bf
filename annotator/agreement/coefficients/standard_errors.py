"""Standard errors of coefficients over units that are independent of each other, as they were published.

All coefficients are 1 - Do / De. What a unit adds to them at the margin (its influence) follows from what it adds to
either, and the variance is that of the influences. Fleiss, Cohen and Everitt (1969) divide by the number of units, as
of a multinomial sample; Gwet by one less. Where no disagreement was seen there is none: it would be 0.
"""

from collections.abc import Iterable
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
    """De, and what each row (r,) adds to it at the margin."""

    expected: float
    influence: Array


def standard_error(
    ratings: Ratings, matrix: Array | None, chance: ChanceTerm | None, *, by_value: bool = False, less: int = 1
) -> float | None:
    """Return the standard error of 1 - Do / De, or of 1 - Do where there is no `chance`; None where it has none.

    `matrix`: distances (k, k), None for the nominal one. `by_value`: Do is a mean over values, not over units.
    `less`: 1 to divide by one unit less than there are, 0 by all.
    """
    weight = weights(ratings)
    m = values(ratings)
    n = float(weight[m > 0].sum())
    share = np.where(m > 1, m if by_value else 1.0, 0.0)
    compared = float(weight @ share)
    if not compared or n - less <= 0:
        return None
    differing = mean_disagreement(ratings, matrix)
    observed = float(weight @ (share * differing)) / compared
    expected, of_chance = chance if chance is not None else (1.0, np.zeros(len(weight)))
    if not observed or not expected > 0:
        return None
    weighed = n / compared * share
    # Gwet takes it as given how many units were compared, but in alpha not how many values.
    given = weighed if by_value else np.ones(len(weight))
    agreeing = weighed * (1 - differing / expected) - given * (1 - observed / expected)
    influence = agreeing + observed / expected**2 * of_chance
    return float(np.sqrt(weight @ influence**2 / n / (n - less)))


def weights(ratings: Ratings) -> Array:
    """Return (r,): how many units have each row; a unit of which nobody said anything is none."""
    found = np.bincount(ratings.row, ratings.weight, minlength=len(ratings.rows)).astype(np.float64)
    return np.where(values(ratings) > 0, found, 0.0)


def of_unit_shares(ratings: Ratings, matrix: Array | None) -> ChanceTerm:
    """Return De from the mean share of each category over units: of pi, Fleiss' kappa and, nominal, AC1."""
    m = values(ratings)
    return _of_pooled(ratings, matrix, 1 / np.maximum(m, 1), np.ones(len(m)))


def of_values(ratings: Ratings, matrix: Array | None) -> ChanceTerm:
    """Return De from all values of units with two or more pooled: of alpha, but for its n / (n - 1)."""
    m = values(ratings)
    paired = (m > 1).astype(np.float64)
    return _of_pooled(ratings, matrix, paired, paired * m)


def _of_pooled(ratings: Ratings, matrix: Array | None, share: Array, size: Array) -> ChanceTerm:
    """`share`: (r,), as what each value in a row counts; `size`: as what the row does."""
    weight = weights(ratings)
    total = float(weight @ size) or 1.0
    used = _used(ratings, weight * share) / total
    away = _away(used, matrix)
    expected = float(used @ away)
    return ChanceTerm(expected, 2 * _units(ratings) / total * (share * _summed(ratings, away) - size * expected))


def between_coders(ratings: Ratings, matrix: Array | None) -> ChanceTerm:
    """Return De from each coder's own distribution, the mean over pairs of coders: of Cohen's and Conger's kappa."""
    weight, n = weights(ratings), _units(ratings)
    present = [(ratings.rows[:, coder] != MISSING).astype(np.float64) for coder in range(ratings.coders)]
    totals = [float(weight @ one) for one in present]
    pairs = [(one, other) for one, other in _pairs(ratings.coders) if totals[one] and totals[other]]
    expected, influence = 0.0, np.zeros(len(weight))
    used = [_used(ratings, weight, coder) / max(total, 1) for coder, total in enumerate(totals)]
    for one, other in pairs:
        chance = float(used[one] @ _away(used[other], matrix))
        expected += chance / len(pairs)
        for mine, theirs in ((one, other), (other, one)):
            apart = _summed(ratings, _away(used[theirs], matrix), mine)
            influence += n / totals[mine] * present[mine] * (apart - chance) / len(pairs)
    return ChanceTerm(expected, influence)


def _units(ratings: Ratings) -> float:
    return float(weights(ratings)[values(ratings) > 0].sum())


def _used(ratings: Ratings, weight: Array, coder: int | None = None) -> Array:
    """Return (k,): how often each category was used, a value in a row counting as `weight` (r,)."""
    rows = ratings.rows if coder is None else ratings.rows[:, coder : coder + 1]
    known = rows != MISSING
    counted = np.broadcast_to(weight[:, None], rows.shape)[known]
    return np.bincount(rows[known], counted, minlength=len(ratings.categories)).astype(np.float64)


def _away(used: Array, matrix: Array | None) -> Array:
    """Return (k,): how far each category is from a value drawn from those used."""
    return np.asarray(used.sum() - used if matrix is None else matrix @ used)


def _summed(ratings: Ratings, of_category: Array, coder: int | None = None) -> Array:
    """Return (r,): a number of each category, added up over the values of each row."""
    rows: Ints = ratings.rows if coder is None else ratings.rows[:, coder : coder + 1]
    # The last one is what MISSING finds.
    return np.asarray(np.append(of_category, 0)[rows].sum(axis=1))


def _pairs(coders: int) -> Iterable[tuple[int, int]]:
    return ((one, other) for one in range(coders) for other in range(one + 1, coders))
