"""What stands by a line: the bars of its marks in each column."""

from PySide6.QtWidgets import QApplication

from annotator.ui.reader.bars import Bars
from annotator.ui.reader.lanes import Lanes
from annotator.ui.reader.layout import Page
from annotator.ui.reader.line_decorations import LineDecorations, decorations_of
from annotator.ui.reader.placing import Arrangement
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.style import ReaderStyle
from tests.ui.reader.samples import LATIN, mark, page_of

TITLES = ("Ana", "Ben", "Gold")
STYLE = ReaderStyle.light()


def page(marks: list[Mark], lanes: Lanes, text: str = LATIN) -> Page:
    """Return a page with these lanes."""
    made = page_of(text, marks=marks, lanes=len(lanes.titles))
    made.arrange(Arrangement(len(lanes.titles), lanes.compared, bool(lanes.side_by_side), lanes.shown))
    return made


def first_line(marks: list[Mark], lanes: Lanes, text: str = LATIN) -> LineDecorations:
    made = page(marks, lanes, text)
    return decorations_of(made.shaped(0), 0, made.metrics, lanes)


def drawn(bars: Bars) -> int:
    """Return how many things are drawn."""
    return sum(len(group) for _, group in bars.fills) + len(bars.waves) + len(bars.tiles)


def colours(bars: Bars) -> set[str]:
    return {brush.color().name().upper() for brush, _ in bars.fills} | {
        pen.color().name().upper() for pen, _ in bars.waves
    }


def test_side_by_side_each_column_has_the_bars_of_its_own_lane(qapp: QApplication) -> None:
    marks = [mark("a", (0, 10), lane=0), mark("b", (2, 8), lane=1), mark("c", (12, 20), lane=1, key="warning")]
    found = first_line(marks, Lanes(TITLES, 2, columns=True))
    assert [drawn(bars) for bars in found.columns] == [1, 2, 0]
    turned = first_line(marks, Lanes(TITLES, 2, columns=True, order=(1, 2, 0)))
    assert [drawn(bars) for bars in turned.columns] == [2, 0, 1]


def test_a_line_that_nothing_meets_has_nothing(qapp: QApplication) -> None:
    assert first_line([mark("m", (200, 220))], Lanes()) == LineDecorations([Bars()])
