"""What is said of votes, whichever model says it."""

from collections import Counter

import numpy as np
import pytest

from annotator.agreement.input.ratings import Table, ratings_of
from annotator.agreement.posterior.truth import (
    MOST_CATEGORIES,
    ONE_CATEGORY,
    TOO_FEW_CODERS,
    Model,
    model_for,
    truth_behind,
)
from annotator.agreement.posterior.votes import votes_of
from tests.agreement.posterior.published import BIRDS, BIRDS_IN_ORDER, anaesthesia, votes_in
from tests.agreement.posterior.simulated import coders_who_err, markers


def test_two_coders_tell_nothing_of_who_is_right() -> None:
    found = truth_behind(votes_of(ratings_of([{("a", "b"): 3, ("a", "a"): 9, ("b", "b"): 9}])))
    assert found.undefined == TOO_FEW_CODERS
    assert (found.coders, dict(found.posterior), found.units) == ((), {}, 21)


def test_three_coders_who_never_met_tell_nothing_either() -> None:
    table: Table = {("a", "a", None): 4, (None, "b", "b"): 4, ("b", None, "a"): 4}
    assert truth_behind(votes_of(ratings_of([table]))).undefined == TOO_FEW_CODERS


def test_one_category_tells_of_no_errors() -> None:
    assert truth_behind(votes_of(ratings_of([{("a", "a", "a"): 4}]))).undefined == ONE_CATEGORY


@pytest.mark.parametrize("model", list(Model))
def test_each_model_says_the_same_of_plain_votes(model: Model) -> None:
    table: Table = {("a", "a", "a"): 20, ("b", "b", "b"): 20, ("a", "a", "b"): 2, ("b", "b", "a"): 2}
    found = truth_behind(votes_of(ratings_of([table])), model)
    assert (found.model, found.units, found.undefined) == (model, 44, "")
    assert found.posterior["a", "a", "a"]["a"] > 0.95
    assert found.posterior["a", "a", "b"]["a"] > 0.7
    assert found.coders[2].accuracy.value < found.coders[0].accuracy.value
    assert [coder.answers for coder in found.coders] == [44] * 3


def test_dawid_and_skenes_model_tells_of_confusion_and_precision_with_intervals() -> None:
    found = truth_behind(anaesthesia())
    first = found.coders[0]
    assert (found.model, first.answers) == (Model.DAWID_SKENE, 135)
    for row in first.confusion:
        assert sum(share.value for share in row) == pytest.approx(1)
        assert all(low < value < high for value, low, high in row)  # type: ignore[operator]
    assert all(share is not None and 0.5 < share.value <= 1 for share in first.precision)
    assert sum(share.value for share in found.prevalence) == pytest.approx(1)


def test_a_category_that_a_coder_never_used_has_no_precision() -> None:
    table: Table = {("a", "a", "a"): 20, ("b", "b", "a"): 20}
    precision = truth_behind(votes_of(ratings_of([table]))).coders[2].precision
    assert precision[0] is not None and precision[1] is None


def test_mace_and_glad_have_no_tables_and_glad_no_intervals() -> None:
    votes = votes_in(BIRDS, BIRDS_IN_ORDER)
    mace, glad = truth_behind(votes, Model.MACE), truth_behind(votes, Model.GLAD)
    assert not any(coder.confusion or coder.precision for coder in (*mace.coders, *glad.coders))
    assert all(coder.accuracy.low is not None for coder in mace.coders)
    assert all(coder.accuracy.low is None for coder in glad.coders)


def test_many_categories_go_with_mace() -> None:
    few, many = (
        votes_of(ratings_of([Counter([(1, 2, 3)])], tuple(range(count))))
        for count in (MOST_CATEGORIES, MOST_CATEGORIES + 1)
    )
    assert (model_for(few), model_for(many)) == (Model.DAWID_SKENE, Model.MACE)


def test_a_wider_level_gives_wider_intervals_round_the_same_values() -> None:
    wide, narrow = (truth_behind(anaesthesia(), level=level).coders[1].accuracy for level in (0.99, 0.8))
    assert wide.value == narrow.value
    assert (wide.low or 0) < (narrow.low or 0) < (narrow.high or 0) < (wide.high or 0)


def test_what_nobody_marked_has_no_probability() -> None:
    made = markers(np.random.default_rng(1), 60, 3)
    rows = made.votes.rows[:1] * 0
    votes = votes_of(
        ratings_of([Counter(made.rows)], (False, True)), unseen=False, asked=np.concatenate([rows, rows + 1])
    )
    posterior = truth_behind(votes).posterior
    assert (False, False, False) not in posterior
    assert posterior[True, True, True][True] > 0.9


def test_what_is_asked_about_and_nobody_said_has_a_probability_too() -> None:
    made = coders_who_err(np.random.default_rng(2), 40, 3, (0.6, 0.4), (0.9, 0.95))
    ratings = ratings_of([Counter(made.rows)], (0, 1))
    asked = np.array([[0, 1, 0], [1, 0, 1], [1, 1, -1]])
    posterior = truth_behind(votes_of(ratings, asked=asked)).posterior
    assert set(posterior) >= {(0, 1, 0), (1, 0, 1), (1, 1, None)}
    assert posterior[1, 1, None][1] > 0.5
