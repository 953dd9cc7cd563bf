"""Coding stripes: brackets side by side, and words after the last of them."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.rows import STRIPES_APART
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.stripes import STRIPES_WIDTH
from annotator.ui.reader.style import ReaderStyle, SpanLook
from tests.ui.reader.samples import ARABIC, CHINESE, LATIN, LINE_FEED, TANGLED, mark, page_of

_LAST = 14 + 8 * STRIPES_APART


def _striped(text: str, marks: list[Any]) -> list[ShapedPiece]:
    page = page_of(text, marks=marks)
    page.reshape(Metrics(replace(ReaderStyle.light(), span_look=SpanLook.STRIPES)), 420)
    return [page.shaped(number) for number in range(len(page.pieces))]


def test_brackets_beside_each_other_do_not_touch_and_reach_over_their_lines(qapp: QApplication) -> None:
    piece = _striped(LATIN, TANGLED)[0]
    assert {stripe.mark.id for stripe in piece.stripes} == {each.id for each in TANGLED}
    by_x: dict[int, list[Any]] = {}
    for stripe in piece.stripes:
        lines = [line for line in piece.lines if any(each.mark.id == stripe.mark.id for each in line.placed)]
        assert lines[0].top <= stripe.top < lines[0].top + lines[0].text_height
        assert lines[-1].top < stripe.bottom <= lines[-1].top + lines[-1].text_height
        by_x.setdefault(stripe.x, []).append(stripe)
    for group in by_x.values():
        for one, other in pairwise(sorted(group, key=lambda stripe: stripe.top)):
            assert one.bottom <= other.top


def test_a_bracket_says_its_word_where_it_begins_and_again_where_a_paragraph_does(qapp: QApplication) -> None:
    text = "\n".join([LATIN.replace("\n", " "), LATIN])
    pieces = _striped(text, [mark("m", (10, len(text) - 5), doubt=True)])
    words = [stripe.word for piece in pieces for stripe in piece.stripes]
    assert words == ["Appeal ?", "", "‹ Appeal ?"]


def test_more_words_than_there_is_room_for_beside_a_line_are_counted(qapp: QApplication) -> None:
    piece = _striped(LATIN, [mark(f"m{at}", (at, at + 3), key="commitment") for at in range(7)])[0]
    words = [stripe.word for stripe in piece.stripes if stripe.word]
    shown = words.count("Commitment")
    assert 0 < shown < 7
    assert words == ["Commitment"] * shown + [f"+{7 - shown}"]
    assert all(each.word_left + each.word_width <= piece.width + STRIPES_WIDTH for each in piece.stripes if each.word)


@given(
    st.lists(st.tuples(st.integers(0, len(LATIN) - 2), st.integers(1, 160), st.booleans()), max_size=20),
    st.sampled_from([LATIN, ARABIC * 3, CHINESE * 4]),
)
def test_each_mark_has_one_bracket_a_piece_and_brackets_of_one_line_stand_apart(
    found: list[tuple[int, int, bool]], text: str
) -> None:
    marks = [
        mark(f"m{number}", (start % (len(text) - 1), min(len(text), start % (len(text) - 1) + length)), doubt=doubt)
        for number, (start, length, doubt) in enumerate(found)
    ]
    for piece in _striped(text, marks):
        met = {placed.mark.id for line in piece.lines for placed in line.placed}
        assert sorted(stripe.mark.id for stripe in piece.stripes) == sorted(met)
        right = piece.width + STRIPES_WIDTH
        for number, one in enumerate(piece.stripes):
            assert piece.width < one.x < right and one.top < one.bottom <= piece.height
            if one.word:
                assert one.x < one.word_left and one.word_left + one.word_width <= right
            for other in piece.stripes[:number]:
                at_one_height = one.top < other.bottom and other.top < one.bottom
                # Beyond the eighth they share a column, so that their words still have room.
                assert not at_one_height or one.x != other.x or one.x == piece.width + _LAST


def test_a_mark_has_its_hooks_where_it_begins_and_ends_and_nowhere_else(qapp: QApplication) -> None:
    text = "\n".join([LATIN.replace("\n", " "), LATIN])
    stop = len(text) - 5
    stripes = [stripe for piece in _striped(text, [mark("m", (10, stop))]) for stripe in piece.stripes]
    assert [stripe.begins for stripe in stripes] == [True, *[False] * (len(stripes) - 1)]
    assert [stripe.ends for stripe in stripes] == [*[False] * (len(stripes) - 1), True]
    (feed,) = _striped(LATIN, [mark("m", (10, LINE_FEED + 1))])[0].stripes
    assert feed.ends, "what ends with the line feed ends with the line that it closes"


def test_a_bracket_and_its_word_can_be_pointed_at(qapp: QApplication) -> None:
    for stripe in _striped(LATIN, TANGLED)[0].stripes:
        assert stripe.contains(stripe.x, stripe.top) and not stripe.contains(stripe.x, stripe.bottom)
        assert bool(stripe.word) is stripe.contains(stripe.word_left + 1, stripe.top + 1) or not stripe.word
        assert not stripe.contains(stripe.x - 10, stripe.top)


def test_a_bracket_stands_as_near_to_the_text_as_those_of_its_lines_let_it(qapp: QApplication) -> None:
    lines = _striped(LATIN, [])[0].lines
    first, second = ((line.start, line.stop - 1) for line in lines[:2])
    below, beside = (_striped(LATIN, [mark("a", first), mark("b", other)])[0] for other in (second, first))
    assert len({stripe.x for stripe in below.stripes}) == 1
    assert len({stripe.x for stripe in beside.stripes}) == 2
