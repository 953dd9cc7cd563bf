"""Student's t: published quantiles, and that shares and quantiles are each other's inverse."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.student import quantile, share_below

# Fisher, R. A. & Yates, F. (1963). Statistical Tables (6th ed.), table III: t by df, for two-sided levels.
_TABLE = {
    0.9: {1: 6.314, 2: 2.920, 5: 2.015, 10: 1.812, 30: 1.697, 120: 1.658},
    0.95: {1: 12.706, 2: 4.303, 5: 2.571, 10: 2.228, 30: 2.042, 120: 1.980},
    0.99: {1: 63.657, 2: 9.925, 5: 4.032, 10: 3.169, 30: 2.750, 120: 2.617},
}


@pytest.mark.parametrize("level", _TABLE)
def test_published_quantiles_come_out(level: float) -> None:
    df = np.array(list(_TABLE[level]), dtype=float)
    assert np.round(quantile(level, df), 3).tolist() == list(_TABLE[level].values())


@given(st.floats(1, 1e5), st.floats(0.5, 0.999))
def test_a_share_of_the_quantile_is_its_level(df: float, level: float) -> None:
    t = float(quantile(level, df))
    assert float(share_below(t, df) - share_below(-t, df)) == pytest.approx(level, abs=1e-9)


@given(st.floats(1, 1e5), st.floats(-30, 30))
def test_shares_rise_from_none_to_all_and_are_even(df: float, t: float) -> None:
    assert 0 <= share_below(t, df) <= 1
    assert float(share_below(t, df) + share_below(-t, df)) == pytest.approx(1, abs=1e-9)
    assert share_below(t + 0.1, df) >= share_below(t, df) - 1e-9


def test_with_one_and_with_two_degrees_it_is_what_has_a_closed_form() -> None:
    t = np.linspace(-40, 40, 81)
    assert share_below(t, 1.0) == pytest.approx(0.5 + np.arctan(t) / np.pi)
    assert share_below(t, 2.0) == pytest.approx(0.5 + t / 2 / np.sqrt(2 + t**2))


def test_with_many_degrees_it_is_the_normal_one() -> None:
    assert float(quantile(0.95, 1e7)) == pytest.approx(1.959964, abs=1e-5)
