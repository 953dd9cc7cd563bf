"""Heights add up as a plain list would, whatever is changed."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.heights import Heights

_LISTS = st.lists(st.integers(1, 60), min_size=1, max_size=40)


@given(_LISTS, st.lists(st.tuples(st.integers(0, 39), st.integers(1, 60)), max_size=20))
def test_sums_follow_every_change(heights: list[int], changes: list[tuple[int, int]]) -> None:
    tree = Heights(heights)
    for number, height in changes:
        if number < len(heights):
            heights[number] = height
            tree.set(number, height)
    assert [tree.above(number) for number in range(len(heights) + 1)] == [
        sum(heights[:number]) for number in range(len(heights) + 1)
    ]
    assert tree.total == sum(heights)


@given(_LISTS, st.integers(0, 3000))
def test_the_piece_at_a_height_is_the_one_that_covers_it(heights: list[int], y: int) -> None:
    tree = Heights(heights)
    number, below = tree.at(y)
    assert tree.above(number) + below == y
    assert 0 <= below < tree[number] or number == len(heights) - 1
