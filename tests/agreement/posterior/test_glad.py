"""GLAD against the numbers of crowd-kit's tests, and what must hold of it."""

import numpy as np
import pytest
from hypothesis import given, settings

from annotator.agreement.input.ratings import Table, ratings_of
from annotator.agreement.posterior.glad import GladModel, glad
from annotator.agreement.posterior.votes import votes_of
from tests.agreement.posterior.published import BIRDS, BIRDS_TRUTH, TOY, TOY_TRUTH, Answers, row_of, votes_in
from tests.agreement.tables import tables
from tests.examples import examples


def test_the_first_chances_are_those_of_crowd_kits_test() -> None:
    # crowd-kit 1.2, tests/aggregation/test_glad_aggregation.py: the task “…eec” by itself, before anything is fitted.
    answers = {worker: {"eec": given["eec"]} for worker, given in BIRDS.items() if "eec" in given}
    posterior = GladModel(votes_in(answers)).posterior(np.ones(len(answers)), np.ones(1))
    assert posterior[0].tolist() == pytest.approx([0.995664, 0.004336], abs=1e-6)


@pytest.mark.parametrize(("answers", "truth"), [(TOY, TOY_TRUTH), (BIRDS, BIRDS_TRUTH)], ids=["toy", "birds"])
@pytest.mark.parametrize(("tolerance", "iterations"), [(0.0, 100), (1e-5, 100_500)])
def test_all_is_right_that_is_right_in_crowd_kits_tests(
    answers: Answers, truth: dict[str, str], tolerance: float, iterations: int
) -> None:
    votes = votes_in(answers)
    found = glad(votes, tolerance, iterations)
    likeliest = dict(zip(votes.values, found.posterior.argmax(axis=1).tolist(), strict=True))
    assert {task: votes.categories[likeliest[row_of(answers, task)]] for task in truth} == truth


@given(table=tables())
@settings(max_examples=examples(30))
def test_the_slopes_are_those_that_one_sees_on_going_a_little_further(table: Table) -> None:
    votes = votes_of(ratings_of([table], ("a", "b", "c"), 3))
    model, rng = GladModel(votes), np.random.default_rng(1)
    ability, ease = rng.normal(1, 0.3, votes.coders), rng.normal(1, 0.3, len(votes.rows))
    posterior = model.posterior(ability, ease)
    both, little = np.concatenate([ability, ease]), 1e-5

    def height(at: int, by: float) -> float:
        moved = both.copy()
        moved[at] += by
        return model.expected(posterior, moved[: votes.coders], moved[votes.coders :])

    seen = [(height(at, little) - height(at, -little)) / (2 * little) for at in range(len(both))]
    assert np.concatenate(model.slopes(posterior, ability, ease)) == pytest.approx(seen, abs=1e-4)


@given(table=tables())
@settings(max_examples=examples(30))
def test_climbing_never_goes_down(table: Table) -> None:
    votes = votes_of(ratings_of([table], ("a", "b", "c"), 3))
    model = GladModel(votes)
    ability, ease = np.ones(votes.coders), np.ones(len(votes.rows))
    posterior = model.posterior(ability, ease)
    assert model.expected(posterior, *model.climb(posterior, ability, ease)) >= model.expected(posterior, ability, ease)


def test_who_always_says_parrot_is_the_least_able() -> None:
    found = glad(votes_in(BIRDS))
    assert dict(zip(BIRDS, found.ability.tolist(), strict=True)).popitem()[0] == "e563"
    assert int(found.ability.argmin()) == list(BIRDS).index("0c3e")
