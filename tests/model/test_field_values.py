"""Values of metadata in words, and compared: dates as far as both say them, numbers as numbers, the rest as words."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.field_values import date_in, is_like, number_in, text_of_value, texts_of, values_of
from annotator.model.filter_words import FilterSign, Term
from tests.operations.random_projects import JSON

ORDERS = {
    FilterSign.AT_LEAST: (0, 1),
    FilterSign.AT_MOST: (-1, 0),
    FilterSign.MORE: (1,),
    FilterSign.LESS: (-1,),
}


@given(
    st.dates(min_value=date(1000, 1, 1)),
    st.integers(-400, 400),
    st.sampled_from([4, 7, 10]),
    st.sampled_from([*ORDERS]),
)
def test_a_day_is_compared_with_a_day_a_month_or_a_year_as_far_as_that_says(
    day: date, more: int, length: int, comparison: FilterSign
) -> None:
    try:
        said = (day + timedelta(more)).isoformat()[:length]
    except OverflowError:
        return
    stands = (day.isoformat()[:length] > said) - (day.isoformat()[:length] < said)
    assert is_like(day.isoformat(), Term(said, "date", comparison)) is (stands in ORDERS[comparison])


@given(st.integers(), st.integers(), st.sampled_from([*ORDERS]))
def test_numbers_are_compared_as_numbers(one: int, other: int, comparison: FilterSign) -> None:
    stands = (float(one) > float(other)) - (float(one) < float(other))
    assert is_like(str(one), Term(str(other), "n", comparison)) is (stands in ORDERS[comparison])


@given(JSON)
def test_any_value_is_words_on_a_line(value: Any) -> None:
    assert all(isinstance(text, str) for text in texts_of(value))
    assert "\n" not in text_of_value(value)


@pytest.mark.parametrize(
    ("text", "term", "is_it"),
    [
        ("2022-01-15", Term("2022-01", "date"), True),
        ("15", Term("5", "n"), False),
        ("15.0", Term("15", "n"), True),
        ("Évian", Term("evian", "place", FilterSign.IS), True),
        ("Évian-les-Bains", Term("evian", "place", FilterSign.IS), False),
        ("Évian-les-Bains", Term("evian", "place"), True),
        ("unknown", Term("2026-01", "date", FilterSign.LESS), False),
        ("unknown", Term("3", "n", FilterSign.MORE), False),
        ("2026", Term("2026-03", "date", FilterSign.AT_LEAST), True),
        ("2026-03-01T10:00:00Z", Term("2026-03", "date", FilterSign.AT_MOST), True),
        ("Beta", Term("alpha", "name", FilterSign.MORE), True),
        (" ", Term("", "name"), True),
        (" ", Term("", "name", is_any=True), False),
    ],
)
def test_a_value_is_what_a_term_asks_for(text: str, term: Term, is_it: bool) -> None:
    assert is_like(text, term) is is_it


def test_dates_and_numbers_are_known_and_nothing_else() -> None:
    assert [
        date_in(text) for text in ("2026", "2026-02", "2026-02-03 noon", "2026-13", "2026-02-03x", "26", "٢٠٢٦")
    ] == [
        *("2026", "2026-02", "2026-02-03"),
        *(None, None, None, None),
    ]
    assert [number_in(text) for text in (" 3.5 ", "-2", "1e3", "1,5", "", "nan", "٣")] == [
        3.5,
        -2,
        1000,
        None,
        None,
        None,
        None,
    ]


def test_a_field_is_found_in_whatever_case_and_a_list_member_by_member() -> None:
    metadata = {"Date": "2026", "tags": ["a", ["b", None]], "flag": True}
    assert values_of(metadata, "date") == ["2026"] and values_of(metadata, "gone") == []
    assert texts_of(values_of(metadata, "tags")) == ["a", "b"] and texts_of(True) == ["yes"]
