"""Where marks stand below the lines that they meet."""

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.layout import Page
from annotator.ui.reader.metrics import LEAST_WIDTH
from annotator.ui.reader.rows import PlacedMark
from tests.ui.reader.samples import ALL, HEBREW, LATIN, mark, page_of


def _placed(page: Page) -> list[tuple[int, int, PlacedMark]]:
    return [
        (piece.number, number, placed)
        for piece in map(page.shaped, range(len(page.pieces)))
        for number, line in enumerate(piece.lines)
        for placed in line.placed
    ]


def test_a_line_without_marks_takes_no_room_for_bars(qapp: QApplication) -> None:
    page = page_of(LATIN, marks=[mark("m", (0, 10))])
    lines = page.shaped(0).lines
    assert lines[0].height > lines[0].text_height
    assert all(line.height == line.text_height for line in lines[1:])


def test_a_mark_has_a_bar_on_each_line_and_its_word_on_the_first(qapp: QApplication) -> None:
    page = page_of(LATIN, marks=[mark("m", (10, 150), doubt=True)])
    found = [placed for _, _, placed in _placed(page)]
    assert len(found) >= 3
    assert [placed.word for placed in found] == ["Appeal ?", *[""] * (len(found) - 1)]
    assert [placed.begins for placed in found] == [True, *[False] * (len(found) - 1)]
    assert [placed.ends for placed in found] == [*[False] * (len(found) - 1), True]


def test_a_mark_says_its_word_again_where_a_paragraph_begins_far_enough_below(qapp: QApplication) -> None:
    text = "\n\n".join([LATIN] * 3)
    starts = [at for at in range(len(text)) if text.startswith("China calls", at)]
    page = page_of(text, marks=[mark("m", (10, len(text) - 5))])
    words = {number: placed.word for number, _, placed in _placed(page) if placed.word}
    assert words.pop(0) == "Appeal"
    assert words and set(words.values()) == {"‹ Appeal"}
    assert page.pieces.at(starts[0]) not in words, "the paragraph just below the beginning says it again"
    assert len(words) < 5


def test_right_to_left_what_goes_on_points_to_the_right(qapp: QApplication) -> None:
    text = "\n".join([HEBREW] * 12)
    page = page_of(text, marks=[mark("m", (0, len(text) - 1))])
    words = {placed.word for _, _, placed in _placed(page) if placed.word}
    assert words == {"Appeal", "Appeal ›"}


@pytest.mark.parametrize("extent", [(0, 1), (LATIN.index("\n"), LATIN.index("\n") + 1), (LATIN.index("\n") + 1, -1)])
def test_a_mark_on_a_blank_or_a_line_feed_can_be_seen(extent: tuple[int, int], qapp: QApplication) -> None:
    start, stop = extent[0], extent[1] if extent[1] > 0 else extent[0] + 1
    found = [placed for _, _, placed in _placed(page_of(" " + LATIN[1:], marks=[mark("m", (start, stop))]))]
    assert len(found) == 1
    left, right = found[0].ranges[0]
    assert right - left >= LEAST_WIDTH - 0.01


def test_every_mark_of_a_mixed_text_is_placed(qapp: QApplication) -> None:
    marks = [mark(f"m{start}", (start, start + 1)) for start in range(len(ALL) - 1)]
    placed = {each.mark.id for _, _, each in _placed(page_of(ALL, marks=marks))}
    assert placed == {each.id for each in marks}


def test_parts_of_one_mark_share_a_row(qapp: QApplication) -> None:
    found = [placed for _, _, placed in _placed(page_of(LATIN, 2000, marks=[mark("m", (0, 5), (20, 30), (40, 45))]))]
    assert len(found) == 1
    assert len(found[0].ranges) == 3


def test_bars_and_chips_of_a_line_do_not_cover_each_other(qapp: QApplication) -> None:
    marks = [mark(f"m{start}", (start, start + 9 + start % 40)) for start in range(0, 200, 5)]
    for piece in map(page_of(LATIN, marks=marks).shaped, range(1)):
        for line in piece.lines:
            for one in line.placed:
                for other in line.placed:
                    if one is not other and one.top == other.top:
                        assert one.hull[1] <= other.hull[0] or other.hull[1] <= one.hull[0]


def test_each_coder_has_a_lane_below_a_line_with_marks(qapp: QApplication) -> None:
    marks = [mark("a", (0, 10), lane=0), mark("b", (3, 10), lane=2), mark("c", (5, 12), lane=2)]
    page = page_of(LATIN, marks=marks, lanes=3)
    line = page.shaped(0).lines[0]
    tops = {placed.mark.id: placed.top for placed in line.placed}
    assert len(line.lane_tops) == 4
    assert tops["a"] == line.lane_tops[0]
    assert tops["b"] == line.lane_tops[2] < tops["c"] < line.lane_tops[3] <= line.height
    assert page.shaped(0).lines[1].lane_tops == []


def test_in_a_lane_what_does_not_overlap_shares_a_row(qapp: QApplication) -> None:
    marks = [mark("a", (0, 10)), mark("b", (14, 25), key="actor"), mark("c", (20, 40)), mark("d", (30, 50), lane=1)]
    page = page_of(LATIN, 2000, marks, lanes=2)
    tops = {placed.mark.id: placed.top for _, _, placed in _placed(page)}
    assert tops["a"] == tops["b"] < tops["c"] < tops["d"]
