"""Windows that stand once in each of two texts, and the heaviest chain of runs in one order."""

from itertools import combinations, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.moving.anchors import CommonRun, common_windows, in_one_order, runs_of, window_hashes
from annotator.model.moving.normal import normal

LETTERS = st.text("abc", max_size=40)


@given(LETTERS, LETTERS, st.sampled_from([1, 2, 4, 8]))
def test_windows_that_stand_once_in_each_text_are_found(one: str, other: str, width: int) -> None:
    left, right = common_windows(*(window_hashes(normal(text).codes, width) for text in (one, other)))

    def windows(text: str) -> list[str]:
        return [text[at : at + width] for at in range(len(text) - width + 1)]

    both = [
        (at, windows(other).index(window))
        for at, window in enumerate(windows(one))
        if windows(one).count(window) == windows(other).count(window) == 1
    ]
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == both


@given(LETTERS, LETTERS)
def test_a_run_is_the_same_in_both_texts(one: str, other: str) -> None:
    for run in runs_of(*common_windows(*(window_hashes(normal(text).codes, 4) for text in (one, other))), 4):
        assert one[run.old : run.old + run.length] == other[run.new : run.new + run.length]


def rises(runs: tuple[CommonRun, ...]) -> bool:
    return all(one.old < two.old and one.new < two.new for one, two in pairwise(runs))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=7))
def test_no_chain_in_one_order_has_more_characters(drawn: list[tuple[int, int]]) -> None:
    runs = [CommonRun(at, new, length) for at, (new, length) in enumerate(drawn)]
    found = in_one_order(runs)
    assert rises(tuple(found)) and set(found) <= set(runs)
    chains = (some for count in range(len(runs) + 1) for some in combinations(runs, count) if rises(some))
    assert sum(run.length for run in found) == max(sum(run.length for run in chain) for chain in chains)


def test_texts_without_a_window_have_none() -> None:
    assert runs_of(*common_windows(np.empty(0, np.uint64), np.empty(0, np.uint64)), 8) == []
