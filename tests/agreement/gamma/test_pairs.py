"""Which units can stand together, and what a pair costs: against the definition, pair by pair."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings

from annotator.agreement.gamma.continuum import AS_IN_PAPER, Continuum, Dissimilarity, GammaUnit
from annotator.agreement.gamma.pairs import pairs_of
from tests.agreement.gamma_continua import arrays, continua
from tests.examples import examples


def apart(one: tuple[float, float, int], other: tuple[float, float, int], d: Dissimilarity = AS_IN_PAPER) -> float:
    """Return the dissimilarity of two units in units of that of the empty one, as the paper has it."""
    moved = abs(one[0] - other[0]) + abs(one[1] - other[1])
    ratio = moved / (one[1] - one[0] + other[1] - other[0])
    return d.alpha * ratio**2 + d.beta * (one[2] != other[2])


@settings(max_examples=examples(80), deadline=None)
@given(continua(coders=4, most=4))
def test_a_pair_has_the_weight_of_the_definition_or_is_too_far_apart_or_of_one_coder(document: Continuum) -> None:
    units = arrays(document)
    pairs = pairs_of(units, AS_IN_PAPER)
    n = units.coders
    placed = list(zip(units.start.tolist(), units.stop.tolist(), units.category.tolist(), strict=True))
    for one, other in combinations(range(len(units)), 2):
        found = float(pairs.between(np.array(one), np.array(other)))
        assert found == float(pairs.between(np.array(other), np.array(one)))
        distance = apart(placed[one], placed[other])
        if units.coder[one] == units.coder[other]:
            assert found == math.inf
        elif distance < n * (n - 1) / 2 + n - 1:
            assert found == pytest.approx((distance - 1) / (n * (n - 1) / 2))
        else:
            assert found == math.inf or distance == n * (n - 1) / 2 + n - 1


@settings(max_examples=examples(60), deadline=None)
@given(continua(coders=3, most=3))
def test_a_unitary_alignment_costs_its_mean_dissimilarity_with_empty_units_in_the_places_of_who_marked_nothing(
    document: Continuum,
) -> None:
    units = arrays(document)
    pairs, n = pairs_of(units, AS_IN_PAPER), units.coders
    by_coder = [np.flatnonzero(units.coder == coder).tolist() for coder in range(n)]
    # The first units of all coders together, and each of them alone.
    first = [mine[0] if mine else -1 for mine in by_coder]
    lone = [[unit if at == coder else -1 for at in range(n)] for coder, unit in enumerate(first) if unit >= 0]
    members = np.array([first, *lone]).T
    real = [unit for unit in first if unit >= 0]
    placed = list(zip(units.start.tolist(), units.stop.tolist(), units.category.tolist(), strict=True))
    distances = [apart(placed[one], placed[other]) for one, other in combinations(real, 2)]
    all_pairs = n * (n - 1) // 2
    together, *alone = pairs.costs(members).tolist()
    most, farthest = all_pairs + n - 1, max(distances, default=0)
    # Units that are just as far apart as they may be cost the same together and apart: either is right.
    if farthest <= most and not (farthest == pytest.approx(most) and together == math.inf):
        assert together == pytest.approx((sum(distances) + all_pairs - len(distances)) / all_pairs)
    else:
        assert together == math.inf
    assert alone == [1] * len(real)


def test_units_of_two_documents_never_stand_together_and_a_document_without_units_has_no_pairs() -> None:
    none = pairs_of(arrays(Continuum([[], []], 9)), AS_IN_PAPER)
    assert none.weight.shape == (0, 0)
    lone = pairs_of(arrays(Continuum([[GammaUnit(0, 3, "a")], []], 9)), AS_IN_PAPER)
    assert float(lone.between(np.array(0), np.array(0))) == math.inf
