"""Percent agreement, with its several ways to average over missing values."""

import pytest
from hypothesis import given

from annotator.agreement.coefficients.distance import LINEAR
from annotator.agreement.coefficients.percent import Averaging, percent_agreement
from annotator.agreement.input.ratings import Ratings, Table
from annotator.agreement.tally import by_document, evaluate
from tests.agreement.tables import (
    ARTSTEIN_POESIO_1,
    ARTSTEIN_POESIO_2,
    COHEN_1960,
    KRIPPENDORFF_2011_C,
    columns,
    in_documents,
    one_table,
    tables,
)


@pytest.mark.parametrize(
    ("averaging", "value"),
    [
        # Gwet (2014), percent agreement; Krippendorff (2011), 1 - observed disagreement; Gwet (2014), with alpha.
        (Averaging.UNITS, 0.818),
        (Averaging.VALUES, 0.800),
        (Averaging.CORRECTED, 0.805),
        # By hand: 43 of 55 pairs.
        (Averaging.PAIRS, 43 / 55),
    ],
)
def test_missing_values_are_averaged_in_the_way_that_is_said(averaging: Averaging, value: float) -> None:
    result = evaluate(percent_agreement(KRIPPENDORFF_2011_C, averaging))
    assert result.value == pytest.approx(value, abs=0.0005)
    assert (result.n, result.observed, result.expected) == (11, result.value, None)


@pytest.mark.parametrize(
    ("ratings", "value"), [(ARTSTEIN_POESIO_1, 0.70), (ARTSTEIN_POESIO_2, 0.88), (COHEN_1960, 0.70)]
)
def test_published_cross_tables_give_the_printed_share(ratings: Ratings, value: float) -> None:
    assert evaluate(percent_agreement(ratings)).value == pytest.approx(value)


@given(tables(coders=3, missing=False))
def test_without_missing_values_the_ways_are_one(table: Table) -> None:
    found = [evaluate(percent_agreement(one_table(table), way)).value for way in Averaging]
    if table:
        assert found[0] is not None
        assert [found[1], found[3]] == pytest.approx([found[0]] * 2, abs=1e-12)
    else:
        assert set(found) == {None}


@pytest.mark.parametrize("averaging", Averaging)
def test_full_agreement_is_one_to_the_last_digit(averaging: Averaging) -> None:
    assert evaluate(percent_agreement(columns("aabc.b", "aabcc.", "a.bccb"), averaging)).value == 1


def test_each_way_is_said_in_words_of_its_own() -> None:
    sentences = {percent_agreement(one_table({}), averaging).convention for averaging in Averaging}
    assert len(sentences) == len(Averaging)


def test_the_share_of_a_document_is_that_of_its_own_units() -> None:
    ratings = in_documents({("a", "a"): 3, ("a", "b"): 1}, {}, {("b", "b"): 2})
    assert by_document(percent_agreement(ratings)).tolist() == pytest.approx([0.75, float("nan"), 1], nan_ok=True)


def test_with_a_distance_near_values_agree_in_part() -> None:
    result = evaluate(percent_agreement(columns("123", "133"), distance=LINEAR))
    assert result.value == pytest.approx(1 - 0.5 / 3)
    assert "Linear weights" in result.convention
