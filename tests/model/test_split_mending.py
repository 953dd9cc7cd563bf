"""Groups that change places: sizes come within their bound from wherever they were, and the mixture nearer."""

import random

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.split_balance import SplitBalance
from annotator.model.split_mending import mended
from tests.model.test_split_balance import MEMBERS, groups_of


@given(members=MEMBERS, shares=st.lists(st.integers(1, 9), min_size=2, max_size=4), chosen=st.data())
def test_sizes_come_within_the_largest_group_from_any_beginning(
    members: list[list[dict[str, int]]], shares: list[int], chosen: st.DataObject
) -> None:
    groups = groups_of(members)
    balance = SplitBalance({f"p{number}": share for number, share in enumerate(shares)}, groups)
    for group in groups:
        balance.put(group, chosen.draw(st.integers(0, len(shares) - 1)))
    mended(balance, 1)
    assert sum(balance.sizes) == sum(group.size for group in groups)
    for part, share in enumerate(balance.shares):
        assert balance.sizes[part] == sum(group.size for group in groups if balance.part_of[group] == part)
        assert abs(balance.sizes[part] - share * balance.total) <= max(group.size for group in groups) + 1e-9


def test_labels_that_stand_in_one_part_are_spread() -> None:
    draw = random.Random(3)
    members = [[{"appeal": 1}] if number < 20 else [{"warning": 1}] for number in range(40)]
    groups = groups_of(members)
    balance = SplitBalance({"a": 50, "b": 50}, groups)
    for number, group in enumerate(groups):
        balance.put(group, 0 if number < 20 else 1)
    mended(balance, draw.randint(0, 99))
    assert [balance.lacking(part, "appeal") for part in (0, 1)] == [0, 0] and balance.sizes == [20, 20]
