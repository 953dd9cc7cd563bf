"""Each look tells spans apart, and what is seen can be clicked."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from annotator.ui.reader.placing import place
from annotator.ui.reader.shaping import extent_of
from annotator.ui.reader.style import ReaderStyle, SpanLook
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import ALL, LATIN, TANGLED, mark, page_of, view_of


def _in_look(view: ReaderView, look: SpanLook) -> ReaderView:
    view.set_style(replace(ReaderStyle.light(), span_look=look))
    QApplication.processEvents()
    return view


@pytest.mark.parametrize("look", SpanLook)
def test_each_look_is_drawn_in_its_own_way(look: SpanLook, qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, TANGLED, (900, 480))
    before = view.viewport().grab().toImage()
    after = _in_look(view, look).viewport().grab().toImage()
    assert (before == after) is (look is SpanLook.CHIPS)


def test_a_blank_line_inside_a_span_stays_empty(qapp: QApplication) -> None:
    page = page_of(LATIN, marks=[mark("m", (10, LATIN.index("China calls") + 5))])
    assert page.shaped(1).lines[0].placed == []


def test_the_words_of_a_bar_are_said_where_the_pointer_rests(qtbot: Any) -> None:
    view = _in_look(view_of(qtbot, LATIN, [mark("m", (0, 20), doubt=True)], (900, 480)), SpanLook.COMPACT)
    rectangle = view.line_rectangle(5)
    assert view._page is not None
    line = view._page.shaped(0).lines[0]
    below = (line.text_height - rectangle.height()) // 2
    point = QPoint(rectangle.left(), rectangle.bottom() + 1 + below + line.placed[0].top - line.text_height + 1)
    event = QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    assert QToolTip.text() == "Appeal ?"
    QToolTip.hideText()


def test_placing_again_gives_the_same_place(qapp: QApplication) -> None:
    page = page_of(ALL, marks=TANGLED)
    piece = page.shaped(0)
    before = [[(each.mark.id, each.top, each.chip_left) for each in line.placed] for line in piece.lines]
    place(piece, page.marks.meeting(*extent_of(piece)), page.metrics, 0, page.gap)
    assert [[(each.mark.id, each.top, each.chip_left) for each in line.placed] for line in piece.lines] == before
