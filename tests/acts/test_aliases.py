"""The plain search for many words finds what the library for it finds, and keeps to code points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.acts import aliases

PIECES = st.sampled_from(["中", "方", "中国", "🕊", "e\u0301", "a", "ab", "فرنسا", " "])
PATTERNS = st.lists(st.lists(PIECES, min_size=1, max_size=3).map("".join), max_size=6, unique=True)


@given(st.lists(st.text("abc", min_size=1, max_size=3), max_size=6, unique=True), st.text("abc ", max_size=30))
def test_the_plain_search_finds_what_the_library_finds(patterns: list[str], text: str) -> None:
    library = pytest.importorskip("ahocorasick_rs")
    theirs = library.AhoCorasick(patterns).find_matches_as_indexes(text, overlapping=True) if patterns else []
    assert sorted(aliases.AhoCorasick(patterns).find_matches_as_indexes(text)) == sorted(theirs)


@given(PATTERNS, st.lists(PIECES, max_size=12).map("".join))
def test_each_place_of_each_word_is_found_in_code_points(patterns: list[str], text: str) -> None:
    found = aliases.AhoCorasick(patterns).find_matches_as_indexes(text)
    assert sorted(found) == [
        (number, start, start + len(pattern))
        for number, pattern in enumerate(patterns)
        for start in range(len(text))
        if text[start : start + len(pattern)] == pattern
    ]


def test_nothing_is_found_in_nothing_and_words_of_one_character_at_the_very_end() -> None:
    assert aliases.AhoCorasick(["a", "ab"]).find_matches_as_indexes("") == []
    assert aliases.AhoCorasick([]).find_matches_as_indexes("abc") == []
    assert aliases.AhoCorasick(["法", "法国"]).find_matches_as_indexes("🕊法") == [(0, 1, 2)]
