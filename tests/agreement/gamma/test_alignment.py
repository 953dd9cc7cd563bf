"""The best alignment, against the trying of all of them and against other software."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.gamma import alignment
from annotator.agreement.gamma.alignment import LIMITS, Limits, best_alignments
from annotator.agreement.gamma.columns import TooMany, columns_of
from annotator.agreement.gamma.continuum import AS_IN_PAPER, Continuum, Dissimilarity, GammaUnit, joined
from annotator.agreement.gamma.pairs import pairs_of
from tests.agreement.gamma_continua import LENGTH, arrays, coded, continua, least_disorder, loaded, of_csv, of_rows
from tests.examples import examples
from tests.shared_data import shared

DISSIMILARITIES = st.builds(
    Dissimilarity,
    alpha=st.sampled_from((0.0, 0.5, 1.0, 3.0)),
    beta=st.sampled_from((0.0, 1.0, 2.0)),
    empty=st.sampled_from((0.5, 1.0)),
)


def disorder(document: Continuum, dissimilarity: Dissimilarity = AS_IN_PAPER, limits: Limits = LIMITS) -> float:
    found = best_alignments(arrays(document), dissimilarity, limits)
    placed = np.sort(found.members[found.members >= 0])
    assert placed.tolist() == list(range(len(found.units))), "each unit stands in one unitary alignment"
    coders = np.where(found.members >= 0, found.units.coder[found.members], np.arange(len(found.members))[:, None])
    assert (coders == np.arange(len(found.members))[:, None]).all()
    assert limits != LIMITS or not found.unproven.any()
    return float(found.disorder[0])


@settings(max_examples=examples(150), deadline=None)
@given(continua(coders=2, most=4), DISSIMILARITIES)
def test_of_two_coders_no_alignment_has_less_disorder(document: Continuum, dissimilarity: Dissimilarity) -> None:
    assert disorder(document, dissimilarity) == pytest.approx(least_disorder(document, dissimilarity), abs=1e-7)


@settings(max_examples=examples(150), deadline=None)
@given(continua(coders=5, most=2).filter(lambda one: len(one.units) < 9), DISSIMILARITIES)
def test_of_many_coders_no_alignment_has_less_disorder(document: Continuum, dissimilarity: Dissimilarity) -> None:
    assert disorder(document, dissimilarity) == pytest.approx(least_disorder(document, dissimilarity), abs=1e-7)


@settings(deadline=None)
@given(continua(coders=4, most=4), st.randoms(use_true_random=False))
def test_the_order_of_coders_and_units_changes_nothing(document: Continuum, random: object) -> None:
    mixed = [list(mine) for mine in document.coders]
    for part in (mixed, *mixed):
        random.shuffle(part)  # type: ignore[attr-defined]
    assert disorder(document) == disorder(Continuum(mixed, document.length))


@settings(deadline=None)
@given(continua(coders=4, most=4), st.integers(1, 40), st.sampled_from((2, 3, 8)))
def test_neither_where_a_text_begins_nor_its_unit_of_length_changes_anything(
    document: Continuum, moved: int, scale: int
) -> None:
    further = [
        [GammaUnit(moved + scale * unit.start, moved + scale * unit.stop, unit.category) for unit in mine]
        for mine in document.coders
    ]
    assert disorder(Continuum(further, moved + scale * LENGTH)) == pytest.approx(disorder(document))


@pytest.mark.parametrize("coders", [3, 5])
def test_one_coder_more_who_is_the_same_as_all_leaves_no_disorder(coders: int) -> None:
    document = coded(np.random.default_rng(4), coders=1, spans=20, length=1500, agree=1)
    assert disorder(Continuum([document.coders[0]] * coders, 1500)) == pytest.approx(0, abs=1e-12)


def test_units_that_nobody_else_has_cost_one_each() -> None:
    lone = [[GammaUnit(0, 10, "A")], [GammaUnit(200, 210, "B")], [GammaUnit(400, 410, "C")]]
    assert disorder(Continuum(lone, 500)) == pytest.approx(3)


@pytest.mark.parametrize("at", [0, 1])
def test_continua_done_by_hand_have_the_disorder_that_they_should(at: int) -> None:
    case = loaded(shared("fixtures/metrics/gamma/gamma_expected.json"))["hand"][at]
    document = Continuum([[GammaUnit(*unit) for unit in mine] for mine in case["coders"]], 50)
    assert disorder(document) == pytest.approx(case["observed"], abs=1e-12)


def test_of_equal_alignments_the_one_with_fewer_unitary_alignments_is_taken_as_in_other_software() -> None:
    expected = loaded(shared("fixtures/metrics/gamma/gamma_expected.json"))["runs"][0]
    document = of_csv(shared(f"fixtures/metrics/gamma/{expected['csv']}"))
    weights = Dissimilarity(alpha=expected["alpha"], beta=expected["beta"], empty=expected["delta_empty"])
    found = best_alignments(arrays(document), weights)
    assert found.disorder[0] == pytest.approx(expected["best_alignment_disorder"], rel=expected["disorder_tol"])
    assert found.members.shape[1] == expected["best_alignment_unitary"]


@pytest.mark.parametrize("name", ["01_two_annotators_simple", "04_three_annotators"])
def test_continua_and_samples_of_other_software_have_the_disorder_that_it_found(name: str) -> None:
    data = loaded(shared(f"fixtures/metrics/gamma/dkpro_pygamma_fixture_{name}.json"))
    assert disorder(of_rows(data["continuum"])) == pytest.approx(data["tier1"]["bestAlignmentDisorder"], rel=1e-5)
    samples = data["tier2"]["sampledContinua"]
    assert len(samples) == 10
    for sample in samples:
        for one in (sample, sample["scaled"]):
            assert disorder(of_rows(one["units"])) == pytest.approx(one["bestAlignmentDisorder"], rel=1e-5)


@settings(max_examples=examples(40), deadline=None)
@given(continua(coders=4, most=3), st.sampled_from((Limits(columns=0), Limits(steps=0))))
def test_what_cannot_be_solved_exactly_is_no_better_than_the_best_and_no_worse_than_units_alone(
    document: Continuum, limits: Limits
) -> None:
    found = best_alignments(arrays(document), AS_IN_PAPER, limits)
    assert disorder(document) - 1e-9 <= found.disorder[0] <= len(document.coders) + 1e-9


def test_coders_who_agree_have_no_disorder_even_where_no_exact_solution_is_tried() -> None:
    document = coded(np.random.default_rng(5), coders=1, spans=20, length=1500, agree=1)
    same = Continuum([document.coders[0]] * 18, 1500)
    assert disorder(same, limits=Limits(columns=10)) == pytest.approx(0, abs=1e-12)


def test_a_search_that_is_given_up_says_so_and_comes_near_the_best() -> None:
    document = coded(np.random.default_rng(7), coders=5, spans=15, length=1500, agree=0.2)
    exact, given_up = (best_alignments(arrays(document), AS_IN_PAPER, limits) for limits in (LIMITS, Limits(steps=0)))
    assert given_up.unproven.all() and not exact.unproven.any()
    assert exact.disorder[0] < given_up.disorder[0] < 1.1 * exact.disorder[0]


def test_continua_side_by_side_are_aligned_as_each_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(2)
    parts = [arrays(coded(rng, coders=3, spans=spans, length=900, agree=0.6)) for spans in (8, 3, 9, 1, 7, 8, 6)]
    side_by_side = parts[0]
    for part in parts[1:]:
        side_by_side = joined(side_by_side, part)
    alone = [float(best_alignments(part, AS_IN_PAPER).disorder[0]) for part in parts]
    assert best_alignments(side_by_side, AS_IN_PAPER).disorder.tolist() == pytest.approx(alone)
    monkeypatch.setattr(alignment, "_MOST_PAIRS", 100)
    assert best_alignments(side_by_side, AS_IN_PAPER).disorder.tolist() == pytest.approx(alone)
    together = len(columns_of(side_by_side, pairs_of(side_by_side, AS_IN_PAPER), 10_000))
    with pytest.raises(TooMany):
        columns_of(side_by_side, pairs_of(side_by_side, AS_IN_PAPER), together)
    by_columns = best_alignments(side_by_side, AS_IN_PAPER, Limits(columns=together))
    assert by_columns.disorder.tolist() == pytest.approx(alone)
    assert not by_columns.unproven.any(), "fewer continua at a time need fewer columns"


def test_units_that_lie_all_over_each_other_are_aligned_too() -> None:
    rng = np.random.default_rng(3)
    heap = [
        [GammaUnit(int(start), int(start) + 900, "a") for start in rng.integers(0, 90, 60)],
        [GammaUnit(int(start), int(start) + 900, "a") for start in rng.integers(0, 90, 60)],
    ]
    assert 0 < disorder(Continuum(heap, 1000)) < 0.01
    nested = [[GammaUnit(at, 1000 - at, "a") for at in range(0, 400, 5)] for _ in range(3)]
    assert disorder(Continuum(nested, 1000)) == pytest.approx(0, abs=1e-9)


def test_alignments_of_two_coders_are_the_same_by_either_way() -> None:
    """The set partition of three coders, one of whom has nothing, against the assignment of the two others.

    With a third coder a pair costs (d + 2) / 3 and a unit alone 1, so that a pair is worth it below d = 4.
    """
    rng = np.random.default_rng(6)
    for _ in range(5):
        two = coded(rng, coders=2, spans=15, length=1200, agree=0.5)
        found = best_alignments(arrays(Continuum([*two.coders, []], 1200)), AS_IN_PAPER)
        places = [[int(unit) for unit in column if unit >= 0] for column in found.members.T]
        assert max(map(len, places)) == 2
        units = found.units
        lone = sum(len(place) == 1 for place in places)
        apart = [
            float(
                AS_IN_PAPER.combined(
                    (units.start[[one]], units.stop[[one]], units.category[[one]]),
                    (units.start[[other]], units.stop[[other]], units.category[[other]]),
                )[0]
            )
            for place in places
            for one, other in combinations(place, 2)
        ]
        total = lone + sum((d + 2) / 3 for d in apart)
        assert found.disorder[0] == pytest.approx(total / (len(units) / 3))
        halved = Dissimilarity(alpha=0.5, beta=0.5)
        assert best_alignments(arrays(two), halved).disorder[0] == pytest.approx(
            (lone + sum(apart) / 2) / (len(units) / 2)
        )
