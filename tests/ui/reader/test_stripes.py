"""Coding stripes: brackets side by side, and words after the last of them."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QApplication

from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.stripes import STRIPES_WIDTH
from annotator.ui.reader.style import ReaderStyle, SpanLook
from tests.ui.reader.samples import LATIN, mark, page_of

_LINE_FEED = LATIN.index("\n")

_MARKS = [
    mark("outer", (0, 90)),
    mark("inner", (10, 30), key="warning"),
    mark("twin", (10, 30), key="warning"),
    mark("same place", (10, 30), key="actor"),
    mark("in parts", (40, 50), (60, 70), key="commitment"),
    mark("feed", (_LINE_FEED, _LINE_FEED + 1)),
    mark("blank", (3, 4), key="actor"),
]


def _striped(text: str, marks: list[Any]) -> list[ShapedPiece]:
    page = page_of(text, marks=marks)
    page.reshape(Metrics(replace(ReaderStyle.light(), span_look=SpanLook.STRIPES)), 420)
    return [page.shaped(number) for number in range(len(page.pieces))]


def test_brackets_beside_each_other_do_not_touch_and_reach_over_their_lines(qapp: QApplication) -> None:
    piece = _striped(LATIN, _MARKS)[0]
    assert {stripe.mark.id for stripe in piece.stripes} == {each.id for each in _MARKS}
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
