"""Votes as the models read them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.ratings import Table, ratings_of
from annotator.agreement.posterior.votes import by_row, votes_of
from annotator.model.errors import Bug
from tests.agreement.tables import pooled, repeated, tables


@given(first=tables(), second=tables())
def test_documents_are_put_together_whichever_comes_first(first: Table, second: Table) -> None:
    one, other, both = (
        votes_of(ratings_of(documents, ("a", "b", "c"), 3))
        for documents in ([first, second], [second, first], [pooled([first, second])])
    )
    assert one.values == other.values == both.values
    assert one.weight.tolist() == other.weight.tolist() == both.weight.tolist()


@given(table=tables())
def test_shares_are_those_of_the_answers(table: Table) -> None:
    votes = votes_of(ratings_of([table], ("a", "b", "c"), 3))
    for row, shares in zip(votes.values, votes.shares().tolist(), strict=True):
        given_answers = [value for value in row if value is not None]
        assert shares == pytest.approx([given_answers.count(value) / len(given_answers) for value in "abc"])


@given(table=tables())
def test_units_that_nobody_answered_are_left_out(table: Table) -> None:
    votes = votes_of(ratings_of([table], ("a", "b", "c"), 3))
    assert votes.units == sum(row != (None, None, None) for row in repeated(table))


@given(table=tables(coders=4), order=st.permutations(range(4)))
def test_an_order_of_their_own_does_not_hang_on_the_one_given(table: Table, order: list[int]) -> None:
    ratings = ratings_of([table], ("a", "b", "c"), 4)
    here, there = votes_of(ratings).in_order(), votes_of(ratings.of_coders(order)).in_order()
    assert here.votes.rows.tolist() == there.votes.rows.tolist()
    assert here.votes.weight.tolist() == there.votes.weight.tolist()


@given(table=tables(coders=4), order=st.permutations(range(4)))
def test_coders_and_rows_are_found_again_in_that_order(table: Table, order: list[int]) -> None:
    votes = votes_of(ratings_of([table], ("a", "b", "c"), 4).of_coders(order))
    inner = votes.in_order()
    assert (inner.votes.said()[inner.rows][:, inner.coders] == votes.said()).all()


def test_answers_of_who_coded_twice_count_twice() -> None:
    votes = votes_of(ratings_of([{("a", "a", "b"): 2}]), (0, 0, 1))
    assert votes.coders == 2
    assert votes.said().tolist() == [[[2, 0], [0, 1]]]
    assert votes.answered().tolist() == [[True, True]]


def test_rows_that_are_asked_about_have_no_weight_unless_there_are_such_units() -> None:
    ratings = ratings_of([{("a", "b"): 3}], ("a", "b"))
    votes = votes_of(ratings, asked=np.array([[0, 1], [1, 1]]))
    assert dict(zip(votes.values, votes.weight.tolist(), strict=True)) == {("a", "b"): 3, ("b", "b"): 0}


def test_lengths_are_no_votes() -> None:
    with pytest.raises(Bug, match="counted"):
        votes_of(ratings_of([{("a", "b"): 2.5}]))


def test_chances_are_told_by_what_was_said() -> None:
    votes = votes_of(ratings_of([{("a", "b"): 1}]))
    assert by_row(votes, np.array([[0.25, 0.75]])) == {("a", "b"): {"a": 0.25, "b": 0.75}}
    assert by_row(votes, np.array([[0.0, 1.0]])) == {("a", "b"): {"b": 1.0}}
