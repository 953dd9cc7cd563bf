"""Scott's pi: agreement of two coders beyond what the categories that both use together would give by chance."""

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
from annotator.agreement.coefficients.distance import NOMINAL, Distance, unfit
from annotator.agreement.coefficients.standard_errors import GWET_2014, of_two_or_more, of_unit_shares, standard_error
from annotator.agreement.input.ratings import Ratings
from annotator.agreement.tally import Array, Tally
from annotator.model.attribute_kinds import Scale

NAME = "scott-pi"
TITLE = "Scott's pi"
CITATION = (
    "Scott, W. A. (1955). Reliability of content analysis: The case of nominal scale coding. "
    "Public Opinion Quarterly 19(3), 321-325."
)
CONVENTIONS = (
    "Chance from the values of both coders pooled.",
    "Units that one of the two did not code are left out.",
)


def scott_pi(ratings: Ratings, distance: Distance = NOMINAL) -> Tally:
    """Return pi = 1 - Do / De of two coders, De the mean distance of two values drawn from those of both, put back.

    Undefined for another number of coders, without a unit that both coded, and where both used one category only.
    """
    convention = " ".join(CONVENTIONS)
    if why := not_two(ratings, TITLE) or unfit(ratings, distance):
        return no_value(name=NAME, convention=convention, ratings=ratings, why=why)
    matrix = distance.of(ratings)
    both = (values(ratings) == 2).astype(np.float64)

    def disagreements(differing: Array, used: Array) -> tuple[Array, Array]:
        return differing / (used.sum(axis=-1) / 2), spread(used, used, matrix)

    return chance_corrected(
        name=NAME,
        convention=convention,
        ratings=ratings,
        parts=(summed(ratings, disagreement(ratings, matrix)), totals(ratings, both)),
        disagreements=disagreements,
        counted=lambda differing, used: (used.sum(axis=-1) / 2, used),
        alike=None if matrix is None else lambda differing, used: spread(used, used, None),
        depends_on=() if matrix is None else None,
    )


def pi_errors(ratings: Ratings, weight: Array, distance: Distance = NOMINAL) -> Array:
    """Return the large-sample standard error of pi over independent units; see `Coefficient`."""
    if not_two(ratings, TITLE) or unfit(ratings, distance):
        return np.full(weight.shape[:-1], np.nan)
    both, matrix = of_two_or_more(ratings, weight), distance.of(ratings)
    return standard_error(ratings, matrix, both, of_unit_shares(ratings, matrix, both), less=0)


COEFFICIENTS = (
    Coefficient(
        name=NAME,
        title=TITLE,
        symbol="π",
        scale=Scale.NOMINAL,
        coders=2,
        citation=CITATION,
        definition="π = (Po - Pe) / (1 - Pe); Po: share of units on which both agree; Pe = Σ p(c)², p(c): share of "
        "category c among the values of both",
        conventions=CONVENTIONS,
        function=scott_pi,
        standard_error=pi_errors,
        error_citation=GWET_2014,
    ),
)
