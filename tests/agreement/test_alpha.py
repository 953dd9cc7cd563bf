"""Krippendorff's alpha against the tables that were printed with it."""

import pytest
from hypothesis import given

from annotator.agreement.alpha import alpha_nominal
from annotator.agreement.units import Row, Table
from tests.agreement.tables import (
    ARTSTEIN_POESIO_2,
    KRIPPENDORFF_2011_A,
    KRIPPENDORFF_2011_B,
    KRIPPENDORFF_2011_C,
    columns,
    repeated,
    tables,
)


@pytest.mark.parametrize(
    ("table", "value"),
    [
        (KRIPPENDORFF_2011_A, 0.095),
        (KRIPPENDORFF_2011_B, 0.692),
        (KRIPPENDORFF_2011_C, 0.743),
        # Krippendorff, K. (2004). Content Analysis (2nd ed.), chapter 11.
        (columns("aabbbbbccccc", "abbbbbcccccc"), 0.734),
        # Three coders with many missing values, much used as an example (Krippendorff's alpha, Wikipedia).
        (columns(".....34121133.3", "1.213343.......", "..21344.21133.4"), 0.691),
    ],
)
def test_published_tables_give_the_printed_values(table: Table, value: float) -> None:
    assert alpha_nominal(table).value == pytest.approx(value, abs=0.0005)


def test_observed_and_expected_are_the_printed_disagreements_taken_from_one() -> None:
    # Krippendorff (2004), chapter 11: Do = 0.200, De = 0.779.
    result = alpha_nominal(KRIPPENDORFF_2011_C)
    assert result.observed == pytest.approx(1 - 0.200)
    assert result.expected == pytest.approx(1 - 0.779, abs=0.0005)
    assert result.n == 11


def test_two_coders_without_missing_values_come_near_to_scotts_pi() -> None:
    # Artstein & Poesio (2008): pi = 0.799; alpha differs by the correction for a small sample only.
    result = alpha_nominal(ARTSTEIN_POESIO_2)
    pi = 0.7995322
    assert result.value == pytest.approx(pi + (1 - pi) / 200, abs=1e-6)


def test_a_missing_value_is_no_category() -> None:
    table: Table = {("a", "a", None): 1, ("a", "a", "a"): 1, ("b", None, "b"): 1}
    assert alpha_nominal(table).value == 1


def by_definition(rows: list[Row]) -> float | None:
    """The mean disagreement within units against that between all values, pair by pair (Krippendorff 2004)."""
    units = [[value for value in row if value is not None] for row in rows]
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    n = len(values)
    within = sum(
        (unit[i] != unit[j]) / (len(unit) - 1) for unit in units for i in range(len(unit)) for j in range(len(unit))
    )
    between = sum(first != second for first in values for second in values)
    return 1 - within / n / (between / (n * (n - 1))) if between else None


@given(tables(coders=4))
def test_it_is_what_the_definition_says_pair_by_pair(table: Table) -> None:
    small = {row: min(weight, 2) for row, weight in table.items()}
    expected = by_definition(repeated(small))
    assert alpha_nominal(small).value == (expected if expected is None else pytest.approx(expected, abs=1e-9))
