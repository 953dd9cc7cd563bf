"""Brennan and Prediger's kappa: agreement of any number of coders beyond what guessing evenly would give.

Known also as Bennett's S for two coders, and as Randolph's free-marginal kappa for more.
"""

import numpy as np

from annotator.agreement.coefficient import Coefficient
from annotator.agreement.coefficients.chance_corrected import (
    CATEGORIES,
    UNIT_MEANS,
    corrected_unit_means,
    no_value,
    values,
)
from annotator.agreement.coefficients.distance import NOMINAL, Distance, unfit
from annotator.agreement.coefficients.standard_errors import GWET_2014, ChanceTerm, standard_error
from annotator.agreement.input.ratings import Ratings
from annotator.agreement.tally import Array, Tally

NAME = "brennan-prediger"
TITLE = "Brennan and Prediger's kappa"
CITATION = (
    "Brennan, R. L. & Prediger, D. J. (1981). Coefficient kappa: Some uses, misuses, and alternatives. "
    "Educational and Psychological Measurement 41(3), 687-699."
)
CONVENTIONS = (
    UNIT_MEANS,
    "Chance from all categories alike.",
    CATEGORIES,
)


def brennan_prediger(ratings: Ratings, distance: Distance = NOMINAL) -> Tally:
    """Return kappa = 1 - Do / De, De the mean distance of two categories of the scale, each with itself included.

    `distance`: at most 1. Undefined without a unit that two coders coded, and on a scale of one category. Where all
    used one category of several, it is 1.
    """
    convention = " ".join(CONVENTIONS)
    if why := unfit(ratings, distance):
        return no_value(name=NAME, convention=convention, ratings=ratings, why=why)
    matrix = distance.of(ratings)
    compared = (values(ratings) > 1).astype(np.float64)
    q = max(len(ratings.categories), 1)
    expected = _by_chance(q, matrix)

    return corrected_unit_means(
        name=NAME,
        convention=convention,
        ratings=ratings,
        matrix=matrix,
        share=compared,
        expected=lambda used: np.full(used.shape[:-1], expected),
        alike=None if matrix is None else lambda used: np.full(used.shape[:-1], (q - 1) / q),
        depends_on=expected if matrix is None else None,
    )


def _by_chance(q: int, matrix: Array | None) -> float:
    return (q - 1) / q if matrix is None else float(matrix.sum()) / q**2


def brennan_errors(ratings: Ratings, weight: Array, distance: Distance = NOMINAL) -> Array:
    """Return the large-sample standard error of kappa over independent units; see `Coefficient`."""
    if unfit(ratings, distance):
        return np.full(weight.shape[:-1], np.nan)
    matrix = distance.of(ratings)
    expected = np.full(weight.shape[:-1], _by_chance(max(len(ratings.categories), 1), matrix))
    return standard_error(ratings, matrix, weight, ChanceTerm(expected, np.zeros_like(weight)))


COEFFICIENTS = (
    Coefficient(
        name=NAME,
        title=TITLE,
        symbol="κ BP",
        scale=NOMINAL.scale,
        coders=None,
        citation=CITATION,
        definition="κ = (Po - Pe) / (1 - Pe); Po: mean over units of (pairs of coders who agree / pairs of coders); "
        "Pe = 1 / q, q: number of categories",
        conventions=CONVENTIONS,
        counts_categories=True,
        function=brennan_prediger,
        standard_error=brennan_errors,
        error_citation=GWET_2014,
    ),
)
