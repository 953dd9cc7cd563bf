"""The bar above the page leads through the documents and cuts a title only where there is no room."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.page_bar import BAR_HEIGHT, PageBar
from annotator.ui.reader.style import ReaderStyle
from tests.ui.reader.samples import LATIN, view_of
from tests.ui.reader.screens import logical


@pytest.fixture
def bar(qtbot: Any) -> Iterator[PageBar]:
    window = QWidget()
    qtbot.addWidget(window)
    made = PageBar(Metrics(ReaderStyle.light()), window)
    made.setGeometry(0, 0, 800, BAR_HEIGHT)
    window.resize(800, BAR_HEIGHT)
    window.show()
    yield made
    window.close()


def _steps(bar: PageBar) -> set[int]:
    return {bar.arrow_at(QPoint(x, y)) for x in range(-5, 810) for y in (-1, 10, 40)}


def test_its_arrows_lead_on_and_back_as_far_as_there_are_documents(bar: PageBar, qtbot: Any) -> None:
    assert _steps(bar) == {0}
    for number, steps in ((1, {0, 1}), (5, {-1, 0, 1}), (11, {-1, 0})):
        bar.set_place(number, 11)
        assert _steps(bar) == steps and bar.shown[2] == f"{number} of 11"
    bar.set_place(5, 11)
    for step in (1, -1):
        x = next(x for x in range(800) if bar.arrow_at(QPoint(x, 10)) == step)
        with qtbot.waitSignal(bar.step_requested) as asked:
            QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(x + 3, 10))
        assert asked.args == [step]


def test_the_title_is_said_only_once_the_head_is_out_of_view(bar: PageBar) -> None:
    bar.set_title("A  title\nof two lines")
    bar.show_page(100, 572, 0, False)
    quiet = logical(bar.grab().toImage())
    bar.show_page(100, 572, 7, True)
    assert bar.shown == ("A title of two lines", "¶ 7", "") and logical(bar.grab().toImage()) != quiet


def test_side_by_side_the_coders_stand_above_their_columns(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, size=(1000, 480))
    before = logical(view.bars.page_bar.grab().toImage())
    view.set_lanes(["Ana", "Bruno", "Chen"])
    view.board.set_columns(True)
    named = logical(view.bars.page_bar.grab().toImage())
    paper = ReaderStyle.light().paper.lower()
    for left in view.sheet.column_lefts():
        seen = {named.pixelColor(x, y).name() for x in range(left, left + 20) for y in range(BAR_HEIGHT)}
        assert seen != {paper}
    assert named != before


def test_nothing_is_painted_at_the_texts_top_while_the_caret_is_out_of_view(qtbot: Any) -> None:
    view = view_of(qtbot, "\n".join([LATIN] * 20))
    view.board.scroll(2000)
    assert view.line_rectangle(view.caret).isEmpty() and view.hasFocus()
    with_it = logical(view.bars.page_bar.grab().toImage())
    view.clearFocus()
    assert logical(view.bars.page_bar.grab().toImage()) == with_it
