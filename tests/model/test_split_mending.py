"""Groups that go to another part: sizes come within their bound from wherever they were, and no part stays empty."""

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


def test_a_part_that_got_nothing_gets_a_group_where_the_bound_leaves_it() -> None:
    groups = groups_of([[{}]] * 5)
    balance = SplitBalance({"a": 80, "b": 10, "c": 10}, groups)
    for group in groups:
        balance.put(group, 0)
    mended(balance, 1)
    assert balance.sizes == [3, 1, 1]
