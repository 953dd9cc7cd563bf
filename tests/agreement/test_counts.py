"""Limits of rare counts: published ones, and that shares and limits are each other's inverse."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.counts import lower_limit, share_at_most

# Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika 28, table of limits; 95 %.
_GARWOOD = {1: 0.0253, 2: 0.242, 5: 1.62, 10: 4.80, 20: 12.22, 50: 37.11}


def test_published_limits_come_out() -> None:
    found = lower_limit(np.array(list(_GARWOOD), dtype=float), 0.95)
    assert found.tolist() == pytest.approx(list(_GARWOOD.values()), rel=0.003)


@given(st.floats(0.05, 5000), st.floats(0.8, 0.99))
def test_what_is_probable_at_the_limit_is_what_the_level_leaves_out(seen: float, level: float) -> None:
    low = lower_limit(np.array(seen), level)
    assert 0 <= low < seen
    assert float(share_at_most(low, np.array(seen))) == pytest.approx((1 - level) / 2, rel=0.01, abs=1e-5)


@given(st.floats(0, 400), st.floats(0.8, 0.99))
def test_more_seen_or_less_sure_is_a_higher_limit(seen: float, level: float) -> None:
    at, more = lower_limit(np.array([seen, seen + 0.5]), level)
    assert at <= more + 1e-9 and float(lower_limit(np.array(seen), level - 0.05)) >= at


def test_draws_of_a_count_are_below_the_limit_as_often_as_is_said() -> None:
    usual, chance = 6.0, np.random.default_rng(5)
    above = lower_limit(chance.poisson(usual, 20_000).astype(float), 0.95) > usual
    assert 0.01 < above.mean() < 0.025
