"""A number on the line from 0 to 1."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from annotator.agreement.results import CoefficientResult
from annotator.ui.agreement.numbers import Numbers
from annotator.ui.agreement.scale import LOW, ScaleFoot, is_low, line_of, paint_scale, place_of
from annotator.ui.agreement.table import NumbersTable
from annotator.ui.kit.themes import THEMES, Theme
from tests.ui.agreement.studies import NAMES, figure, study

CELL = QRect(0, 0, 200, 42)
COLOUR = "#A94A00"


def painted(result: CoefficientResult, look: Theme) -> QImage:
    image = QImage(CELL.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(look.paper))
    painter = QPainter(image)
    paint_scale(painter, CELL, result, COLOUR, look)
    painter.end()
    return image


@given(st.floats(-1, 1), st.floats(-1, 1))
def test_a_higher_value_never_stands_further_left_and_none_beyond_the_line(one: float, other: float) -> None:
    line = line_of(CELL)
    first, second = place_of(min(one, other), line), place_of(max(one, other), line)
    assert line.left() <= first <= second <= line.right() < CELL.right()


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
@pytest.mark.parametrize("value", [-0.2, 0.3, 0.66, 0.67, 0.9, 1.0])
def test_the_dot_is_hollow_below_the_lower_tick_and_full_above(value: float, look: Theme, qtbot: QtBot) -> None:
    result = replace(figure(value).result, interval=None)
    line: QRectF = line_of(CELL)
    middle = painted(result, look).pixelColor(round(place_of(value, line)), round(line.top()))
    assert is_low(result) == (value < LOW)
    assert middle == (QColor(look.paper) if is_low(result) else QColor(COLOUR))


def test_what_is_undefined_has_no_line(qtbot: QtBot) -> None:
    look = THEMES[0]
    blank = QImage(CELL.size(), QImage.Format.Format_RGB32)
    blank.fill(QColor(look.paper))
    assert painted(figure(None).result, look) == blank and not is_low(figure(None).result)


def test_the_foot_says_the_ticks_below_a_table_that_has_numbers(qtbot: QtBot) -> None:
    table = NumbersTable()
    foot = ScaleFoot(table)
    for widget in (table, foot):
        qtbot.addWidget(widget)
        widget.resize(800, 300)
        widget.show()
    before = foot.grab().toImage()
    table.show_numbers(Numbers.of(study(), (0, 1, 2)), NAMES)
    assert foot.grab().toImage() != before
