"""The column: pieces are shaped when they are asked for, kept, and placed again only where something changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.layout import Page
from annotator.ui.reader.rows import PlacedMark
from tests.ui.reader.samples import ALL, BY_NAME, LATIN, TANGLED, mark, page_of


def _placed(page: Page) -> list[tuple[int, int, PlacedMark]]:
    return [
        (piece.number, number, placed)
        for piece in map(page.shaped, range(len(page.pieces)))
        for number, line in enumerate(piece.lines)
        for placed in line.placed
    ]


def test_adding_a_mark_shapes_nothing_again(qapp: QApplication) -> None:
    page = page_of(LATIN)
    before, lines = page.shaped(0), list(page.shaped(0).lines)
    page.update_marks([mark("m", (0, 30))], [])
    assert page.shaped(0) is before
    assert before.lines == lines
    assert page.heights[0] == before.height == sum(line.height for line in lines) + page.gap


def test_a_change_places_the_lines_that_it_meets_and_no_others(qapp: QApplication) -> None:
    text = "\n".join([ALL] * 3)
    page = page_of(text, marks=[mark(f"m{at}", (at, at + 30)) for at in range(0, len(text) - 30, 40)])
    pieces = [page.shaped(number) for number in range(len(page.pieces))]
    before = {(piece.number, at): line.placed for piece in pieces for at, line in enumerate(piece.lines)}
    page.update_marks([mark("new", (700, 760))], ["m200"])
    touched = set()
    for number, piece in enumerate(pieces):
        assert page.shaped(number) is piece
        for at, line in enumerate(piece.lines):
            meets = any(start <= line.stop and stop > line.start for start, stop in ((700, 760), (200, 230)))
            if line.placed is not before[number, at]:
                touched.add((number, at))
                assert meets
    assert 2 <= len(touched) < 12
    tops = [line.top for line in pieces[0].lines]
    assert tops == [sum(line.height for line in pieces[0].lines[:at]) for at in range(len(tops))]


def test_taking_back_a_change_gives_the_places_of_before(qapp: QApplication) -> None:
    marks = [mark(f"m{at}", (at, at + 50)) for at in range(0, 300, 7)]
    page = page_of(ALL, marks=marks)
    before = [(each.mark.id, each.row, each.crowded) for _, _, each in _placed(page)]
    page.update_marks([mark("new", (20, 260)), mark("m70", (10, 20))], ["m14"])
    assert [(each.mark.id, each.row, each.crowded) for _, _, each in _placed(page)] != before
    page.update_marks([marks[10], marks[2]], ["new"])
    assert [(each.mark.id, each.row, each.crowded) for _, _, each in _placed(page)] == before


def test_only_what_is_asked_for_is_shaped_and_of_a_long_text_not_all_is_kept(qapp: QApplication) -> None:
    paragraph = LATIN.replace("\n", " ")
    page = page_of("\n".join([paragraph] * 200))
    assert len(page._shaped) == 0
    shaped = [page.shaped(number) for number in range(len(page.pieces))]
    kept = sum(each.stop - each.start for each in page._shaped.values())
    assert kept == page._kept <= 60_000 < len(page.index.text)
    assert page.shaped(len(shaped) - 1) is shaped[-1], "what was used last is still there"
    again = page.shaped(0)
    assert again is not shaped[0] and again.height == shaped[0].height


def test_heights_are_those_of_the_pieces_once_they_are_shaped_and_a_position_is_between_its_neighbours(
    qapp: QApplication,
) -> None:
    page = page_of(ALL, marks=TANGLED)
    for number in range(len(page.pieces)):
        assert page.shaped(number).height == page.heights[number]
    assert page.heights.total == sum(page.shaped(number).height for number in range(len(page.pieces)))
    tops = [page.y_of(position) for position in range(len(ALL))]
    assert tops == sorted(tops) and tops[0] == 0 and tops[-1] < page.heights.total


@pytest.mark.parametrize("name", BY_NAME)
@pytest.mark.parametrize("width", [120, 420])
def test_so_many_lines_down_and_up_again_is_the_same_line(name: str, width: int, qapp: QApplication) -> None:
    page = page_of(f"{BY_NAME[name]}\n\n{BY_NAME[name]}", width)
    length = len(page.index.text)
    for position in range(0, length, 5):
        x = page.caret_x(position)
        for steps in (1, 2, 5):
            down = page.lines_away(position, steps, x)
            assert 0 <= down <= length
            if down == length:
                continue
            back = page.lines_away(down, -steps, x)
            assert page.line_bounds(back) == page.line_bounds(position)
        assert page.lines_away(position, 10_000, x) == length and page.lines_away(position, -10_000, x) == 0


@given(st.data())
def test_so_many_pixels_down_are_as_many_lines_as_have_room_in_them(data: st.DataObject) -> None:
    page = page_of(ALL, marks=TANGLED)
    position = data.draw(st.integers(0, len(ALL) - 1))
    pixels = data.draw(st.integers(1, 600))
    x = page.caret_x(position)
    found, steps, gone = page.pixels_away(position, pixels, x), 0, 0
    while gone < pixels:
        at = page.lines_away(position, steps, x) if steps else position
        piece = page.piece_at(at)
        gone += piece.lines[piece.line_at(at)].height
        steps += 1
        if page.lines_away(position, steps, x) == len(ALL):
            break
    assert page.line_bounds(found) == page.line_bounds(page.lines_away(position, steps, x))


def test_set_anew_in_another_width_it_has_the_marks_of_before(qapp: QApplication) -> None:
    page = page_of(ALL, marks=TANGLED)
    for number in range(len(page.pieces)):
        page.shaped(number)
    page.reshape(page.metrics, 240)
    fresh = page_of(ALL, 240, TANGLED)

    def places(found: Page) -> list[tuple[str, int, bool]]:
        return [(each.mark.id, each.row, each.crowded) for _, _, each in _placed(found)]

    assert places(page) == places(fresh) and page.heights.total == fresh.heights.total


def test_where_blank_lines_part_the_paragraphs_no_other_gap_does(qapp: QApplication) -> None:
    assert page_of("One.\n\nTwo.\n\nThree.").gap == 0
    assert page_of("One.\nTwo.\nThree.").gap > 0


def test_the_overview_follows_each_change(qapp: QApplication) -> None:
    page = page_of(ALL, marks=TANGLED)
    assert sum(page.overview().counts) == len(TANGLED)
    page.update_marks([mark("new", (3, 9)), mark("outer", (40, 60))], ["twin"])
    fresh = page_of(ALL, marks=page.marks)
    assert page.overview().counts == fresh.overview().counts and sum(page.overview().counts) == len(TANGLED)
