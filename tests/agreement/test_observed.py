"""Percent agreement, with its several ways to average over missing values."""

import pytest
from hypothesis import given

from annotator.agreement.observed import Averaging, percent_agreement
from annotator.agreement.units import Table
from tests.agreement.tables import ARTSTEIN_POESIO_1, ARTSTEIN_POESIO_2, COHEN_1960, KRIPPENDORFF_2011_C, tables


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
    result = percent_agreement(KRIPPENDORFF_2011_C, averaging)
    assert result.value == pytest.approx(value, abs=0.0005)
    assert (result.n, result.observed, result.expected) == (11, result.value, None)


@pytest.mark.parametrize(("table", "value"), [(ARTSTEIN_POESIO_1, 0.70), (ARTSTEIN_POESIO_2, 0.88), (COHEN_1960, 0.70)])
def test_published_cross_tables_give_the_printed_share(table: Table, value: float) -> None:
    assert percent_agreement(table).value == pytest.approx(value)


@given(tables(coders=3, missing=False))
def test_without_missing_values_the_ways_are_one(table: Table) -> None:
    values = {percent_agreement(table, way).value for way in Averaging if way is not Averaging.CORRECTED}
    assert len(values) == 1


def test_each_way_is_said_in_words_of_its_own() -> None:
    sentences = {percent_agreement({}, averaging).convention for averaging in Averaging}
    assert len(sentences) == len(Averaging)
