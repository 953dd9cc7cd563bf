"""Counts with their nouns, words in a row, names that keep their direction."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.wording import (
    FSI,
    PDI,
    as_sentence,
    counted,
    isolated,
    one_or_many,
    plain,
    quotation,
    undefined_because,
    word_list,
)


@given(st.integers(0, 10_000_000))
def test_one_alone_has_the_word_for_one_and_every_other_number_that_for_several(number: int) -> None:
    assert counted(number, "span").endswith(" spans") is (number != 1)
    assert counted(number, "party", "parties").endswith(one_or_many(number, " party", " parties"))


@pytest.mark.parametrize(("number", "words"), [(0, "0 spans"), (1, "1 span"), (2, "2 spans"), (12345, "12,345 spans")])
def test_numbers_agree_with_their_nouns(number: int, words: str) -> None:
    assert counted(number, "span") == words


def test_a_verb_agrees_together_with_its_noun() -> None:
    assert counted(1, "span is", "spans are") == "1 span is"
    assert counted(2_000, "span is", "spans are") == "2,000 spans are"


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_in_a_row_have_an_and_before_the_last(words: list[str], said: str) -> None:
    assert word_list(words) == word_list(iter(words)) == said


def test_words_in_a_row_may_be_a_choice() -> None:
    assert word_list(["a", "b", "c"], "or") == "a, b or c"


@given(st.text())
def test_a_text_is_isolated_if_something_of_it_runs_from_right_to_left_and_is_else_as_it_was(text: str) -> None:
    turns = any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text)
    shown = isolated(text)
    assert shown in (text, f"{FSI}{text}{PDI}")
    if turns:
        assert shown != text
    if text.isascii():
        assert shown == text


@pytest.mark.parametrize("text", ["إيران", "ישראל", "٢٠٢٣", "Ana \u202etxt", "EU (الاتحاد)"])
def test_what_could_turn_the_words_around_it_is_isolated(text: str) -> None:
    assert isolated(text) == f"\u2068{text}\u2069"


@given(st.text(max_size=30), st.integers(1, 20))
def test_a_quotation_is_one_line_in_quotes_that_keeps_its_direction(text: str, longest: int) -> None:
    line = " ".join(text.split())
    said = plain(quotation(text, longest))
    assert said == ("" if not line else f"“{plain(line[:longest])}{'…' if len(line) > longest else ''}”")
    assert quotation("دعا", 2) == f"“{isolated('دع')}…”"


def test_what_is_undefined_says_why_in_one_sentence() -> None:
    assert undefined_because("Nobody filled it.") == "undefined, because nobody filled it."
    assert as_sentence(undefined_because("“X” is nowhere.")) == "Undefined, because “X” is nowhere."
