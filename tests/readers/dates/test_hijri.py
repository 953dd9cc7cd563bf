import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.readers.dates.hijri import hijri, is_hijri_word, other_calendar_beside
from annotator.readers.dates.reading import DayOrder
from tests.examples import examples


# Days as the Saudi calendar of Umm al-Qura had them: the beginnings of years, of Ramadan and of the feasts.
@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1 Muharram 1445", "2023-07-19"),
        ("1 محرم 1445 هـ", "2023-07-19"),
        ("1 Ramadan 1444 AH", "2023-03-23"),
        ("١ رمضان ١٤٤٤".translate({0x0660 + n: str(n) for n in range(10)}), "2023-03-23"),
        ("1 Shawwal 1444", "2023-04-21"),
        ("10 Dhu al-Hijja 1444", "2023-06-28"),
        ("10 ذو الحجة 1444هـ", "2023-06-28"),
        ("10 ذي الحجة 1444هـ", "2023-06-28"),
        ("Rabi' al-awwal 12, 1445", "2023-09-27"),
        ("12 Rebiülevvel 1445", "2023-09-27"),
        ("1444/9/1هـ", "2023-03-23"),
        ("21/12/1444 AH", "2023-07-09"),
        ("Ramadan 1445", "2024-03-11/2024-04-09"),
    ],
)
def test_days_of_the_hijra(text: str, iso: str) -> None:
    assert hijri(text).iso == iso


@pytest.mark.parametrize(
    "text",
    ["1/9/1444", "1444-09-01", "Muharram", "Safar", "1 April 1444", "1 Ramadan 1342", "31 Ramadan 1444", "1444 AH"],
)
def test_no_number_and_no_word_alone_is_a_day_of_the_hijra(text: str) -> None:
    assert not hijri(text)
    assert not hijri(text).candidates


@settings(max_examples=examples(60))
@given(st.integers(1343, 1500), st.integers(1, 12), st.integers(1, 29))
def test_numbers_with_the_mark_are_decided_only_where_they_are_plain(year: int, month: int, day: int) -> None:
    plainly = hijri(f"{year}/{month}/{day} هـ").iso
    found = hijri(f"{day}/{month}/{year} هـ")
    assert plainly
    assert plainly in (found.iso, *found.candidates)
    assert bool(found.candidates) == (day <= 12 and day != month)
    assert hijri(f"{day}/{month}/{year} هـ", DayOrder.DAY_FIRST).iso == plainly


def test_a_day_in_two_calendars_is_two_parts() -> None:
    assert other_calendar_beside("15 رمضان 1444 (الموافق 6 أبريل 2023)") == ["15 رمضان 1444", "6 أبريل 2023"]


def test_a_month_of_the_hijra_and_its_mark_are_known_by_themselves() -> None:
    assert all(map(is_hijri_word, ("Ramadan", "رمضان", "هـ", "AH")))
    assert not any(map(is_hijri_word, ("April", "1444", "")))
