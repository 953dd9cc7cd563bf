from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.readers.dates.east_asian import east_asian, gregorian_of_juche


# First and last days of the eras as the laws on them say.
@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("明治45年7月30日", "1912-07-30"),
        ("大正元年7月30日", "1912-07-30"),
        ("大正15年12月25日", "1926-12-25"),
        ("昭和元年12月25日", "1926-12-25"),
        ("昭和64年1月7日", "1989-01-07"),
        ("平成元年1月8日", "1989-01-08"),
        ("平成31年4月30日", "2019-04-30"),
        ("令和元年5月1日", "2019-05-01"),
        ("令和五年十二月二十五日", "2023-12-25"),
        ("昭和61年（1986年）7月1日".replace("（", "(").replace("）", ")"), "1986-07-01"),
        ("昭和20年", "1945"),
        ("民國112年4月6日", "2023-04-06"),
        ("中華民國38年10月1日", "1949-10-01"),
        ("公元1971年10月25日", "1971-10-25"),
        ("一九七一年十月二十五日", "1971-10-25"),
        ("1986年7月1日 星期二", "1986-07-01"),
        ("tháng 4 năm 2023", "2023-04"),
    ],
)
def test_dates_of_east_asia(text: str, iso: str) -> None:
    assert east_asian(text).iso == iso


@pytest.mark.parametrize(
    "text", ["昭和64年1月8日", "平成31年5月1日", "明治5年12月3日", "大正16年1月1日", "令和0年1月1日"]
)
def test_a_day_outside_its_era_is_none(text: str) -> None:
    assert not east_asian(text)


@pytest.mark.parametrize(
    "text", ["4月6日", "2023年13月1日", "2023年0月", "2023年2月30日", "年月日", "ngày 6 tháng 0 năm 2023"]
)
def test_what_is_no_whole_date_is_none(text: str) -> None:
    assert not east_asian(text)


@given(st.dates(date(2019, 5, 1), date(2200, 1, 1)))
def test_reiwa_counts_from_2019(day: date) -> None:
    assert east_asian(f"令和{day.year - 2018}年{day.month}月{day.day}日").iso == day.isoformat()


def test_the_year_beside_juche_counts() -> None:
    assert gregorian_of_juche("April 6, Juche 112 (2023)") == "April 6, 2023"
