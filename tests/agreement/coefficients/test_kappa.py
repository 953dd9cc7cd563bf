"""Cohen's kappa against the tables that were printed with it."""

import pytest

from annotator.agreement.coefficients.distance import LINEAR, QUADRATIC
from annotator.agreement.coefficients.kappa import cohen_kappa
from annotator.agreement.input.ratings import Ratings
from annotator.agreement.tally import evaluate
from tests.agreement.tables import (
    ARTSTEIN_POESIO_1,
    ARTSTEIN_POESIO_2,
    ARTSTEIN_POESIO_DISTANCE,
    BELOW_CHANCE,
    COHEN_1960,
    FLEISS_COHEN_EVERITT_1969,
    columns,
    contingency,
    custom,
    one_table,
)


@pytest.mark.parametrize(
    ("ratings", "observed", "expected", "value"),
    [
        (COHEN_1960, 0.70, 0.41, 0.492),
        (ARTSTEIN_POESIO_1, 0.70, 0.54, 0.348),
        (ARTSTEIN_POESIO_2, 0.88, 0.396, 0.801),
        (BELOW_CHANCE, 0.29, 0.35, (0.29 - 0.35) / 0.65),
        (FLEISS_COHEN_EVERITT_1969, 0.70, 0.475, 0.429),
    ],
    ids=[
        "Cohen 1960",
        "Artstein & Poesio 2008, 1",
        "Artstein & Poesio 2008, 2",
        "Cohen 1960, below chance",
        "Fleiss, Cohen & Everitt 1969",
    ],
)
def test_published_tables_give_the_printed_values(
    ratings: Ratings, observed: float, expected: float, value: float
) -> None:
    result = evaluate(cohen_kappa(ratings))
    assert result.observed == pytest.approx(observed)
    assert result.expected == pytest.approx(expected)
    assert result.value == pytest.approx(value, abs=0.0005)


def test_weighted_kappa_of_the_published_tables_has_the_printed_value() -> None:
    # Cohen (1968): the table of 1960, with disagreements of 1, 3 and 6 as two clinicians weighed them.
    weighed = custom("1968", {frozenset("12"): 1, frozenset("13"): 3, frozenset("23"): 6})
    assert evaluate(cohen_kappa(COHEN_1960, weighed)).value == pytest.approx(0.348, abs=0.0005)
    # Fleiss, Cohen & Everitt (1969): weights of 0, 0.4444 and 0.6667.
    credit = custom("1969", {frozenset("13"): 1 - 0.4444, frozenset("23"): 1 - 0.6667})
    assert evaluate(cohen_kappa(FLEISS_COHEN_EVERITT_1969, credit)).value == pytest.approx(0.507, abs=0.0005)
    # Artstein & Poesio (2008).
    result = evaluate(cohen_kappa(ARTSTEIN_POESIO_2, ARTSTEIN_POESIO_DISTANCE))
    assert (result.value, result.observed, result.expected) == pytest.approx((0.8163, 0.91, 0.51), abs=0.0005)


def test_weights_say_in_the_result_what_they_are() -> None:
    ratings = contingency((1, 2, 3), ((5, 1, 0), (1, 5, 1), (0, 1, 5)))
    linear, quadratic = evaluate(cohen_kappa(ratings, LINEAR)), evaluate(cohen_kappa(ratings, QUADRATIC))
    assert (linear.coefficient, quadratic.coefficient) == ("cohen-kappa-linear", "cohen-kappa-quadratic")
    assert "Linear weights" in linear.convention
    assert (linear.value or 0) < (quadratic.value or 0)


def test_quadratic_weights_are_a_correlation_of_the_numbers() -> None:
    # Fleiss, J. L. & Cohen, J. (1973): with equal means and spreads it is Pearson's r.
    ratings = columns("1122334455", "1212434535")
    first = [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    second = [1, 2, 1, 2, 4, 3, 4, 5, 3, 5]
    covariance = sum((one - 3) * (other - 3) for one, other in zip(first, second, strict=True))
    assert evaluate(cohen_kappa(ratings, QUADRATIC)).value == pytest.approx(covariance / 20)


def test_high_agreement_on_a_rare_category_is_no_high_kappa() -> None:
    # Feinstein, A. R. & Cicchetti, D. V. (1990). High agreement but low kappa, I: 0.85 agree, kappa is 0.32.
    result = evaluate(cohen_kappa(contingency((True, False), ((80, 10), (5, 5)))))
    assert (result.observed, result.expected) == pytest.approx((0.85, 0.78))
    assert result.value == pytest.approx(0.32, abs=0.005)
    assert result.prevalence == {"marked": 0.875, "(none)": 0.125}


def test_units_that_one_coder_did_not_code_are_left_out_and_not_counted_as_none() -> None:
    ratings = one_table({("a", "a"): 4, ("b", "b"): 4, ("a", "b"): 2, ("a", None): 30})
    result = evaluate(cohen_kappa(ratings))
    assert (result.n, result.observed) == (10, 0.8)


def test_three_coders_are_told_that_it_takes_two() -> None:
    assert "exactly two coders, and there are 3" in evaluate(cohen_kappa(columns("a", "a", "b"))).undefined


def test_two_categories_used_by_one_coder_alone_are_defined_and_zero() -> None:
    assert evaluate(cohen_kappa(columns("aaab", "aaaa"))).value == 0


def test_counts_of_any_size_are_computed_alike() -> None:
    big = 1e200
    ratings = one_table({("a", "a"): big, ("b", "b"): big, ("a", "b"): 2 * big})
    assert evaluate(cohen_kappa(ratings)).value == pytest.approx(0.2)
