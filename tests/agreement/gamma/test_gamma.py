"""Gamma, gamma-cat and gamma-k, against published numbers and by their properties."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.gamma.alignment import Limits, best_alignments
from annotator.agreement.gamma.continuum import AS_IN_PAPER, Continuum, Dissimilarity, GammaUnit
from annotator.agreement.gamma.gamma import MONTE_CARLO_ERROR, gamma, gamma_cat, gamma_k
from annotator.agreement.gamma.gamma_study import GammaOptions, study
from annotator.agreement.results import CoefficientResult
from annotator.agreement.tally import Tally, by_document, evaluate
from annotator.model.errors import NotFound
from tests.agreement.gamma_continua import arrays, coded, continua, loaded, of_csv, of_rows
from tests.agreement.some_documents import evaluate_some
from tests.examples import examples
from tests.shared_data import shared

FIXTURES = "fixtures/metrics/gamma"
FEW = GammaOptions(samples=6)


def value(tally: Tally) -> float:
    found = evaluate(tally).value
    assert found is not None
    return found


# published -----------------------------------------------------------------------------------------------------------


def test_alex_paul_and_suzan_agree_as_other_software_finds() -> None:
    expected = loaded(shared(f"{FIXTURES}/gamma_expected.json"))["runs"][0]
    weights = Dissimilarity(alpha=expected["alpha"], beta=expected["beta"], empty=expected["delta_empty"])
    found = study([of_csv(shared(f"{FIXTURES}/{expected['csv']}"))], GammaOptions(samples=400, dissimilarity=weights))
    assert expected["gamma"][0] <= value(gamma(found)) <= expected["gamma"][1]
    # It counted units that nobody else has as pairs that differ, which the definition of gamma-cat does not.
    assert expected["gamma_cat"][0] <= value(gamma_cat(found, unaligned=True)) <= expected["gamma_cat"][1]
    for category, agreed in expected["gamma_k"].items():
        assert value(gamma_k(found, category, unaligned=True)) == pytest.approx(agreed, abs=0.01)
    for category in expected["gamma_k_nonpositive"]:
        assert value(gamma_k(found, category, unaligned=True)) <= 0.001


def test_alex_paul_and_suzan_by_the_definition_of_gamma_cat() -> None:
    """Computed by hand from the alignment: only “2”, “3” and “4” differ, three pairs of weight 1/2, of 5.357 in all.

    (1,1,1) 1.5; (2,3,4) 1.5; (5,5,5) with 1 - 3 (6/12)² and 1 - 3 (4/12)² 0.458; (6,6) 1; and (6,6,6) the rest, 0.898.
    """
    weights = Dissimilarity(alpha=3)
    found = study(
        [of_csv(shared(f"{FIXTURES}/pygamma_AlexPaulSuzan.csv"))], GammaOptions(samples=200, dissimilarity=weights)
    )
    last = (1 - 3 * (4 / 20) ** 2 + 1 - 3 * (4 / 12) ** 2 + max(0, 1 - 3 * (8 / 16) ** 2)) / 2
    result = evaluate(gamma_cat(found))
    assert result.observed == pytest.approx(1 - 1.5 / (1.5 + 1.5 + (0.25 + 2 / 3) / 2 + 1 + last))
    assert value(gamma_k(found, "6")) == value(gamma_k(found, "1")) == 1
    assert "no unit of the category “7”" in evaluate(gamma_k(found, "7")).undefined.lower()


@pytest.mark.parametrize("name", ["01_two_annotators_simple", "04_three_annotators"])
def test_gamma_is_within_the_band_around_that_of_other_software_which_samples_in_another_way(name: str) -> None:
    data = loaded(shared(f"{FIXTURES}/dkpro_pygamma_fixture_{name}.json"))
    document = of_rows(data["continuum"])
    assert value(gamma(study([document]))) == pytest.approx(data["tier3"]["gamma"], abs=0.2)
    # With samples made in its way, chance is the same too; 30 samples were drawn there.
    disorders = disorders_of_normal_samples(document, 500)
    spread = disorders.std() / np.sqrt(data["tier3"]["nSamples"])
    assert disorders.mean() == pytest.approx(data["tier3"]["expectedDisorder"], abs=4 * spread)


def test_units_with_several_values_have_the_gamma_of_other_software_with_its_way_of_sampling() -> None:
    cases = loaded(shared("fixtures/metrics/agreement_unitizing.json"))["end_to_end_inception"]
    assert len(cases) == 2
    for case in cases:
        document = of_values(case)
        observed = best_alignments(arrays(document), AS_IN_PAPER).disorder[0]
        disorders = disorders_of_normal_samples(document, 500)
        found = next(one["value"] for one in case["expect"] if one["measure"] == "gamma")
        spread = disorders.std() / np.sqrt(30)
        assert disorders.mean() == pytest.approx(observed / (1 - found), abs=4 * spread)
        assert value(gamma(study([document]))) > found, "coders moved as a whole meet less often"


def of_values(case: Any) -> Continuum:
    """Return a case in which each value of an annotation is a unit."""
    coders = [
        [GammaUnit(one["begin"], one["end"], value) for one in annotations for value in one["values"]]
        for annotations in case["coders"].values()
    ]
    return Continuum(coders, len(case["text"]))


def disorders_of_normal_samples(document: Continuum, samples: int) -> np.ndarray:
    """Return disorders of random continua whose numbers, gaps and lengths of units are normally distributed.

    Titeux, H. & Riad, R. (2021). pygamma-agreement. Journal of Open Source Software 6(62), 2989: its way of sampling,
    from the means and spreads in the document, 0 among the gaps.
    """
    rng = np.random.default_rng(5)
    coders = [sorted(mine) for mine in document.coders]
    everything = [unit for mine in coders for unit in mine]
    sizes = np.array([len(mine) for mine in coders])
    gaps = np.array(
        [0]
        + [later.start - unit.stop for mine in coders for unit, later in pairwise(mine)]
        + [mine[0].start for mine in coders if mine and mine[0].start > 0]
    )
    lengths = np.array([unit.stop - unit.start for unit in everything])
    found: list[float] = []
    while len(found) < samples:
        rows: list[dict[str, Any]] = []
        for coder in range(len(coders)):
            last, count = 0.0, abs(int(rng.normal(sizes.mean(), sizes.std())))
            for _ in range(count if rows else max(1, count)):
                start = last + rng.normal(gaps.mean(), gaps.std())
                last = start + max(1e-6, abs(rng.normal(lengths.mean(), lengths.std())))
                kind = everything[int(rng.integers(len(everything)))].category
                rows.append({"annotator": coder, "start": start, "end": last, "category": kind})
        one = of_rows(rows)
        missing: list[list[GammaUnit]] = [[] for _ in range(len(coders) - len(one.coders))]
        found.append(best_alignments(arrays(Continuum([*one.coders, *missing], one.length)), AS_IN_PAPER).disorder[0])
    return np.array(found)


def test_with_predefined_units_and_positions_alone_to_align_them_gamma_cat_is_alpha() -> None:
    """Mathet (2017): applied to pure categorization, γcat behaves the same way as Krippendorff's α."""
    rng = np.random.default_rng(8)
    share, n = [0.4, 0.3, 0.2, 0.1], 250
    documents, values = [], []
    for _ in range(4):
        real = rng.choice(4, n, p=share)
        coders = [np.where(rng.random(n) < 0.6, real, rng.choice(4, n, p=share)) for _ in range(2)]
        values.append(coders)
        units = [[GammaUnit(20 * at, 20 * at + 20, str(kind)) for at, kind in enumerate(mine)] for mine in coders]
        documents.append(Continuum(units, 20 * n))
    one, other = np.concatenate(values, axis=1)
    counts = np.bincount(np.concatenate([one, other]))
    observed = (one != other).mean()
    expected = 1 - (counts * (counts - 1)).sum() / (2 * len(one) * (2 * len(one) - 1))
    result = evaluate(gamma_cat(study(documents, GammaOptions(samples=10, dissimilarity=Dissimilarity(beta=0)))))
    assert result.observed == pytest.approx(1 - observed)
    assert result.value == pytest.approx(1 - observed / expected, abs=0.02)


# properties ----------------------------------------------------------------------------------------------------------


def coefficients(documents: Sequence[Continuum], choices: GammaOptions = FEW) -> list[CoefficientResult]:
    found = study(documents, choices)
    tallies = [gamma(found), gamma_cat(found), *(gamma_k(found, category) for category in found.categories)]
    return [evaluate(tally) for tally in tallies]


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(continua(coders=4, most=4), min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_coders_units_and_documents_changes_nothing(documents: list[Continuum], random: Any) -> None:
    mixed = []
    for document in documents:
        coders = [list(mine) for mine in document.coders]
        for part in (coders, *coders):
            random.shuffle(part)
        mixed.append(Continuum(coders, document.length))
    random.shuffle(mixed)
    for one, other in zip(coefficients(documents), coefficients(mixed), strict=True):
        assert one.undefined == other.undefined
        assert one.value == pytest.approx(other.value, abs=1e-9)


@settings(max_examples=examples(40), deadline=None)
@given(continua(coders=4, most=4), st.integers(2, 4))
def test_coders_who_are_the_same_agree_fully_wherever_chance_would_not(document: Continuum, coders: int) -> None:
    mine = max(document.coders, key=len)
    for result in coefficients([Continuum([mine] * coders, document.length)]):
        assert result.value == pytest.approx(1) if result.value is not None else "chance" in result.undefined


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(continua(coders=3, most=3), min_size=1, max_size=3))
def test_a_document_that_nobody_marked_changes_nothing(documents: list[Continuum]) -> None:
    more = [*documents, Continuum([[], []], 100)]
    for one, other in zip(coefficients(documents), coefficients(more), strict=True):
        assert (one.value, one.n, one.documents) == (other.value, other.n, other.documents)


def test_coders_who_know_nothing_of_each_other_agree_no_more_than_by_chance() -> None:
    rng = np.random.default_rng(1)
    documents = [
        Continuum([coded(rng, coders=1, spans=25, length=3000, agree=1).coders[0] for _ in range(2)], 3000)
        for _ in range(40)
    ]
    found = study(documents)
    for tally in (gamma(found), gamma_cat(found)):
        result = evaluate(tally, 0.99)
        assert result.value == pytest.approx(0, abs=0.06)
        assert result.interval is not None and result.interval.low is not None and result.interval.high is not None
        assert result.interval.low < 0.02 and result.interval.high > -0.02


@pytest.mark.parametrize("coders", [2, 4])
def test_the_more_coders_agree_the_higher_gamma_is(coders: int) -> None:
    by_share = []
    for share in (0.2, 0.5, 0.8, 0.95):
        rng = np.random.default_rng(3)
        documents = [coded(rng, coders=coders, spans=15, length=2500, agree=share) for _ in range(5)]
        found = study(documents, FEW)
        by_share.append([value(gamma(found)), value(gamma_cat(found))])
    for column in zip(*by_share, strict=True):
        assert all(one < other for one, other in pairwise(column))


def test_a_text_in_another_unit_of_length_has_the_same_gamma_but_for_its_samples() -> None:
    document = coded(np.random.default_rng(3), coders=2, spans=15, length=2000, agree=0.7)
    larger = [[GammaUnit(10 * start, 10 * stop, kind) for start, stop, kind in mine] for mine in document.coders]
    one, other = (
        value(gamma(study([text], GammaOptions(samples=300)))) for text in (document, Continuum(larger, 20_000))
    )
    assert one == pytest.approx(other, abs=0.03)


# over documents ------------------------------------------------------------------------------------------------------


def test_disorders_of_documents_weigh_their_units() -> None:
    rng = np.random.default_rng(4)
    documents = [coded(rng, coders=3, spans=spans, length=1500, agree=0.6) for spans in (3, 12)]
    found = study(documents, FEW)
    observed, expected = np.array([one.disorders for one in found.found]).T @ [9, 36] / 45
    result = evaluate(gamma(found))
    assert result.value == pytest.approx(1 - observed / expected)
    terms = {name: value for name, value in result.details.items() if name != MONTE_CARLO_ERROR}
    assert terms == pytest.approx({"observed disorder": observed, "expected disorder": expected})
    assert (result.n, result.documents) == (45, 2)
    alone = [evaluate(gamma(study([document], FEW))).value for document in documents]
    assert by_document(gamma(found)).tolist() == pytest.approx(alone)
    assert evaluate_some(gamma(found), [1]).value == pytest.approx(alone[1])


def test_an_interval_over_documents_is_around_the_value() -> None:
    rng = np.random.default_rng(4)
    found = study([coded(rng, coders=2, spans=10, length=1500, agree=0.6) for _ in range(12)], FEW)
    for tally in (gamma(found), gamma_cat(found), gamma_k(found, "label 1")):
        result = evaluate(tally, 0.95)
        assert result.value is not None and result.interval is not None and result.interval.low is not None
        assert result.interval.low < result.value
        assert result.interval.high is not None and result.value < result.interval.high


# said ----------------------------------------------------------------------------------------------------------------

UNIT = [GammaUnit(10, 20, "a")]


@pytest.mark.parametrize(
    ("documents", "of_gamma", "of_categories"),
    [
        ([], "No coder marked anything", "No coder marked anything"),
        ([Continuum([[], []], 99)], "No coder marked anything", "No coder marked anything"),
        ([Continuum([UNIT], 99)], "Units of one coder only", "Units of one coder only"),
        ([Continuum([UNIT, UNIT], 99)], "", "would not differ in category either"),
        ([Continuum([UNIT, [GammaUnit(80, 90, "a")]], 99)], "", "No units of different coders were aligned"),
    ],
)
def test_where_there_is_no_value_a_sentence_says_why(
    documents: list[Continuum], of_gamma: str, of_categories: str
) -> None:
    found = study(documents, FEW)
    for tally, said in ((gamma(found), of_gamma), (gamma_cat(found), of_categories)):
        result = evaluate(tally)
        assert (result.value is None) == bool(said)
        assert result.undefined.startswith(said) or said in result.undefined


def test_where_chance_has_no_disorder_gamma_is_undefined() -> None:
    free = GammaOptions(samples=3, dissimilarity=Dissimilarity(alpha=0, beta=0))
    assert evaluate(gamma(study([Continuum([UNIT, UNIT], 99)], free))).undefined.startswith("Units placed at random")


def test_a_category_that_no_unit_is_of_is_not_found() -> None:
    with pytest.raises(NotFound, match="“b”"):
        gamma_k(study([Continuum([UNIT, UNIT], 99)], FEW), "b")


def test_the_convention_says_what_was_chosen_and_what_was_not_exact() -> None:
    document = coded(np.random.default_rng(4), coders=3, spans=10, length=1500, agree=0.6)
    usual = evaluate(gamma(study([document]))).convention
    assert "α = 1, β = 1, Δ∅ = 1" in usual and "30 samples" in usual and "(seed 1)" in usual and "hull" in usual
    assert "Every alignment is a best one." in usual
    rough = GammaOptions(samples=4, seed=7, precision=0.9, limits=Limits(columns=0))
    found = study([document], rough)
    said = evaluate(gamma(found)).convention
    assert "In 5 of 5 alignments" in said and "(seed 7)" in said and "a precision of 0.9" in said
    assert "left out" in evaluate(gamma_cat(found)).convention
    assert "counts as differing" in evaluate(gamma_k(found, "label 1", unaligned=True)).convention


def test_prevalence_is_that_of_the_units_compared() -> None:
    found = study([Continuum([UNIT, [GammaUnit(0, 5, "b"), *UNIT]], 99), Continuum([[GammaUnit(0, 5, "b")]], 99)], FEW)
    assert evaluate(gamma(found)).prevalence == pytest.approx({"a": 2 / 3, "b": 1 / 3})


def test_the_monte_carlo_error_is_by_how_much_values_differ_from_seed_to_seed() -> None:
    rng = np.random.default_rng(5)
    documents = [coded(rng, coders=coders, spans=6, length=600, agree=0.6) for coders in (2, 3)]
    values: dict[str, list[float]] = {}
    errors: dict[str, list[float]] = {}
    for seed in range(120):
        found = study(documents, GammaOptions(samples=10, seed=seed))
        tallies = {"gamma": gamma(found), "cat": gamma_cat(found), "unaligned": gamma_cat(found, unaligned=True)}
        for name, tally in {**tallies, "k": gamma_k(found, found.categories[0])}.items():
            result = evaluate(tally)
            assert result.value is not None
            values.setdefault(name, []).append(result.value)
            errors.setdefault(name, []).append(result.details[MONTE_CARLO_ERROR] or 0)
    for name, found_values in values.items():
        # Of 120 values a standard deviation is within a fifth of the true one 999 times of 1,000.
        assert np.std(found_values, ddof=1) == pytest.approx(np.sqrt(np.mean(np.square(errors[name]))), rel=0.2), name


def test_of_one_sample_no_error_is_known() -> None:
    document = coded(np.random.default_rng(5), coders=2, spans=6, length=600, agree=0.6)
    assert MONTE_CARLO_ERROR not in evaluate(gamma(study([document], GammaOptions(samples=1)))).details
