"""Observed and expected disagreement, against sums over units and pairs of coders written as plain loops."""

from collections import defaultdict
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.coefficients import chance_corrected as shared
from annotator.agreement.input.ratings import MISSING, Ratings, Table, ratings_of
from annotator.agreement.tally import Array, Tally, by_document, evaluate
from tests.agreement.tables import in_documents, repeated, tables

DISTANCE = {"a": {"a": 0.0, "b": 1.0, "c": 4.0}, "b": {"a": 1.0, "b": 0.0, "c": 2.5}, "c": {"a": 4.0, "b": 2.5, "c": 0}}
DOCUMENTS = st.lists(tables(), min_size=1, max_size=3)


def matrix_of(ratings: Ratings) -> Array:
    k = len(ratings.categories)
    rows = [[DISTANCE[str(one)][str(other)] for other in ratings.categories] for one in ratings.categories]
    return np.array(rows, dtype=np.float64).reshape(k, k)


def rows_of(ratings: Ratings) -> list[list[str]]:
    """Return what was said in each row, without what is missing."""
    return [[str(ratings.categories[at]) for at in row if at != MISSING] for row in ratings.rows.tolist()]


@given(DOCUMENTS)
def test_of_each_row_the_values_and_the_distances_of_their_pairs_are_counted(documents: list[Table]) -> None:
    ratings = ratings_of(documents, coders=3)
    rows = rows_of(ratings)
    pairs = [list(combinations(row, 2)) for row in rows]
    assert shared.values(ratings).tolist() == [len(row) for row in rows]
    for matrix in (None, matrix_of(ratings)):
        sums = [sum(float(a != b) if matrix is None else DISTANCE[a][b] for a, b in mine) for mine in pairs]
        assert shared.disagreement(ratings, matrix).tolist() == pytest.approx(sums)
        means = [total / len(mine) if mine else 0 for total, mine in zip(sums, pairs, strict=True)]
        assert shared.mean_disagreement(ratings, matrix).tolist() == pytest.approx(means)


@given(DOCUMENTS)
def test_totals_are_how_often_each_category_was_used_in_each_document(documents: list[Table]) -> None:
    ratings = ratings_of(documents, coders=3)
    share = 1 / np.maximum(shared.values(ratings), 1)
    found = shared.totals(ratings, share)
    for number, document in enumerate(documents):
        used: defaultdict[str, float] = defaultdict(float)
        for row in repeated(document):
            said = [str(value) for value in row if value is not None]
            for value in said:
                used[value] += 1 / len(said)
        assert found[number].tolist() == pytest.approx([used[str(one)] for one in ratings.categories])
    assert shared.summed(ratings, shared.values(ratings)).tolist() == pytest.approx(
        [sum(value is not None for row in repeated(document) for value in row) for document in documents]
    )


@given(st.lists(st.integers(0, 9), min_size=3, max_size=3), st.lists(st.integers(0, 9), min_size=3, max_size=3))
def test_the_spread_is_the_mean_distance_of_all_that_can_be_drawn(first: list[int], second: list[int]) -> None:
    first[0], second[0] = first[0] + 1, second[0] + 1
    one, other = (list("a" * n[0] + "b" * n[1] + "c" * n[2]) for n in (first, second))
    drawn = list(product(one, other))
    matrix = np.array([list(row.values()) for row in DISTANCE.values()])
    counts = np.array(first, dtype=float), np.array(second, dtype=float)
    assert float(shared.spread(*counts, None)) == pytest.approx(sum(a != b for a, b in drawn) / len(drawn))
    assert float(shared.spread(*counts, matrix)) == pytest.approx(sum(DISTANCE[a][b] for a, b in drawn) / len(drawn))


def tally(*documents: Table, share: float = 1) -> Tally:
    """Return a coefficient whose De is that of values drawn from all that were said."""
    ratings = in_documents(*documents)
    return shared.corrected_unit_means(
        name="mine",
        convention="As here.",
        ratings=ratings,
        matrix=None,
        share=np.full(len(ratings.rows), share),
        expected=lambda used: shared.spread(used, used, None),
    )


def test_it_is_one_less_observed_by_expected_and_documents_add_up() -> None:
    documents: list[Table] = [{("a", "a"): 3, ("a", "b"): 1}, {("b", "b"): 4, ("b", None): 5}]
    result = evaluate(tally(*documents))
    # 8 units of two, one differs; of 21 values 7 are a: with the lone ones, as every value counts here.
    de = 2 * (7 / 21) * (14 / 21)
    assert result.value == pytest.approx(1 - (1 / 8) / de)
    assert (result.n, result.documents) == (8, 2)
    assert [result.observed, result.expected] == pytest.approx([7 / 8, 1 - de])
    alone = by_document(tally(*documents)).tolist()
    assert alone[0] == pytest.approx(1 - (1 / 4) / (2 * (7 / 8) * (1 / 8))) and np.isnan(alone[1])


def test_coders_who_never_differ_have_exactly_one() -> None:
    assert evaluate(tally({("a", "a"): 3, ("b", "b"): 7, ("c", "c"): 11}, share=1 / 3)).value == 1


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ({}, shared.NO_PAIRS),
        ({("a", None): 4}, shared.NO_PAIRS),
        ({("a", "a"): 4}, shared.ONE_CATEGORY.format("a")),
    ],
)
def test_where_it_is_undefined_it_says_why(table: Table, why: str) -> None:
    result = evaluate(tally(table))
    assert (result.value, result.undefined) == (None, why)


def test_what_these_ratings_cannot_have_has_the_reason_in_every_document() -> None:
    ratings = in_documents({("a", "a"): 1}, {("a", "b"): 2})
    made = shared.no_value(name="mine", convention="As here.", ratings=ratings, why="It cannot be.")
    assert evaluate(made).undefined == "It cannot be." and np.isnan(by_document(made)).all()
    assert len(by_document(made)) == 2


def test_two_coders_are_two_and_for_more_or_none_there_is_a_sentence() -> None:
    assert shared.not_two(in_documents({("a", "b"): 1}), "Mine") == ""
    assert shared.not_two(ratings_of([]), "Mine") == shared.NO_PAIRS
    assert "Mine compares exactly two coders, and there are 3" in shared.not_two(in_documents({("a",) * 3: 1}), "Mine")
