from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.readers.dates.columns import order_of, read_dates
from annotator.readers.dates.reading import DayOrder
from tests.examples import examples

DAYS = st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=1, max_size=20)
WAYS = {DayOrder.DAY_FIRST: "%d/%m/%Y", DayOrder.MONTH_FIRST: "%m/%d/%Y"}


@settings(max_examples=examples(60))
@given(DAYS, st.sampled_from(DayOrder))
def test_one_plain_day_decides_for_all_and_without_one_nothing_is_decided(days: list[date], order: DayOrder) -> None:
    found = read_dates([day.strftime(WAYS[order]) for day in days])
    if any(day.day > 12 for day in days):
        assert found.order is order
        assert [one.iso for one in found.readings] == [day.isoformat() for day in days]
    else:
        assert found.order is None
        assert [bool(one) for one in found.readings] == [day.day == day.month for day in days]


def test_a_column_that_has_both_orders_decides_nothing() -> None:
    assert order_of(["13/04/2023", "04/13/2023"]) is None
    assert [one.iso for one in read_dates(["13/04/2023", "04/13/2023", "05/06/2023"]).readings] == [
        *("2023-04-13", "2023-04-13", "")
    ]


def test_days_without_dividers_are_days_where_the_whole_column_is() -> None:
    assert [one.iso for one in read_dates(["20230406", "", "20231231"]).readings] == ["2023-04-06", "", "2023-12-31"]
    assert not any(read_dates(["20230406", "20231331"]).readings)
    assert not any(read_dates(["20230406"]).readings)
    assert not any(read_dates(["20230400", "20231231"]).readings)
