"""What the coefficients that are corrected for chance share: all are 1 - Do / De.

Do and De are the observed and the expected disagreement, means of a distance between values. Computed so, and not from
agreement, coders who never differ get exactly 1: Do is then exactly 0.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from annotator.agreement.input.ratings import MISSING, Ints, Ratings
from annotator.agreement.plus_one import Errors
from annotator.agreement.tally import Array, Estimate, Tally, without_value

NO_PAIRS = "There is nothing here that two coders coded, so there is nothing to compare."
ONE_CATEGORY = "All coders used one category only, “{}”, so nothing can vary."
CATEGORIES = (
    "The number of categories q is how many the codebook lets coders choose from, used or not, and those that these "
    "coders gave besides (Brennan & Prediger 1981; Gwet 2014); where it cannot list them, as of sets, those that these "
    "coders gave."
)
UNIT_MEANS = "Agreement is the mean over units that at least two coders coded."
_ALSO_ALONE = "Units that one coder coded count for chance too."
NO_VARIETY = "Chance alone would give full agreement here, so there is nothing left to measure."


def kept(ratings: Ratings, what: Hashable, make: Callable[[], Array]) -> Array:
    """Return something of these ratings that is made once and never changed."""
    if what not in ratings.kept:
        made = ratings.kept[what] = make()
        made.flags.writeable = False
    return ratings.kept[what]


def values(ratings: Ratings) -> Array:
    """Return (r,): how many coders said something, in each row."""
    return kept(ratings, values, lambda: (ratings.rows != MISSING).sum(axis=1).astype(np.float64))


def stated(conventions: Sequence[str], ratings: Ratings) -> str:
    """Return conventions, and where units of a single coder count for chance, that they do."""
    is_alone = bool((values(ratings)[ratings.row] == 1).any())
    return " ".join((*conventions, *((_ALSO_ALONE,) if is_alone else ())))


def disagreement(ratings: Ratings, matrix: Array | None) -> Array:
    """Return (r,): the distance between the values of two coders, over all pairs of coders, in each row.

    `matrix`: (k, k), or None for the nominal distance, which is 1 between any two categories.
    """
    return (
        kept(ratings, disagreement, partial(_disagreement, ratings))
        if matrix is None
        else _disagreement(ratings, matrix)
    )


def _disagreement(ratings: Ratings, matrix: Array | None = None) -> Array:
    found = np.zeros(len(ratings.rows))
    for first in range(ratings.coders):
        for second in range(first + 1, ratings.coders):
            one, other = ratings.rows[:, first], ratings.rows[:, second]
            both = (one != MISSING) & (other != MISSING)
            found[both] += (one != other)[both] if matrix is None else matrix[one[both], other[both]]
    return found


def mean_disagreement(ratings: Ratings, matrix: Array | None) -> Array:
    """Return (r,): the mean distance over the pairs of coders who said something, in each row; 0 without a pair."""
    m = values(ratings)
    return disagreement(ratings, matrix) / np.maximum(m * (m - 1) / 2, 1)


def summed(ratings: Ratings, feature: Array) -> Array:
    """Return (documents,): what a number of each row (r,) comes to in each document."""
    return kept(ratings, (summed, feature.tobytes()), lambda: ratings.add_up(feature[:, None])[:, 0])


def totals(ratings: Ratings, share: Array, places: Ints | None = None, k: int | None = None) -> Array:
    """Return (documents, k): how often each category was used, a value in a row counting as `share` (r,) of one.

    `places`: (r, any), other numbers below `k` to count in the place of the coders' categories; `MISSING` is none.
    """
    k = len(ratings.categories) if k is None else k
    if places is not None:
        return _totals(ratings, share, places, k)
    return kept(ratings, (totals, share.tobytes()), lambda: _totals(ratings, share, ratings.rows, k))


def _totals(ratings: Ratings, share: Array, places: Ints, k: int) -> Array:
    used = places[ratings.row]
    known = used != MISSING
    at = (ratings.document[:, None] * k + used)[known]
    weight = np.broadcast_to((share[ratings.row] * ratings.weight)[:, None], used.shape)[known]
    found = np.bincount(at, weight, minlength=ratings.documents * k)
    return found.astype(np.float64, copy=False).reshape(ratings.documents, k)


def spread(first: Array, second: Array, matrix: Array | None) -> Array:
    """Return (...): the mean distance of a value drawn from `first` (..., k) and one from `second`, counts of each."""
    n, m = first.sum(axis=-1, keepdims=True), second.sum(axis=-1, keepdims=True)
    if matrix is None:
        # Linear in k, and without the rounding of 1 - p where a category is rare.
        found: Array = (first / n * ((m - second) / m)).sum(axis=-1)
    else:
        found = ((first / n) @ matrix * (second / m)).sum(axis=-1)
    return found


def chance_corrected(
    *,
    name: str,
    convention: str,
    ratings: Ratings,
    parts: Sequence[Array],
    disagreements: Callable[..., tuple[Array, Array]],
    counted: Callable[..., tuple[Array, Array]],
    alike: Callable[..., Array] | None = None,
    are_shares: bool = True,
    used: Array | None = None,
    depends_on: Hashable = None,
) -> Tally:
    """Return the tally of a coefficient 1 - Do / De.

    `parts`: arrays (documents,) or (documents, f), what each document adds. `disagreements`: their sums -> Do, De.
    `counted`: their sums -> how many units were compared, how often each category was used (..., k).
    `alike`: their sums -> De where any two categories differ alike; None where it is that already.
    `are_shares`: whether Do and De are at most 1; else they are given as details, and not as shares of agreement.
    `used`: (documents, k), how often each category was used, in values; None where `counted` counts values itself.
    `depends_on`: what the disagreements are of beside the parts, None: of these ratings, so that no other tally of the
    coefficient is finished alike.
    """
    columns = [part[:, None] if part.ndim == 1 else part for part in parts]
    widths = tuple(None if part.ndim == 1 else part.shape[1] for part in parts)
    alike_if = name, widths, are_shares, object() if depends_on is None else depends_on
    finish = _Finish(alike_if, widths, disagreements, counted, alike, are_shares)

    def undefined(total: Array) -> str:
        return _why_not(ratings.names, *counted(*finish.parts(total)))

    sums = np.hstack(columns)
    n, counts = counted(*finish.parts(sums))
    return Tally(
        coefficient=name,
        sums=sums,
        finish=finish,
        undefined=undefined,
        n=n,
        categories=ratings.names,
        used=counts if used is None else used,
        convention=convention,
    )


@dataclass(frozen=True, slots=True)
class _Finish:
    """How a value comes of sums; the same where what it depends on, `alike_if`, is equal. The rest is as it was given.

    `widths`: of the parts, None for one of shape (documents,).
    """

    alike_if: Hashable
    widths: tuple[int | None, ...] = field(compare=False)
    disagreements: Callable[..., tuple[Array, Array]] = field(compare=False)
    counted: Callable[..., tuple[Array, Array]] = field(compare=False)
    alike: Callable[..., Array] | None = field(compare=False)
    are_shares: bool = field(compare=False)

    def parts(self, sums: Array) -> list[Array]:
        """Return the sums of each part."""
        found, at = [], 0
        for width in self.widths:
            found.append(sums[..., at] if width is None else sums[..., at : at + width])
            at += 1 if width is None else width
        return found

    def __call__(self, sums: Array) -> Estimate:
        """Return the values of sums (..., f)."""
        with np.errstate(divide="ignore", invalid="ignore"):
            parts = self.parts(sums)
            observed, expected = self.disagreements(*parts)
            value = np.where(expected > 0, 1 - observed / expected, np.nan)
            by_chance = self.counted(*parts)[0] * (expected if self.alike is None else self.alike(*parts))
            errors = Errors(observed / expected * by_chance, by_chance)
        if self.are_shares:
            return Estimate(value, 1 - observed, 1 - expected, errors=errors)
        details = {"observed disagreement": observed, "expected disagreement": expected}
        return Estimate(value, details=details, errors=errors)


def corrected_unit_means(
    *,
    name: str,
    convention: str,
    ratings: Ratings,
    matrix: Array | None,
    share: Array,
    expected: Callable[[Array], Array],
    alike: Callable[[Array], Array] | None = None,
    depends_on: Hashable = None,
) -> Tally:
    """Return the tally of a coefficient whose Do is the mean over units of the mean distance of their pairs of values.

    `share`: (r,), as what part of one a value in a row counts. `expected`: how often each category was used, counted
    so, (..., k) -> De; `alike`: the same where any two categories differ alike, None where it is that already;
    `depends_on`: what De is of beside that, as in `chance_corrected`.
    """
    return chance_corrected(
        name=name,
        convention=convention,
        ratings=ratings,
        parts=(
            summed(ratings, (values(ratings) > 1).astype(np.float64)),
            summed(ratings, mean_disagreement(ratings, matrix)),
            totals(ratings, share),
        ),
        disagreements=lambda units, differing, used: (differing / units, expected(used)),
        counted=lambda units, differing, used: (units, used),
        alike=None if alike is None else lambda units, differing, used: alike(used),
        # Half a unit is no time that somebody used a category.
        used=totals(ratings, (share > 0).astype(np.float64)),
        depends_on=depends_on,
    )


def _why_not(names: Sequence[str], units: Array, used: Array) -> str:
    if not units:
        return NO_PAIRS
    places = np.flatnonzero(used)
    return ONE_CATEGORY.format(names[places[0]]) if len(places) == 1 else NO_VARIETY


def no_value(*, name: str, convention: str, ratings: Ratings, why: str) -> Tally:
    """Return the tally of a coefficient that these ratings cannot have, whatever the documents."""
    return without_value(name, convention, ratings.documents, why)


def not_two(ratings: Ratings, title: str) -> str:
    """Return why a coefficient for two coders cannot be had, or "" where there are two."""
    if ratings.coders == 2:
        return ""
    if not ratings.coders:
        return NO_PAIRS
    return (
        f"{title} compares exactly two coders, and there are {ratings.coders}; choose two, or a coefficient for more."
    )
