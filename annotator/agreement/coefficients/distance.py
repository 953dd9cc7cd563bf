"""Distances between categories, for the coefficients to which one disagreement is worse than another.

A distance is a matrix (k, k) with 0 on its diagonal. Those of Gwet are 1 - his weights, so that the largest is 1:
Gwet, K. L. (2014). Handbook of Inter-Rater Reliability (4th ed.), chapter 3. Advanced Analytics.
Those of Krippendorff are as he gives them: Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from annotator.agreement.input.ratings import Ints, Ratings, Value
from annotator.agreement.results import category_name
from annotator.agreement.tally import Array
from annotator.model.attribute_kinds import Scale


@dataclass(frozen=True, slots=True)
class Distance:
    """How far two categories are apart. `scale`: what they must be; `convention`: a sentence; `formula`: d(c, k) = …

    `matrix`: ratings -> (k, k), for ratings that `unfit` has nothing against; None is the nominal distance, 0 or 1,
    for which no matrix is needed.
    """

    name: str
    scale: Scale
    convention: str
    formula: str
    matrix: Callable[[Ratings], Array] | None
    title: str = ""

    @property
    def called(self) -> str:
        """What a person calls it, within a sentence."""
        return self.title or self.name

    def of(self, ratings: Ratings) -> Array | None:
        """Return the distances of the categories of these ratings."""
        return None if self.matrix is None else self.matrix(ratings)


def unfit(ratings: Ratings, distance: Distance) -> str:
    """Return the sentence that says why these categories have no such distance, or "" if they do."""
    why = _UNFIT[distance.scale](ratings.categories, ratings.ordered, distance.called)
    # Ratio weights also take categories in an order, but no number below zero.
    return why or (_below_zero(ratings.categories, distance.name) if distance.name == RATIO.name else "")


def _unordered(categories: tuple[Value, ...], ordered: bool, name: str) -> str:
    odd = next((value for value in categories if not _is_number(value)), None)
    if ordered or odd is None:
        return ""
    return f"“{category_name(odd)}” is neither a number nor has a place in an order, and {name} distance needs one."


def _no_number(categories: tuple[Value, ...], ordered: bool, name: str) -> str:
    odd = next((value for value in categories if not _is_number(value)), None)
    return "" if odd is None else f"“{category_name(odd)}” is not a number, and {name} distance is between numbers."


def _no_square(categories: tuple[Value, ...], ordered: bool, name: str) -> str:
    odd = next((value for value in categories if isinstance(value, int | float) and abs(value) > _LARGEST), None)
    why = "" if odd is None else f"“{odd}” is too large: {name} distance squares differences."
    return _no_number(categories, ordered, name) or why


def _below_zero(categories: tuple[Value, ...], name: str) -> str:
    odd = next((value for value in categories if isinstance(value, int | float) and value < 0), None)
    return "" if odd is None else f"“{odd}” is below zero, and {name} distance is between numbers from zero up."


def _no_set(categories: tuple[Value, ...], ordered: bool, name: str) -> str:
    odd = next((value for value in categories if not isinstance(value, frozenset)), None)
    return "" if odd is None else f"“{category_name(odd)}” is not a set of labels, and {name} distance is between sets."


_UNFIT: dict[Scale, Callable[[tuple[Value, ...], bool, str], str]] = {
    Scale.NOMINAL: lambda categories, ordered, name: "",
    Scale.ORDINAL: _unordered,
    Scale.INTERVAL: _no_square,
    Scale.RATIO: _no_number,
    Scale.SETS: _no_set,
}


_LARGEST = 1e100
"""What can be squared and added up a great many times."""


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and math.isfinite(value)


def numbers(ratings: Ratings) -> Array:
    """Return (k,): the categories as numbers where all are, else their places in their order, from 1."""
    found = [float(value) for value in ratings.categories if isinstance(value, int | float)]
    is_numeric = len(found) == len(ratings.categories)
    return np.array(found) if is_numeric else np.arange(1.0, len(ratings.categories) + 1)


def places(ratings: Ratings) -> Ints:
    """Return (k,): the place of each category in the order that was given, or in that of the numbers, from 0."""
    order = np.arange(len(ratings.categories)) if ratings.ordered else np.argsort(numbers(ratings), kind="stable")
    return np.argsort(order, kind="stable")


def _over_largest(distances: Array) -> Array:
    largest = distances.max(initial=0)
    found: Array = distances / largest if largest else distances
    return found


def _linear(ratings: Ratings) -> Array:
    x = numbers(ratings)
    return _over_largest(np.abs(np.subtract.outer(x, x)))


def _quadratic(ratings: Ratings) -> Array:
    return _linear(ratings) ** 2


def _radical(ratings: Ratings) -> Array:
    return np.sqrt(_linear(ratings))


def _ordinal(ratings: Ratings) -> Array:
    x = places(ratings).astype(np.float64)
    apart = np.abs(np.subtract.outer(x, x))
    return _over_largest(apart * (apart + 1) / 2)


def _ratio(ratings: Ratings) -> Array:
    x = numbers(ratings)
    together = np.add.outer(x, x)
    # Two zeros are the same.
    return (np.subtract.outer(x, x) / np.where(together > 0, together, 1)) ** 2


def _circular(ratings: Ratings) -> Array:
    x = numbers(ratings)
    around = np.ptp(x) + 1 if len(x) else 1
    return _over_largest(np.sin(np.pi * np.subtract.outer(x, x) / around) ** 2)


def _bipolar(ratings: Ratings) -> Array:
    x = numbers(ratings)
    apart, together = np.subtract.outer(x, x) ** 2, np.add.outer(x, x)
    room = (together - 2 * x.min(initial=np.inf)) * (2 * x.max(initial=-np.inf) - together)
    return _over_largest(apart / np.where(apart > 0, room, 1))


def _interval(ratings: Ratings) -> Array:
    x = numbers(ratings)
    return np.subtract.outer(x, x) ** 2


def _shared(ratings: Ratings) -> tuple[Array, Array, Array]:
    """Return (k, k): how many labels two sets share; how many there are in both together, at least 1; (k,): sizes."""
    sets = [value if isinstance(value, frozenset) else frozenset((value,)) for value in ratings.categories]
    having: dict[Value, list[int]] = {}
    for at, one in enumerate(sets):
        for label in one:
            having.setdefault(label, []).append(at)
    shared, sizes = np.zeros((len(sets), len(sets))), np.array([len(one) for one in sets], dtype=np.float64)
    for mine in having.values():
        # Few sets of all have a label: a product of tables would mostly multiply nothing.
        shared[np.ix_(mine, mine)] += 1
    return shared, np.maximum(np.add.outer(sizes, sizes) - shared, 1), sizes


def _jaccard(ratings: Ratings) -> Array:
    shared, together, _ = _shared(ratings)
    found = 1 - shared / together
    np.fill_diagonal(found, 0)
    return found


def _masi(ratings: Ratings) -> Array:
    shared, together, sizes = _shared(ratings)
    is_within = shared == np.minimum.outer(sizes, sizes)
    found = 1 - shared / together * np.where(is_within, 2, 1) / 3
    np.fill_diagonal(found, 0)
    return found


_BY_VALUE = "numbers count by their value, other categories by their place in the order, each step alike"
NOMINAL = Distance("nominal", Scale.NOMINAL, "Any two categories differ alike.", "0 if c = k, else 1", None)
LINEAR = Distance("linear", Scale.ORDINAL, f"Linear weights: {_BY_VALUE}.", "|c - k| / (largest - smallest)", _linear)
QUADRATIC = Distance(
    "quadratic", Scale.ORDINAL, f"Quadratic weights: {_BY_VALUE}.", "(c - k)² / (largest - smallest)²", _quadratic
)
RADICAL = Distance(
    "radical", Scale.ORDINAL, f"Radical weights: {_BY_VALUE}.", "√|c - k| / √(largest - smallest)", _radical
)
ORDINAL = Distance(
    "ordinal",
    Scale.ORDINAL,
    "Ordinal weights: by how many pairs of categories lie from the one to the other, however often they are used.",
    "s (s + 1) / (q (q - 1)), s: steps between c and k, q: number of categories",
    _ordinal,
)
RATIO = Distance(
    "ratio", Scale.RATIO, "Ratio distance: differences count relative to the sum.", "((c - k) / (c + k))²", _ratio
)
RATIO_WEIGHTS = Distance(
    "ratio",
    Scale.ORDINAL,
    f"Ratio weights: {_BY_VALUE}.",
    "((c - k) / (c + k))² / the largest of them",
    lambda ratings: _over_largest(_ratio(ratings)),
)
CIRCULAR = Distance(
    "circular",
    Scale.ORDINAL,
    f"Circular weights: the last category stands beside the first; {_BY_VALUE}.",
    "sin²(180° (c - k) / (largest - smallest + 1)) / the largest of them",
    _circular,
)
BIPOLAR = Distance(
    "bipolar",
    Scale.ORDINAL,
    f"Bipolar weights: steps at the ends count more than in the middle; {_BY_VALUE}.",
    "(c - k)² / ((c + k - 2 smallest) (2 largest - c - k)) / the largest of them",
    _bipolar,
)
INTERVAL = Distance(
    "interval", Scale.INTERVAL, "Interval distance: the squared difference of the numbers.", "(c - k)²", _interval
)
JACCARD = Distance(
    "jaccard",
    Scale.SETS,
    "Jaccard distance: the labels that are in one of two sets only, as a share of those in either.",
    "1 - |c ∩ k| / |c ∪ k|",
    _jaccard,
    title="Jaccard",
)
MASI = Distance(
    "masi",
    Scale.SETS,
    "MASI distance as Passonneau (2006) has it: 1 - J · M, M = 1 for equal sets, 2/3 where one holds the other, "
    "1/3 where they overlap, 0 where they are apart.",
    "1 - J(c, k) · M(c, k), J = |c ∩ k| / |c ∪ k|",
    _masi,
    title="MASI",
)
