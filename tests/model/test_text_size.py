"""Words are counted where blanks part them, characters where none do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.text_size import CountedIn, TextSize, size_of


@given(st.lists(st.sampled_from(["urged", "l’appel", "—", "3.5", "دعا", "किया", "한국은", "…", "(a)"])))
def test_a_text_of_words_has_as_many_as_have_a_letter_or_a_digit(words: list[str]) -> None:
    counted = sum(any(char.isalnum() for char in word) for word in words)
    assert size_of(" ".join(words)) == TextSize(counted, CountedIn.WORDS)


@given(st.text(st.sampled_from("中国外交部かカ"), min_size=1), st.text(st.sampled_from("，。、 \n")))
def test_a_text_of_characters_has_as_many_as_it_has_without_its_points(text: str, points: str) -> None:
    assert size_of(points.join(text)) == TextSize(len(text), CountedIn.CHARACTERS)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("", TextSize(0, CountedIn.WORDS)),
        ("2023年4月6日北约秘书长 NATO", TextSize(12, CountedIn.CHARACTERS)),
        ("President Xi (习近平) spoke with President Macron in Paris.", TextSize(11, CountedIn.WORDS)),
        ("ประเทศไทย", TextSize(9, CountedIn.CHARACTERS)),
        ("한국 정부는", TextSize(2, CountedIn.WORDS)),
    ],
)
def test_a_mixed_text_is_counted_in_what_most_of_it_is(text: str, size: TextSize) -> None:
    assert size_of(text) == size
