"""MACE against the numbers of crowd-kit's tests, and what must hold of it."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings

from annotator.agreement.input.ratings import Table, ratings_of
from annotator.agreement.posterior.mace import Mace, mace
from annotator.agreement.posterior.votes import Votes, votes_of
from annotator.agreement.tally import Array
from tests.agreement.posterior.published import (
    BIRDS,
    BIRDS_IN_ORDER,
    BIRDS_TRUTH,
    TOY,
    TOY_TRUTH,
    Answers,
    row_of,
    votes_in,
)
from tests.agreement.tables import tables
from tests.examples import examples

# crowd-kit 1.2, tests/aggregation/test_mace_aggregation.py: strategies after five steps of variational Bayes.
STRATEGIES = [
    [0.27249486, 0.27249486, 0.42663689],
    [0.32260257, 0.3225825, 0.32139492],
    [0.32187643, 0.32235373, 0.32234894],
    [0.32823984, 0.3184931, 0.32028815],
    [0.32156453, 0.3225007, 0.32249734],
    [0.29468813, 0.35241372, 0.32222609],
]


def _as_crowd_kit(votes: Votes, variational: bool) -> Mace:
    """Take five steps from crowd-kit's start.

    crowd-kit sorts the strategies by the names of workers and labels after each step, and reads them in the order in
    which these came: its published numbers have the strategies of other workers and labels in each step but the first.
    """

    def drawn(width: int) -> Array:
        start = np.random.RandomState(0).uniform(size=(len(BIRDS), width)) * 1.5 + 1
        shares: Array = start / start.sum(axis=1, keepdims=True)
        return shares

    by_name = np.argsort(list(BIRDS))
    by_label = np.argsort(BIRDS_IN_ORDER)
    weights, strategy = drawn(2), drawn(3)
    for _ in range(5):
        found = mace(votes, variational, iterations=1, start=(weights, strategy))
        weights, strategy = found.weights, found.strategy[by_name][:, by_label]
    return mace(votes, variational, iterations=0, start=(weights, strategy))


def _right(found: Mace, votes: Votes, answers: Answers, truth: dict[str, str]) -> float:
    likeliest = dict(zip(votes.values, found.posterior.argmax(axis=1).tolist(), strict=True))
    said = {task: votes.categories[likeliest[row_of(answers, task)]] for task in truth}
    return float(np.mean([said[task] == truth[task] for task in truth]))


def test_the_strategies_of_crowd_kits_test_come_out_to_the_digits_given() -> None:
    found = _as_crowd_kit(votes_in(BIRDS, BIRDS_IN_ORDER), variational=True)
    assert np.abs(found.strategy - STRATEGIES).max() < 1e-8


@pytest.mark.parametrize(("variational", "right"), [(True, 1.0), (False, 0.9)])
def test_as_many_birds_are_right_as_in_crowd_kits_test(variational: bool, right: float) -> None:
    votes = votes_in(BIRDS, BIRDS_IN_ORDER)
    assert _right(_as_crowd_kit(votes, variational), votes, BIRDS, BIRDS_TRUTH) == right


@pytest.mark.parametrize("variational", [True, False])
def test_the_toy_is_right_as_in_crowd_kits_test(variational: bool) -> None:
    votes = votes_in(TOY)
    assert _right(mace(votes, variational), votes, TOY, TOY_TRUTH) == 1.0


def test_who_always_says_parrot_knows_least() -> None:
    found = mace(votes_in(BIRDS, BIRDS_IN_ORDER))
    knowing = dict(zip(BIRDS, found.knowing.tolist(), strict=True))
    assert sorted(knowing, key=lambda coder: knowing[coder])[:2] == ["0c3e", "e563"]
    assert found.strategy[4].argmax() == BIRDS_IN_ORDER.index("parrot")


def test_more_starts_never_end_at_something_less_likely() -> None:
    votes = votes_in(TOY)
    tried = [mace(votes, variational=False, restarts=count).log_likelihood for count in (1, 3, 9)]
    assert tried == sorted(tried)


@given(table=tables())
@settings(max_examples=examples(40))
def test_the_order_of_the_coders_changes_nothing(table: Table) -> None:
    ratings = ratings_of([table], ("a", "b", "c"), 3)
    here, turned = mace(votes_of(ratings), restarts=2), mace(votes_of(ratings.of_coders([2, 0, 1])), restarts=2)
    assert np.allclose(here.knowing[[2, 0, 1]], turned.knowing)


@given(table=tables())
@settings(max_examples=examples(40))
def test_each_step_of_em_makes_the_votes_likelier(table: Table) -> None:
    votes = votes_of(ratings_of([table], ("a", "b", "c"), 3))
    # The counts are smoothed a little, so that it may fall by as little.
    steps = [mace(votes, False, 1, count).log_likelihood for count in range(1, 6)]
    assert all(later >= earlier - 0.2 for earlier, later in pairwise(steps))
    assert steps[-1] >= steps[0] - 0.2


@given(table=tables())
@settings(max_examples=examples(40))
def test_chances_sum_to_one(table: Table) -> None:
    votes = votes_of(ratings_of([table], ("a", "b", "c"), 3))
    assert np.allclose(mace(votes, restarts=1, iterations=5).posterior.sum(axis=1), 1)
