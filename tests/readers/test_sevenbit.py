"""Texts in other scripts that are plain ASCII as bytes, told from ASCII that only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.readers.sevenbit import seven_bit
from tests.readers.test_encoding import SEVEN_BIT

JAPANESE = st.text("共同声明を発表した会談は東京で", min_size=2, max_size=30)
PLAIN = st.text(st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="+~"))


@pytest.mark.parametrize(("codec", "text"), [(codec, text) for _, codec, text in SEVEN_BIT])
def test_each_of_them_is_known_within_a_text(codec: str, text: str) -> None:
    data = f"Press release\n\n{text}\nEnd.".encode(codec)
    found = seven_bit(data)
    assert found is not None
    assert text in data.decode(found)


@given(PLAIN, JAPANESE, PLAIN)
def test_words_in_iso_2022_are_known_whatever_stands_around_them(before: str, words: str, after: str) -> None:
    assert seven_bit(f"{before}{words}{after}".encode("iso2022_jp")) == "iso2022_jp"


@given(PLAIN)
def test_words_without_a_shift_are_plain(text: str) -> None:
    assert seven_bit(text.encode()) is None


@pytest.mark.parametrize(
    "data",
    [
        b"a+b+c = d-e",
        b"1 +2- 3",
        b"call \x1b[1mnow\x1b[0m",
        b"~{ not HZ ~}",
        b"\x1b$B\xff",
        b"+AGE-",  # an "a" that nobody would shift
        b"+4AA-",  # a character of private use
        b"+2AA-",  # half of a surrogate pair
        b"+AOk",  # never ended
    ],
)
def test_a_pattern_that_occurs_by_chance_is_not_enough(data: bytes) -> None:
    assert seven_bit(data) is None
