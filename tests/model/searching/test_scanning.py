"""Hits in a text are those of a plain scan, whatever the script; parts of a text hold what must be there together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import BadSearch
from annotator.model.searching.query import parsed
from annotator.model.searching.scanning import Scanner, Within, parts_of
from annotator.model.searching.words import words_of
from tests.model.searching.plain import plain_hits, plain_near, plain_words

LETTERS = st.text(st.sampled_from("aab bÉe\u0301 ’.中国กาم\u064e-\n"), max_size=40)
TEXT = (
    "The President urged China to act. China said no.\n\nFrance’s “peace talks” failed. 中国呼吁和平谈判。 CHINA calls."
)
SCRIPTS = [
    *"aAbB éÉ\u0301\u0308 ’'.-\n\t\x00½²①Ａ１ßſΩΣςİı\u2028\ufeff\u00ad\u200b🕊👩\u200d",
    *"中国。、々〇ㄅ𠮷のが\u3099\uff9e한국กา\u0e31\u0e33\u0e48བ\u0f7c\u0f0bန\u103aខ\u17d2م\u064e\u0640ﷺשׁ\u05b8हि\u094dन्ﬁ",
    *"      ab",
]
"""Letters, marks and signs of scripts with blanks between words and without; some are several letters, or none."""


def found(query: str, text: str = TEXT, within: Within = Within.DOCUMENT) -> list[str]:
    asked = parsed(query)
    assert asked is not None
    return [text[hit.start : hit.stop] for hit in Scanner(asked, within).hits(text)]


def places(query: str, text: str) -> list[tuple[int, int]]:
    asked = parsed(query)
    assert asked is not None
    return [(hit.start, hit.stop) for hit in Scanner(asked).hits(text)]


@given(LETTERS, st.lists(st.sampled_from(["a", "b", "aa", "ab", "e", "中", "国", "ก", "م"]), min_size=1, max_size=3))
def test_phrases_and_beginnings_are_found_as_by_a_plain_scan(text: str, words: list[str]) -> None:
    phrase = " ".join(words)
    assert places(f'"{phrase}"', text) == plain_hits(text, words)
    if not words[-1].isascii():
        return
    assert places(f'"{phrase}"*', text) == plain_hits(text, words, begun=True)


@given(st.text(st.sampled_from(SCRIPTS), max_size=40), st.data())
def test_words_of_any_script_are_found_as_by_a_plain_scan(text: str, data: st.DataObject) -> None:
    there = [word for word, _, _ in plain_words(text)]
    assert words_of(text) == there
    if there:
        first, length = data.draw(st.integers(0, len(there) - 1)), data.draw(st.integers(1, 3))
        words = there[first : first + length]
        assert places(f'"{" ".join(words)}"', text) == plain_hits(text, words)


@given(LETTERS, st.sampled_from(["a", "ab", "中"]), st.sampled_from(["b", "e", "国"]), st.integers(0, 3))
def test_words_near_each_other_are_found_as_by_a_plain_scan(text: str, one: str, other: str, between: int) -> None:
    assert set(places(f"{one} NEAR/{between} {other}", text)) == plain_near(text, one, other, between)


@given(
    st.text(st.sampled_from("中国和平 a。\n"), max_size=30),
    st.text(st.sampled_from("中国和平"), min_size=1, max_size=3),
)
def test_chinese_is_found_wherever_it_stands(text: str, words: str) -> None:
    asked = parsed(words)
    assert asked is not None
    begins = {hit.start for hit in Scanner(asked).hits(text) if "\n" not in text[hit.start : hit.stop]}
    assert begins >= {at for at in range(len(text)) if text.startswith(words, at)}


@pytest.mark.parametrize(
    ("query", "within", "hits"),
    [
        ("urge* china", Within.DOCUMENT, ["urged", "China", "China", "CHINA"]),
        ("urge* china", Within.PARAGRAPH, ["urged", "China", "China"]),
        ("urge* china", Within.SENTENCE, ["urged", "China"]),
        ("china -france", Within.DOCUMENT, []),
        ("china -france", Within.PARAGRAPH, ["China", "China"]),
        ("(urged OR said) china", Within.SENTENCE, ["urged", "China", "China", "said"]),
        ("=China", Within.DOCUMENT, ["China", "China"]),
        ("=CHINA", Within.DOCUMENT, ["CHINA"]),
        ("和平谈判", Within.SENTENCE, ["和平谈判"]),
        ("*ina", Within.DOCUMENT, ["China", "China", "CHINA"]),
        ("/talks.? f\\w+/", Within.DOCUMENT, ["talks” failed"]),
        ("=/CHINA/", Within.DOCUMENT, ["CHINA"]),
        ("urged NEAR/3 said", Within.SENTENCE, []),
        ("urged NEAR/4 said", Within.PARAGRAPH, ["urged China to act. China said"]),
    ],
)
def test_what_must_be_together_is_looked_for_within_a_part(query: str, within: Within, hits: list[str]) -> None:
    assert found(query, within=within) == hits


def test_hits_may_begin_within_each_other() -> None:
    assert places('"a a"', "a a a") == [(0, 3), (2, 5)]


@given(st.text(st.sampled_from("ab. \n"), max_size=40), st.sampled_from(list(Within)))
def test_parts_hold_the_whole_text(text: str, within: Within) -> None:
    parts = parts_of(text, within)
    assert "".join(text[start:stop] for start, stop in parts) == text


def test_a_pattern_that_takes_too_long_is_refused() -> None:
    asked = parsed("/(a|a)+c/")
    assert asked is not None
    with pytest.raises(BadSearch, match=r"takes longer than 0\.2 seconds"):
        Scanner(asked, seconds=0.2).hits("a" * 40)


def test_a_search_for_what_is_not_there_alone_is_refused() -> None:
    asked = parsed("NOT war")
    assert asked is not None
    with pytest.raises(BadSearch, match="write a word to be found"):
        Scanner(asked)
