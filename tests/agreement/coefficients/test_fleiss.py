"""Fleiss' kappa against the tables that were printed with it."""

import pytest

from annotator.agreement.coefficients.fleiss import Chance, fleiss_kappa
from annotator.agreement.tally import evaluate
from tests.agreement.tables import FLEISS_1971, GWET_2014_PATIENTS, KRIPPENDORFF_2011_C, columns


def test_the_published_tables_give_the_printed_values() -> None:
    # Gwet (2014), of the first 15 patients.
    assert evaluate(fleiss_kappa(GWET_2014_PATIENTS)).value == pytest.approx(0.4139265, abs=5e-8)
    result = evaluate(fleiss_kappa(FLEISS_1971))
    assert result.value == pytest.approx(0.430, abs=0.0005)
    # The printed terms are rounded: P = 0.5556, Pe = 0.2201.
    assert (result.observed, result.expected) == pytest.approx((0.5556, 0.2201), abs=0.0005)
    assert result.prevalence == pytest.approx({"1": 0.144, "2": 0.144, "3": 0.167, "4": 0.306, "5": 0.239}, abs=0.0005)


@pytest.mark.parametrize(("category", "value"), [(1, 0.248), (2, 0.248), (3, 0.517), (4, 0.470), (5, 0.565)])
def test_a_category_against_all_others_has_the_printed_value(category: int, value: float) -> None:
    binary = FLEISS_1971.mapped(lambda one: one == category)
    assert evaluate(fleiss_kappa(binary)).value == pytest.approx(value, abs=0.005)


@pytest.mark.parametrize(("chance", "value"), [(Chance.UNITS, 0.76117), (Chance.VALUES, 0.760473)])
def test_with_missing_values_both_conventions_give_their_own_and_say_so(chance: Chance, value: float) -> None:
    # Gwet (2014) has the first; the second pools all ratings.
    result = evaluate(fleiss_kappa(KRIPPENDORFF_2011_C, chance=chance))
    assert result.value == pytest.approx(value, abs=1e-5)
    assert ("Gwet" in result.convention) == (chance is Chance.UNITS)
    assert result.n == 11


def test_without_missing_values_the_conventions_are_one() -> None:
    one, other = (evaluate(fleiss_kappa(FLEISS_1971, chance=chance)).value for chance in Chance)
    assert one == pytest.approx(other, abs=1e-12)


def test_three_coders_by_hand() -> None:
    # Po = (1 + 1 + 1/3) / 3 = 7/9; p = 5/9, 4/9, Pe = 41/81.
    result = evaluate(fleiss_kappa(columns("aba", "abb", "aba")))
    assert result.value == pytest.approx((7 / 9 - 41 / 81) / (40 / 81))
