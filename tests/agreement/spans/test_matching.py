"""Matching of very many small things at once."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.spans.matching import best_pairs
from annotator.model.geometry import match


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 6), st.integers(0, 6)), st.integers(1, 9) | st.integers(1000, 1009), max_size=14
    )
)
def test_what_is_settled_in_arrays_weighs_as_much_as_the_best_match(weights: dict[tuple[int, int], int]) -> None:
    rows, columns = np.array(list(weights), dtype=np.int64).reshape(-1, 2).T
    values = np.array(list(weights.values()), dtype=np.int64)
    chosen = best_pairs(rows, columns, values)
    assert len(set(rows[chosen].tolist())) == len(set(columns[chosen].tolist())) == len(chosen)
    assert values[chosen].sum() == sum(weights[pair] for pair in match(weights))


def every_match(pairs: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """Yield all matches, each as the numbers of its pairs."""
    for size in range(len(pairs) + 1):
        for found in combinations(range(len(pairs)), size):
            if all(len({pairs[at][side] for at in found}) == size for side in (0, 1)):
                yield list(found)


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 3), st.integers(0, 3)),
        st.tuples(st.integers(1000, 1002), st.integers(0, 2), st.integers(0, 2)),
        max_size=8,
    )
)
def test_of_equal_matches_it_is_the_one_that_is_the_least_in_what_is_told_of_ties(
    found: dict[tuple[int, int], tuple[int, int, int]],
) -> None:
    rows, columns = np.array(list(found), dtype=np.int64).reshape(-1, 2).T
    weights, one, other = np.array(list(found.values()), dtype=np.int64).reshape(-1, 3).T

    def worth(match: Sequence[int]) -> tuple[int, int, int]:
        return int(weights[match].sum()), -int(one[match].sum()), -int(other[match].sum())

    chosen = best_pairs(rows, columns, weights, (one, other)).tolist()
    assert worth(chosen) == max(map(worth, every_match(list(found))))
    assert chosen in every_match(list(found))


def test_what_is_told_of_ties_may_be_as_large_as_it_likes() -> None:
    rows, columns = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    weights, large = np.full(4, 1 << 41), np.full(4, 1 << 61)
    large[[0, 3]] -= 1
    assert best_pairs(rows, columns, weights, (np.zeros(4, dtype=np.int64), large, large)).tolist() == [0, 3]
