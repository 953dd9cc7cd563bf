"""Cohen's kappa against the tables that were printed with it."""

import pytest

from annotator.agreement.kappa import cohen_kappa
from annotator.agreement.units import Table
from tests.agreement.tables import ARTSTEIN_POESIO_1, ARTSTEIN_POESIO_2, BELOW_CHANCE, COHEN_1960, contingency


@pytest.mark.parametrize(
    ("table", "observed", "expected", "value"),
    [
        (COHEN_1960, 0.70, 0.41, 0.492),
        (ARTSTEIN_POESIO_1, 0.70, 0.54, 0.348),
        (ARTSTEIN_POESIO_2, 0.88, 0.396, 0.801),
        (BELOW_CHANCE, 0.29, 0.35, (0.29 - 0.35) / 0.65),
    ],
    ids=["Cohen 1960", "Artstein & Poesio 2008, 1", "Artstein & Poesio 2008, 2", "Cohen 1960, below chance"],
)
def test_published_tables_give_the_printed_values(table: Table, observed: float, expected: float, value: float) -> None:
    result = cohen_kappa(table)
    assert result.observed == pytest.approx(observed)
    assert result.expected == pytest.approx(expected)
    assert result.value == pytest.approx(value, abs=0.0005)


def test_high_agreement_on_a_rare_category_is_no_high_kappa() -> None:
    # Feinstein, A. R. & Cicchetti, D. V. (1990). High agreement but low kappa, I: 0.85 agree, kappa is 0.32.
    result = cohen_kappa(contingency((True, False), ((80, 10), (5, 5))))
    assert (result.observed, result.expected) == (0.85, 0.78)
    assert result.value == pytest.approx(0.32, abs=0.005)
    assert result.prevalence == {"marked": 0.875, "(none)": 0.125}


def test_units_that_one_coder_did_not_code_are_left_out_and_not_counted_as_none() -> None:
    table: Table = {("a", "a"): 4, ("b", "b"): 4, ("a", "b"): 2, ("a", None): 30}
    result = cohen_kappa(table)
    assert (result.n, result.observed) == (10, 0.8)


def test_three_coders_are_told_that_it_takes_two() -> None:
    assert "exactly two coders" in cohen_kappa({("a", "a", "b"): 3}).undefined


def test_two_categories_used_by_one_coder_alone_are_defined_and_zero() -> None:
    assert cohen_kappa({("a", "a"): 3, ("b", "a"): 1}).value == 0


def test_counts_beyond_any_float_are_reckoned_exactly() -> None:
    big = 10**200
    assert cohen_kappa({("a", "a"): big, ("b", "b"): big, ("a", "b"): 2 * big}).value == pytest.approx(0.2)
