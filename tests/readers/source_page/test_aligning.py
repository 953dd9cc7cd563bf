"""Letters of a text find the pieces of the page that are the same, and no others."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.readers.pdf_layout.lines import Piece
from annotator.readers.source_page.aligning import aligned

TEXTS = st.text(st.sampled_from("abcdeéß中文ا ב\n.,-()[]"), max_size=60)


@given(TEXTS)
def test_each_letter_of_the_same_text_has_its_own_piece_and_blanks_have_none(text: str) -> None:
    pieces: list[Piece] = [(char, (at,)) for at, char in enumerate(text)]
    assert aligned(text, pieces) == [(at, at) for at, char in enumerate(text) if not char.isspace()]


@given(TEXTS, st.sets(st.integers(0, 59)))
def test_what_is_missing_on_one_side_moves_nothing_to_another_letter(text: str, gone: set[int]) -> None:
    pieces: list[Piece] = [(char, (at,)) for at, char in enumerate(text) if at not in gone]
    found = aligned(text, pieces)
    assert all(text[at] == pieces[piece][0] or {text[at], pieces[piece][0]} <= set("([)]") for at, piece in found)
    assert [piece for _, piece in found] == sorted({piece for _, piece in found})


def test_hyphens_ligatures_brackets_and_clusters_are_what_they_stand_for() -> None:
    pieces: list[Piece] = [("ﬁ", (0,)), ("\x02", (1,)), ("(", (2,)), ("क्षि", (3, 4)), ("\0", (5,))]
    text = "fi-)क्षि\ufffd"
    assert aligned(text, pieces) == [(0, 0), (1, 0), (2, 1), (3, 2), *((at, 3) for at in range(4, 8)), (8, 4)]


def test_texts_that_are_too_long_and_differ_are_not_compared() -> None:
    pieces: list[Piece] = [("a", (at,)) for at in range(20_001)]
    assert aligned("a" * 20_002, pieces) == [] and len(aligned("a" * 20_001, pieces)) == 20_001
