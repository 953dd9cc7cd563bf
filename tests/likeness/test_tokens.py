"""Words of a text in any script, quickly and with their places: the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.likeness.tokens import folded, tokens, words


@given(st.text() | st.text("ab Ａß.\n中国ไทยकी\u0301\u064bخبر1２", max_size=40))
def test_the_words_are_the_same_with_and_without_their_places(text: str) -> None:
    found = list(tokens(text))
    assert [one.folded for one in found if one.is_word] == [folded(word) for word in words(text)]
    starts = [0, *(one.stop for one in found)]
    assert all(before <= one.start < one.stop <= len(text) for before, one in zip(starts, found, strict=False))
    covered = {place for one in found for place in range(one.start, one.stop)}
    assert all(text[place].isspace() for place in set(range(len(text))) - covered)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The President’s call, in 2023.", ["The", "President", "s", "call", "in", "2023"]),
        ("中国承诺。", ["中", "国", "承", "诺"]),
        ("هذه مذكّرة", ["هذه", "مذكّرة"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("ไทย", ["ไ", "ท", "ย"]),
        ("한국 정부", ["한국", "정부"]),
        (" \n", []),
    ],
)
def test_a_word_is_what_stands_between_blanks_and_signs_or_a_character_where_there_are_none(
    text: str, found: list[str]
) -> None:
    assert words(text) == found


def test_capitals_and_forms_of_letters_make_no_difference() -> None:
    assert (
        folded("STRASSE") == folded("straße") and folded("ＡＢＣ") == "abc" and folded("cafe\u0301") == folded("Café")
    )
