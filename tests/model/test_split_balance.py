"""How far parts are from their shares: what a move is said to change is what it changes."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.ids import DocumentId
from annotator.model.split_balance import SplitBalance, SplitGroup

STRATA = st.dictionaries(st.sampled_from(["appeal", "warning", "rare"]), st.integers(0, 5))
MEMBERS = st.lists(st.lists(STRATA, min_size=1, max_size=3), min_size=1, max_size=6)


def groups_of(members: Sequence[Sequence[dict[str, int]]]) -> list[SplitGroup]:
    return [
        SplitGroup.of((DocumentId(f"{at}-{number}"), strata) for number, strata in enumerate(group))
        for at, group in enumerate(members)
    ]


def distance(groups: Sequence[SplitGroup], part_of: dict[SplitGroup, int], shares: Sequence[float]) -> float:
    """Return the distance of all parts, each thing counted anew."""
    names = {name for group in groups for name in group.strata}
    shared = sorted(name for name in names if sum(name in group.strata for group in groups) > 1)
    counts = [[group.strata.get(name, 0) for group in groups] for name in shared]
    weighted = [(1, count) for count in counts] + [(max(1, len(shared)), [group.size for group in groups])]
    return sum(
        weight * (sum(n for n, group in zip(count, groups, strict=True) if part_of[group] == part) - ought) ** 2 / ought
        for weight, count in weighted
        for part, ought in enumerate(share * sum(count) for share in shares)
    )


@given(members=MEMBERS, chosen=st.data())
def test_what_a_move_is_said_to_change_is_what_it_changes(
    members: Sequence[Sequence[dict[str, int]]], chosen: st.DataObject
) -> None:
    groups = groups_of(members)
    balance = SplitBalance({"b": 1, "a": 3}, groups)
    assert balance.parts == ["a", "b"]
    for group in groups:
        balance.put(group, chosen.draw(st.integers(0, 1)))
    moves = [(group, chosen.draw(st.integers(0, 1))) for group in groups[:2]]
    before = distance(groups, balance.part_of, balance.shares)
    change = balance.change(moves)
    for group, part in moves:
        balance.put(group, part)
    assert change == pytest.approx(distance(groups, balance.part_of, balance.shares) - before, abs=1e-6)
    assert sum(balance.lacking(part) for part in (0, 1)) == pytest.approx(0, abs=1e-9)


def test_what_one_group_alone_has_is_lacking_nowhere() -> None:
    balance = SplitBalance({"a": 50, "b": 50}, groups_of([[{"rare": 9, "appeal": 1}], [{"appeal": 3}]]))
    assert balance.is_shared("appeal") and not balance.is_shared("rare")
    assert balance.lacking(0, "appeal") == 2 and balance.lacking(0) == 1
