"""Krippendorff's alpha for any number of coders, missing values, and categories on any scale.

Krippendorff, K. (2004). Content Analysis (2nd ed.), chapter 11. Sage.
"""

from functools import partial

import numpy as np

from annotator.agreement.coefficient import Coefficient
from annotator.agreement.coefficients.chance_corrected import (
    chance_corrected,
    disagreement,
    no_value,
    spread,
    summed,
    totals,
    values,
)
from annotator.agreement.coefficients.distance import INTERVAL, JACCARD, MASI, NOMINAL, RATIO, Distance, places, unfit
from annotator.agreement.coefficients.standard_errors import GWET_2014, of_two_or_more, of_values, standard_error
from annotator.agreement.input.ratings import MISSING, Ints, Ratings
from annotator.agreement.tally import Array, Tally
from annotator.model.attribute_kinds import Scale

NAME = "alpha"
TITLE = "Krippendorff's alpha"
CITATION = "Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability. University of Pennsylvania."
CITATION_MASI = (
    "Passonneau, R. (2006). Measuring agreement on set-valued items (MASI) for semantic and pragmatic annotation. "
    "Proceedings of LREC 2006, 831-836."
)
CONVENTIONS = (
    "Units with fewer than two values are left out.",
    "Chance from all coders' pooled values, drawn without putting them back.",
)
_ORDINAL = Distance(
    "ordinal",
    Scale.ORDINAL,
    "Ordinal distance: the squared number of values that rank between two categories, half of both included.",
    "(n(c) / 2 + the n of the categories between + n(k) / 2)²",
    None,
)
_SHARES = (NOMINAL, JACCARD, MASI)
_WITH_ERROR = (NOMINAL, INTERVAL, RATIO)
"""Those for which a standard error was published: as Gwet's weights, which the values do not change."""


def alpha(ratings: Ratings, distance: Distance = NOMINAL) -> Tally:
    """Return alpha = 1 - Do / De over the values that can be paired, for a distance that the values do not change.

    Undefined without a unit that two coders coded, and where all values are of one category (De = 0).
    """
    name, convention = f"{NAME}-{distance.name}", " ".join(conventions(distance))
    if why := unfit(ratings, distance):
        return no_value(name=name, convention=convention, ratings=ratings, why=why)
    matrix = distance.of(ratings)
    m = values(ratings)
    compared = (m > 1).astype(np.float64)

    def disagreements(units: Array, differing: Array, used: Array) -> tuple[Array, Array]:
        return differing / used.sum(axis=-1), _by_chance(used, matrix)

    return chance_corrected(
        name=name,
        convention=convention,
        ratings=ratings,
        parts=(
            summed(ratings, compared),
            summed(ratings, 2 * disagreement(ratings, matrix) / np.maximum(m - 1, 1)),
            totals(ratings, compared),
        ),
        disagreements=disagreements,
        counted=lambda units, differing, used: (units, used),
        alike=None if matrix is None else lambda units, differing, used: _by_chance(used),
        are_shares=distance in _SHARES,
        depends_on=() if matrix is None else None,
    )


def alpha_ordinal(ratings: Ratings) -> Tally:
    """Return alpha with the ordinal distance, which itself depends on how often each category is used.

    So the sums keep how often each two categories met. With R(c) = the mean rank of the values of c, the distance of
    c and k is (R(c) - R(k))², and De = 2 / (n - 1) · Σ n(c) (R(c) - n / 2)², linear in the number of categories.
    """
    name, convention = f"{NAME}-{_ORDINAL.name}", " ".join(conventions(_ORDINAL))
    if why := unfit(ratings, _ORDINAL):
        return no_value(name=name, convention=convention, ratings=ratings, why=why)
    place = places(ratings)
    m = values(ratings)
    compared = (m > 1).astype(np.float64)
    met, first, second = _met(ratings)

    def disagreements(units: Array, pairs: Array, used: Array) -> tuple[Array, Array]:
        n = used.sum(axis=-1)
        rank = _mean_ranks(used, place)
        observed = 2 * (pairs * (rank[..., first] - rank[..., second]) ** 2).sum(axis=-1) / n
        return observed, 2 * (used * (rank - n[..., None] / 2) ** 2).sum(axis=-1) / (n - 1)

    return chance_corrected(
        name=name,
        convention=convention,
        ratings=ratings,
        parts=(
            summed(ratings, compared),
            totals(ratings, 1 / np.maximum(m - 1, 1), met, len(first)),
            totals(ratings, compared),
        ),
        disagreements=disagreements,
        counted=lambda units, pairs, used: (units, used),
        alike=lambda units, pairs, used: _by_chance(used),
        are_shares=False,
    )


def _by_chance(used: Array, matrix: Array | None = None) -> Array:
    """Return De: the mean distance of two of the values, drawn without putting them back."""
    n = used.sum(axis=-1)
    found: Array = spread(used, used, matrix) * (n / (n - 1))
    return found


def _mean_ranks(used: Array, place: Ints) -> Array:
    """Return (..., k): how many values rank below those of each category, half of its own included."""
    rising = used[..., np.argsort(place)]
    return (np.cumsum(rising, axis=-1) - rising / 2)[..., place]


def _met(ratings: Ratings) -> tuple[Ints, Ints, Ints]:
    """Return (r, pairs of coders): which two categories met, by number, `MISSING` if equal; (p,), (p,): these two.

    Only those that met anywhere are numbered: on a long scale few of all k² do.
    """
    k = len(ratings.categories)
    first, second = np.triu_indices(ratings.coders, 1)
    one, other = ratings.rows[:, first], ratings.rows[:, second]
    differ = (one != other) & (one != MISSING) & (other != MISSING)
    pairs, number = np.unique((np.minimum(one, other) * k + np.maximum(one, other))[differ], return_inverse=True)
    met = np.full(one.shape, MISSING)
    met[differ] = number
    return met, *np.divmod(pairs, max(k, 1))


def conventions(distance: Distance) -> tuple[str, ...]:
    """Return what was chosen where there are several ways."""
    return (*CONVENTIONS, distance.convention)


def alpha_errors(ratings: Ratings, weight: Array, distance: Distance = NOMINAL) -> Array:
    """Return the large-sample standard error of alpha over independent units; see `Coefficient`."""
    if unfit(ratings, distance):
        return np.full(weight.shape[:-1], np.nan)
    compared, matrix = of_two_or_more(ratings, weight), distance.of(ratings)
    return standard_error(ratings, matrix, compared, of_values(ratings, matrix, compared), by_value=True)


def _listed(distance: Distance, symbol: str, citation: str = CITATION) -> Coefficient:
    return Coefficient(
        name=f"{NAME}-{distance.name}",
        title=f"{TITLE} ({distance.called})",
        symbol=symbol,
        scale=distance.scale,
        coders=None,
        citation=citation,
        definition="α = 1 - Do / De; Do: mean of d over the pairs of values within units, a unit with m values "
        f"counting as m; De: mean of d over all pairs of the n values; d(c, k) = {distance.formula}",
        conventions=conventions(distance),
        function=alpha_ordinal if distance is _ORDINAL else partial(alpha, distance=distance),
        standard_error=partial(alpha_errors, distance=distance) if distance in _WITH_ERROR else None,
        error_citation=GWET_2014 if distance in _WITH_ERROR else "",
    )


COEFFICIENTS = (
    _listed(NOMINAL, "α"),
    _listed(_ORDINAL, "α ord."),
    _listed(INTERVAL, "α int."),
    _listed(RATIO, "α ratio"),
    _listed(JACCARD, "α Jaccard"),
    _listed(MASI, "α MASI", CITATION_MASI),
)
