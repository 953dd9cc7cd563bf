"""What spans share, and the best one-to-one matching."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.geometry import (
    Extents,
    contains,
    coverage,
    intersection,
    jaccard,
    length,
    match,
    overlap_length,
    union,
)
from annotator.model.span import tidy
from tests.examples import examples


@st.composite
def extents(draw: st.DrawFn) -> Extents:
    pairs = draw(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=3))
    return tidy((start, start + size) for start, size in pairs)


WEIGHTS = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(-2, 9), max_size=12)


def characters(span: Extents) -> set[int]:
    return {at for start, stop in span for at in range(start, stop)}


@given(extents(), extents())
def test_everything_agrees_with_sets_of_characters(first: Extents, second: Extents) -> None:
    one, other = characters(first), characters(second)
    assert length(first) == len(one)
    assert characters(union(first, second)) == one | other
    assert characters(intersection(first, second)) == one & other
    assert overlap_length(first, second) == len(one & other)
    assert contains(first, second) == (one >= other)
    assert jaccard(first, second) == (len(one & other) / len(one | other) if one | other else 1.0)


@given(extents(), extents())
def test_union_and_intersection_are_tidy(first: Extents, second: Extents) -> None:
    for span in (union(first, second), intersection(first, second)):
        assert span == tidy(span)


@given(st.lists(extents(), max_size=6))
def test_coverage_counts_for_each_character_the_spans_that_have_it(spans: list[Extents]) -> None:
    found = coverage(spans)
    counted = {at: count for (start, stop), count in found for at in range(start, stop)}
    assert counted == {at: sum(at in characters(span) for span in spans) for at in characters(union(*spans))}
    assert all(start < stop for (start, stop), _ in found)
    assert all(before.stop <= after.start for (before, _), (after, _) in pairwise(found))


def best_total(weights: dict[tuple[int, int], int]) -> int:
    """Try every set of pairs without a row or a column twice."""
    pairs = [pair for pair, weight in weights.items() if weight > 0]
    best = 0
    for size in range(1, min(5, len(pairs)) + 1):
        for chosen in combinations(pairs, size):
            if len({row for row, _ in chosen}) == size == len({column for _, column in chosen}):
                best = max(best, sum(weights[pair] for pair in chosen))
    return best


@given(WEIGHTS)
@settings(max_examples=examples(150))
def test_no_other_matching_weighs_more(weights: dict[tuple[int, int], int]) -> None:
    matched = match(weights)
    assert len({row for row, _ in matched}) == len(matched) == len({column for _, column in matched})
    assert all(weights[pair] > 0 for pair in matched)
    assert sum(weights[pair] for pair in matched) == best_total(weights)


@given(WEIGHTS)
def test_the_order_in_which_pairs_are_given_changes_nothing(weights: dict[tuple[int, int], int]) -> None:
    turned = dict(sorted(weights.items(), reverse=True))
    assert match(turned) == match(weights)


def test_the_nearest_pair_is_given_up_for_two_others() -> None:
    assert match({(0, 0): 5, (0, 1): 4, (1, 0): 4}) == [(0, 1), (1, 0)]


def test_a_long_chain_of_equal_overlaps_is_matched_whole() -> None:
    size = 3000
    chain = {(row, row + step): 1 for row in range(size) for step in (0, -1) if row + step >= 0}
    assert len(match(chain)) == size


def test_nothing_to_match_is_no_match() -> None:
    assert match({}) == []
    assert match({(0, 0): 0}) == []
