"""The column: pieces are shaped when they are asked for, kept, and placed again only where something changed."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from annotator.ui.reader.layout import Page
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.rows import PlacedMark
from annotator.ui.reader.style import ReaderStyle, SpanLook
from tests.ui.reader.samples import ALL, LATIN, mark, page_of


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
    before = [(each.mark.id, each.top, each.word) for _, _, each in _placed(page)]
    page.update_marks([mark("new", (20, 260)), mark("m70", (10, 20))], ["m14"])
    assert [(each.mark.id, each.top, each.word) for _, _, each in _placed(page)] != before
    page.update_marks([marks[10], marks[2]], ["new"])
    assert [(each.mark.id, each.top, each.word) for _, _, each in _placed(page)] == before


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


def test_compact_has_no_words_and_lower_lines(qapp: QApplication) -> None:
    page = page_of(LATIN, marks=_MARKS)
    high = page.shaped(0).height
    page.reshape(Metrics(replace(ReaderStyle.light(), span_look=SpanLook.COMPACT)), 420)
    piece = page.shaped(0)
    assert piece.height < high
    assert not any(placed.word for line in piece.lines for placed in line.placed)
