"""What stands by a line: the bars of its marks in each column, how the coders agree."""

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.bars import Bars
from annotator.ui.reader.lanes import Lanes
from annotator.ui.reader.layout import Page
from annotator.ui.reader.line_decorations import LineDecorations, decorations_of
from annotator.ui.reader.placing import Arrangement
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.style import ReaderStyle
from tests.ui.reader.samples import ARABIC, LATIN, mark, page_of

TITLES = ("Ana", "Ben", "Gold")
STYLE = ReaderStyle.light()


def page(marks: list[Mark], lanes: Lanes, text: str = LATIN) -> Page:
    """Return a page with these lanes."""
    made = page_of(text, marks=marks, lanes=len(lanes.titles))
    made.arrange(Arrangement(len(lanes.titles), bool(lanes.side_by_side), lanes.above, lanes.shown))
    return made


def first_line(marks: list[Mark], lanes: Lanes, text: str = LATIN) -> LineDecorations:
    made = page(marks, lanes, text)
    return decorations_of(made.shaped(0), 0, made.metrics, lanes)


def drawn(bars: Bars) -> int:
    """Return how many things are drawn."""
    return sum(len(group) for _, group in bars.fills) + len(bars.waves)


def colours(bars: Bars) -> set[str]:
    return {brush.color().name().upper() for brush, _ in bars.fills} | {
        pen.color().name().upper() for pen, _ in bars.waves
    }


@pytest.mark.parametrize("text", [LATIN, ARABIC])
def test_how_coders_agree_stands_in_a_band_between_the_text_and_the_lanes(text: str, qapp: QApplication) -> None:
    lanes = Lanes(TITLES, 2)
    same = [mark("a", (0, 10), lane=0), mark("b", (0, 10), lane=1)]
    alone = [mark("a", (0, 10), lane=0)]
    other = [mark("a", (0, 10), lane=0), mark("b", (0, 10), lane=1, key="warning")]
    for marks, colour in ((same, STYLE.agree), (alone, STYLE.partly), (other, STYLE.conflict)):
        made = page(marks, lanes, text)
        piece = made.shaped(0)
        found = decorations_of(piece, 0, made.metrics, lanes).agreement
        assert colours(found) == {colour.upper()}
        boxes = [box for _, group in found.fills for box in group] + [path.boundingRect() for _, path in found.waves]
        line = piece.lines[0]
        ranges = piece.ranges(0, 0, 10)
        for box in boxes:
            assert line.text_height <= box.top() and box.bottom() <= line.lane_tops[0] + 1
            assert any(left - 1 <= box.left() and box.right() <= right + 4 for left, right in ranges)


def test_gold_and_one_coder_alone_are_not_compared(qapp: QApplication) -> None:
    marks = [mark("a", (0, 10), lane=0), mark("g", (0, 10), lane=2)]
    assert drawn(first_line(marks, Lanes(TITLES, 2)).agreement), "the other coder said nothing"
    assert not drawn(first_line([marks[1]], Lanes(TITLES, 2)).agreement)
    assert not drawn(first_line(marks, Lanes(TITLES, 1)).agreement)
    assert not drawn(first_line(marks, Lanes()).agreement)


def test_side_by_side_each_column_has_the_bars_of_its_own_lane(qapp: QApplication) -> None:
    marks = [mark("a", (0, 10), lane=0), mark("b", (2, 8), lane=1), mark("c", (12, 20), lane=1, key="warning")]
    found = first_line(marks, Lanes(TITLES, 2, columns=True))
    assert [drawn(bars) for bars in found.columns] == [1, 2, 0]
    turned = first_line(marks, Lanes(TITLES, 2, columns=True, order=(1, 2, 0)))
    assert [drawn(bars) for bars in turned.columns] == [2, 0, 1]
    below = first_line(marks, Lanes(TITLES, 2))
    assert [drawn(bars) for bars in below.columns] == [3], "below each other there is one column with all of them"


def test_a_line_that_nothing_meets_has_nothing(qapp: QApplication) -> None:
    assert first_line([mark("m", (200, 220))], Lanes()) == LineDecorations([Bars()])
