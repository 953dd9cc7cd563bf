"""The terms of gamma-cat and gamma-k, against the definition of Mathet (2017) written as plain loops."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings

from annotator.agreement.gamma.alignment import Alignments, best_alignments
from annotator.agreement.gamma.continuum import AS_IN_PAPER, Continuum, GammaUnit, joined
from annotator.agreement.gamma.gamma_cat import category_terms
from tests.agreement.gamma_continua import arrays, continua
from tests.examples import examples

Marks = list[tuple[float, float, int] | None]


def terms(found: Alignments, categories: int) -> list[list[float]]:
    """Return [weight that differs, weight, pairs with an empty unit] of all pairs and of each category."""
    units = found.units
    sums = [[0.0, 0.0, 0.0] for _ in range(1 + categories)]
    for column in found.members.T.tolist():
        marks: Marks = [
            None if unit < 0 else (float(units.start[unit]), float(units.stop[unit]), int(units.category[unit]))
            for unit in column
        ]
        real = sum(mark is not None for mark in marks)
        for one, other in combinations(marks, 2):
            kinds = {mark[2] for mark in (one, other) if mark is not None}
            for row in (0, *(1 + kind for kind in kinds)):
                if one is not None and other is not None:
                    moved = abs(one[0] - other[0]) + abs(one[1] - other[1])
                    weight = max(0, 1 - (moved / (one[1] - one[0] + other[1] - other[0])) ** 2) / (real - 1)
                    sums[row][0] += weight * (len(kinds) == 2)
                    sums[row][1] += weight
                elif kinds:
                    sums[row][2] += 1
    return sums


@settings(max_examples=examples(80), deadline=None)
@given(continua(coders=4, most=4))
def test_the_sums_are_those_of_the_pairs_one_by_one(document: Continuum) -> None:
    found = best_alignments(arrays(document), AS_IN_PAPER)
    (made,) = category_terms(found, AS_IN_PAPER, 2).tolist()
    assert made == [pytest.approx(row, abs=1e-9) for row in terms(found, 2)]


def test_a_unit_weighs_one_however_many_others_it_is_aligned_with() -> None:
    for coders in (2, 3, 5):
        found = best_alignments(arrays(Continuum([[GammaUnit(3, 9, "a")]] * coders, 20)), AS_IN_PAPER)
        (made,) = category_terms(found, AS_IN_PAPER, 1)
        # Each of its coders - 1 pairs weighs 1 / (coders - 1), and each pair has two units.
        assert made.tolist() == [pytest.approx([0, coders / 2, 0])] * 2


def test_each_document_has_terms_of_its_own() -> None:
    same = arrays(Continuum([[GammaUnit(0, 9, "a")]] * 2, 20))
    lone = arrays(Continuum([[GammaUnit(0, 9, "a")], []], 20))
    made = category_terms(best_alignments(joined(same, lone), AS_IN_PAPER), AS_IN_PAPER, 1)
    assert np.round(made[:, 0], 9).tolist() == [[0, 1, 0], [0, 0, 1]]
