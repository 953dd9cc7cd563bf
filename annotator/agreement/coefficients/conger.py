"""Conger's kappa: Cohen's kappa for any number of coders, chance from each coder's own distribution.

As in Gwet (2014), what a single coder said of a unit counts for chance, where it is there; a study leaves it out.
"""

from collections.abc import Sequence

import numpy as np

from annotator.agreement.coefficient import Coefficient
from annotator.agreement.coefficients.chance_corrected import (
    UNIT_MEANS,
    chance_corrected,
    mean_disagreement,
    no_value,
    spread,
    stated,
    summed,
    totals,
    values,
)
from annotator.agreement.coefficients.distance import NOMINAL, Distance, unfit
from annotator.agreement.coefficients.standard_errors import GWET_2014, between_coders, standard_error
from annotator.agreement.input.ratings import Ratings
from annotator.agreement.tally import Array, Tally

NAME = "conger-kappa"
TITLE = "Conger's kappa"
CITATION = (
    "Conger, A. J. (1980). Integration and generalization of kappas for multiple raters. "
    "Psychological Bulletin 88(2), 322-328."
)
CONVENTIONS = (
    UNIT_MEANS,
    "Chance from each coder's own distribution over the units that this coder coded; the mean over pairs of coders.",
)


def conger_kappa(ratings: Ratings, distance: Distance = NOMINAL) -> Tally:
    """Return kappa = 1 - Do / De, De the mean over pairs of coders of the distance of a value of each.

    A coder without a value is in no pair. Undefined without a unit that two coders coded, and where all used one and
    the same category.
    """
    convention = stated(CONVENTIONS, ratings)
    if why := unfit(ratings, distance):
        return no_value(name=NAME, convention=convention, ratings=ratings, why=why)
    matrix = distance.of(ratings)
    m = values(ratings)
    every = np.ones_like(m)

    def disagreements(units: Array, differing: Array, *used: Array) -> tuple[Array, Array]:
        return differing / units, _between_coders(used, matrix)

    return chance_corrected(
        name=NAME,
        convention=convention,
        ratings=ratings,
        parts=(
            summed(ratings, (m > 1).astype(np.float64)),
            summed(ratings, mean_disagreement(ratings, matrix)),
            *(totals(ratings, every, ratings.rows[:, [at]]) for at in range(ratings.coders)),
        ),
        disagreements=disagreements,
        counted=lambda units, differing, *used: (units, sum(used, np.zeros(len(ratings.categories)))),
        alike=None if matrix is None else lambda units, differing, *used: _between_coders(used, None),
        depends_on=() if matrix is None else None,
    )


def conger_errors(ratings: Ratings, weight: Array, distance: Distance = NOMINAL) -> Array:
    """Return the large-sample standard error of kappa over independent units; see `Coefficient`."""
    if unfit(ratings, distance):
        return np.full(weight.shape[:-1], np.nan)
    matrix = distance.of(ratings)
    return standard_error(ratings, matrix, weight, between_coders(ratings, matrix, weight))


def _between_coders(used: Sequence[Array], matrix: Array | None) -> Array:
    """Return the mean spread between two coders, over the pairs of those who have values; NaN without one."""
    spreads = [spread(first, second, matrix) for at, first in enumerate(used) for second in used[at + 1 :]]
    found = np.array(spreads)
    known = np.isfinite(found)
    mean: Array = np.where(known, found, 0).sum(axis=0) / known.sum(axis=0)
    return mean


COEFFICIENTS = (
    Coefficient(
        name=NAME,
        title=TITLE,
        symbol="κ Conger",
        scale=NOMINAL.scale,
        coders=None,
        citation=CITATION,
        definition="κ = (Po - Pe) / (1 - Pe); Po: mean over units of (pairs of coders who agree / pairs of coders); "
        "Pe: mean over pairs of coders a, b of Σ p_a(c) p_b(c), p_a(c): share of category c among the values of a",
        conventions=CONVENTIONS,
        function=conger_kappa,
        standard_error=conger_errors,
        error_citation=GWET_2014,
    ),
)
