"""Differences of two coefficients: what must hold of them, which way is taken, and that their intervals hold."""

from dataclasses import replace

import numpy as np
import pytest

from annotator.agreement.coefficients.alpha import alpha
from annotator.agreement.differences import Method, difference, limits, method
from annotator.agreement.plus_one import LeftOut
from annotator.agreement.tally import left_out
from tests.coverage.differences import GROUPS, PAIRS, Two, cell, populations
from tests.coverage.units import UnitsDrawn

SOME = UnitsDrawn(shares=(0.6, 0.3, 0.1), errors=0.3, coders=4, documents=25).ratings(1)


def of(*coders: int) -> LeftOut:
    found = left_out(alpha(SOME.of_coders(coders)))
    assert found is not None
    return found


def test_the_difference_is_the_first_less_the_second_and_turns_with_them() -> None:
    first, second = of(0, 1), of(2, 3)
    for is_same_thing in (True, False):
        one, other = difference(first, second, 0.95, is_same_thing), difference(second, first, 0.95, is_same_thing)
        assert one.value == pytest.approx(float(first.value - second.value)) == pytest.approx(-other.value)
        assert one.low is not None and one.high is not None and other.low is not None and other.high is not None
        assert (one.low, one.high) == pytest.approx((-other.high, -other.low))
        assert one.low < one.value < one.high and one.shared == 25


def test_the_way_follows_from_what_is_compared() -> None:
    first, second = of(0, 1), of(2, 3)
    later = replace(second, documents=second.documents + 100)
    half = replace(second, documents=second.documents + 10)
    assert method(first, second, is_same_thing=True) is Method.LEFT_OUT
    assert method(first, second, is_same_thing=False) is Method.CORRELATED
    assert method(first, half, is_same_thing=True) is Method.CORRELATED
    assert method(first, later, is_same_thing=True) is Method.APART
    assert difference(first, half, 0.95, is_same_thing=True).shared == 15


def test_a_number_less_itself_is_nothing_and_what_documents_share_makes_an_interval_narrower() -> None:
    one = of(0, 1)
    widths = {how: float(np.subtract(*limits(one, one, 0.95, how)[::-1])) for how in Method}
    assert difference(one, one, 0.95, is_same_thing=True).value == 0
    assert 0 < widths[Method.LEFT_OUT] < widths[Method.CORRELATED] < widths[Method.APART]


def test_without_correlation_it_is_the_limits_of_both_put_together() -> None:
    one, other = of(0, 1), of(2, 3)
    (low, high), (lower, higher) = (found.plus_one.limits(0.95) for found in (one, other))
    value = one.value - other.value
    found = limits(one, other, 0.95, Method.APART)
    assert float(found[0]) == pytest.approx(float(value - np.hypot(one.value - low, higher - other.value)))
    assert float(found[1]) == pytest.approx(float(value + np.hypot(high - one.value, other.value - lower)))


def test_where_one_of_the_two_has_no_interval_the_difference_has_none_and_says_why() -> None:
    few = UnitsDrawn(shares=(0.6, 0.4), errors=0.3, documents=4).ratings(1)
    small = left_out(alpha(few))
    assert small is not None
    found = difference(of(0, 1), small, 0.95, is_same_thing=False)
    assert (found.low, found.high) == (None, None) and "at least 5 documents" in found.why


def test_two_that_never_differ_are_not_taken_for_surely_equal() -> None:
    alike = UnitsDrawn(shares=(0.5, 0.5), errors=1e-9, coders=4, documents=12).ratings(1)
    one, other = (left_out(alpha(alike.of_coders(who))) for who in ((0, 1), (2, 3)))
    assert one is not None and other is not None and one.value == other.value == 1
    found = difference(one, other, 0.95, is_same_thing=True)
    assert found.low is not None and found.high is not None and found.low < 0 < found.high


@pytest.mark.parametrize("documents", [8, 25])
def test_intervals_of_differences_hold_what_they_promise(documents: int) -> None:
    some: list[Two] = list(populations(documents=1000))[::3]
    found = [one for at, two in enumerate(some) if (one := cell(two, documents, 300, at)).given >= 100]
    covered = [one.covered for one in found]
    assert len(covered) > 15 and np.mean(covered) > 0.95 and min(covered) > 0.89


def test_the_simulation_finds_that_pairs_of_coders_are_not_apart() -> None:
    # As if they had coded other documents: far too wide, so that nothing would ever be found.
    pairs = [two for two in populations(documents=1000) if two.name in (PAIRS, GROUPS)][:6]
    right = [cell(two, 25, 200, 1).width for two in pairs]
    wide = [cell(replace(two, how=Method.CORRELATED), 25, 200, 1).width for two in pairs]
    assert np.median(np.array(wide) / np.array(right)) > 1.2
