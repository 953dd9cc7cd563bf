"""Set partition: nothing that is left out could have been cheaper."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.gamma.partition import cheapest
from annotator.agreement.gamma.prices import reduced_costs
from annotator.agreement.gamma.search import masks_of
from annotator.agreement.input.ratings import Ints

UNITS, CODERS = 7, 3
GROUP = st.frozensets(st.integers(0, UNITS - 1), min_size=2, max_size=CODERS).filter(
    lambda group: len({unit % CODERS for unit in group}) == len(group)
)
PROBLEMS = st.dictionaries(GROUP, st.sampled_from((0.0, 0.5, 1.0)) | st.floats(0, 3), max_size=20)
"""Columns of several units, unit u being of coder u % 3; one of each unit alone at a cost of 1 comes with them."""


def columns_of(problem: dict[frozenset[int], float]) -> tuple[list[frozenset[int]], Ints, np.ndarray]:
    groups = [*(frozenset({unit}) for unit in range(UNITS)), *problem]
    members = np.full((CODERS, len(groups)), -1)
    for column, group in enumerate(groups):
        for unit in group:
            members[unit % CODERS, column] = unit
    return groups, members, np.array([1.0] * UNITS + list(problem.values()))


def least(problem: dict[frozenset[int], float], left: frozenset[int]) -> float:
    """Try everything."""
    if not left:
        return 0.0
    first = min(left)
    alone = 1 + least(problem, left - {first})
    return min(
        [alone, *(cost + least(problem, left - group) for group, cost in problem.items() if first in group <= left)]
    )


@settings(max_examples=200, deadline=None)
@given(PROBLEMS)
def test_no_other_partition_costs_less(problem: dict[frozenset[int], float]) -> None:
    groups, members, cost = columns_of(problem)
    found = cheapest(members, cost, UNITS, most_steps=10_000)
    assert sorted(unit for column in found.columns for unit in groups[column]) == list(range(UNITS))
    assert not len(found.unproven)
    assert cost[found.columns].sum() == pytest.approx(least(problem, frozenset(range(UNITS))), abs=1e-8)


@settings(max_examples=100, deadline=None)
@given(PROBLEMS)
def test_where_the_search_is_given_up_there_is_a_partition_and_it_says_where(
    problem: dict[frozenset[int], float],
) -> None:
    groups, members, cost = columns_of(problem)
    found = cheapest(members, cost, UNITS, most_steps=0)
    assert sorted(unit for column in found.columns for unit in groups[column]) == list(range(UNITS))
    if not len(found.unproven):
        assert cost[found.columns].sum() == pytest.approx(least(problem, frozenset(range(UNITS))), abs=1e-8)


@settings(max_examples=100, deadline=None)
@given(PROBLEMS)
def test_reduced_costs_are_costs_less_a_price_for_each_unit_and_never_negative(
    problem: dict[frozenset[int], float],
) -> None:
    groups, members, cost = columns_of(problem)
    reduced = reduced_costs(members, cost, UNITS)
    assert (reduced >= 0).all()
    price = (cost - reduced)[:UNITS]
    assert (cost - reduced).tolist() == pytest.approx(
        [sum(price[unit] for unit in group) for group in groups], abs=1e-9
    )


def test_units_far_apart_are_held_in_longer_masks() -> None:
    members = np.array([[0, 5, 70], [3, -1, 200]])
    assert masks_of(members, np.array([0, 5, 70])).tolist() == [0b1001, 1, 1 | 1 << 130]
    assert masks_of(members[:, :2], np.array([0, 5])).tolist() == [0b1001, 1]
