"""Scott's pi against the tables that were printed with it."""

import pytest
from hypothesis import given

from annotator.agreement.coefficients.fleiss import fleiss_kappa
from annotator.agreement.coefficients.pi import scott_pi
from annotator.agreement.input.ratings import Ratings, Table
from annotator.agreement.tally import evaluate
from tests.agreement.tables import (
    ARTSTEIN_POESIO_1,
    ARTSTEIN_POESIO_2,
    GWET_2008,
    GWET_2014_ABSTRACTORS,
    columns,
    one_table,
    tables,
)


@pytest.mark.parametrize(
    ("ratings", "value", "within"),
    [
        (ARTSTEIN_POESIO_1, 0.341, 0.0005),
        (ARTSTEIN_POESIO_2, 0.7995, 0.00005),
        (GWET_2008, 0.6078, 0.00005),
        (GWET_2014_ABSTRACTORS, 0.7962397, 5e-8),
    ],
    ids=["Artstein & Poesio 2008, 1", "Artstein & Poesio 2008, 2", "Gwet 2008", "Gwet 2014"],
)
def test_published_tables_give_the_printed_values(ratings: Ratings, value: float, within: float) -> None:
    assert evaluate(scott_pi(ratings)).value == pytest.approx(value, abs=within)


def test_observed_and_expected_agreement_are_the_printed_ones() -> None:
    # Artstein & Poesio (2008): Ao = 0.88, Ae = 0.4014.
    result = evaluate(scott_pi(ARTSTEIN_POESIO_2))
    assert (result.observed, result.expected) == pytest.approx((0.88, 0.4014), abs=1e-4)


@given(tables(coders=2, missing=False))
def test_for_two_coders_without_missing_values_it_is_fleiss_kappa(table: Table) -> None:
    pi, kappa = (evaluate(of(one_table(table))) for of in (scott_pi, fleiss_kappa))
    assert pi.value == (kappa.value if kappa.value is None else pytest.approx(kappa.value, abs=1e-12))


def test_coders_who_swap_two_categories_have_no_better_chance() -> None:
    # Each coder's own habits, which kappa would allow for, do not count: pi is -1 where all is turned around.
    assert evaluate(scott_pi(columns("aabb", "bbaa"))).value == -1


def test_three_coders_are_told_that_it_takes_two() -> None:
    why = evaluate(scott_pi(columns("a", "a", "b"))).undefined
    assert "exactly two coders, and there are 3" in why
