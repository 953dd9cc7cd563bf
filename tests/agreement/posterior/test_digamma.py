"""The digamma function against its known values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.posterior.digamma import digamma

EULER = 0.5772156649015329


@pytest.mark.parametrize(
    ("x", "value"),
    [(1.0, -EULER), (0.5, -EULER - 2 * np.log(2)), (2.0, 1 - EULER), (0.25, -EULER - np.pi / 2 - 3 * np.log(2))],
)
def test_known_values_to_thirteen_digits(x: float, value: float) -> None:
    assert digamma(np.array([x]))[0] == pytest.approx(value, rel=1e-13)


@given(st.floats(0.01, 1e6))
def test_one_further_is_one_over_x_more(x: float) -> None:
    here, further = digamma(np.array([x, x + 1]))
    assert further - here == pytest.approx(1 / x, rel=1e-9, abs=1e-12)
