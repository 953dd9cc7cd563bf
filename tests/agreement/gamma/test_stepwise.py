"""Alignment coder by coder: never worse than before, each unit once, and exact where only two coders are there."""

import numpy as np
import pytest
from hypothesis import given, settings

from annotator.agreement.gamma.continuum import AS_IN_PAPER, Continuum, GammaUnit, Units, joined
from annotator.agreement.gamma.pairs import pairs_of
from annotator.agreement.gamma.stepwise import alone, improved
from annotator.agreement.input.ratings import Ints
from tests.agreement.gamma_continua import arrays, continua, least_disorder
from tests.examples import examples


def stand_once(units: Units, members: Ints) -> None:
    """Assert that each unit stands in one unitary alignment, in the row of its coder."""
    assert sorted(members[members >= 0].tolist()) == list(range(len(units)))
    for coder, row in enumerate(members):
        assert (units.coder[row[row >= 0]] == coder).all()


@settings(max_examples=examples(60), deadline=None)
@given(continua(coders=5, most=4))
def test_it_is_never_worse_than_before_and_going_on_from_it_makes_it_no_better(document: Continuum) -> None:
    units = arrays(document)
    pairs, begun = pairs_of(units, AS_IN_PAPER), alone(units)
    stand_once(units, begun)
    assert pairs.costs(begun).tolist() == [1] * len(units)
    made = improved(units, pairs, begun, np.array([True]))
    stand_once(units, made)
    cost = pairs.costs(made).sum()
    assert cost <= len(units) + 1e-9
    assert cost >= least_disorder(document) * len(units) / units.coders - 1e-7 if len(units) < 8 else True
    again = improved(units, pairs, made, np.array([True]))
    assert pairs.costs(again).sum() == pytest.approx(cost, abs=1e-8)


@settings(max_examples=examples(60), deadline=None)
@given(continua(coders=2, most=4))
def test_of_two_coders_it_is_the_best(document: Continuum) -> None:
    units = arrays(document)
    pairs = pairs_of(units, AS_IN_PAPER)
    cost = pairs.costs(improved(units, pairs, alone(units), np.array([True]))).sum()
    assert cost / (len(units) / 2) == pytest.approx(least_disorder(document), abs=1e-7)


def test_documents_that_are_not_wanted_stay_as_they_are() -> None:
    one = arrays(Continuum([[GammaUnit(0, 9, "a")]] * 3, 20))
    units = joined(one, one)
    made = improved(units, pairs_of(units, AS_IN_PAPER), alone(units), np.array([False, True]))
    stand_once(units, made)
    groups = sorted(tuple(column[column >= 0].tolist()) for column in made.T)
    assert groups == [(0,), (1,), (2,), (3, 4, 5)]
