"""Krippendorff's alpha against the tables that were printed with it."""

from collections.abc import Callable

import pytest
from hypothesis import given

from annotator.agreement.coefficients.alpha import alpha, alpha_ordinal
from annotator.agreement.coefficients.distance import INTERVAL, JACCARD, MASI, NOMINAL, RATIO, Distance
from annotator.agreement.input.ratings import Ratings, Row, Table, Value
from annotator.agreement.tally import Tally, evaluate
from tests.agreement.tables import (
    ARTSTEIN_POESIO_2,
    ARTSTEIN_POESIO_DISTANCE,
    GWET_2014_PATIENTS,
    HAYES_KRIPPENDORFF_2007,
    KRIPPENDORFF_1980,
    KRIPPENDORFF_2004,
    KRIPPENDORFF_2011_A,
    KRIPPENDORFF_2011_B,
    KRIPPENDORFF_2011_C,
    columns,
    counted,
    custom,
    one_table,
    repeated,
    tables,
)


@pytest.mark.parametrize(
    ("ratings", "distance", "value"),
    [
        (KRIPPENDORFF_2011_A, NOMINAL, 0.095),
        (KRIPPENDORFF_2011_B, NOMINAL, 0.692),
        (KRIPPENDORFF_2011_C, NOMINAL, 0.743),
        (KRIPPENDORFF_2011_C, INTERVAL, 0.849),
        (KRIPPENDORFF_2011_C, RATIO, 0.797),
        (KRIPPENDORFF_2004, NOMINAL, 0.734),
        (KRIPPENDORFF_1980, NOMINAL, 0.642),
        (KRIPPENDORFF_1980, INTERVAL, 0.547),
        (KRIPPENDORFF_1980, RATIO, 0.483),
        # Artstein & Poesio (2008), with the distances that they give.
        (ARTSTEIN_POESIO_2, ARTSTEIN_POESIO_DISTANCE, 0.8156),
        # Three coders with many missing values, much used as an example (Krippendorff's alpha, Wikipedia).
        (columns(".....34121133.3", "1.213343.......", "..21344.21133.4"), NOMINAL, 0.691),
        (columns(".....34121133.3", "1.213343.......", "..21344.21133.4"), INTERVAL, 0.811),
    ],
)
def test_published_tables_give_the_printed_values(ratings: Ratings, distance: Distance, value: float) -> None:
    assert evaluate(alpha(ratings, distance)).value == pytest.approx(value, abs=0.0005)


@pytest.mark.parametrize(
    ("ratings", "value"), [(KRIPPENDORFF_2011_C, 0.815), (HAYES_KRIPPENDORFF_2007, 0.7598)], ids=["2011", "2007"]
)
def test_ordinal_alpha_of_the_published_tables_has_the_printed_value(ratings: Ratings, value: float) -> None:
    assert evaluate(alpha_ordinal(ratings)).value == pytest.approx(value, abs=0.0005)


def test_observed_and_expected_are_the_printed_disagreements_taken_from_one() -> None:
    # Krippendorff (2004), chapter 11: Do = 0.200, De = 0.779.
    result = evaluate(alpha(KRIPPENDORFF_2011_C))
    assert result.observed == pytest.approx(1 - 0.200)
    assert result.expected == pytest.approx(1 - 0.779, abs=0.0005)
    assert result.n == 11


def test_disagreement_that_is_no_share_stands_among_the_details() -> None:
    # Krippendorff (2004), chapter 11, interval data: Do = 0.433, De = 2.872.
    result = evaluate(alpha(KRIPPENDORFF_2011_C, INTERVAL))
    assert (result.observed, result.expected) == (None, None)
    assert result.details == pytest.approx({"observed disagreement": 0.433, "expected disagreement": 2.872}, abs=0.0005)


def test_two_coders_without_missing_values_come_near_to_scotts_pi() -> None:
    # Artstein & Poesio (2008): pi = 0.799; alpha differs by the correction for a small sample only.
    pi = 0.7995322
    assert evaluate(alpha(ARTSTEIN_POESIO_2)).value == pytest.approx(pi + (1 - pi) / 200, abs=1e-6)


def test_a_missing_value_is_no_category() -> None:
    table: Table = {("a", "a", None): 1, ("a", "a", "a"): 1, ("b", None, "b"): 1}
    assert evaluate(alpha(one_table(table))).value == 1


SETS: tuple[frozenset[str], ...] = (frozenset(), frozenset("a"), frozenset("b"), frozenset("ab"), frozenset("abc"))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return 1 - len(one & other) / (len(one | other) or 1) if one != other else 0


def masi(one: frozenset[str], other: frozenset[str]) -> float:
    """Passonneau (2006), written out case by case."""
    if one == other:
        return 0
    closeness = 2 / 3 if one < other or other < one else 1 / 3 if one & other else 0
    return 1 - (1 - jaccard(one, other)) * closeness


def by_definition(rows: list[Row], distance: Callable[..., float]) -> float | None:
    """The mean disagreement within units against that between all values, pair by pair (Krippendorff 2004)."""
    units = [[value for value in row if value is not None] for row in rows]
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    n = len(values)
    within = sum(
        distance(unit[i], unit[j]) / (len(unit) - 1)
        for unit in units
        for i in range(len(unit))
        for j in range(len(unit))
        if i != j
    )
    between = sum(float(distance(first, second)) for first in values for second in values)
    return 1 - within / n / (between / (n * (n - 1))) if between else None


def compare(table: Table, function: Callable[[Ratings], Tally], distance: Callable[..., float]) -> None:
    small: Table = {row: min(weight, 2) for row, weight in table.items()}
    expected = by_definition(repeated(small), distance)
    found = evaluate(function(one_table(small))).value
    assert found == (expected if expected is None else pytest.approx(expected, abs=1e-9))


@given(tables(coders=4))
def test_nominal_alpha_is_what_the_definition_says_pair_by_pair(table: Table) -> None:
    compare(table, alpha, lambda one, other: one != other)


@given(tables(coders=3, values=(0, 1, 2.5, 9)))
def test_numbers_are_compared_as_the_definition_says_pair_by_pair(table: Table) -> None:
    compare(table, lambda ratings: alpha(ratings, INTERVAL), lambda one, other: (one - other) ** 2)
    compare(
        table,
        lambda ratings: alpha(ratings, RATIO),
        lambda one, other: ((one - other) / (one + other)) ** 2 if one != other else 0,
    )


@given(tables(coders=3, values=(3, 10, 20, 100)))
def test_ordinal_alpha_counts_the_values_that_rank_between(table: Table) -> None:
    small = {row: min(weight, 2) for row, weight in table.items()}
    paired = [value for row in repeated(small) for value in row if isinstance(value, int) and row.count(None) < 2]
    number = {value: paired.count(value) for value in paired}

    def distance(one: int, other: int) -> float:
        low, high = min(one, other), max(one, other)
        between = sum(count for value, count in number.items() if low <= value <= high)
        return float((between - (number[one] + number[other]) / 2) ** 2)

    compare(table, alpha_ordinal, distance)


@given(tables(coders=3, values=SETS))
def test_sets_are_compared_as_the_definition_says_pair_by_pair(table: Table) -> None:
    compare(table, lambda ratings: alpha(ratings, JACCARD), jaccard)
    compare(table, lambda ratings: alpha(ratings, MASI), masi)


def test_on_two_categories_the_scale_does_not_matter() -> None:
    # Krippendorff (2004): binary data have one alpha.
    values = [evaluate(alpha(KRIPPENDORFF_2011_A, distance)).value for distance in (NOMINAL, INTERVAL, RATIO)]
    assert [*values, evaluate(alpha_ordinal(KRIPPENDORFF_2011_A)).value] == pytest.approx([2 / 21] * 4)


def test_sets_of_labels_can_be_had_with_passonneaus_first_distance_too() -> None:
    # Passonneau (2004): 0 if equal, 1/3 if one holds the other, 2/3 if they overlap, 1 if they are apart.
    sets = [frozenset(word) for word in ("", "a", "ab", "c", "ac", "b", "abc")]
    pairs: dict[frozenset[object], float] = {
        frozenset((one, other)): 1 / 3 if one <= other else 2 / 3
        for one in sets
        for other in sets
        if one != other and (one <= other or (one & other and not other <= one))
    }
    words = [("", ""), ("a", ""), ("a", "a"), ("a", "b"), ("ab", "a"), ("ab", "ac"), ("abc", "abc"), ("c", "ac")]
    ratings = one_table(counted(tuple(map(frozenset, pair)) for pair in [*words, words[-1]]))
    result = evaluate(alpha(ratings, custom("first", pairs)))
    assert result.value == pytest.approx(0.186, abs=0.0005)
    assert evaluate(alpha(ratings, MASI)).value == pytest.approx(0.27308, abs=5e-6)


def test_an_order_that_was_given_is_kept_whatever_the_names() -> None:
    table: Table = {("low", "mid"): 2, ("low", "low"): 5, ("mid", "high"): 1, ("high", "high"): 4}
    named = evaluate(alpha_ordinal(one_table(table, ("low", "mid", "high"))))
    rank: dict[Value, int] = {"low": 1, "mid": 5, "high": 6}
    numbers: Table = {tuple(rank[value] for value in row): weight for row, weight in table.items()}
    numbered = evaluate(alpha_ordinal(one_table(numbers)))
    assert named.value == pytest.approx(numbered.value)
    assert "neither a number nor has a place in an order" in evaluate(alpha_ordinal(one_table(table))).undefined


def test_six_coders_have_the_value_that_gwets_program_gives() -> None:
    assert evaluate(alpha(GWET_2014_PATIENTS)).value == pytest.approx(0.4204384, abs=5e-8)
