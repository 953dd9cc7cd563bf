"""Words are found where they stand, with the offsets of the text itself."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.reader.find import find_all, hit_after, hit_before
from tests.ui.reader.samples import ALL


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Peace, PEACE and peaceful", "peace", ["Peace", "PEACE", "peace"]),
        ("İİİ Straße STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("ﬁnal İ 🕊️ final", "FINAL", ["ﬁnal", "final"]),
        ("ΣΑΣ σας", "σασ", ["ΣΑΣ", "σας"]),
        ("on the\none hand, on  the other", "on the o", ["on the\no", "on  the o"]),
        ("a.b a+b (a)", "a+b", ["a+b"]),
        ("中方呼吁各方保持冷静", "各方", ["各方"]),
        ("دعا الجميع", "الجميع", ["الجميع"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("nothing", "", []),
        ("nothing", "  \n", []),
    ],
)
def test_words_are_found_however_they_are_written(text: str, words: str, found: list[str]) -> None:
    hits = find_all(text, words)
    assert [text[start:stop] for start, stop in hits] == found


def test_whole_words_and_the_case_can_be_asked_for() -> None:
    text = "Act acts act ACT l’act"
    assert [text[a:b] for a, b in find_all(text, "act", whole_words=True)] == ["Act", "act", "ACT", "act"]
    assert [start for start, _ in find_all(text, "act", match_case=True)] == [4, 9, 19]


@given(st.text(min_size=1, max_size=12), st.text(max_size=30), st.text(max_size=30))
def test_whatever_stands_in_a_text_is_found_there(words: str, before: str, after: str) -> None:
    text = before + words + after
    stripped = words.strip()
    if not stripped:
        return
    hits = find_all(text, words, match_case=True)
    start = len(before) + words.index(stripped)
    assert any(hit.start <= start < hit.stop for hit in hits)
    assert all(0 <= a < b <= len(text) for a, b in hits)
    assert all(one.stop <= other.start for one, other in pairwise(hits))


def test_the_next_and_the_one_before_go_round() -> None:
    hits = find_all("x..x..x", "x")
    assert [hit_after(hits, at) for at in (0, 1, 3, 4, 7)] == [0, 1, 1, 2, 0]
    assert [hit_before(hits, at) for at in (0, 1, 3, 4, 7)] == [2, 0, 0, 1, 2]
    assert hit_after([], 0) == hit_before([], 0) == -1


def test_positions_are_right_after_characters_beyond_the_basic_plane() -> None:
    hits = find_all(ALL, "🕊️")
    assert [ALL[a:b] for a, b in hits] == ["🕊️"] * ALL.count("🕊️")
