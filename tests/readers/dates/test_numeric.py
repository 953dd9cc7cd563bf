from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.readers.dates.numeric import numeric
from annotator.readers.dates.reading import DayOrder


@given(st.dates(date(1000, 1, 1)).filter(lambda day: day.year < 3000), st.sampled_from(["/", "-", " / "]))
def test_a_number_above_twelve_tells_the_order(day: date, divider: str) -> None:
    found = numeric(f"{day.month}{divider}{day.day}{divider}{day.year}")
    if day.day > 12:
        assert (found.iso, found.order) == (day.isoformat(), DayOrder.MONTH_FIRST)
    else:
        assert day.isoformat() in (found.iso, *found.candidates)


def test_points_have_the_day_first_unless_it_cannot_be() -> None:
    assert numeric("06.04.2023").iso == "2023-04-06"
    assert numeric("04.13.2023").iso == "2023-04-13"
    assert numeric("06.04.2023", DayOrder.MONTH_FIRST).iso == "2023-06-04"


@pytest.mark.parametrize("text", ["31/02/2023", "2023-02-30", "13/13/2023", "1/2", "1/2/3/2023", "6-4/2023", "00/2023"])
def test_what_no_calendar_has_is_no_date(text: str) -> None:
    assert not numeric(text)
    assert not numeric(text).candidates
