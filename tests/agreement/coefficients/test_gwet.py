"""Gwet's AC1 and AC2 against the tables that were printed with them."""

import pytest

from annotator.agreement.coefficients.distance import LINEAR, ORDINAL, QUADRATIC, Distance
from annotator.agreement.coefficients.gwet import gwet_ac
from annotator.agreement.input.ratings import Ratings, Table
from annotator.agreement.tally import evaluate
from tests.agreement.tables import (
    BELOW_CHANCE,
    COHEN_1960,
    GWET_2008,
    GWET_2014_ABSTRACTORS,
    GWET_2014_FOUR,
    GWET_2014_PATIENTS,
    columns,
    contingency,
    one_table,
)


@pytest.mark.parametrize(
    ("ratings", "value", "within"),
    [
        (GWET_2008, 0.8658, 0.00005),
        (BELOW_CHANCE, -0.048, 0.0005),
        (COHEN_1960, 0.576, 0.0005),
        (GWET_2014_ABSTRACTORS, 0.8493305, 5e-8),
        (GWET_2014_FOUR, 0.77544, 5e-6),
        (GWET_2014_PATIENTS, 0.4448007, 5e-8),
    ],
    ids=[
        "Gwet 2008",
        "Cohen 1960, below chance",
        "Cohen 1960",
        "Gwet 2014, abstractors",
        "Gwet 2014, four coders",
        "Gwet 2014, patients",
    ],
)
def test_published_tables_give_the_printed_values(ratings: Ratings, value: float, within: float) -> None:
    assert evaluate(gwet_ac(ratings)).value == pytest.approx(value, abs=within)


def test_observed_and_expected_agreement_are_the_printed_ones() -> None:
    # Gwet (2008): pa = 0.9, pe = 2 * 0.85 * 0.15.
    result = evaluate(gwet_ac(GWET_2008))
    assert (result.observed, result.expected) == pytest.approx((0.9, 0.255))


@pytest.mark.parametrize(("distance", "value"), [(ORDINAL, 0.899), (LINEAR, 0.859), (QUADRATIC, 0.914)])
def test_ac2_of_four_coders_has_the_value_that_gwets_program_gives(distance: Distance, value: float) -> None:
    result = evaluate(gwet_ac(GWET_2014_FOUR, distance))
    assert result.value == pytest.approx(value, abs=0.0005)
    assert result.coefficient == f"ac2-{distance.name}"


def test_skewed_habits_do_not_pull_it_below_zero_as_they_do_kappa() -> None:
    assert evaluate(gwet_ac(columns("aaab", "aaaa"))).value == pytest.approx(0.68)


def test_units_that_one_coder_coded_count_for_chance_and_not_for_agreement() -> None:
    table: Table = {("a", "a"): 4, ("b", "b"): 4, ("a", "b"): 2}
    few, more = evaluate(gwet_ac(one_table(table))), evaluate(gwet_ac(one_table({**table, ("b", None): 90})))
    assert (few.n, few.observed) == (more.n, more.observed)
    assert (few.expected or 0) > (more.expected or 0)
    assert "that one coder coded" in more.convention


def test_categories_of_the_scale_that_nobody_used_count() -> None:
    few, more = contingency("ab", ((8, 1), (0, 1))), contingency("abc", ((8, 1, 0), (0, 1, 0), (0, 0, 0)))
    assert (evaluate(gwet_ac(few)).value or 0) < (evaluate(gwet_ac(more)).value or 0)


def test_one_category_of_several_is_full_agreement_and_a_scale_of_one_is_undefined() -> None:
    assert evaluate(gwet_ac(contingency("ab", ((8, 0), (0, 0))))).value == 1
    assert "one category only, “a”" in evaluate(gwet_ac(columns("aa", "aa"))).undefined
