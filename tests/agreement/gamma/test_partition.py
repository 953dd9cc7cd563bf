"""Set partition: nothing that is left out could have been cheaper."""

import pytest
from hypothesis import given, settings

from annotator.agreement.gamma.partition import cheapest
from tests.agreement.set_partitions import PROBLEMS, UNITS, columns_of, least
from tests.examples import examples


@settings(max_examples=examples(200), deadline=None)
@given(PROBLEMS)
def test_no_other_partition_costs_less(problem: dict[frozenset[int], float]) -> None:
    groups, members, cost = columns_of(problem)
    found = cheapest(members, cost, UNITS, most_steps=10_000)
    assert sorted(unit for column in found.columns for unit in groups[column]) == list(range(UNITS))
    assert not len(found.unproven)
    assert cost[found.columns].sum() == pytest.approx(least(problem, frozenset(range(UNITS))), abs=1e-8)


@settings(max_examples=examples(100), deadline=None)
@given(PROBLEMS)
def test_where_the_search_is_given_up_there_is_a_partition_and_it_says_where(
    problem: dict[frozenset[int], float],
) -> None:
    groups, members, cost = columns_of(problem)
    found = cheapest(members, cost, UNITS, most_steps=0)
    assert sorted(unit for column in found.columns for unit in groups[column]) == list(range(UNITS))
    if not len(found.unproven):
        assert cost[found.columns].sum() == pytest.approx(least(problem, frozenset(range(UNITS))), abs=1e-8)
