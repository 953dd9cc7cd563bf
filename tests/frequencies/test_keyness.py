"""Keyness against what is published of it, and what holds of it whatever is counted."""

from collections.abc import Iterator
from math import log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.frequencies.keyness import Keyness, WordUse, keyness, p_of
from tests.oracles.oracle import Oracle, python_oracle

DUNNING = [
    ("the swiss", 270.72, 110, 2442, 111, 29114),
    ("can be", 263.90, 29, 13, 123, 31612),
    ("previous year", 256.84, 31, 23, 139, 31584),
    ("mineral water", 167.23, 10, 0, 3, 31764),
    ("at the", 157.21, 76, 104, 2476, 29121),
    ("real terms", 157.03, 16, 16, 51, 31694),
    ("natural gas", 146.80, 9, 0, 5, 31763),
]
"""The first of Table 1 in Dunning (1993): −2 log λ and the four cells."""
RAYSON = [("keep", 147, 348, 99), ("keeps", 0, 15, 14), ("keeping", 14, 9, 32), ("kept", 0, 21, 25)]
"""Two texts of a million words each: Rayson on the Corpora list, 18 January 2002, by his wizard."""


@st.composite
def uses(draw: st.DrawFn) -> WordUse:
    size = draw(st.integers(1, 10**7))
    return WordUse(draw(st.integers(0, size)), size)


@pytest.mark.parametrize(("words", "value", "a", "b", "c", "d"), DUNNING)
def test_the_values_of_dunning(words: str, value: float, a: int, b: int, c: int, d: int) -> None:
    assert round(keyness(WordUse(a, a + b), WordUse(c, c + d)).g2, 2) == value, words


@pytest.mark.parametrize(("word", "value", "one", "other"), RAYSON)
def test_the_values_of_rayson(word: str, value: int, one: int, other: int) -> None:
    assert round(keyness(WordUse(one, 10**6), WordUse(other, 10**6)).g2_of_use) == value, word


def test_the_critical_values_of_the_wizard() -> None:
    for g2, p in ((3.84, 0.05), (6.63, 0.01), (10.83, 0.001), (15.13, 0.0001)):
        assert p_of(g2) == pytest.approx(p, rel=0.02)


def test_the_log_ratio_of_hardie() -> None:
    """“A word is three times as frequent”, “twice as frequent in B”, and one that stands in A alone."""
    assert keyness(WordUse(6, 10_000), WordUse(2, 10_000)).log_ratio == pytest.approx(log2(3))
    assert keyness(WordUse(1, 1000), WordUse(2, 1000)).log_ratio == -1
    assert keyness(WordUse(8, 1000), WordUse(0, 1000)).log_ratio == log2(8 / 0.5)


def test_what_the_others_never_use_has_no_difference_in_per_cent() -> None:
    found = keyness(WordUse(8, 1000), WordUse(0, 1000))
    assert found.difference is None and found.g2 > 0 and found.p < 0.01
    assert keyness(WordUse(3, 100), WordUse(2, 100)).difference == pytest.approx(50)
    assert keyness(WordUse(0, 5), WordUse(0, 9)) == Keyness(0, 0, 1, 0, None, None)


@given(one=uses(), other=uses())
def test_whoever_is_compared_with_whom(one: WordUse, other: WordUse) -> None:
    there, back = keyness(one, other), keyness(other, one)
    assert there.g2 == pytest.approx(back.g2, rel=1e-6, abs=1e-6)
    assert there.log_ratio == pytest.approx(-back.log_ratio, abs=1e-9)
    assert 0 <= there.p <= 1 and there.g2 >= there.g2_of_use - 1e-6 - 1e-9 * there.g2 >= -1e-5
    assert there.ell is None or 0 <= there.ell <= 1
    if one.number and other.number:
        assert (there.log_ratio > 0) == (one.share > other.share)
    if one.share == other.share:
        assert there.g2 == pytest.approx(0, abs=1e-5)


@given(one=uses(), other=uses())
def test_twice_the_texts_are_twice_as_sure_of_the_same_difference(one: WordUse, other: WordUse) -> None:
    once = keyness(one, other)
    twice = keyness(WordUse(one.number * 2, one.size * 2), WordUse(other.number * 2, other.size * 2))
    assert twice.g2 == pytest.approx(2 * once.g2, rel=1e-6, abs=1e-5)
    if one.number and other.number:
        assert twice.log_ratio == pytest.approx(once.log_ratio, abs=1e-9)
        assert twice.ell == pytest.approx(once.ell, rel=1e-6, abs=1e-9)
        assert twice.difference == pytest.approx(once.difference)


@pytest.mark.parametrize(("number", "size"), [(1, 0), (0, 0), (3, 2), (-1, 2)])
def test_what_cannot_be_is_refused(number: int, size: int) -> None:
    with pytest.raises(ValueError, match="up to the size"):
        keyness(WordUse(number, size), WordUse(0, 1))


@pytest.fixture(scope="module")
def scipy() -> Iterator[Oracle]:
    yield from python_oracle("tables_2x2")


@settings(deadline=None)
@given(cells=st.lists(st.integers(1, 10**6), min_size=4, max_size=4))
def test_scipy_has_the_same_log_likelihood(scipy: Oracle, cells: list[int]) -> None:
    a, b, c, d = cells
    found = keyness(WordUse(a, a + b), WordUse(c, c + d))
    g2, p = scipy.ask("g2", cells=[[a, b], [c, d]])
    assert found.g2 == pytest.approx(g2, rel=1e-6, abs=1e-6) and found.p == pytest.approx(p, rel=1e-3, abs=1e-3)
