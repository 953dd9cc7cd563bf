"""Shares beyond a value: published quantiles, closed forms, and how the distributions hang together."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.bias.tail_areas import chi_squared_above, evenly_split, f_above
from annotator.agreement.student import share_below

# Fisher, R. A. & Yates, F. (1963). Statistical Tables (6th ed.), tables IV (chi-squared) and V (variance ratio).
_CHI_SQUARED = {
    0.05: {1: 3.841, 2: 5.991, 3: 7.815, 5: 11.070, 10: 18.307, 30: 43.773},
    0.01: {1: 6.635, 2: 9.210, 3: 11.345, 5: 15.086, 10: 23.209, 30: 50.892},
}
_F = {0.05: {(1, 5): 6.61, (2, 10): 4.10, (3, 20): 3.10, (5, 12): 3.11, (8, 60): 2.10}, 0.01: {(2, 10): 7.56}}


@pytest.mark.parametrize("share", _CHI_SQUARED)
def test_published_quantiles_of_chi_squared_come_out(share: float) -> None:
    for df, quantile in _CHI_SQUARED[share].items():
        assert chi_squared_above(quantile + 0.0006, df) < share < chi_squared_above(quantile - 0.0006, df)


@pytest.mark.parametrize("share", _F)
def test_published_quantiles_of_f_come_out(share: float) -> None:
    for (df, other), quantile in _F[share].items():
        assert f_above(quantile + 0.006, df, other) < share < f_above(quantile - 0.006, df, other)


@given(st.floats(0, 400), st.floats(0, 400), st.integers(1, 60))
def test_of_two_degrees_chi_squared_is_exponential_and_of_any_it_falls(one: float, other: float, df: int) -> None:
    assert chi_squared_above(one, 2) == pytest.approx(math.exp(-one / 2), rel=1e-9)
    less, more = sorted((one, other))
    assert 1 >= chi_squared_above(less, df) >= chi_squared_above(more, df) - 1e-12 >= -1e-12


@given(st.floats(0, 1e4), st.integers(1, 300))
def test_the_square_of_a_t_is_an_f(t: float, df: int) -> None:
    assert f_above(t**2, 1, df) == pytest.approx(2 * float(share_below(-t, df)), abs=2e-7)


@given(st.floats(0.001, 1e3), st.integers(1, 200), st.integers(1, 200))
def test_what_lies_above_f_lies_below_its_inverse(value: float, df: int, other: int) -> None:
    assert f_above(value, df, other) + f_above(1 / value, other, df) == pytest.approx(1, abs=1e-9)


@given(st.floats(0, 60), st.integers(1, 20))
def test_with_endless_documents_f_is_chi_squared(value: float, df: int) -> None:
    assert f_above(value / df, df, 1e6) == pytest.approx(chi_squared_above(value, df), abs=1e-4)


def test_nothing_lies_above_what_has_no_end_and_all_above_nothing() -> None:
    assert [f_above(0.0, 3, 7), f_above(math.inf, 3, 7)] == [1, 0]


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_split_is_as_probable_as_those_that_are_no_more_even(one: int, other: int) -> None:
    n = one + other
    uneven = sum(math.comb(n, at) for at in range(n + 1) if abs(2 * at - n) >= abs(one - other))
    assert evenly_split(one, other) == pytest.approx(float(Fraction(uneven, 2**n)))
