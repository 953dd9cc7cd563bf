import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.readers.dates.numerals import chinese_number, plain, roman_month


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("二〇二三", 2023),
        ("一九七一", 1971),
        ("二零零八", 2008),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十一", 31),
        ("廿五", 25),
        ("元", 1),
        ("", None),
        ("百", None),
        ("二x", None),
    ],
)
def test_chinese_numerals_are_numbers(text: str, number: int | None) -> None:
    assert chinese_number(text) == number


@given(st.text())
def test_plain_text_has_ascii_digits_and_single_blanks_and_stays_so(text: str) -> None:
    line = plain(text)
    assert all(char in "0123456789" for char in line if char.isdecimal())
    assert line == " ".join(line.split())


def test_digits_of_other_scripts_and_wide_ones_are_ascii() -> None:
    assert plain("\u200f٢٠٢٣\u200f ۴ ４ ६") == "2023 4 4 6"


def test_roman_months_go_to_twelve() -> None:
    assert [roman_month(one) for one in ("I", "iv", "IX", "XII", "XIII", "IIII", "")] == [1, 4, 9, 12, 0, 0, 0]
