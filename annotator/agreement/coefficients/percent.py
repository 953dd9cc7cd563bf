"""Percent agreement: how often coders say the same, with nothing taken off for chance.

With missing values the literature has several ways to average, which differ: on Krippendorff's table of four coders
(2011) they give 0.818, 0.800, 0.805 and 0.782. Which one was used is said in the result.
"""

from collections.abc import Callable
from enum import StrEnum

import numpy as np

from annotator.agreement.coefficient import Coefficient
from annotator.agreement.coefficients.chance_corrected import (
    NO_PAIRS,
    mean_disagreement,
    no_value,
    summed,
    totals,
    values,
)
from annotator.agreement.coefficients.distance import NOMINAL, Distance, unfit
from annotator.agreement.coefficients.standard_errors import GWET_2014, standard_error
from annotator.agreement.input.ratings import Ratings
from annotator.agreement.plus_one import Errors
from annotator.agreement.tally import Array, Estimate, Tally
from annotator.model.attribute_kinds import Scale

NAME = "percent"
TITLE = "Percent agreement"
CITATION = "Gwet, K. L. (2014). Handbook of Inter-Rater Reliability (4th ed.). Advanced Analytics."


class Averaging(StrEnum):
    """How units that not all coders coded are weighed."""

    UNITS = "units"
    VALUES = "values"
    CORRECTED = "values, corrected"
    PAIRS = "pairs"


CONVENTIONS = {
    Averaging.UNITS: "The mean, over units that at least two coders coded, of the share of their pairs that agree.",
    Averaging.VALUES: "As in alpha: the same mean, in which a unit counts by its number of values.",
    Averaging.CORRECTED: "As in alpha, corrected for a small sample: disagreement is reduced by 1 / number of values.",
    Averaging.PAIRS: "The share of all pairs of values that agree; a unit counts by its number of pairs.",
}
# The weight of a unit with m values.
_WEIGHTS: dict[Averaging, Callable[[Array], Array]] = {
    Averaging.UNITS: np.ones_like,
    Averaging.VALUES: lambda m: m,
    Averaging.CORRECTED: lambda m: m,
    Averaging.PAIRS: lambda m: m * (m - 1) / 2,
}


def percent_agreement(ratings: Ratings, averaging: Averaging = Averaging.UNITS, distance: Distance = NOMINAL) -> Tally:
    """Return the observed agreement of any number of coders; units with fewer than two values are left out.

    `UNITS`: Fleiss (1971), Gwet (2014); `VALUES`: 1 - observed disagreement of Krippendorff (2011); `CORRECTED`: the
    same in the form that Gwet (2014) gives it. Without missing values all but `CORRECTED` are one.
    With a distance of at most 1, a pair that differs agrees as far as it is near.
    """
    convention = " ".join((CONVENTIONS[averaging], *((distance.convention,) if distance is not NOMINAL else ())))
    if why := unfit(ratings, distance):
        return no_value(name=NAME, convention=convention, ratings=ratings, why=why)
    m = values(ratings)
    compared = (m > 1).astype(np.float64)
    weight = _WEIGHTS[averaging](m) * compared
    # 0 where coders agree, whatever the weight: so that full agreement is 1 without rounding.
    share = mean_disagreement(ratings, distance.of(ratings))
    features = np.stack([weight * share, weight, compared * m, compared], axis=1)

    return Tally(
        coefficient=NAME,
        sums=ratings.add_up(features),
        finish=_FINISH[averaging],
        undefined=lambda _: NO_PAIRS,
        n=summed(ratings, compared),
        categories=ratings.names,
        used=totals(ratings, compared),
        convention=convention,
        lowest=0.0,
    )


def _finish(averaging: Averaging) -> Callable[[Array], Estimate]:
    def finish(sums: Array) -> Estimate:
        differing, everything, n, units = np.moveaxis(sums, -1, 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            smaller = 1 - 1 / n if averaging is Averaging.CORRECTED else 1
            value = 1 - differing / everything * smaller
        return Estimate(value, observed=value, errors=Errors(units * (1 - value), units))

    return finish


_FINISH = {averaging: _finish(averaging) for averaging in Averaging}
"""Each made once: tallies are computed together that have the same."""


def percent_errors(ratings: Ratings, weight: Array, distance: Distance = NOMINAL) -> Array:
    """Return the standard error of percent agreement over independent units; see `Coefficient`."""
    if unfit(ratings, distance):
        return np.full(weight.shape[:-1], np.nan)
    return standard_error(ratings, distance.of(ratings), weight, None)


COEFFICIENTS = (
    Coefficient(
        name=NAME,
        title=TITLE,
        symbol="%",
        scale=Scale.NOMINAL,
        coders=None,
        citation=CITATION,
        definition="Po = mean over units of (pairs of coders who agree / pairs of coders)",
        conventions=(
            CONVENTIONS[Averaging.UNITS],
            "A unit that fewer than two coders coded is left out.",
            "Weighing units by their values or by their pairs gives other numbers where values are missing.",
        ),
        function=percent_agreement,
        standard_error=percent_errors,
        error_citation=GWET_2014,
    ),
)
