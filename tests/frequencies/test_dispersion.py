"""Dispersion against what is published of it, and what holds of it whatever is counted."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.frequencies.dispersion import Dispersion, dispersion

GRIES = ("bamnibeup", "basatbewqn", "bcagabesta", "baghabeaat", "bahaabeaxat")
"""The corpus of 50 words in five parts of Gries (2008: 406) and Gries, Analyzing dispersion (2020)."""
PARTS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 1000)), min_size=1, max_size=20).filter(
    lambda parts: any(number for number, _ in parts)
)


def test_the_example_of_gries() -> None:
    found = dispersion([(part.count("a"), len(part)) for part in GRIES])
    assert (found.parts, found.reach) == (5, 5)
    assert found.juilland == pytest.approx(0.785, abs=5e-4)
    assert found.dp == pytest.approx(0.18) and found.dp_norm == pytest.approx(0.22, abs=5e-3)


def test_parts_of_one_size_have_the_d_of_juilland() -> None:
    """The same frequencies as if all parts had ten words: 1 − 0.471 / √4."""
    found = dispersion([(number, 10) for number in (1, 2, 3, 4, 5)])
    assert found.juilland == pytest.approx(1 - sqrt(2) / 3 / 2)


def test_the_example_of_lyne() -> None:
    """ALLEMAND in The vocabulary of French business correspondence (1985: 85, 299), as the R package tlda has it."""
    numbers = (2, 0, 1, 1, 3, 0, 3, 0, 0, 0)
    sizes = (8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930)
    found = dispersion(list(zip(numbers, sizes, strict=True)))
    assert found.juilland == pytest.approx(0.6038797, abs=1e-7) and found.reach == 5


def test_a_phrase_in_the_smallest_part_alone_is_least_dispersed() -> None:
    """What Lijffijt and Gries (2012) corrected: the largest DP is 1 less the share of the smallest part."""
    found = dispersion([(4, 10), (0, 20), (0, 70)])
    assert [found.dp, found.dp_norm, found.juilland] == pytest.approx([0.9, 1, 0])


def test_of_one_part_nothing_can_be_said() -> None:
    assert dispersion([(3, 9)]) == Dispersion(1, 1, None, None, None)


@given(parts=PARTS, data=st.data())
def test_the_order_and_a_second_corpus_like_the_first_change_nothing(
    parts: list[tuple[int, int]], data: st.DataObject
) -> None:
    found = dispersion(parts)
    again = dispersion(data.draw(st.permutations(parts)))
    longer = dispersion([(number * 2, size * 2) for number, size in parts])
    for other in (again, longer):
        assert (other.parts, other.reach) == (found.parts, found.reach)
        assert other.juilland == pytest.approx(found.juilland) and other.dp == pytest.approx(found.dp)
        assert other.dp_norm == pytest.approx(found.dp_norm)


@given(parts=PARTS.filter(lambda parts: len(parts) > 1))
def test_all_are_from_nothing_to_one(parts: list[tuple[int, int]]) -> None:
    found = dispersion(parts)
    assert found.juilland is not None and found.dp is not None and found.dp_norm is not None
    assert 0 <= found.juilland <= 1 and 0 <= found.dp <= found.dp_norm <= 1
    assert 1 <= found.reach <= found.parts


@given(number=st.integers(1, 9), sizes=st.lists(st.integers(1, 100), min_size=2, max_size=9))
def test_what_is_used_as_the_sizes_are_is_perfectly_dispersed(number: int, sizes: list[int]) -> None:
    found = dispersion([(number * size, size * 10) for size in sizes])
    assert found.dp == pytest.approx(0) and found.dp_norm == pytest.approx(0) and found.juilland == pytest.approx(1)


@pytest.mark.parametrize("parts", [[], [(0, 5)], [(1, 2), (0, 0)]])
def test_what_is_nowhere_is_refused(parts: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="where it is used"):
        dispersion(parts)
