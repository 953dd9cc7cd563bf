"""The work that gamma, gamma-cat and gamma-k share."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.gamma.alignment import Limits
from annotator.agreement.gamma.continuum import Continuum, GammaUnit
from annotator.agreement.gamma.gamma import gamma, gamma_cat, gamma_k
from annotator.agreement.gamma.gamma_study import AlignmentFigures, GammaOptions, study
from annotator.agreement.tally import evaluate
from annotator.model.errors import Bug, Cancelled
from tests.agreement.gamma_continua import coded, continua
from tests.examples import examples

RNG = np.random.default_rng(11)
DOCUMENTS = [coded(RNG, coders=coders, spans=8, length=900, agree=0.7) for coders in (2, 3, 2, 4)]


def same(one: AlignmentFigures, other: AlignmentFigures) -> bool:
    return np.array_equal(one.disorders, other.disorders)


def test_what_is_found_for_a_document_does_not_depend_on_the_others_or_on_their_order() -> None:
    found = study(DOCUMENTS).found
    for at, document in enumerate(DOCUMENTS):
        assert same(study([document]).found[0], found[at])
    backwards = study([Continuum([[GammaUnit(0, 9, "aaa: a new category")], []], 20), *reversed(DOCUMENTS)]).found
    assert all(same(one, other) for one, other in zip(backwards[1:], reversed(found), strict=True))


@settings(max_examples=examples(60), deadline=None)
@given(continua(coders=4, most=4), st.permutations(["x", "c", "1"]), st.data())
def test_neither_what_labels_are_called_nor_who_comes_first_changes_a_number(
    document: Continuum, names: list[str], data: st.DataObject
) -> None:
    called = dict(zip("ab", names, strict=False))
    coders = data.draw(st.permutations(document.coders))
    mixed = [data.draw(st.permutations([GammaUnit(*one[:2], called[str(one[2])]) for one in mine])) for mine in coders]
    found, other = (study([one], GammaOptions(samples=6)) for one in (document, Continuum(mixed, document.length)))
    figures = [(gamma(found), gamma(other)), (gamma_cat(found), gamma_cat(other))]
    figures += [(gamma_k(found, kind), gamma_k(other, called[kind])) for kind in found.categories]
    for one, another in figures:
        first, second = evaluate(one), evaluate(another)
        assert first.value == (None if second.value is None else pytest.approx(second.value, abs=1e-12))
        assert first.n == second.n


def test_documents_that_differ_do_not_share_their_samples() -> None:
    moved = [[GammaUnit(start + 1, stop + 1, kind) for start, stop, kind in mine] for mine in DOCUMENTS[0].coders]
    one, other = study([DOCUMENTS[0], Continuum(moved, 901)]).found
    assert one.disorders[0] == pytest.approx(other.disorders[0])
    assert one.disorders[1] != other.disorders[1]


def test_the_same_seed_gives_the_same_numbers_and_another_one_others() -> None:
    one, again, other = (study(DOCUMENTS, GammaOptions(seed=seed)).found for seed in (1, 1, 2))
    assert all(map(same, one, again)) and not any(map(same, one, other))


def test_more_samples_are_drawn_where_a_precision_asks_for_them() -> None:
    few, many = (
        study(DOCUMENTS[:1], GammaOptions(samples=5)),
        study(DOCUMENTS[:1], GammaOptions(samples=5, precision=0.02)),
    )
    assert few.found[0].alignments == 6 < many.found[0].alignments
    assert few.found[0].disorders[1] != many.found[0].disorders[1]
    roughly = study(DOCUMENTS[:1], GammaOptions(samples=5, precision=0.99))
    assert same(roughly.found[0], few.found[0])


def test_it_says_how_far_it_is_and_what_is_raised_then_ends_it() -> None:
    told: list[tuple[int, int]] = []
    study(DOCUMENTS, GammaOptions(samples=1), lambda done, total: told.append((done, total)))
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        study(DOCUMENTS, GammaOptions(samples=1), stop)


def test_documents_without_two_coders_or_without_units_are_not_compared() -> None:
    unit = [GammaUnit(0, 5, "a")]
    found = study([Continuum([unit], 9), Continuum([[], []], 9), Continuum([unit, []], 9), Continuum([], 9)])
    assert found.is_compared.tolist() == [0, 0, 1, 0]
    assert found.units.tolist() == [0, 0, 1, 0]
    assert found.used.tolist() == [[1], [0], [1], [0]]
    assert study([]).units.tolist() == []


def test_alignments_that_are_not_proven_are_counted() -> None:
    found = study(DOCUMENTS[3:], GammaOptions(samples=9, limits=Limits(columns=0))).found[0]
    assert (found.alignments, found.unproven) == (10, 10)


@pytest.mark.parametrize("samples, seed, precision", [(0, 1, None), (1, -1, None), (1, 1, 0.0), (1, 1, 1.0)])
def test_choices_that_make_no_sense_are_our_mistake(samples: int, seed: int, precision: float | None) -> None:
    with pytest.raises(Bug, match="gamma needs"):
        GammaOptions(samples=samples, seed=seed, precision=precision)
