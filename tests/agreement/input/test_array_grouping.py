"""What must hold of groups whatever is joined; that they are those of `Grouping`, test_grouped_rows.py says."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.array_grouping import ArrayGrouping, Overlaps
from annotator.agreement.input.ratings import Ints

LAYERS = st.lists(st.integers(0, 90), min_size=1, max_size=30)


def numbers(*some: int) -> Ints:
    return np.array(some, dtype=np.int64)


def groups_of(grouping: ArrayGrouping, layers: list[int]) -> list[list[int]]:
    """Return the layers of each group, and hold that each is called by its first span."""
    found: dict[int, list[int]] = {}
    for at, root in enumerate(grouping.root.tolist()):
        assert root <= at and grouping.root[root] == root
        found.setdefault(root, []).append(layers[at])
    return list(found.values())


@given(LAYERS, st.data())
def test_no_group_has_a_layer_twice_and_what_has_room_is_joined(layers: list[int], data: st.DataObject) -> None:
    grouping, n = ArrayGrouping(numbers(*layers)), len(layers)
    same = [data.draw(st.integers(0, 3)) for _ in layers]
    grouping.join_same(numbers(*same))
    for what in set(same):
        mine = [layers[at] for at in range(n) if same[at] == what]
        at_once = {int(grouping.root[at]) for at in range(n) if same[at] == what}
        assert len(at_once) == max(mine.count(layer) for layer in mine)
    pairs = [(low, high) for high in range(n) for low in range(high) if layers[low] != layers[high]]
    drawn = data.draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    low, high = numbers(*(pair[0] for pair in drawn)), numbers(*(pair[1] for pair in drawn))
    likeness = numbers(*(data.draw(st.integers(1, 4)) for _ in drawn))
    grouping.join_overlapping(Overlaps(low, high, likeness))
    groups = groups_of(grouping, layers)
    assert all(len(set(group)) == len(group) for group in groups)
    by_root = dict(zip(sorted(set(grouping.root.tolist())), groups, strict=True))
    for one, other in drawn:
        first, second = (int(grouping.root[at]) for at in (one, other))
        assert first == second or set(by_root[first]) & set(by_root[second])


def test_who_chooses_among_several_takes_the_most_alike_and_of_equals_the_first() -> None:
    for likeness, partner in (((1, 2, 2), 2), ((3, 2, 2), 1)):
        grouping = ArrayGrouping(numbers(0, 1, 1, 1))
        grouping.join_overlapping(Overlaps(numbers(0, 0, 0), numbers(1, 2, 3), numbers(*likeness)))
        assert grouping.root[partner] == 0 and sorted(set(grouping.root.tolist())) == [0, *({1, 2, 3} - {partner})]


def test_a_chain_is_matched_for_the_most_in_total() -> None:
    # 0-1 and 2-3 are less alike each than 1-2, and more together.
    grouping = ArrayGrouping(numbers(0, 1, 0, 1))
    grouping.join_overlapping(Overlaps(numbers(0, 1, 2), numbers(1, 2, 3), numbers(2, 3, 2)))
    assert grouping.root.tolist() == [0, 0, 2, 2]


def test_what_is_at_one_place_goes_to_the_first_that_has_room() -> None:
    grouping = ArrayGrouping(numbers(0, 0, 1, 2))
    grouping.join_same(numbers(0, 1, 1, 2))
    grouping.join_same(numbers(7, 7, 7, 7))
    assert grouping.root.tolist() == [0, 1, 1, 0]
