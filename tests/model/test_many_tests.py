"""Holm against its definition."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.many_tests import holm
from tests.examples import examples


@settings(max_examples=examples(100))
@given(some=st.lists(st.floats(0, 1), max_size=30))
def test_holm_corrects_as_it_is_defined(some: list[float]) -> None:
    found = holm(some)
    for at, p in enumerate(some):
        # The largest of all that are no larger, each times how many are no smaller.
        ranked = sorted(some)
        steps = [min(1.0, one * (len(some) - place)) for place, one in enumerate(ranked) if one <= p]
        assert found[at] == max(steps)
        assert p <= found[at] <= min(1.0, p * len(some)) or found[at] == pytest.approx(p)
