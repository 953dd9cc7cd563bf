"""Groups that change places between the parts of a dataset: until sizes are within their bound, then for the mixture.

The bound holds in every case. Where a part has too many by more than the largest group, or too few, another is off to
the other side; a group that goes from the one to the other brings the sum of what they are off by nearer to 0, and
leaves both within the bound or nearer to it.

Few exchanges are tried for the mixture. They bring a label of which few documents have most from 60 codings off its
share to 5 (simulated in `test_splits.py`); ten times as many brought all labels some 0.2 points nearer, but let all
seeds draw the same of a small corpus, and left some of its documents out of every test.
"""

import random
from collections.abc import Sequence

from annotator.model.split_balance import SplitBalance, SplitGroup

_TRIES_A_GROUP, _MOST_TRIES = 4, 60_000
_NEARER = -1e-9


def mended(balance: SplitBalance, seed: int) -> None:
    """Bring the parts nearer to their shares; who may change places is drawn by the seed."""
    _bring_within(balance)
    _fill_empty(balance)
    _exchange(balance, random.Random(seed))


def _bring_within(balance: SplitBalance) -> None:
    every = range(len(balance.parts))
    while balance.groups:
        most = max(every, key=balance.lacking)
        least = min(every, key=balance.lacking)
        if max(balance.lacking(most), -balance.lacking(least)) <= balance.bound:
            return
        _move_one(balance, _groups_in(balance, least), most)


def _fill_empty(balance: SplitBalance) -> None:
    """Give each part a group, as far as there are as many and the bound leaves it."""
    for empty in range(len(balance.parts)):
        if balance.sizes[empty]:
            continue
        for other in sorted(range(len(balance.parts)), key=balance.lacking):
            spare = _groups_in(balance, other)
            fitting = [group for group in spare if _stay_within(balance, [(group, empty)])]
            if len(spare) > 1 and fitting:
                _move_one(balance, fitting, empty)
                break


def _exchange(balance: SplitBalance, draw: random.Random) -> None:
    """Let two groups change places, or one go, where that is nearer to the shares."""
    groups, parts = balance.groups, len(balance.parts)
    if len(groups) < 2:
        return
    for _ in range(min(_TRIES_A_GROUP * len(groups), _MOST_TRIES)):
        one, other = (groups[int(draw.random() * len(groups))] for _ in range(2))
        first, second = balance.part_of[one], balance.part_of[other]
        if first == second:
            moves = [(one, int(draw.random() * parts))]
            if moves[0][1] == first:
                continue
        else:
            moves = [(one, second), (other, first)]
        if balance.change(moves) < _NEARER and _stay_within(balance, moves):
            for group, part in moves:
                balance.put(group, part)


def _groups_in(balance: SplitBalance, part: int) -> list[SplitGroup]:
    return [group for group in balance.groups if balance.part_of[group] == part]


def _move_one(balance: SplitBalance, among: Sequence[SplitGroup], part: int) -> None:
    """Give a part the group with which the distance grows least."""
    balance.put(min(among, key=lambda group: balance.change([(group, part)])), part)


def _stay_within(balance: SplitBalance, moves: Sequence[tuple[SplitGroup, int]]) -> bool:
    """Whether each part stays within the bound, and none becomes empty."""
    sizes = list(balance.sizes)
    for group, part in moves:
        sizes[balance.part_of[group]] -= group.size
        sizes[part] += group.size
    return all(
        abs(size - share * balance.total) <= balance.bound and (size or not before)
        for size, share, before in zip(sizes, balance.shares, balance.sizes, strict=True)
    )
