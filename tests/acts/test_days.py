"""A time that is asked for keeps what lies in it whole, and nothing that it cannot place."""

from datetime import date as Day

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.days import Days, days_in

DAYS = st.dates(Day(1, 1, 1), Day(9999, 12, 31)).map(Day.isoformat)
LENGTHS = st.sampled_from([4, 7, 10])


@given(DAYS, DAYS, DAYS, LENGTHS, LENGTHS, st.sampled_from([" to ", " – ", "..", " - ", "/"]))
def test_a_day_is_kept_where_it_is_between_the_ends(day: str, one: str, other: str, n: int, m: int, by: str) -> None:
    found = days_in(f"{one[:n]}{by}{other[:m]}")
    assert found is not None and found == days_in(f"{other[:m]}{by}{one[:n]}")
    low, high = sorted((one, other))
    assert found.keep(low) and found.keep(high)
    if low <= day <= high:
        assert found.keep(day)
    assert found.keep(day) == (found.first <= day <= found.last)


@given(DAYS, LENGTHS)
def test_a_time_keeps_its_parts_and_no_longer_time(day: str, length: int) -> None:
    found = days_in(day[:length])
    assert found is not None and found.keep(day) and found.keep(day[:length])
    assert [found.keep(day[:other]) for other in (4, 7, 10)] == [other >= length for other in (4, 7, 10)]
    assert not found.keep("")


@given(DAYS | st.text(max_size=12))
def test_all_days_keep_everything_also_what_has_no_date(date: str) -> None:
    assert Days().keep(date) and not Days()


@pytest.mark.parametrize("text", ["", "  ", "2023-13", "2023-02-30", "0000", "spring", "2023 to", "2023-4", "2023-00"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert days_in(text) is None


def test_a_leap_year_and_the_ends_of_months_are_known() -> None:
    assert days_in("2024-02") == Days("2024-02-01", "2024-02-29")
    assert days_in("2023-02") == Days("2023-02-01", "2023-02-28")
    assert days_in("2021 to 2023-06") == Days("2021-01-01", "2023-06-30")
