"""Tests of margins: published values, what statsmodels gives, and what must hold of them."""

from collections.abc import Iterator
from math import sqrt
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator.agreement.bias.margin_tests import (
    FEWEST,
    NEVER,
    MarginTest,
    TestKind,
    adjusted,
    mcnemar,
    over_documents,
    stuart_maxwell,
    t_over_documents,
)
from annotator.agreement.tally import Array
from tests.examples import examples
from tests.oracles.oracle import Oracle, python_oracle

VISION = [[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205], [36, 82, 179, 492]]
"""Unaided distance vision of 7,477 women, right eye by left (Stuart, A. (1953). Biometrika 40(1/2), 105-110)."""

squares = st.integers(2, 6).flatmap(
    lambda k: st.lists(st.lists(st.integers(0, 40), min_size=k, max_size=k), min_size=k, max_size=k)
)
by_document = st.integers(1, 4).flatmap(
    lambda k: st.lists(st.lists(st.integers(-6, 6), min_size=k, max_size=k), min_size=1, max_size=40)
)


def of_square(counts: list[list[int]]) -> MarginTest:
    table = np.array(counts, dtype=float)
    variance = np.diag(table.sum(axis=0) + table.sum(axis=1)) - table - table.T
    return stuart_maxwell(table.sum(axis=1) - table.sum(axis=0), variance)


def nonzero(values: list[int]) -> Array:
    return np.array([value for value in values if value], dtype=float)


@pytest.fixture(scope="module")
def others() -> Iterator[Oracle]:
    yield from python_oracle("margins")


def test_stuarts_own_table_has_the_chi_squared_that_he_gave() -> None:
    found = of_square(VISION)
    assert found.statistic == pytest.approx(11.96, abs=0.005)
    assert (found.df, round(found.p or 0, 4)) == (3, 0.0075)


def test_mcnemar_of_few_is_exact_and_of_many_chi_squared() -> None:
    few, many = mcnemar(2, 10), mcnemar(41, 12)
    assert (few.kind, many.kind, many.df) == (TestKind.EXACT, TestKind.MCNEMAR, 1)
    assert few.p == pytest.approx(2 * (1 + 12 + 66) / 2**12)
    assert many.statistic == pytest.approx(29**2 / 53)


@settings(max_examples=examples(60), deadline=None)
@given(squares)
def test_statsmodels_has_the_same_stuart_and_maxwell_and_bhapkar(others: Oracle, counts: list[list[int]]) -> None:
    found, n = of_square(counts), np.sum(counts)
    # Where labels fall apart theirs inverts what has no inverse.
    assume(found.df == len(counts) - 1)
    theirs = others.ask("homogeneity", counts=counts)
    assert found.statistic is not None
    assert theirs["stuart_maxwell"] == pytest.approx([found.statistic, found.df, found.p], rel=1e-6, abs=1e-9)
    if n - found.statistic > 1e-6 * n:
        bhapkar = found.statistic / (1 - found.statistic / n)
        assert theirs["bhapkar"][:2] == pytest.approx([bhapkar, found.df], rel=1e-5, abs=1e-9)


@settings(max_examples=examples(60), deadline=None)
@given(st.integers(0, 60), st.integers(0, 60))
def test_statsmodels_has_the_same_mcnemar(others: Oracle, first: int, other: int) -> None:
    assume(first + other > 0)
    found = mcnemar(first, other)
    theirs = others.ask("mcnemar_of", first=first, other=other, exact=found.kind is TestKind.EXACT)
    assert found.p == pytest.approx(theirs["p"], abs=1e-12)
    assert found.statistic is None or found.statistic == pytest.approx(theirs["statistic"])


@given(squares, st.randoms())
def test_the_order_of_coders_and_of_labels_changes_no_p(counts: list[list[int]], random: Random) -> None:
    order = list(range(len(counts)))
    random.shuffle(order)
    found = of_square(counts)
    for other in (list(map(list, zip(*counts, strict=True))), [[counts[i][j] for j in order] for i in order]):
        same = of_square(other)
        assert (same.df, same.p) == (found.df, None if found.p is None else pytest.approx(found.p, abs=1e-7))


@given(st.integers(0, 60), st.integers(0, 60))
def test_of_two_labels_stuart_and_maxwell_is_mcnemar(first: int, other: int) -> None:
    both = of_square([[7, first], [other, 9]])
    assert both.statistic == (None if first + other == 0 else pytest.approx((first - other) ** 2 / (first + other)))


@given(squares, squares)
def test_labels_that_fall_apart_are_as_two_tables(one: list[list[int]], other: list[list[int]]) -> None:
    left, right = len(one), len(other)
    whole = [[*row, *[0] * right] for row in one] + [[*[0] * left, *row] for row in other]
    found, parts = of_square(whole), [of_square(one), of_square(other)]
    assert (found.df or 0) == sum(part.df or 0 for part in parts)
    assert (found.statistic or 0) == pytest.approx(sum(part.statistic or 0 for part in parts), abs=1e-6)


def test_two_who_never_differ_give_nothing_to_test() -> None:
    assert {one.why for one in (mcnemar(0, 0), of_square([[4, 0], [0, 5]]), t_over_documents(np.zeros(0), 9))} == {
        NEVER
    }


@given(st.lists(st.integers(-9, 9), min_size=5, max_size=60))
def test_t_over_documents_is_the_t_of_their_mean(values: list[int]) -> None:
    differing = nonzero(values)
    assume(len(differing) >= FEWEST and len(set(values)) > 1)
    found = t_over_documents(differing, len(values))
    t = np.mean(values) / (np.std(values, ddof=1) / sqrt(len(values)))
    assert found.df == len(values) - 1
    assert found.statistic == pytest.approx(t, abs=1e-6)
    turned = t_over_documents(-differing, len(values))
    assert turned.statistic == pytest.approx(-t, abs=1e-6)
    assert turned.p == pytest.approx(found.p)


@given(st.integers(5, 40), st.integers(1, 3))
def test_where_all_documents_have_the_same_difference_signs_are_tested(documents: int, each: int) -> None:
    found = t_over_documents(np.full(documents, float(each)), documents)
    assert found.kind is TestKind.SIGN
    assert found.p == pytest.approx(0.5 ** (documents - 1))


@given(st.lists(st.sampled_from([-2, -1, 1, 2]), max_size=FEWEST - 1), st.integers(0, 50))
def test_fewer_than_five_documents_that_differ_are_no_test(values: list[int], more: int) -> None:
    found = t_over_documents(nonzero(values), len(values) + more)
    assert found.p is None and found.why


def _tests(differences: Array) -> list[MarginTest]:
    return adjusted([t_over_documents(column[column != 0], len(column)) for column in differences.T])


@given(by_document)
def test_hotelling_is_the_quadratic_form_of_the_mean(values: list[list[int]]) -> None:
    differences = np.array(values, dtype=float)
    found = over_documents(differences, _tests(differences))
    assume(found.kind is TestKind.HOTELLING and found.p is not None)
    k, kept = len(values), differences[:, (differences != 0).sum(axis=0) >= FEWEST]
    p = kept.shape[1]
    assume(found.df == p)
    mean, spread = kept.mean(axis=0), np.cov(kept.T, ddof=1).reshape(p, p)
    assume(np.linalg.cond(spread) < 1e6)
    squared = k * mean @ np.linalg.solve(spread, mean)
    assert found.statistic == pytest.approx((k - p) / (p * (k - 1)) * squared, rel=1e-5, abs=1e-7)


@given(st.lists(st.integers(-9, 9), min_size=10, max_size=60))
def test_of_one_label_and_of_two_that_mirror_each_other_all_is_as_one(values: list[int]) -> None:
    one = np.array(values, dtype=float)[:, None]
    assume(np.ptp(one) > 0)
    (single,) = _tests(one)
    for differences in (one, np.hstack((one, -one))):
        found = over_documents(differences, _tests(differences))
        assert found.p == (None if single.p is None else pytest.approx(single.p, abs=1e-9))


def test_with_few_documents_for_many_labels_the_smallest_adjusted_p_speaks() -> None:
    differences = np.random.default_rng(1).integers(1, 9, (6, 5)) * np.array([1, -1, 1, -1, 1.0])
    found, singles = over_documents(differences, _tests(differences)), _tests(differences)
    assert (found.kind, found.p) == (
        TestKind.SMALLEST,
        min(one.adjusted for one in singles if one.adjusted is not None),
    )


def test_holm_steps_down_from_the_smallest() -> None:
    # Four p, of which the smallest counts four times, the next three times, and none less than one before it.
    tests = [MarginTest(kind=TestKind.T, p=p) for p in (0.01, 0.04, 0.03, 0.005)] + [
        MarginTest(kind=TestKind.T, p=None)
    ]
    assert [one.adjusted for one in adjusted(tests)] == [*map(pytest.approx, (0.03, 0.06, 0.06, 0.02)), None]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm_makes_no_p_smaller_and_keeps_their_order(values: list[float]) -> None:
    found = [one.adjusted or 0.0 for one in adjusted([MarginTest(kind=TestKind.T, p=p) for p in values])]
    assert all(p <= made <= min(1, p * len(values) + 1e-12) for p, made in zip(values, found, strict=True))
    order = np.argsort(values, kind="stable")
    assert (np.diff(np.array(found)[order]) >= 0).all()
