"""Gwet's AC1 and AC2: agreement of any number of coders, with a chance that a rare category does not drive up.

Chance is the likelihood that coders agree because at least one of them guesses, and guesses are likelier where the
categories are evenly used. AC2 is AC1 with weights. Both depend on how many categories the scale has, also unused ones.
For chance Gwet counts what a single coder said of a unit, where it is there; a study leaves such units out.
"""

from functools import partial

import numpy as np

from annotator.agreement.coefficient import Coefficient
from annotator.agreement.coefficients.chance_corrected import (
    CATEGORIES,
    UNIT_MEANS,
    corrected_unit_means,
    no_value,
    spread,
    stated,
    values,
)
from annotator.agreement.coefficients.distance import LINEAR, NOMINAL, ORDINAL, QUADRATIC, Distance, unfit
from annotator.agreement.coefficients.standard_errors import (
    GWET_2008,
    GWET_2014,
    ChanceTerm,
    of_unit_shares,
    standard_error,
)
from annotator.agreement.input.ratings import Ratings
from annotator.agreement.tally import Array, Tally

NAME, NAME_WEIGHTED = "ac1", "ac2"
TITLE, TITLE_WEIGHTED = "Gwet's AC1", "Gwet's AC2"
CITATION = (
    "Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high agreement. "
    "British Journal of Mathematical and Statistical Psychology 61(1), 29-48."
)
CITATION_WEIGHTED = "Gwet, K. L. (2014). Handbook of Inter-Rater Reliability (4th ed.), chapter 4. Advanced Analytics."
CONVENTIONS = (
    UNIT_MEANS,
    "Chance from the mean share of a category over units.",
    CATEGORIES,
)


def conventions(distance: Distance) -> tuple[str, ...]:
    """Return what was chosen where there are several ways."""
    return CONVENTIONS if distance is NOMINAL else (*CONVENTIONS, distance.convention)


def gwet_ac(ratings: Ratings, distance: Distance = NOMINAL) -> Tally:
    """Return AC1, or AC2 with a distance of at most 1, of any number of coders.

    1 - Do / De, with De = 1 - Σ w / (q (q - 1)) · Σ p(c) (1 - p(c)), w = 1 - distance, q categories in the scale.
    Undefined without a unit that two coders coded, and on a scale of one category. Where all used one category of
    several, it is 1.
    """
    name = NAME if distance is NOMINAL else f"{NAME_WEIGHTED}-{distance.name}"
    convention = stated(conventions(distance), ratings)
    if why := unfit(ratings, distance):
        return no_value(name=name, convention=convention, ratings=ratings, why=why)
    matrix = distance.of(ratings)
    m = values(ratings)
    q, guesses = len(ratings.categories), _guesses(ratings, matrix)

    return corrected_unit_means(
        name=name,
        convention=convention,
        ratings=ratings,
        matrix=matrix,
        share=1 / np.maximum(m, 1),
        expected=lambda used: 1 - guesses * spread(used, used, None),
        alike=None if matrix is None else lambda used: 1 - spread(used, used, None) / (q - 1),
        depends_on=guesses if matrix is None else None,
    )


def _guesses(ratings: Ratings, matrix: Array | None) -> float:
    """Return how much two values agree of which one is a guess, over 1 - 1 / q; NaN on a scale of one category."""
    q = len(ratings.categories)
    weights = q if matrix is None else float((1 - matrix).sum())
    return weights / (q * (q - 1)) if q > 1 else np.nan


def gwet_errors(ratings: Ratings, weight: Array, distance: Distance = NOMINAL) -> Array:
    """Return the large-sample standard error of AC1 or AC2 over independent units; see `Coefficient`."""
    if unfit(ratings, distance):
        return np.full(weight.shape[:-1], np.nan)
    matrix, spread_out = distance.of(ratings), of_unit_shares(ratings, None, weight)
    guesses = _guesses(ratings, matrix)
    chance = ChanceTerm(1 - guesses * spread_out.expected, -guesses * spread_out.influence)
    return standard_error(ratings, matrix, weight, chance)


def _weighted(distance: Distance, symbol: str) -> Coefficient:
    return Coefficient(
        name=f"{NAME_WEIGHTED}-{distance.name}",
        title=f"{TITLE_WEIGHTED}, {distance.name} weights",
        symbol=symbol,
        scale=distance.scale,
        coders=None,
        citation=CITATION_WEIGHTED,
        definition="AC2 = (Po - Pe) / (1 - Pe); Po: mean over units of the mean weight of their pairs of values; "
        "Pe = ΣΣ w(c, k) / (q (q - 1)) · Σ p(c) (1 - p(c)), q: number of categories; "
        f"w(c, k) = 1 - {distance.formula}",
        conventions=conventions(distance),
        counts_categories=True,
        function=partial(gwet_ac, distance=distance),
        standard_error=partial(gwet_errors, distance=distance),
        error_citation=GWET_2014,
    )


COEFFICIENTS = (
    Coefficient(
        name=NAME,
        title=TITLE,
        symbol="AC1",
        scale=NOMINAL.scale,
        coders=None,
        citation=CITATION,
        definition="AC1 = (Po - Pe) / (1 - Pe); Po: mean over units of (pairs of coders who agree / pairs of coders); "
        "Pe = Σ p(c) (1 - p(c)) / (q - 1), q: number of categories, p(c): share of category c",
        conventions=CONVENTIONS,
        counts_categories=True,
        function=gwet_ac,
        standard_error=gwet_errors,
        error_citation=GWET_2008,
    ),
    _weighted(ORDINAL, "AC2 ord."),
    _weighted(LINEAR, "AC2 lin."),
    _weighted(QUADRATIC, "AC2 quad."),
)
