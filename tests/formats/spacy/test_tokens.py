"""Tokens are the text again, letter by letter, and end where spans end."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.spacy.tokens import places_of, tokenised
from annotator.model.span import Extent
from annotator.model.text import cut_at_tokens
from tests.formats.bundles import TEXTS, extents


@given(data=st.data(), text=TEXTS)
def test_joined_they_are_the_text_and_ranges_are_kept(data: st.DataObject, text: str) -> None:
    given_ranges = [Extent(*one) for one in data.draw(extents(len(text)))]
    made = tokenised(text, given_ranges)
    words = made.words
    assert words == [text[begin:end] for begin, end in zip(made.begins, made.ends, strict=True)]
    assert "".join(word + " " * space for word, space in zip(words, made.spaces.tolist(), strict=True)) == text
    assert all(words) and all(number < len(words) for number in made.starts)
    ranges = places_of(given_ranges)
    for first, stop, extent in zip(*made.within(ranges[:, 0], ranges[:, 1]), given_ranges, strict=True):
        assert (made.begins[first], made.ends[stop - 1]) == extent


@given(text=TEXTS)
def test_what_no_range_cuts_are_the_words_of_the_program(text: str) -> None:
    assert [word for word in tokenised(text, []).words if not word.isspace()] == [
        word for word in cut_at_tokens(text)[1::2] if not word.isspace()
    ]


def test_a_blank_belongs_to_the_word_before_it() -> None:
    made = tokenised("One  two\n\nthree. ", [])
    assert made.words == ["One", " ", "two", "\n\n", "three", "."]
    assert made.spaces.tolist() == [True, False, False, False, False, True]
    assert made.starts.tolist() == [0, 4]
