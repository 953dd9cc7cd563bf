"""Ratings: units of several documents as arrays, put together where they are alike."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.ratings import MISSING, Ratings, Row, Table, Value, end_to_end, ratings_of
from annotator.model.errors import Bug
from tests.agreement.tables import one_table, pooled, tables


@given(st.lists(tables(), max_size=4))
def test_the_table_of_all_documents_is_that_of_each_added_up(documents: list[Table]) -> None:
    ratings = ratings_of(documents)
    assert ratings.table() == pooled(documents)
    assert ratings.documents == len(documents)


@given(st.lists(tables(coders=3), min_size=1, max_size=3), st.permutations(range(3)), st.integers(1, 3))
def test_some_coders_are_the_table_without_the_others(documents: list[Table], order: list[int], few: int) -> None:
    found = ratings_of(documents, coders=3).of_coders(order[:few])
    expected: dict[Row, float] = {}
    for row, weight in pooled(documents).items():
        chosen = tuple(row[at] for at in order[:few])
        if any(value is not None for value in chosen):
            expected[chosen] = expected.get(chosen, 0) + weight
    assert found.table() == expected
    assert found.coders == few
    assert units_of(found) == len(set(units_in(found)))


@given(st.lists(st.lists(tables(coders=2), max_size=3), min_size=1, max_size=3))
def test_ratings_end_to_end_have_the_documents_of_each_in_turn(several: list[list[Table]]) -> None:
    made = [ratings_of(one, "abcd", coders=2) for one in several]
    joined = end_to_end(made)
    assert joined.documents == sum(one.documents for one in made)
    assert [table_of(joined, at) for at in range(joined.documents)] == [
        table_of(one, at) for one in made for at in range(one.documents)
    ]


def test_ratings_of_different_categories_are_not_put_end_to_end() -> None:
    with pytest.raises(Bug):
        end_to_end([one_table({("a", "b"): 1}), one_table({("a", "c"): 1})])


def table_of(ratings: Ratings, document: int) -> Table:
    """Return the table of one of the documents."""
    mine = ratings.document == document
    return replace(ratings, row=ratings.row[mine], weight=ratings.weight[mine]).table()


@given(tables(coders=2))
def test_values_can_be_changed_put_together_and_made_missing(table: Table) -> None:
    change: dict[Value, Value | None] = {"a": "x", "b": "x", "c": None}
    found = one_table(table).mapped(change.__getitem__)
    expected: dict[Row, float] = {}
    for row, weight in table.items():
        changed = tuple(None if value is None else change[value] for value in row)
        if any(value is not None for value in changed):
            expected[changed] = expected.get(changed, 0) + weight
    assert found.table() == expected
    assert set(found.categories) <= {"x"}


def units_in(ratings: Ratings) -> list[tuple[int, int]]:
    return list(zip(ratings.document.tolist(), ratings.row.tolist(), strict=True))


def units_of(ratings: Ratings) -> int:
    return len(ratings.weight)


def test_rows_that_become_one_are_put_together_in_each_document() -> None:
    ratings = ratings_of([{("a", "b"): 2, ("a", "c"): 3}, {("a", "c"): 4}]).of_coders([0])
    assert (units_in(ratings), ratings.weight.tolist()) == ([(0, 0), (1, 0)], [5, 4])


def test_what_each_row_adds_is_summed_by_document() -> None:
    ratings = ratings_of([{("a", "b"): 2, ("a", "a"): 3}, {}, {("a", "b"): 4}])
    differs = np.array([[row[0] != row[1], 1] for row in ratings.rows], dtype=float)
    assert ratings.add_up(differs).tolist() == [[2, 5], [0, 0], [4, 4]]


def test_counts_say_how_many_coders_said_each_category() -> None:
    ratings = one_table({("b", None, "a"): 1, ("b", "b", "a"): 1})
    assert ratings.categories == ("a", "b")
    assert ratings.counts().tolist() == [[1, 1], [1, 2]]
    assert one_table({}).counts().shape == (0, 0)


def test_units_of_some_rows_can_be_kept() -> None:
    ratings = ratings_of([{("a", "b"): 2, ("a", "a"): 3}, {("a", "b"): 4}])
    assert ratings.where(ratings.rows[:, 0] != ratings.rows[:, 1]).table() == {("a", "b"): 6}


@pytest.mark.parametrize(
    ("given_order", "ordered"), [((), False), (("b", "a"), True), (("a",), False), (("b", "a", "c"), True)]
)
def test_categories_are_in_the_order_given_and_others_follow(given_order: tuple[str, ...], ordered: bool) -> None:
    ratings = one_table({("a", "b"): 1}, given_order)
    assert ratings.ordered == ordered
    assert ratings.categories[: len(given_order)] == given_order
    assert set(ratings.categories) == {"a", "b", *given_order}
    same = ratings.mapped(lambda value: value, given_order)
    assert (same.ordered, same.categories[: len(given_order)]) == (ordered, given_order)


def test_a_weight_of_nothing_is_no_unit() -> None:
    assert one_table({("a", "b"): 0, ("a", "a"): 1}).table() == {("a", "a"): 1}


def test_without_a_row_there_are_as_many_coders_as_are_said() -> None:
    ratings = ratings_of([{}, {}], coders=3)
    assert (ratings.coders, ratings.documents, ratings.table()) == (3, 2, {})
    assert ratings.of_coders([0, 1]).coders == 2
    assert ratings.mapped(lambda value: value).categories == ()
    assert MISSING not in ratings.rows
