"""Where marks stand below the lines that they meet."""

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.layout import Page
from annotator.ui.reader.metrics import LEAST_WIDTH
from annotator.ui.reader.rails import rails_of
from annotator.ui.reader.rows import NO_ROW, PlacedMark
from tests.ui.reader.samples import ALL, LATIN, mark, page_of


def _placed(page: Page) -> list[tuple[int, int, PlacedMark]]:
    return [
        (piece.number, number, placed)
        for piece in map(page.shaped, range(len(page.pieces)))
        for number, line in enumerate(piece.lines)
        for placed in line.placed
    ]


def test_a_mark_has_a_bar_on_each_line_and_begins_and_ends_once(qapp: QApplication) -> None:
    found = [placed for _, _, placed in _placed(page_of(LATIN, marks=[mark("m", (10, 150), doubt=True)]))]
    assert len(found) >= 3
    assert [placed.begins for placed in found] == [True, *[False] * (len(found) - 1)]
    assert [placed.ends for placed in found] == [*[False] * (len(found) - 1), True]
    assert all(placed.row == 1 and not placed.word for placed in found)


def test_a_long_mark_has_bars_under_its_first_and_last_line_only(qapp: QApplication) -> None:
    text = LATIN.replace("\n", " ") * 2
    for mark_of, rail in ((mark("m", (10, 600)), True), (mark("m", (10, 200)), False)):
        rows = [placed.row for _, _, placed in _placed(page_of(text, 572, [mark_of]))]
        assert (NO_ROW in rows) is rail and rows[0] == rows[-1] == 1
        assert rails_of(page_of(text, 572, [mark_of]).shaped(0)) != [] or not rail
    narrow = _placed(page_of(text, 180, [mark("m", (10, 260))]))
    assert len(narrow) > 6 and [each.row for _, _, each in narrow][1:-1] == [NO_ROW] * (len(narrow) - 2)


def test_between_the_pieces_of_a_mark_there_are_joints_up_to_the_edges_of_lines(qapp: QApplication) -> None:
    page = page_of(LATIN, 420, [mark("m", (4, 20), (100, 110))])
    piece = page.shaped(0)
    first, last = [placed for _, _, placed in _placed(page)]
    assert first.joints == [(first.ranges[0][1], piece.outer_edges(0)[1])]
    assert last.joints == [(piece.outer_edges(piece.line_at(100))[0], last.ranges[0][0])]
    (whole,) = [placed for _, _, placed in _placed(page_of(LATIN, 420, [mark("m", (4, 90))]))][:1]
    assert whole.joints == []


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


def test_bars_of_a_row_do_not_cover_each_other(qapp: QApplication) -> None:
    marks = [mark(f"m{start}", (start, start + 9 + start % 40)) for start in range(0, 200, 5)]
    for piece in map(page_of(LATIN, marks=marks).shaped, range(1)):
        for line in piece.lines:
            for one in line.placed:
                for other in line.placed:
                    if one is not other and one.row == other.row and not (one.crowded or other.crowded):
                        assert one.hull[1] <= other.hull[0] or other.hull[1] <= one.hull[0]
