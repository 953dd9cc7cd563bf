"""Words of texts in any script, and their places in the text as it is."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.searching.words import SearchText, count_words, indexed, is_unparted, normal, words_of
from tests.model.searching.plain import plain_words

TEXTS = st.text(
    st.one_of(
        st.sampled_from("ab AB,.-’'\néÉ中国和か゛がกำกีعَرَبִᄀ각ᄀ\u1161\u11a8e\u0301\u0308ß½ﷺ①ﬁĲİı\u200dहिन्दी"),
        st.characters(exclude_categories=("Cs", "Cn")),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’appel à Pékin", ["l", "appel", "a", "pekin"]),
        ("中方呼吁 China’s", ["中", "方", "呼", "吁", "china", "s"]),
        ("e\u0301lan ÉLAN", ["elan", "elan"]),
        ("بِالسَّلَام", ["بالسلام"]),
        ("x_y 1,000 §5", ["x", "y", "1", "000", "5"]),
        ("… — !", []),
    ],
)
def test_words_are_without_case_and_accents_and_characters_where_a_script_has_no_blanks(
    text: str, words: list[str]
) -> None:
    assert words_of(text) == words


@given(TEXTS)
def test_each_character_of_the_form_has_its_place_in_the_text(text: str) -> None:
    looked = SearchText(text)
    for at in range(len(looked.form)):
        start, stop = looked.place(at, at + 1)
        assert 0 <= start < stop <= len(text)
        piece = unicodedata.normalize("NFC", text[start:stop])
        assert looked.form[at] in normal(piece)


@given(TEXTS)
def test_the_index_has_the_same_words_by_the_rule_of_its_tokenizer(text: str) -> None:
    assert re.findall("[0-9a-z\x80-\U0010ffff]+", indexed(text)) == words_of(text)
    assert count_words(normal(text), 0, len(normal(text))) == len(words_of(text))


@given(st.text(st.sampled_from("abÉé ’.中国กาم\u064eß½-\n"), max_size=30))
def test_words_are_those_of_a_plain_scan(text: str) -> None:
    assert words_of(text) == [word for word, _, _ in plain_words(text)]


def test_a_character_is_a_word_by_itself_where_a_script_has_no_blanks() -> None:
    assert is_unparted("中") and is_unparted("ก") and is_unparted("か")
    assert not is_unparted("a") and not is_unparted("ع") and not is_unparted("中国")
