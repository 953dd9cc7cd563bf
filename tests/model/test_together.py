"""What hangs together by pairs: as a search of the graph finds it, in any order."""

import random

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.together import Together

PAIRS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=15)


def reached(start: int, pairs: list[tuple[int, int]]) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        at = waiting.pop()
        near = {other for pair in pairs if at in pair for other in pair} - seen
        seen |= near
        waiting += near
    return seen


@given(pairs=PAIRS, shuffled=st.randoms())
def test_groups_are_what_is_reached_by_pairs_in_any_order(
    pairs: list[tuple[int, int]], shuffled: random.Random
) -> None:
    told = Together(range(13))
    for pair in pairs:
        told.join(*pair)
    assert told.groups() == sorted(map(list, {tuple(sorted(reached(one, pairs))) for one in range(13)}))
    assert all((told.first(one) == told.first(other)) is (other in reached(one, pairs)) for one in (0, 5) for other in
               range(13))  # fmt: skip
    turned = Together(shuffled.sample(range(13), 13))
    for one, other in shuffled.sample(pairs, len(pairs)):
        turned.join(other, one)
    assert turned.groups() == told.groups()


def test_several_are_joined_at_once_and_who_is_alone_stays_so() -> None:
    told = Together("abcd")
    told.join("d", "b", "e")
    told.join("c")
    assert told.groups() == [["a"], ["b", "d", "e"], ["c"]]
