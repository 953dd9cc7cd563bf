"""Cohen's kappa: agreement of two coders beyond what their own habits would give by chance; also weighted."""

from functools import partial

import numpy as np

from annotator.agreement.coefficient import Coefficient
from annotator.agreement.coefficients.chance_corrected import (
    chance_corrected,
    disagreement,
    no_value,
    not_two,
    spread,
    summed,
    totals,
    values,
)
from annotator.agreement.coefficients.distance import LINEAR, NOMINAL, QUADRATIC, Distance, unfit
from annotator.agreement.coefficients.standard_errors import FLEISS_1969, between_coders, of_two_or_more, standard_error
from annotator.agreement.input.ratings import Ratings
from annotator.agreement.tally import Array, Tally

NAME = "cohen-kappa"
TITLE = "Cohen's kappa"
CITATION = (
    "Cohen, J. (1960). A coefficient of agreement for nominal scales. "
    "Educational and Psychological Measurement 20(1), 37-46."
)
CITATION_WEIGHTED = (
    "Cohen, J. (1968). Weighted kappa: Nominal scale agreement with provision for scaled disagreement or partial "
    "credit. Psychological Bulletin 70(4), 213-220."
)
CONVENTIONS = (
    "Chance from each coder's own distribution.",
    "Units that one of the two did not code are left out.",
)


def conventions(distance: Distance) -> tuple[str, ...]:
    """Return what was chosen where there are several ways."""
    return CONVENTIONS if distance is NOMINAL else (*CONVENTIONS, distance.convention)


def cohen_kappa(ratings: Ratings, distance: Distance = NOMINAL) -> Tally:
    """Return kappa = 1 - Do / De of two coders, De the mean distance of a value of the one and one of the other.

    Undefined for another number of coders, without a unit that both coded, and where both used one and the same
    category throughout (De = 0).
    """
    name = NAME if distance is NOMINAL else f"{NAME}-{distance.name}"
    convention = " ".join(conventions(distance))
    if why := not_two(ratings, TITLE) or unfit(ratings, distance):
        return no_value(name=name, convention=convention, ratings=ratings, why=why)
    matrix = distance.of(ratings)
    both = (values(ratings) == 2).astype(np.float64)

    def disagreements(differing: Array, first: Array, second: Array) -> tuple[Array, Array]:
        return differing / first.sum(axis=-1), spread(first, second, matrix)

    return chance_corrected(
        name=name,
        convention=convention,
        ratings=ratings,
        parts=(
            summed(ratings, disagreement(ratings, matrix)),
            totals(ratings, both, ratings.rows[:, :1]),
            totals(ratings, both, ratings.rows[:, 1:]),
        ),
        disagreements=disagreements,
        counted=lambda differing, first, second: (first.sum(axis=-1), first + second),
        alike=None if matrix is None else lambda differing, first, second: spread(first, second, None),
        depends_on=() if matrix is None else None,
    )


def cohen_errors(ratings: Ratings, weight: Array, distance: Distance = NOMINAL) -> Array:
    """Return the large-sample standard error of kappa over independent units; see `Coefficient`."""
    if not_two(ratings, TITLE) or unfit(ratings, distance):
        return np.full(weight.shape[:-1], np.nan)
    both, matrix = of_two_or_more(ratings, weight), distance.of(ratings)
    return standard_error(ratings, matrix, both, between_coders(ratings, matrix, both), less=0)


def _weighted(distance: Distance, symbol: str) -> Coefficient:
    return Coefficient(
        name=f"{NAME}-{distance.name}",
        title=f"{TITLE}, {distance.name} weights",
        symbol=symbol,
        scale=distance.scale,
        coders=2,
        citation=CITATION_WEIGHTED,
        definition="κ = 1 - Do / De; Do: mean of d over the units, c and k the values of the two; "
        f"De = ΣΣ p1(c) p2(k) d(c, k); d(c, k) = {distance.formula}",
        conventions=conventions(distance),
        function=partial(cohen_kappa, distance=distance),
        standard_error=partial(cohen_errors, distance=distance),
        error_citation=FLEISS_1969,
    )


COEFFICIENTS = (
    Coefficient(
        name=NAME,
        title=TITLE,
        symbol="κ",
        scale=NOMINAL.scale,
        coders=2,
        citation=CITATION,
        definition="κ = (Po - Pe) / (1 - Pe); Po: share of units on which both agree; Pe = Σ p1(c) p2(c), p1(c): share "
        "of category c among the values of the first",
        conventions=CONVENTIONS,
        function=cohen_kappa,
        standard_error=cohen_errors,
        error_citation=FLEISS_1969,
    ),
    _weighted(LINEAR, "κ lin."),
    _weighted(QUADRATIC, "κ quad."),
)
