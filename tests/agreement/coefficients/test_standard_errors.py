"""Standard errors over independent units: published ones, the slope of the coefficient itself, what samples show."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.agreement.coefficient import Coefficient
from annotator.agreement.coefficients.standard_errors import overall, weights
from annotator.agreement.input.ratings import Ratings, Table, ratings_of
from annotator.agreement.tally import evaluate
from annotator.model.attribute_kinds import Scale
from tests.agreement.errors import cohen_error, conger_error, fleiss_error, pi_error
from tests.agreement.tables import (
    COEFFICIENTS,
    FLEISS_COHEN_EVERITT_1969,
    GWET_2014_ABSTRACTORS,
    VALUES,
    columns,
    contingency,
    custom,
    one_table,
    tables,
)

WITH_ERROR = [one for one in COEFFICIENTS if one.standard_error is not None]
OF_ALL_UNITS = ("cohen-kappa", "cohen-kappa-linear", "cohen-kappa-quadratic", "scott-pi")
"""Those whose variance is divided by the number of units, not by one less."""


def test_kappa_and_weighted_kappa_have_the_errors_of_1969() -> None:
    # Fleiss, Cohen & Everitt (1969): variances of .002885 and, with their weights, .003248.
    assert cohen_error(FLEISS_COHEN_EVERITT_1969) == pytest.approx(0.002885**0.5, abs=5e-5)
    credit = custom("1969", {frozenset("13"): 1 - 0.4444, frozenset("23"): 1 - 0.6667})
    assert cohen_error(FLEISS_COHEN_EVERITT_1969, credit) == pytest.approx(0.003248**0.5, abs=5e-5)
    # Gwet (2014), the two abstractors, as in the README of irrCAC.
    assert cohen_error(GWET_2014_ABSTRACTORS) == pytest.approx(0.05891072, abs=5e-7)
    # SAS, PROC FREQ, as in the tests of statsmodels: 0.138.
    sas = one_table({("a", "b"): 4, ("a", "c"): 1, ("b", "b"): 8, ("c", "b"): 1, ("c", "c"): 5})
    assert cohen_error(sas) == pytest.approx(0.138, abs=5e-5)


def per_unit(ratings: Ratings) -> Ratings:
    """Return ratings in which each row is a document of one unit."""
    rows = np.arange(len(ratings.rows))
    return replace(ratings, document=rows, row=rows, weight=np.ones(len(rows)), documents=len(rows))


def by_slope(coefficient: Coefficient, ratings: Ratings) -> float:
    """Return the standard error from how the coefficient itself changes where there is a little more of each row."""
    weight = weights(ratings)[0]
    tally = coefficient.function(per_unit(ratings))
    total, n = weight @ tally.sums, weight.sum()
    step = 1e-5 * n
    slopes = (tally.finish(total + step * tally.sums).value - tally.finish(total - step * tally.sums).value) / (
        2 * step
    )
    influence = n * slopes
    influence -= weight @ influence / n
    less = 0 if coefficient.name in OF_ALL_UNITS else 1
    return float(np.sqrt(weight @ influence**2 / n / (n - less)))


@pytest.mark.parametrize("coefficient", WITH_ERROR, ids=lambda one: one.name)
@given(data=st.data())
def test_the_error_follows_from_the_slope_of_the_coefficient(coefficient: Coefficient, data: st.DataObject) -> None:
    coders = coefficient.coders or data.draw(st.integers(2, 4))
    # Gwet takes it as given how many units were compared: here all are.
    table = data.draw(tables(coders, missing=False, values=VALUES[coefficient.scale]))
    ratings = ratings_of([table], VALUES[coefficient.scale], coders)
    result = evaluate(coefficient.function(ratings))
    assert coefficient.standard_error is not None
    found = overall(coefficient.standard_error, ratings)
    assume(result.value is not None and weights(ratings).sum() > 2)
    if found is None:
        assert result.value == pytest.approx(1)
    else:
        # Alpha's n / (n - 1) is no part of its large-sample variance.
        n = result.n * coders
        small = (n - 1) / n if coefficient.name.startswith("alpha") else 1
        assert found == pytest.approx(by_slope(coefficient, ratings) / small, rel=1e-5, abs=1e-7)


@pytest.mark.parametrize("coefficient", WITH_ERROR, ids=lambda one: one.name)
@given(data=st.data())
def test_the_order_of_coders_and_units_changes_nothing(coefficient: Coefficient, data: st.DataObject) -> None:
    coders = coefficient.coders or 3
    table: Table = data.draw(tables(coders, values=VALUES[coefficient.scale]))
    order = data.draw(st.permutations(range(coders)))
    other = {tuple(row[at] for at in order): weight for row, weight in reversed(list(table.items()))}
    assert coefficient.standard_error is not None
    both = (ratings_of([rows], VALUES[coefficient.scale], coders) for rows in (table, other))
    one, two = (overall(coefficient.standard_error, ratings) for ratings in both)
    assert (one is None) == (two is None) and (one or 0) == pytest.approx(two or 0)


@pytest.mark.parametrize("coefficient", WITH_ERROR, ids=lambda one: one.name)
@given(data=st.data())
def test_units_of_which_nobody_said_anything_change_nothing(coefficient: Coefficient, data: st.DataObject) -> None:
    coders, values = coefficient.coders or 3, VALUES[coefficient.scale]
    table: Table = data.draw(tables(coders, values=values))
    without, with_some = (
        ratings_of([{**table, (None,) * coders: count}], values, coders) for count in (0, data.draw(st.integers(1, 50)))
    )
    assert coefficient.standard_error is not None
    one, two = (overall(coefficient.standard_error, ratings) for ratings in (without, with_some))
    assert (one is None) == (two is None) and (one or 0) == pytest.approx(two or 0)


@pytest.mark.parametrize("coefficient", WITH_ERROR, ids=lambda one: one.name)
@given(data=st.data())
def test_several_at_once_have_the_errors_that_each_has_by_itself(coefficient: Coefficient, data: st.DataObject) -> None:
    coders, values = coefficient.coders or 3, VALUES[coefficient.scale]
    found = data.draw(st.lists(tables(coders, values=values), min_size=1, max_size=4))
    ratings = ratings_of(found, values, coders)
    assert coefficient.standard_error is not None
    together = coefficient.standard_error(ratings, weights(ratings, len(found)))
    for number, error in enumerate(together.tolist()):
        mine = ratings.document == number
        alone = replace(ratings, document=ratings.document[mine], row=ratings.row[mine], weight=ratings.weight[mine])
        by_itself = overall(coefficient.standard_error, alone)
        assert error == pytest.approx(float("nan") if by_itself is None else by_itself, rel=1e-9, nan_ok=True)


def test_samples_of_independent_units_vary_as_much_as_the_error_says() -> None:
    chances = np.array([[0.4, 0.05, 0.03], [0.06, 0.2, 0.04], [0.02, 0.05, 0.15]])
    drawn = np.random.default_rng(5).multinomial(200, chances.ravel(), size=600)
    for coefficient in WITH_ERROR:
        if coefficient.scale is not Scale.NOMINAL:
            continue
        values, errors = [], []
        for counts in drawn:
            ratings = contingency("abc", counts.reshape(3, 3).tolist())
            assert coefficient.standard_error is not None
            values.append(evaluate(coefficient.function(ratings)).value or 0)
            errors.append(overall(coefficient.standard_error, ratings) or 0)
        assert np.mean(errors) == pytest.approx(np.std(values), rel=0.12), coefficient.name


def test_there_is_none_where_nobody_differs_nothing_can_vary_or_nothing_was_compared() -> None:
    for ratings in (columns("aabb", "aabb"), columns("aaaa", "aaaa"), columns("a.", ".a"), one_table({})):
        for coefficient in WITH_ERROR:
            assert coefficient.standard_error is not None and overall(coefficient.standard_error, ratings) is None
    assert cohen_error(columns("ab", "ab", "aa")) is pi_error(columns("ab", "ab", "aa")) is None


def test_two_coders_have_the_same_error_by_coefficients_that_are_then_the_same() -> None:
    n = 100
    for one, other in ((pi_error, fleiss_error), (cohen_error, conger_error)):
        first, second = one(GWET_2014_ABSTRACTORS), other(GWET_2014_ABSTRACTORS)
        assert first == pytest.approx((second or 0) * ((n - 1) / n) ** 0.5)
