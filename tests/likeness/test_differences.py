"""Where two texts differ: what is outside is the same, whatever the texts."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.likeness import differences as module
from annotator.likeness.differences import Where, differences
from annotator.likeness.tokens import tokens
from tests.likeness.texts import SCRIPTS, a_text

PIECES = st.lists(st.sampled_from(["a", "b ", "c\n", "The ", "中", "国。", "دعا ", ", ", "x y z "]), max_size=30)


def outside(text: str, places: list[tuple[int, int]]) -> list[str]:
    """Return the tokens of a text outside of some places."""
    return [one.folded for one in tokens(text) if not any(start <= one.start < stop for start, stop in places)]


@given(PIECES.map("".join), PIECES.map("".join))
def test_outside_of_the_differences_two_texts_have_the_same_words_and_signs(one: str, other: str) -> None:
    found = differences(one, other)
    lefts, rights = [each.left for each in found], [each.right for each in found]
    assert outside(one, lefts) == outside(other, rights)
    assert lefts == sorted(lefts) and rights == sorted(rights)
    for each in found:
        assert each.left[0] < each.left[1] or each.right[0] < each.right[1]
        assert each.words == tuple(
            sum(token.is_word for token in tokens(text[start:stop]))
            for text, (start, stop) in ((one, each.left), (other, each.right))
        )
    assert (not found) == ([token.folded for token in tokens(one)] == [token.folded for token in tokens(other)])


@pytest.mark.parametrize("script", SCRIPTS)
def test_long_texts_are_cut_where_both_agree_and_differ_in_the_same_places(
    script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(5)
    one = a_text(chance, script, 600)
    other = "Another header\n" + one.replace(".\n", ";\n", 3)[:-200]
    whole = differences(one, other)
    monkeypatch.setattr(module, "_CELLS", 400)
    cut = differences(one, other)
    places = [[each.left for each in found] for found in (whole, cut)]
    assert outside(one, places[1]) == outside(other, [each.right for each in cut])
    assert sum(b - a for a, b in places[1]) <= 3 * sum(b - a for a, b in places[0]) + 100


def test_two_long_texts_that_have_nothing_in_common_differ_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CELLS", 10)
    (found,) = differences("a b c d e f g", "h i j k l m n")
    assert found.words == (7, 7)


def test_a_header_is_whole_lines_at_the_head_and_two_headers_that_share_a_word_are_one_difference() -> None:
    text = "\nThe talks were held in Geneva, and nobody spoke.\nThey went on."
    (found,) = differences(f"Office of the Spokesperson of the State\nFor release{text}", f"Press of the House{text}")
    assert found.where is Where.HEAD and found.lines == (2, 1) and found.words == (9, 4)
    (found,) = differences(f"{text}\nPrinted in Rome", text)
    assert found.where is Where.FOOT and found.lines == (1, 0)
    (found,) = differences(text, text.replace("Geneva", "Rome"))
    assert found.where is Where.WITHIN and found.lines == (0, 0) and found.words == (1, 1)
