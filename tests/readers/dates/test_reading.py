from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from annotator.readers.dates.reading import certain, iso_of


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_a_day_of_the_calendar_is_itself(day: date) -> None:
    assert iso_of(day.year, day.month, day.day) == day.isoformat()
    assert iso_of(day.year, day.month) == day.isoformat()[:7]


def test_what_the_calendar_has_not_is_nothing() -> None:
    assert [iso_of(2023, 2, 29), iso_of(2023, 13), iso_of(2023, 0, 5), iso_of(999), iso_of(3000)] == [""] * 5


def test_nothing_is_not_certain() -> None:
    assert not certain("")
    assert certain("2023")
