"""How far two units are apart."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.gamma.continuum import (
    AS_IN_PAPER,
    Continuum,
    Dissimilarity,
    GammaUnit,
    categories_of,
    units_of,
)
from annotator.model.errors import Bug
from tests.agreement.gamma_continua import arrays, continua, loaded, of_rows
from tests.shared_data import shared

FIGURE_10 = [
    ((4, 14), (40, 44), 22.2),
    ((4, 14), (4, 14), 0),
    ((4, 14), (20, 25), 3.2),
    ((4, 14), (14, 24), 1.0),
    ((20, 30), (20, 25), 0.11),
    ((20, 25), (14, 24), 0.22),
]
"""Mathet, Widlöcher & Métivier (2015), figure 10: units, and how far they are apart, to the digits printed there."""


def positional(one: tuple[float, float], other: tuple[float, float], empty: float = 1) -> float:
    start, stop, other_start, other_stop = (np.array([float(at)]) for at in (*one, *other))
    return float(Dissimilarity(empty=empty).positional(start, stop, other_start, other_stop)[0])


@pytest.mark.parametrize(("one", "other", "printed"), FIGURE_10)
def test_the_positions_of_figure_10_are_as_far_apart_as_printed(
    one: tuple[float, float], other: tuple[float, float], printed: float
) -> None:
    assert positional(one, other) == pytest.approx(printed, abs=0.05 if printed > 0.5 else 0.005)


def test_positions_are_as_far_apart_as_other_software_finds() -> None:
    expected = loaded(shared("fixtures/metrics/gamma/gamma_expected.json"))
    table = expected["positional"]
    found = [positional(one, other, table["delta_empty"]) for one in table["rows"] for other in table["cols"]]
    assert found == pytest.approx(table["values"], rel=1e-6)
    for one, other, value in expected["figure10"]["cases"]:
        assert positional(one, other) == pytest.approx(value, rel=expected["figure10"]["tol_rel"])


@pytest.mark.parametrize("name", ["01_two_annotators_simple", "04_three_annotators"])
def test_pairs_are_as_far_apart_as_other_software_finds(name: str) -> None:
    data = loaded(shared(f"fixtures/metrics/gamma/dkpro_pygamma_fixture_{name}.json"))
    found = of_rows(data["continuum"])
    names = list(dict.fromkeys(row["annotator"] for row in data["continuum"]))
    pairs = data["tier1"]["pairDissimilarities"]
    assert pairs
    for pair in pairs:
        one = found.coders[names.index(pair["annotatorA"])][pair["unitIndexA"]]
        other = found.coders[names.index(pair["annotatorB"])][pair["unitIndexB"]]
        start, stop, other_start, other_stop = (np.array([at]) for at in (*one[:2], *other[:2]))
        kind, other_kind = (np.array([int(unit.category, 36)]) for unit in (one, other))
        near = AS_IN_PAPER.positional(start, stop, other_start, other_stop)
        assert near[0] == pytest.approx(pair["positional"], rel=1e-5)
        assert AS_IN_PAPER.categorial(kind, other_kind)[0] == pair["categorical"]
        combined = AS_IN_PAPER.combined((start, stop, kind), (other_start, other_stop, other_kind))
        assert combined[0] == pytest.approx(pair["combined"], rel=1e-5)


@given(
    st.tuples(*[st.integers(0, 50)] * 2), st.tuples(*[st.integers(1, 50)] * 2), st.integers(1, 9), st.integers(0, 99)
)
def test_positions_count_by_their_lengths_not_by_where_in_the_text_or_in_what_unit(
    starts: tuple[int, int], sizes: tuple[int, int], scale: int, moved: int
) -> None:
    one, other = ((start, start + size) for start, size in zip(starts, sizes, strict=True))
    further, again = ((moved + scale * start, moved + scale * stop) for start, stop in (one, other))
    assert positional(further, again) == pytest.approx(positional(one, other))
    assert positional(other, one) == positional(one, other)


@given(continua(coders=4, most=3), st.randoms(use_true_random=False))
def test_units_have_one_order_whatever_order_coders_and_their_units_come_in(
    document: Continuum, random: object
) -> None:
    mixed = [list(mine) for mine in document.coders]
    for part in (mixed, *mixed):
        random.shuffle(part)  # type: ignore[attr-defined]
    found, again = arrays(document), arrays(Continuum(mixed, document.length))
    for field in ("coder", "start", "stop", "category"):
        assert np.array_equal(getattr(found, field), getattr(again, field))


def test_categories_may_be_sets_and_are_known_by_name() -> None:
    both, one = frozenset({"b", "a"}), frozenset({"a"})
    document = Continuum([[GammaUnit(0, 2, both)], [GammaUnit(0, 2, one)]], 9)
    assert categories_of([document]) == [one, both]
    assert sorted(units_of(document, [one, both]).category.tolist()) == [0, 1]


@pytest.mark.parametrize("unit", [(3, 3), (4, 2), (-1, 2), (5, 11)])
def test_a_unit_that_is_empty_or_outside_its_document_is_our_mistake(unit: tuple[int, int]) -> None:
    with pytest.raises(Bug, match="empty or outside"):
        Continuum([[GammaUnit(*unit, "a")], []], 10)


@pytest.mark.parametrize("wrong", [{"alpha": -1}, {"beta": -0.1}, {"empty": 0}, {"alpha": float("inf")}])
def test_weights_that_make_no_sense_are_our_mistake(wrong: dict[str, float]) -> None:
    with pytest.raises(Bug, match="must not be negative"):
        Dissimilarity(**wrong)
