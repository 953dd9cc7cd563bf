"""Our coefficients against those of other programs, on tables drawn at random; and where they differ, and why."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator.agreement.coefficients.alpha import alpha, alpha_ordinal
from annotator.agreement.coefficients.brennan import brennan_prediger
from annotator.agreement.coefficients.conger import conger_kappa
from annotator.agreement.coefficients.distance import (
    BIPOLAR,
    CIRCULAR,
    INTERVAL,
    JACCARD,
    LINEAR,
    MASI,
    NOMINAL,
    ORDINAL,
    QUADRATIC,
    RADICAL,
    RATIO,
    RATIO_WEIGHTS,
    Distance,
)
from annotator.agreement.coefficients.fleiss import fleiss_kappa
from annotator.agreement.coefficients.gwet import gwet_ac
from annotator.agreement.coefficients.kappa import cohen_kappa
from annotator.agreement.coefficients.percent import percent_agreement
from annotator.agreement.coefficients.pi import scott_pi
from annotator.agreement.input.ratings import Ratings, Row, Table, Value
from annotator.agreement.tally import Tally, evaluate
from tests.agreement.different import DIFFERENT, Different
from tests.agreement.errors import alpha_error, brennan_error, cohen_error, conger_error, fleiss_error, gwet_error
from tests.agreement.tables import one_table, repeated, tables
from tests.examples import examples
from tests.oracles.oracle import Oracle, python_oracle

SCALE = (1, 2, 4, 5)
EVEN = (0, 1, 2)
"""Any of these are as far apart by value as by place, but for a factor."""
SETS = tuple(map(frozenset, ("a", "b", "ab", "abc")))
WEIGHTS = {
    "identity": NOMINAL,
    "linear": LINEAR,
    "quadratic": QUADRATIC,
    "ordinal": ORDINAL,
    "radical": RADICAL,
    "ratio": RATIO_WEIGHTS,
    "circular": CIRCULAR,
    "bipolar": BIPOLAR,
}
"""By the names that irrCAC has for them."""


@pytest.fixture(scope="module")
def others() -> Iterator[Oracle]:
    yield from python_oracle("coefficients")


def drawn(data: st.DataObject, values: tuple[Value, ...] = SCALE, missing: bool = True, coders: int = 0) -> Table:
    """Draw units of two to six coders, two that can be compared and two categories in them; for less see `DIFFERENT`.

    `coders`: exactly so many.
    """
    table = data.draw(tables(coders or data.draw(st.integers(2, 6)), missing, values))
    compared = [row for row in repeated(table) if len(row) - row.count(None) > 1]
    assume(len(compared) > 1 and len({value for row in compared for value in row} - {None}) > 1)
    return table


def assert_same(ours: Tally, theirs: float | None) -> None:
    assert evaluate(ours).value == (None if theirs is None else pytest.approx(theirs, abs=1e-9))


def assert_same_error(ours: float | None, theirs: float | None) -> None:
    # 0 where one always said the same, but for rounding, of which its root has more.
    assert (ours or 0) == pytest.approx(theirs or 0, abs=1e-7)


def all_took_part(rows: list[Row]) -> bool:
    return all(set(said) != {None} for said in zip(*rows, strict=True))


@settings(max_examples=examples(2) * settings().max_examples)
@given(data=st.data(), weights=st.sampled_from(sorted(WEIGHTS)))
def test_gwets_coefficients_are_those_of_irrcac(others: Oracle, data: st.DataObject, weights: str) -> None:
    table, distance = drawn(data), WEIGHTS[weights]
    rows, ratings = repeated(table), one_table(table, SCALE)
    theirs = others.ask("of_irrcac", rows=rows, weights=weights, categories=SCALE)
    assert_same(percent_agreement(ratings, distance=distance), theirs["percent"])
    assert_same(fleiss_kappa(ratings, distance), theirs["fleiss"])
    assert_same(brennan_prediger(ratings, distance), theirs["bp"])
    assert_same(gwet_ac(ratings, distance), theirs["gwet"])
    assert_same(alpha(ratings, distance), theirs["krippendorff"])
    if all_took_part(rows):
        assert_same(conger_kappa(ratings, distance), theirs["conger"])


@settings(max_examples=examples(2) * settings().max_examples)
@given(data=st.data(), weights=st.sampled_from(sorted(WEIGHTS)))
def test_standard_errors_are_those_of_irrcac(others: Oracle, data: st.DataObject, weights: str) -> None:
    table, distance = drawn(data), WEIGHTS[weights]
    rows, ratings = repeated(table), one_table(table, SCALE)
    # Where nobody differs we give none.
    assume(any(len(set(row) - {None}) > 1 for row in rows))
    theirs = others.ask("of_irrcac", rows=rows, weights=weights, categories=SCALE)
    assert_same_error(fleiss_error(ratings, distance), theirs["fleiss error"])
    assert_same_error(brennan_error(ratings, distance), theirs["bp error"])
    assert_same_error(gwet_error(ratings, distance), theirs["gwet error"])
    if all(None not in row for row in rows):
        assert_same_error(alpha_error(ratings, distance), theirs["krippendorff error"])
    if all_took_part(rows):
        assert_same_error(conger_error(ratings, distance), theirs["conger error"])


ALPHAS: dict[str, Callable[[Ratings], Tally]] = {
    "nominal": alpha,
    "ordinal": alpha_ordinal,
    "interval": lambda ratings: alpha(ratings, INTERVAL),
    "ratio": lambda ratings: alpha(ratings, RATIO),
    "jaccard": lambda ratings: alpha(ratings, JACCARD),
    "masi": lambda ratings: alpha(ratings, MASI),
}


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
@given(data=st.data())
def test_alpha_is_that_of_krippendorff(others: Oracle, level: str, data: st.DataObject) -> None:
    table = drawn(data, (0, 1, 3.5, 20))
    theirs = others.ask("of_krippendorff", rows=repeated(table), level=level)
    assert_same(ALPHAS[level](one_table(table)), theirs)


@pytest.mark.parametrize("distance", ["nominal", "interval", "jaccard", "masi"])
@given(data=st.data())
def test_alpha_is_that_of_nltk(others: Oracle, distance: str, data: st.DataObject) -> None:
    table = drawn(data, SETS if distance in ("jaccard", "masi") else SCALE)
    theirs = others.ask("of_nltk", rows=listed(repeated(table)), function="alpha", distance=distance)
    assert_same(ALPHAS[distance](one_table(table)), theirs)


def listed(rows: list[Row]) -> list[list[Any]]:
    """Return rows in which sets are lists, as JSON has them."""
    return [[sorted(value) if isinstance(value, frozenset) else value for value in row] for row in rows]


@given(data=st.data())
def test_fleiss_and_randolph_are_those_of_statsmodels(others: Oracle, data: st.DataObject) -> None:
    table = drawn(data, missing=False)
    rows, ratings = repeated(table), one_table(table)
    assert_same(fleiss_kappa(ratings), others.ask("of_statsmodels", rows=rows, method="fleiss"))
    assert_same(brennan_prediger(ratings), others.ask("of_statsmodels", rows=rows, method="randolph"))


MULTI: dict[str, Callable[[Ratings], Tally]] = {
    "avg_Ao": percent_agreement,
    "pi": fleiss_kappa,
    "multi_kappa": conger_kappa,
    "S": brennan_prediger,
}


@given(data=st.data())
def test_multi_pi_multi_kappa_and_s_are_those_of_nltk(others: Oracle, data: st.DataObject) -> None:
    table = drawn(data, missing=False)
    rows, ratings = repeated(table), one_table(table)
    for theirs, ours in MULTI.items():
        assert_same(ours(ratings), others.ask("of_nltk", rows=rows, function=theirs))


@pytest.mark.parametrize(("weights", "distance"), [(None, NOMINAL), ("linear", LINEAR), ("quadratic", QUADRATIC)])
@given(data=st.data())
def test_cohens_kappa_is_that_of_scikit_learn_and_statsmodels(
    others: Oracle, weights: str | None, distance: Distance, data: st.DataObject
) -> None:
    table = drawn(data, EVEN, missing=False, coders=2)
    rows, ratings = repeated(table), one_table(table)
    assert_same(cohen_kappa(ratings, distance), others.ask("of_scikit_learn", rows=rows, weights=weights))
    theirs = others.ask("cohen_of_statsmodels", rows=rows, weights=weights)
    assert_same(cohen_kappa(ratings, distance), theirs["kappa"])
    assert_same_error(cohen_error(ratings, distance), theirs["error"])


@given(data=st.data())
def test_of_two_coders_kappa_and_pi_are_those_of_nltk(others: Oracle, data: st.DataObject) -> None:
    table = drawn(data, missing=False, coders=2)
    for theirs, ours in {"kappa": cohen_kappa, "pi": scott_pi}.items():
        assert_same(ours(one_table(table)), others.ask("of_nltk", rows=repeated(table), function=theirs))


@pytest.mark.parametrize("case", DIFFERENT, ids=lambda case: f"{case.program}: {case.coefficient}, {case.units}")
def test_where_another_program_gives_another_number_it_is_known_why(others: Oracle, case: Different) -> None:
    answer = others.ask(case.asked, rows=case.rows, **case.given)
    theirs = answer[case.part] if case.part else answer
    assert theirs == (None if case.theirs is None else pytest.approx(case.theirs, abs=1e-6))
    value = case.computed()
    assert value == (None if case.value is None else pytest.approx(case.value, abs=1e-6))
    assert theirs is None or value is None or abs(theirs - value) > 0.01, "take it off the list"
