"""Fleiss' kappa: agreement of any number of coders beyond what all their values together would give by chance.

It is Scott's pi for many coders. Fleiss has no missing values; with them there are two ways to compute chance, which
give 0.7612 and 0.7605 on Krippendorff's table of four coders (2011). Which one was used is said in the result. Both
count for chance what a single coder said of a unit, where it is there; a study leaves such units out.
"""

from enum import StrEnum

import numpy as np

from annotator.agreement.coefficient import Coefficient
from annotator.agreement.coefficients.chance_corrected import (
    UNIT_MEANS,
    corrected_unit_means,
    no_value,
    spread,
    stated,
    values,
)
from annotator.agreement.coefficients.distance import NOMINAL, Distance, unfit
from annotator.agreement.coefficients.standard_errors import GWET_2021, of_unit_shares, standard_error
from annotator.agreement.input.ratings import Ratings
from annotator.agreement.tally import Array, Tally

NAME = "fleiss-kappa"
TITLE = "Fleiss' kappa"
CITATION = (
    "Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin 76(5), 378-382."
)


class Chance(StrEnum):
    """How the share of a category is computed where not all coders coded every unit."""

    UNITS = "units"
    VALUES = "values"


CONVENTIONS = {
    Chance.UNITS: (UNIT_MEANS, "Chance from the mean share of a category over units, as Gwet (2014) has it."),
    Chance.VALUES: (UNIT_MEANS, "Chance from all values pooled."),
}


def fleiss_kappa(ratings: Ratings, distance: Distance = NOMINAL, chance: Chance = Chance.UNITS) -> Tally:
    """Return kappa = 1 - Do / De of any number of coders, De the mean distance of two values drawn from all, put back.

    Undefined without a unit that two coders coded, and where all used one category only.
    """
    convention = stated(CONVENTIONS[chance], ratings)
    if why := unfit(ratings, distance):
        return no_value(name=NAME, convention=convention, ratings=ratings, why=why)
    matrix = distance.of(ratings)
    m = values(ratings)
    # A value of a unit with m of them counts as 1 / m of a unit, or as itself.
    share = 1 / np.maximum(m, 1) if chance is Chance.UNITS else np.ones_like(m)

    return corrected_unit_means(
        name=NAME,
        convention=convention,
        ratings=ratings,
        matrix=matrix,
        share=share,
        expected=lambda used: spread(used, used, matrix),
        alike=None if matrix is None else lambda used: spread(used, used, None),
        depends_on=() if matrix is None else None,
    )


def fleiss_errors(ratings: Ratings, weight: Array, distance: Distance = NOMINAL) -> Array:
    """Return the large-sample standard error of kappa over independent units, chance by `Chance.UNITS`."""
    if unfit(ratings, distance):
        return np.full(weight.shape[:-1], np.nan)
    matrix = distance.of(ratings)
    return standard_error(ratings, matrix, weight, of_unit_shares(ratings, matrix, weight))


COEFFICIENTS = (
    Coefficient(
        name=NAME,
        title=TITLE,
        symbol="κ Fleiss",
        scale=NOMINAL.scale,
        coders=None,
        citation=CITATION,
        definition="κ = (Po - Pe) / (1 - Pe); Po: mean over units of (pairs of coders who agree / pairs of coders); "
        "Pe = Σ p(c)², p(c): share of category c among the values of all",
        conventions=CONVENTIONS[Chance.UNITS],
        function=fleiss_kappa,
        standard_error=fleiss_errors,
        error_citation=GWET_2021,
    ),
)
