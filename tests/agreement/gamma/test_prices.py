"""Prices of units: they change no comparison of two partitions, and leave nothing below nothing."""

import numpy as np
import pytest
from hypothesis import given, settings

from annotator.agreement.gamma.prices import reduced_costs
from tests.agreement.set_partitions import PROBLEMS, UNITS, columns_of, least
from tests.examples import examples


@settings(max_examples=examples(100), deadline=None)
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


@settings(max_examples=examples(60), deadline=None)
@given(PROBLEMS)
def test_two_partitions_are_as_far_apart_as_before_and_no_price_promises_more_than_the_cheapest_costs(
    problem: dict[frozenset[int], float],
) -> None:
    groups, members, cost = columns_of(problem)
    reduced = reduced_costs(members, cost, UNITS)
    alone = np.arange(UNITS)
    greedy = _greedy(groups)
    assert cost[greedy].sum() - cost[alone].sum() == pytest.approx(
        reduced[greedy].sum() - reduced[alone].sum(), abs=1e-8
    )
    promised = float(cost[alone].sum() - reduced[alone].sum())
    assert promised <= least(problem, frozenset(range(UNITS))) + 1e-8


def test_where_pairs_cost_less_than_their_units_alone_only_those_of_the_cheapest_partition_cost_nothing_more() -> None:
    groups, members, cost = columns_of({frozenset({0, 1}): 0.5, frozenset({1, 2}): 1.5})
    reduced = dict(zip(groups, reduced_costs(members, cost, UNITS).tolist(), strict=True))
    best = [frozenset({0, 1}), *(frozenset({unit}) for unit in range(2, UNITS))]
    assert [reduced[group] for group in best] == pytest.approx([0] * len(best), abs=1e-9)
    # {1, 2} and 0 alone cost 2.5, one more than {0, 1} and 2 alone.
    assert reduced[frozenset({1, 2})] + reduced[frozenset({0})] == pytest.approx(1, abs=1e-9)


def _greedy(groups: list[frozenset[int]]) -> list[int]:
    """Return the columns of some partition, of as large groups as come to hand."""
    left, taken = set(range(UNITS)), []
    for column in sorted(range(len(groups)), key=lambda at: -len(groups[at])):
        if groups[column] <= left:
            left -= groups[column]
            taken.append(column)
    return taken
