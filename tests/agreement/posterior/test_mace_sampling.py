"""Draws of coders under MACE."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings

from annotator.agreement.input.ratings import Table, ratings_of
from annotator.agreement.posterior.mace_sampling import draw_mace
from annotator.agreement.posterior.sampling import middle
from annotator.agreement.posterior.votes import votes_of
from tests.agreement.posterior.published import BIRDS, BIRDS_IN_ORDER, votes_in
from tests.agreement.tables import tables
from tests.examples import examples


@pytest.mark.hypothesis  # for `make torture`, which plays again what is marked so
def test_intervals_of_coders_who_know_or_guess_hold_their_values() -> None:
    rng, held = np.random.default_rng(1), []
    for _ in range(examples(30, usual=10)):
        knowing = rng.uniform(0.4, 0.95, 4)
        truth = rng.integers(0, 30, 60)
        knew = rng.random((60, 4)) < knowing
        answers = np.where(knew, truth[:, None], rng.integers(0, 30, (60, 4)))
        drawn = draw_mace(votes_of(ratings_of([Counter(map(tuple, answers.tolist()))], tuple(range(30)))))
        low, high = middle(drawn.knowing)
        held.append((low <= knowing) & (knowing <= high))
    assert 0.88 < np.mean(held) < 0.995


def test_who_always_says_parrot_knows_least() -> None:
    drawn = draw_mace(votes_in(BIRDS, BIRDS_IN_ORDER))
    knowing = drawn.knowing.mean(axis=0)
    assert list(BIRDS)[int(knowing.argmin())] == "0c3e"
    assert drawn.accuracy == pytest.approx(drawn.knowing + (1 - drawn.knowing) / 3)


@given(table=tables())
@settings(max_examples=examples(10), deadline=None)
def test_what_is_drawn_are_chances(table: Table) -> None:
    drawn = draw_mace(votes_of(ratings_of([table], ("a", "b", "c", "d"), 3)), kept=3)
    assert np.allclose(drawn.posterior.sum(axis=1), 1)
    assert ((drawn.accuracy > 0) & (drawn.accuracy <= 1)).all()


@given(table=tables())
@settings(max_examples=examples(10), deadline=None)
def test_the_order_of_the_coders_changes_no_chance(table: Table) -> None:
    ratings = ratings_of([table], ("a", "b", "c"), 3)
    here, there = (votes_of(one) for one in (ratings, ratings.of_coders([1, 2, 0])))
    chances = dict(zip(here.values, draw_mace(here, kept=3).posterior.tolist(), strict=True))
    for (last, first, middle_one), found in zip(there.values, draw_mace(there, kept=3).posterior.tolist(), strict=True):
        assert found == pytest.approx(chances[middle_one, last, first])
