"""The search along the text: the cheapest partition, that there is none cheaper, or that it is not known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.gamma.search import cheapest_partition, masks_of
from tests.agreement.set_partitions import PROBLEMS, UNITS, columns_of, least
from tests.examples import examples

ALL = frozenset(range(UNITS))


def search(problem: dict[frozenset[int], float], known: float, most_steps: int = 10_000) -> list[frozenset[int]] | None:
    """Return the groups of the partition that is found: empty where none is cheaper, None where it is not known."""
    groups, _, cost = columns_of(problem)
    order = sorted(range(len(groups)), key=lambda at: (min(groups[at]), cost[at]))
    first = [min(groups[at]) for at in order]
    begin = [sum(unit < at for unit in first) for at in range(UNITS + 1)]
    mask = [sum(1 << unit - min(groups[at]) for unit in groups[at]) for at in order]
    found = cheapest_partition(begin, [float(cost[at]) for at in order], mask, range(UNITS), known, most_steps)
    return None if found is None else [groups[order[column]] for column in found]


def price(problem: dict[frozenset[int], float], groups: list[frozenset[int]]) -> float:
    return sum(1 if len(group) == 1 else problem[group] for group in groups)


@settings(max_examples=examples(150), deadline=None)
@given(PROBLEMS)
def test_what_is_found_has_each_unit_once_and_costs_least(problem: dict[frozenset[int], float]) -> None:
    found = search(problem, known=UNITS + 1)
    assert found is not None
    assert sorted(unit for group in found for unit in group) == list(range(UNITS))
    assert price(problem, found) == pytest.approx(least(problem, ALL), abs=1e-9)


@settings(max_examples=examples(80), deadline=None)
@given(PROBLEMS)
def test_where_the_cheapest_is_known_nothing_cheaper_is_found(problem: dict[frozenset[int], float]) -> None:
    # A hair below it, as the same costs come to another last digit in another order.
    assert search(problem, known=least(problem, ALL) - 1e-9) == []


def test_after_too_many_steps_it_is_not_known() -> None:
    problem = {frozenset({unit, unit + 1}): 0.5 for unit in range(UNITS - 1)}
    assert search(problem, known=UNITS, most_steps=2) is None
    assert search(problem, known=UNITS) is not None


COLUMN = st.lists(st.integers(0, 150), min_size=1, max_size=3, unique=True).map(lambda some: [*some, -1, -1][:3])


@settings(max_examples=examples(60))
@given(st.lists(COLUMN, min_size=1, max_size=8))
def test_a_mask_has_a_bit_for_each_unit_of_a_column_from_its_first_on(columns: list[list[int]]) -> None:
    members = np.array(columns).T
    first = np.array([min(unit for unit in column if unit >= 0) for column in columns])
    for column, begin, mask in zip(columns, first.tolist(), masks_of(members, first).tolist(), strict=True):
        bits = {begin + place for place in range(int(mask).bit_length()) if int(mask) >> place & 1}
        assert bits == {unit for unit in column if unit >= 0}


def test_units_far_apart_are_held_in_longer_masks() -> None:
    members = np.array([[0, 5, 70], [3, -1, 200]])
    assert masks_of(members, np.array([0, 5, 70])).tolist() == [0b1001, 1, 1 | 1 << 130]
    assert masks_of(members[:, :2], np.array([0, 5])).tolist() == [0b1001, 1]


@pytest.mark.parametrize("apart", [61, 62, 63, 64])
def test_at_the_border_of_what_a_plain_number_holds_no_bit_is_lost(apart: int) -> None:
    members = np.array([[0, 5], [apart, 7], [1, 6]])
    masks = masks_of(members[::-1], np.array([0, 5])).tolist()
    assert masks == masks_of(members, np.array([0, 5])).tolist() == [1 << apart | 0b11, 0b111]
    assert {type(mask) for mask in masks} == {int}
