"""Distances between categories."""

import numpy as np
import pytest

from annotator.agreement.coefficients.alpha import alpha
from annotator.agreement.coefficients.distance import (
    BIPOLAR,
    CIRCULAR,
    INTERVAL,
    JACCARD,
    LINEAR,
    MASI,
    NOMINAL,
    ORDINAL,
    QUADRATIC,
    RADICAL,
    RATIO,
    RATIO_WEIGHTS,
    Distance,
    unfit,
)
from annotator.agreement.input.ratings import Ratings, Table, Value
from annotator.agreement.tally import evaluate
from tests.agreement.tables import one_table

GWET_WEIGHTS = (LINEAR, QUADRATIC, RADICAL, ORDINAL, RATIO_WEIGHTS, CIRCULAR, BIPOLAR)
"""What Gwet (2014) offers for all his coefficients, beside the nominal distance."""
EVERY = (*GWET_WEIGHTS, INTERVAL, RATIO, JACCARD, MASI)


def of(*categories: Value, given: bool = False) -> Ratings:
    return one_table({categories: 1}, categories if given else ())


@pytest.mark.parametrize(
    ("distance", "first_row"),
    [
        # Gwet (2014), chapter 3: his weights for five categories, taken from 1.
        (LINEAR, (0, 0.25, 0.5, 0.75, 1)),
        (QUADRATIC, (0, 0.0625, 0.25, 0.5625, 1)),
        (RADICAL, (0, 0.5, 0.7071, 0.8660, 1)),
        (ORDINAL, (0, 0.1, 0.3, 0.6, 1)),
        # ((1 - c) / (1 + c))² over that of 1 and 5, 4/9.
        (RATIO_WEIGHTS, (0, 0.25, 0.5625, 0.81, 1)),
        # sin² of 36° and of 72°, over the latter.
        (CIRCULAR, (0, 0.3820, 1, 1, 0.3820)),
        # (c - 1)² / ((c - 1) (9 - c)): 1/7, 2/6, 3/5, 4/4.
        (BIPOLAR, (0, 1 / 7, 1 / 3, 3 / 5, 1)),
        (INTERVAL, (0, 1, 4, 9, 16)),
        (RATIO, (0, 1 / 9, 1 / 4, 9 / 25, 4 / 9)),
    ],
    ids=lambda found: found.name if isinstance(found, Distance) else "",
)
def test_numbers_from_one_to_five_are_as_far_apart_as_printed(distance: Distance, first_row: tuple[float, ...]) -> None:
    matrix = distance.of(of(1, 2, 3, 4, 5))
    assert matrix is not None
    assert matrix[0] == pytest.approx(first_row, abs=0.00005)


@pytest.mark.parametrize("distance", EVERY, ids=lambda found: f"{found.name}-{found.scale}")
@pytest.mark.parametrize("few", [0, 1, 4])
def test_every_distance_is_even_and_nothing_from_itself(distance: Distance, few: int) -> None:
    values: list[Value] = [0, 1, 2.5, 7]
    sets: list[Value] = [frozenset(), frozenset("a"), frozenset("ab"), frozenset("c")]
    ratings = of(*(sets if distance in (JACCARD, MASI) else values)[:few])
    matrix = distance.of(ratings)
    assert matrix is not None
    assert unfit(ratings, distance) == ""
    assert matrix.shape == (few, few)
    assert (np.diag(matrix) == 0).all()
    assert (matrix == matrix.T).all()
    assert (matrix[~np.eye(few, dtype=bool)] > 0).all()
    if distance is not INTERVAL:
        assert matrix.max(initial=0) <= 1


def test_sets_are_apart_as_passonneau_has_it() -> None:
    ratings = of(*map(frozenset, ("", "a", "ab", "bc", "d")))
    jaccard, masi = JACCARD.of(ratings), MASI.of(ratings)
    at = {name: ratings.names.index(name) for name in ratings.names}
    assert jaccard is not None
    assert masi is not None
    expected = {
        ("a", "a + b"): (1 - 1 / 2, 1 - 1 / 2 * 2 / 3),
        ("a + b", "b + c"): (1 - 1 / 3, 1 - 1 / 3 * 1 / 3),
        ("a", "d"): (1, 1),
        ("a", "(none)"): (1, 1),
        ("a", "a"): (0, 0),
    }
    for (one, other), far in expected.items():
        assert (jaccard[at[one], at[other]], masi[at[one], at[other]]) == pytest.approx(far)


def test_numbers_count_by_value_and_other_categories_by_their_place() -> None:
    numbers, names = LINEAR.of(of(1, 2, 5)), LINEAR.of(of("never", "always", "ever", given=True))
    assert numbers is not None
    assert names is not None
    assert (numbers[0].tolist(), names[0].tolist()) == ([0, 0.25, 1], [0, 0.5, 1])


def test_numbers_are_in_their_order_and_not_in_that_of_their_figures() -> None:
    ratings = of(10, 9, 1)
    matrix = ORDINAL.of(ratings)
    assert matrix is not None
    one, ten = ratings.categories.index(1), ratings.categories.index(10)
    assert matrix[one, ten] == 1


@pytest.mark.parametrize(
    ("distance", "categories", "why"),
    [
        (LINEAR, ("a", "b"), "“a” is neither a number nor has a place in an order, and linear distance needs one."),
        (INTERVAL, (1, "b"), "“b” is not a number, and interval distance is between numbers."),
        (INTERVAL, (1, float("inf")), "“inf” is not a number"),
        (RATIO, (-1, 2), "“-1” is below zero, and ratio distance is between numbers from zero up."),
        (RATIO_WEIGHTS, (-1, 2), "“-1” is below zero"),
        (MASI, (frozenset("a"), "b"), "“b” is not a set of labels, and MASI distance is between sets."),
    ],
)
def test_categories_that_do_not_fit_are_named(distance: Distance, categories: tuple[Value, ...], why: str) -> None:
    assert unfit(of(*categories), distance).startswith(why)
    result = evaluate(alpha(of(*categories), distance))
    assert result.value is None
    assert result.undefined.startswith(why)


def test_an_order_that_leaves_a_category_out_is_none() -> None:
    table: Table = {("low", "high"): 1.0, ("low", "(none)"): 1.0}
    assert unfit(one_table(table, ("low", "high")), ORDINAL)
    assert not unfit(one_table(table, ("(none)", "low", "high")), ORDINAL)


def test_any_categories_have_the_nominal_distance() -> None:
    assert NOMINAL.of(of("a", 1)) is None
    assert unfit(of("a", 1, frozenset()), NOMINAL) == ""


def test_numbers_whose_squares_cannot_be_held_are_named() -> None:
    for value in (1e300, -(10**200)):
        assert "too large" in unfit(one_table({(value, 1.0): 2}), INTERVAL)
    assert unfit(one_table({(1e99, 1.0): 2}), INTERVAL) == ""
