"""Dawid and Skene's model against the numbers of their own data."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given

from annotator.agreement.input.ratings import Table, ratings_of
from annotator.agreement.posterior.dawid_skene import dawid_skene
from annotator.agreement.posterior.votes import votes_of
from tests.agreement.posterior.published import ANAESTHESIA, PATIENT_7_ELSEWHERE, anaesthesia
from tests.agreement.tables import tables


def test_the_anaesthetists_have_the_published_prevalences_and_log_likelihood() -> None:
    found = dawid_skene(anaesthesia())
    assert found.prevalence.round(4).tolist() == [0.4, 0.4216, 0.1118, 0.0667]
    assert found.log_likelihood == pytest.approx(-190.7310, abs=5e-5)
    assert found.iterations < 40


def test_two_patients_alone_stay_in_doubt() -> None:
    votes = anaesthesia()
    sure = dict(zip(votes.values, dawid_skene(votes).posterior.max(axis=1).tolist(), strict=True))
    doubtful = {
        number: round(sure[tuple(map(int, patient))], 3)
        for number, patient in enumerate(ANAESTHESIA, 1)
        if sure[tuple(map(int, patient))] < 0.99
    }
    assert doubtful == {35: 0.948, 38: 0.979}


def test_the_copies_with_another_figure_for_patient_7_have_other_numbers() -> None:
    found = dawid_skene(anaesthesia(PATIENT_7_ELSEWHERE))
    assert found.log_likelihood == pytest.approx(-192.8909, abs=5e-5)


@given(table=tables())
def test_each_step_of_em_makes_the_votes_likelier(table: Table) -> None:
    votes = votes_of(ratings_of([table], ("a", "b", "c"), 3))
    if not votes.units:
        return
    steps = [dawid_skene(votes, iterations=count, tolerance=0).log_likelihood for count in range(1, 8)]
    assert all(later >= earlier - 1e-9 for earlier, later in pairwise(steps))


@given(table=tables())
def test_chances_sum_to_one(table: Table) -> None:
    votes = votes_of(ratings_of([table], ("a", "b", "c"), 3))
    found = dawid_skene(votes, iterations=20)
    assert np.allclose(found.posterior.sum(axis=1), 1)
    assert np.allclose(found.confusion.sum(axis=2), 1)
    assert not votes.units or found.prevalence.sum() == pytest.approx(1)


def test_a_category_that_is_never_true_has_an_even_confusion() -> None:
    votes = votes_of(ratings_of([{("a", "a", "a"): 5}], ("a", "b")))
    assert dawid_skene(votes).confusion[:, 1].tolist() == [[0.5, 0.5]] * 3
