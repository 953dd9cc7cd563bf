"""What holds for every coefficient on ratings."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.coefficient import Coefficient
from annotator.agreement.input.ratings import Ratings, Row, Table, Value, paired, ratings_of
from annotator.agreement.results import CoefficientResult
from annotator.agreement.tally import by_document, evaluate
from annotator.model.attribute_kinds import Scale
from tests.agreement.some_documents import evaluate_some
from tests.agreement.tables import (
    COEFFICIENTS,
    VALUES,
    counted,
    fitting,
    one_table,
    pooled,
    repeated,
    tables,
    turned,
)
from tests.examples import examples

BY_NAME = {one.name: one for one in COEFFICIENTS}
every_coefficient = pytest.mark.parametrize("coefficient", COEFFICIENTS, ids=lambda found: found.name)
few = settings(max_examples=examples(15))
OF_UNITS_RATED_ONCE = {"fleiss-kappa", "conger-kappa", "ac1", "ac2-ordinal", "ac2-linear", "ac2-quadratic"}
"""Those whose chance also takes in what a single coder said; they say so in their conventions."""


def value_of(coefficient: Coefficient, ratings: Ratings) -> CoefficientResult:
    return evaluate(coefficient.function(ratings))


def assert_same(one: CoefficientResult, other: CoefficientResult) -> None:
    """Assert that two results are one up to 1e-12, and that they have the same reason if they have no value."""
    assert (one.value is None, one.undefined, one.n) == (other.value is None, other.undefined, other.n)
    for first, second in ((one.value, other.value), (one.observed, other.observed), (one.expected, other.expected)):
        assert first == (None if second is None else pytest.approx(second, abs=1e-12))
    assert one.prevalence == pytest.approx(other.prevalence, abs=1e-12)


@every_coefficient
@few
@given(data=st.data())
def test_how_often_a_category_was_used_is_counted_in_values_by_all(
    coefficient: Coefficient, data: st.DataObject
) -> None:
    ratings = paired(ratings_of(fitting(data, coefficient)))
    tally = coefficient.function(ratings)
    if tally.used is not None and len(ratings.row):
        said = ratings.counts()
        said = said if coefficient.coders is None else said * (said.sum(axis=1, keepdims=True) == 2)
        np.testing.assert_allclose(tally.used, ratings.add_up(said), atol=1e-9)


@every_coefficient
@few
@given(data=st.data())
def test_the_order_of_coders_units_and_categories_changes_nothing(
    coefficient: Coefficient, data: st.DataObject
) -> None:
    (table,) = fitting(data, coefficient)
    width = len(next(iter(table), (None,) * 2))
    order = data.draw(st.permutations(range(width)))
    expected = value_of(coefficient, ratings_of([table], coders=width))
    assert_same(value_of(coefficient, ratings_of([turned(table, order)], coders=width)), expected)
    if coefficient.name not in {"alpha-ordinal", "ac2-ordinal"}:
        values = [value for value in VALUES[coefficient.scale] if any(value in row for row in table)]
        categories = data.draw(st.permutations(values))
        assert_same(value_of(coefficient, ratings_of([table], categories, width)), expected)


@every_coefficient
@few
@given(data=st.data())
def test_a_weight_is_as_many_repeated_units(coefficient: Coefficient, data: st.DataObject) -> None:
    (table,) = fitting(data, coefficient)
    one_by_one = ratings_of([counted([row]) for row in repeated(table)])
    assert_same(value_of(coefficient, one_by_one), value_of(coefficient, one_table(table)))


@every_coefficient
@few
@given(data=st.data())
def test_documents_add_up_to_the_pooled_table(coefficient: Coefficient, data: st.DataObject) -> None:
    documents = fitting(data, coefficient, documents=3)
    assert_same(value_of(coefficient, ratings_of(documents)), value_of(coefficient, one_table(pooled(documents))))


@every_coefficient
@few
@given(data=st.data())
def test_all_some_and_each_document_are_one_function(coefficient: Coefficient, data: st.DataObject) -> None:
    tally = coefficient.function(ratings_of(fitting(data, coefficient, documents=3)))
    assert evaluate_some(tally, range(3)) == evaluate(tally)
    alone = [evaluate_some(tally, [at]).value for at in range(3)]
    assert by_document(tally) == pytest.approx([math.nan if one is None else one for one in alone], nan_ok=True)
    stacked = tally.finish(np.stack([tally.sums, tally.sums[::-1]])).value
    assert stacked[1, ::-1] == pytest.approx(by_document(tally), nan_ok=True)


@every_coefficient
@few
@given(data=st.data())
def test_identical_coders_give_exactly_one_or_a_reason(coefficient: Coefficient, data: st.DataObject) -> None:
    values = data.draw(st.lists(st.sampled_from(VALUES[coefficient.scale]), min_size=1, max_size=20))
    coders = coefficient.coders or data.draw(st.integers(2, 5))
    result = value_of(coefficient, one_table(counted((value,) * coders for value in values)))
    if len(set(values)) > 1 or coefficient.name == "percent":
        assert result.value == 1
    else:
        assert "one category only" in result.undefined
    assert result.n == len(values)


@every_coefficient
@few
@given(data=st.data())
def test_a_result_has_a_finite_value_or_a_reason(coefficient: Coefficient, data: st.DataObject) -> None:
    result = value_of(coefficient, one_table(fitting(data, coefficient)[0]))
    assert (result.value is None) == bool(result.undefined)
    assert result.convention
    assert result.coefficient == coefficient.name
    if result.value is not None:
        assert result.value <= 1
        assert math.isclose(sum(result.prevalence.values()), 1)
        if result.expected is not None and result.observed is not None:
            formula = (result.observed - result.expected) / (1 - result.expected)
            assert math.isclose(result.value, formula, abs_tol=1e-9)
        observed = result.details.get("observed disagreement")
        expected = result.details.get("expected disagreement")
        if observed is not None and expected is not None:
            assert math.isclose(result.value, 1 - observed / expected, abs_tol=1e-9)


@every_coefficient
def test_units_that_one_coder_coded_change_nothing_unless_it_says_so(coefficient: Coefficient) -> None:
    a, b, _ = VALUES[coefficient.scale]
    table: dict[Row, float] = {(a, a): 3, (a, b): 2, (b, b): 4}
    fewer, more = (one_table(found) for found in (table, {**table, (b, None): 50, (None, None): 9}))
    one, other = value_of(coefficient, fewer), value_of(coefficient, more)
    if coefficient.name in OF_UNITS_RATED_ONCE:
        assert (one.n, one.observed) == (other.n, other.observed)
        assert "coder coded" in other.convention
    else:
        assert_same(one, other)


@every_coefficient
@few
@given(data=st.data())
def test_of_what_both_coded_two_coders_have_the_same_number_whatever_one_of_them_coded_alone(
    coefficient: Coefficient, data: st.DataObject
) -> None:
    table = data.draw(tables(2, values=VALUES[coefficient.scale]))
    both = {row: weight for row, weight in table.items() if None not in row}
    beside = one_table({(*row, data.draw(st.sampled_from([None, row[0]]))): weight for row, weight in table.items()})
    # Without an order of the categories, since those that only others used are no matter of these two.
    pair = paired(beside.of_coders((0, 1))).trimmed() if table else paired(ratings_of([table], coders=2))
    assert_same(value_of(coefficient, pair), value_of(coefficient, ratings_of([both], coders=2)))


def as_one(one: float | None, other: float | None) -> bool:
    return one == (None if other is None else pytest.approx(other, abs=1e-12))


@given(tables(2))
def test_of_two_coders_with_missing_values_what_is_one_by_definition_is_one(table: Table) -> None:
    both = paired(ratings_of([table], coders=2))
    found = {one.name: value_of(one, both) for one in COEFFICIENTS if one.scale is Scale.NOMINAL}
    pi, alpha = found["scott-pi"], found["alpha-nominal"]
    assert as_one(found["fleiss-kappa"].value, pi.value)
    assert as_one(found["conger-kappa"].value, found["cohen-kappa"].value)
    assert len({one.n for one in found.values()}) == 1
    for one in found.values():
        assert as_one(one.observed, found["percent"].observed)
    # Alpha draws without putting back: with n values 1 - alpha = (1 - pi) (n - 1) / n.
    n = 2 * pi.n
    assert as_one(alpha.value, None if pi.value is None else 1 - (1 - pi.value) * (n - 1) / n)
    # With two categories the chances of pi and of AC1 are 1 - x and x.
    if pi.expected is not None and len(pi.prevalence) == 2:
        assert as_one(value_of(BY_NAME["ac1"], both.trimmed()).expected, 1 - pi.expected)


@given(tables(4))
def test_of_many_coders_with_missing_values_pairs_of_which_one_said_nothing_count_for_nothing(table: Table) -> None:
    both = paired(ratings_of([table], coders=4))
    found = {one.name: value_of(one, both) for one in COEFFICIENTS if one.scale is Scale.NOMINAL and not one.coders}
    assert len({one.n for one in found.values()}) == 1
    for name in ("fleiss-kappa", "conger-kappa", "brennan-prediger", "ac1"):
        assert as_one(found[name].observed, found["percent"].observed)


@every_coefficient
def test_documents_that_nobody_coded_change_nothing(coefficient: Coefficient) -> None:
    a, b, c = VALUES[coefficient.scale]
    documents: list[Table] = [{(a, a): 3, (a, b): 2, (c, c): 1}, {(b, b): 4, (c, b): 1}]
    fewer, more = ratings_of(documents), ratings_of([{}, *documents, {(None, None): 7}])
    assert value_of(coefficient, fewer) == value_of(coefficient, more)


@every_coefficient
def test_a_document_without_a_mark_adds_its_units_to_none_and_leaves_the_others_alone(coefficient: Coefficient) -> None:
    none, mark, _ = VALUES[coefficient.scale]
    documents: list[Table] = [{(none, none): 30, (mark, mark): 4, (mark, none): 2}, {(none, none): 9, (none, mark): 1}]
    before = coefficient.function(ratings_of(documents))
    after = coefficient.function(ratings_of([*documents, {(none, none): 25}]))
    assert by_document(after)[:2] == pytest.approx(by_document(before), nan_ok=True)
    assert evaluate_some(after, (0, 1)).value == pytest.approx(evaluate(before).value)
    one, other = evaluate(before), evaluate(after)
    assert (other.n, other.documents) == (one.n + 25, one.documents + 1)
    assert max(other.prevalence.values()) > max(one.prevalence.values())
    if one.observed is not None and other.observed is not None:
        assert other.observed > one.observed


@pytest.mark.parametrize("coefficient", COEFFICIENTS[1:], ids=lambda found: found.name)
def test_independent_coders_give_nothing_within_their_interval(coefficient: Coefficient) -> None:
    assert coefficient.name != "percent"  # the first, which takes nothing off for chance
    chance = np.random.default_rng(1960)
    values, coders = VALUES[coefficient.scale], coefficient.coders or 3
    documents = [
        counted(tuple(values[at] for at in row) for row in chance.integers(0, 3, (40, coders)).tolist())
        for _ in range(60)
    ]
    result = evaluate(coefficient.function(ratings_of(documents)), 0.99)
    assert result.interval is not None
    assert result.interval.low is not None
    assert result.interval.high is not None
    assert -0.1 < result.interval.low < 0 < result.interval.high < 0.1


@every_coefficient
@pytest.mark.parametrize(
    "rows",
    [[], [(None, None)] * 4, [("a", None), ("a", None), (None, "b")]],
    ids=["none", "empty", "apart"],
)
def test_nothing_in_common_is_undefined(coefficient: Coefficient, rows: list[tuple[str | None, ...]]) -> None:
    a, b, _ = VALUES[coefficient.scale]
    named: dict[str | None, Value | None] = {"a": a, "b": b, None: None}
    result = value_of(coefficient, one_table(counted(tuple(named[value] for value in row) for row in rows)))
    assert (result.value, result.n) == (None, 0)
    assert "nothing to compare" in result.undefined


@every_coefficient
def test_a_coefficient_for_two_coders_says_so_and_others_take_any_number(coefficient: Coefficient) -> None:
    rows = list(itertools.product(VALUES[coefficient.scale], repeat=3))
    result = value_of(coefficient, one_table(counted([*rows, *((row[0],) * 3 for row in rows)])))
    assert ("exactly two coders" in result.undefined) == (coefficient.coders == 2)


@every_coefficient
def test_what_is_said_of_a_coefficient_is_complete(coefficient: Coefficient) -> None:
    assert "(19" in coefficient.citation or "(20" in coefficient.citation
    assert " = " in coefficient.definition
    assert coefficient.conventions
    assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in coefficient.conventions)
    assert len(coefficient.symbol) <= 10
    convention = value_of(coefficient, one_table({})).convention
    assert all(sentence in convention for sentence in coefficient.conventions) or coefficient.name == "percent"
