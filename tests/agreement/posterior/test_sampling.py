"""Draws of coders: what is known of them, with its doubt. The long form: `python -m tests.coverage.posterior`."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.input.ratings import Table, ratings_of
from annotator.agreement.posterior.dawid_skene import dawid_skene
from annotator.agreement.posterior.sampling import draw, middle, prior_answers
from annotator.agreement.posterior.votes import votes_of
from tests.agreement.posterior.coverage import covered, found_right, known
from tests.agreement.posterior.published import anaesthesia
from tests.agreement.posterior.simulated import coders_who_err, markers
from tests.agreement.tables import tables
from tests.examples import examples


def three_errors(coders: int) -> float:
    """Return three standard errors of a share of 95 in a hundred."""
    return 3 * math.sqrt(0.95 * 0.05 / coders)


@pytest.mark.hypothesis
def test_intervals_of_simulated_coders_hold_their_values() -> None:
    # In the long form 93 to 97 in a hundred do in each design.
    times = examples(30, usual=60)
    found = covered(lambda rng: coders_who_err(rng, 200, 3, (0.7, 0.3)), times, seed=1)
    assert found.accuracy == pytest.approx(0.95, abs=three_errors(3 * times))
    assert found.confusion == pytest.approx(0.95, abs=three_errors(3 * times))


@pytest.mark.hypothesis
def test_intervals_of_simulated_markers_hold_their_values() -> None:
    times = examples(30, usual=60)
    found = covered(lambda rng: markers(rng, 200, 4), times, seed=2)
    assert found.confusion == pytest.approx(0.955, abs=three_errors(4 * times))
    assert found.precision == pytest.approx(0.955, abs=three_errors(4 * times))


@pytest.mark.hypothesis
def test_who_is_said_to_be_right_with_nine_in_ten_is_right_nine_times_in_ten() -> None:
    sure, right = known(lambda rng: coders_who_err(rng, 100, 3, (0.5, 0.3, 0.2)), examples(30, usual=40), seed=3)
    assert found_right(sure, right, 0.85, 0.95) == pytest.approx(0.9, abs=0.05)
    assert found_right(sure, right, 0.5, 0.85) == pytest.approx(0.7, abs=0.1)


@pytest.mark.hypothesis
def test_what_a_few_marked_is_there_as_often_as_is_said_although_what_all_missed_is_not_seen() -> None:
    sure, right = known(lambda rng: markers(rng, 150, 4), examples(30, usual=40), seed=4)
    assert found_right(sure, right, 0.85, 0.95) == pytest.approx(0.9, abs=0.06)
    # Without the passages that all missed it would be 0.2 apart.
    assert found_right(sure, right, 0.5, 0.85) == pytest.approx(0.7, abs=0.1)


def test_em_takes_few_votes_for_more_than_they_are() -> None:
    rng = np.random.default_rng(5)
    sure = []
    for _ in range(20):
        votes = coders_who_err(rng, 30, 3, (0.5, 0.3, 0.2)).votes
        mean = [float(votes.weight @ one.posterior.max(axis=1)) for one in (dawid_skene(votes), draw(votes))]
        sure.append(mean)
    em, drawn = np.array(sure).sum(axis=0)
    assert em > drawn


def test_the_anaesthetists_are_about_as_good_as_em_has_them() -> None:
    votes = anaesthesia()
    drawn, fitted = draw(votes), dawid_skene(votes)
    accuracy = np.einsum("c,jcc->j", fitted.prevalence, fitted.confusion)
    low, high = middle(drawn.accuracy)
    assert ((low < accuracy) & (accuracy < high)).all()


@given(table=tables(coders=3), order=st.permutations(range(3)))
@settings(max_examples=examples(10), deadline=None)
def test_the_order_of_coders_and_documents_changes_nothing(table: Table, order: list[int]) -> None:
    halves: list[Table] = [dict(list(table.items())[:3]), dict(list(table.items())[3:])]
    categories = ("a", "b", "c")
    here = draw(votes_of(ratings_of(halves, categories, 3)), kept=5)
    turned = votes_of(ratings_of(halves[::-1], categories, 3).of_coders(order))
    there = draw(turned, kept=5)
    if len({tuple(sorted(map(str, one))) for one in zip(*table, strict=True)}) == 3:
        assert np.allclose(here.accuracy.mean(axis=0)[order], there.accuracy.mean(axis=0))
    assert np.allclose(here.prevalence, there.prevalence)


@given(table=tables())
@settings(max_examples=examples(10), deadline=None)
def test_what_is_drawn_are_chances(table: Table) -> None:
    drawn = draw(votes_of(ratings_of([table], ("a", "b", "c"), 3)), kept=3)
    assert np.allclose(drawn.posterior.sum(axis=1), 1)
    assert np.allclose(drawn.confusion.sum(axis=3), 1)
    assert ((drawn.accuracy >= 0) & (drawn.accuracy <= 1)).all()
    assert ((drawn.precision >= 0) & (drawn.precision <= 1)).all()


def test_everybody_starts_with_three_answers_of_which_three_quarters_are_right() -> None:
    prior = prior_answers(2, 4)
    assert prior.shape == (2, 4, 4)
    assert prior.sum(axis=2) == pytest.approx(np.full((2, 4), 3))
    assert np.diagonal(prior, axis1=1, axis2=2) == pytest.approx(np.full((2, 4), 2.25))
