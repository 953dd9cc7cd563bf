"""All unitary alignments that may be needed: none twice, each at its cost, and the best alignment is among them."""

import math

import numpy as np
import pytest
from hypothesis import given, settings

from annotator.agreement.gamma.columns import Columns, TooMany, columns_of
from annotator.agreement.gamma.continuum import AS_IN_PAPER, Continuum, GammaUnit, joined
from annotator.agreement.gamma.pairs import pairs_of
from tests.agreement.gamma_continua import arrays, continua, least_disorder
from tests.examples import examples

FEW = continua(coders=4, most=2).filter(lambda one: len(one.units) < 8)


def columns(document: Continuum, most: int = 10_000) -> Columns:
    units = arrays(document)
    return columns_of(units, pairs_of(units, AS_IN_PAPER), most)


def groups(found: Columns) -> list[frozenset[int]]:
    return [frozenset(column[column >= 0].tolist()) for column in found.members.T]


def least(made: dict[frozenset[int], float], left: frozenset[int]) -> float:
    """Return the cost of the cheapest partition, trying everything."""
    if not left:
        return 0.0
    first = min(left)
    return min(
        (cost + least(made, left - group) for group, cost in made.items() if first in group <= left), default=math.inf
    )


@settings(max_examples=examples(80), deadline=None)
@given(FEW)
def test_the_cheapest_choice_of_them_is_the_best_of_all_alignments(document: Continuum) -> None:
    found, n = columns(document), len(document.units)
    cost = least(dict(zip(groups(found), found.cost.tolist(), strict=True)), frozenset(range(n)))
    assert cost / (n / len(document.coders)) == pytest.approx(least_disorder(document), abs=1e-7)


@settings(max_examples=examples(80), deadline=None)
@given(FEW)
def test_each_is_there_once_at_its_own_cost_with_a_unit_at_most_of_each_coder(document: Continuum) -> None:
    units = arrays(document)
    pairs = pairs_of(units, AS_IN_PAPER)
    found = columns_of(units, pairs, 10_000)
    assert len(found) == len(set(groups(found)))
    assert found.cost.tolist() == pytest.approx(pairs.costs(found.members).tolist())
    for coder, row in enumerate(found.members):
        assert (units.coder[row[row >= 0]] == coder).all()
    assert groups(found)[: len(units)] == [frozenset({unit}) for unit in range(len(units))]
    assert found.cost[: len(units)].tolist() == [1] * len(units)


def test_nothing_of_one_document_stands_with_anything_of_another() -> None:
    same = arrays(Continuum([[GammaUnit(0, 9, "a")]] * 3, 20))
    units = joined(same, same)
    found = columns_of(units, pairs_of(units, AS_IN_PAPER), 1000)
    assert all(len(set(units.continuum[list(group)].tolist())) == 1 for group in groups(found))
    assert len(found) == 2 * (3 + 3 + 1)


def test_more_than_can_be_looked_at_are_refused() -> None:
    document = Continuum([[GammaUnit(0, 9, "a")]] * 3, 20)
    assert len(columns(document, most=7)) == 7
    with pytest.raises(TooMany):
        columns(document, most=6)


def test_without_units_there_are_none() -> None:
    found = columns(Continuum([[], [], []], 9))
    assert len(found) == 0 and found.members.shape == (3, 0) and np.isfinite(found.cost).all()
