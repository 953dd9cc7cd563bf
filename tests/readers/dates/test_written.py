from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.readers.dates.reading import DayOrder
from annotator.readers.dates.written import LONGEST, date_within, read_date
from tests.examples import examples
from tests.readers.dates.forms import FORMS, month

DAYS = st.dates(date(1873, 1, 1), date(2150, 12, 31))

# Each is how an office or a publisher writes that day; what day it is says the row.
WRITTEN = [
    ("le 6 avril 2023", "2023-04-06"),
    ("jeudi 6 avril 2023", "2023-04-06"),
    ("April 6th, 2023", "2023-04-06"),
    ("the 6th of April, 2023", "2023-04-06"),
    ("6-Apr-2023", "2023-04-06"),
    ("Sept. 6, 2023", "2023-09-06"),
    ("[April 6, 1971]", "1971-04-06"),
    ("April 6, 2023 at 3:30 PM", "2023-04-06"),
    ("2023-04-06T12:00:00Z", "2023-04-06"),
    ("1º de abril de 2023", "2023-04-01"),
    ("6 апреля 2023 г.", "2023-04-06"),
    ("6 kwietnia 2023 r.", "2023-04-06"),
    ("2023. április 6.", "2023-04-06"),
    ("6 Απριλίου 2023", "2023-04-06"),
    ("6 नवंबर 2023", "2023-11-06"),
    ("6 نيسان/أبريل 2023", "2023-04-06"),
    ("6 كانون الثاني/يناير 2023", "2023-01-06"),
    ("15 رمضان 1444 هـ الموافق 6 أبريل 2023 م", "2023-04-06"),
    ("６月６日", ""),
    ("２０２３年４月６日", "2023-04-06"),
    ("2023年4月6日（木）", "2023-04-06"),
    ("令和5年4月6日", "2023-04-06"),
    ("주체112(2023)년 4월 6일", "2023-04-06"),
    ("April 6, Juche 112 (2023)", "2023-04-06"),
    ("๖ เมษายน พ.ศ. ๒๕๖๖", "2023-04-06"),
    ("6.IV.1971", "1971-04-06"),
    ("April 2023", "2023-04"),
    ("avril 2023", "2023-04"),
    ("2023年4月", "2023-04"),
    ("IV.1971", "1971-04"),
    ("04/2023", "2023-04"),
    ("1971", "1971"),
]

RANGES = [
    ("6–8 April 2023", "2023-04-06/2023-04-08"),
    ("April 6-8, 2023", "2023-04-06/2023-04-08"),
    ("12 and 13 May 1971", "1971-05-12/1971-05-13"),
    ("du 6 au 8 avril 2023", "2023-04-06/2023-04-08"),
    ("vom 6. bis 8. April 2023", "2023-04-06/2023-04-08"),
    ("del 6 al 8 de abril de 2023", "2023-04-06/2023-04-08"),
    ("с 6 по 8 апреля 2023 г.", "2023-04-06/2023-04-08"),
    ("30 March – 2 April 2023", "2023-03-30/2023-04-02"),
    ("6 April 2023 - 8 May 2023", "2023-04-06/2023-05-08"),
    ("2023年4月6日至8日", "2023-04-06/2023-04-08"),
    ("2023年4月30日至5月2日", "2023-04-30/2023-05-02"),
    ("2023-04-06/2023-04-08", "2023-04-06/2023-04-08"),
    ("13/04/2023 - 15/04/2023", "2023-04-13/2023-04-15"),
    ("1969-1972", "1969/1972"),
]

NONE = (
    *("", "?", "undated", "n.d.", "Spring 1971", "c. 1971", "6 April", "May", "March", "Muharram", "45022", "20230406"),
    *("12 of 2023", "No. 12 of 1971", "S/RES/242", "30 February 2023", "31.6.1971", "2023/13/04", "2023-W14"),
    *("6 April 71", "6/4/71", "17 Farvardin 1402", "12 Brumaire 1799", "00/00/2023", "2023-00-06", "0/4/2023"),
)


@pytest.mark.parametrize(("text", "iso"), WRITTEN + RANGES)
def test_dates_are_read_as_they_are_written(text: str, iso: str) -> None:
    assert read_date(text).iso == iso


@pytest.mark.parametrize("text", NONE)
def test_what_names_no_day_is_no_date(text: str) -> None:
    found = read_date(text)
    assert (found.iso, found.candidates) == ("", ())


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=examples(20))
@given(day=DAYS)
def test_a_day_in_any_form_is_read_as_that_day(form: str, day: date) -> None:
    text = FORMS[form](day)
    found = read_date(text)
    if found.candidates:  # a month's name that is another month's in another language
        assert day.isoformat() in found.candidates
        assert form == "ukrainian" or len(found.candidates) < 2
    else:
        assert found.iso == day.isoformat(), text


@settings(max_examples=examples(60))
@given(DAYS)
def test_two_numbers_that_may_both_be_the_day_are_never_decided(day: date) -> None:
    text = f"{day.day:02}/{day.month:02}/{day.year}"
    found = read_date(text)
    if day.day > 12 or day.day == day.month:
        assert found.iso == day.isoformat()
    else:
        assert not found
        assert found.candidates == (day.isoformat(), date(day.year, day.day, day.month).isoformat())
    assert read_date(text, DayOrder.DAY_FIRST).iso == day.isoformat()


@settings(max_examples=examples(40))
@given(day=DAYS, days=st.integers(1, 400), form=st.sampled_from(["english", "american", "french", "german"]))
def test_two_days_with_a_dash_are_a_range(day: date, days: int, form: str) -> None:
    end = day + timedelta(days=days)
    assert read_date(f"{FORMS[form](day)} – {FORMS[form](end)}").iso == f"{day}/{end}"


def test_a_range_of_days_that_may_be_two_stays_open() -> None:
    found = read_date("06/04/2023 - 08/04/2023")
    assert (found.iso, found.candidates) == ("", ("2023-04-06/2023-04-08", "2023-06-04/2023-08-04"))


def test_a_name_of_two_months_in_two_languages_stays_open() -> None:
    # November in Polish and Czech, October in Croatian.
    assert read_date("6 listopada 2023").candidates == ("2023-10-06", "2023-11-06")


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    found = read_date(text)
    assert not (found.iso and found.candidates)
    date_within(text)


def test_what_is_long_is_no_date() -> None:
    assert not read_date("6 April 2023" + " " * LONGEST + ".")


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Washington, April 6, 1971, 3 p.m.", "1971-04-06"),
        ("Paris, le 6 avril 1971", "1971-04-06"),
        ("北京，1971年4月6日", "1971-04-06"),
        ("Tokyo, April 1971—noon", "1971-04"),
        ("S/RES/242 (1967) of 22 November 1967", "1967-11-22"),
        ("London, 6 April 1971; received 8 April 1971", ""),
        ("Geneva, 06/04/1971", ""),
        ("Bericht 1971", ""),
        ("No. 12 of 1971", ""),
        ("x " * 300 + "6 April 1971", ""),
    ],
)
def test_the_one_date_of_a_line_is_found(line: str, iso: str) -> None:
    assert date_within(line).iso == iso


@settings(max_examples=examples(20))
@given(DAYS)
def test_a_place_before_a_day_is_passed_over(day: date) -> None:
    assert date_within(f"Den Haag, {day.day} {month('nl', day)} {day.year}").iso == day.isoformat()
