"""A page as it is drawn: marks stand where they belong at any size, and a click says where it was."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.source_page.paper import Paper

MARK = (0.25, 0.5, 0.5, 0.6)


@pytest.fixture
def paper(qtbot: QtBot) -> Paper:
    made = Paper()
    qtbot.addWidget(made)
    blank = QPixmap(400, 600)
    blank.fill(QColor("white"))
    made.set_picture(blank)
    return made


@pytest.mark.parametrize("width", [150, 400, 900])
def test_a_mark_is_on_its_place_and_nowhere_else_at_any_size(paper: Paper, width: int) -> None:
    paper.fit(width)
    assert (paper.width(), paper.height()) == (width, round(width * 1.5))
    paper.set_marks([MARK])
    drawn = QImage(paper.size(), QImage.Format.Format_RGB32)
    paper.render(drawn)
    area = paper.place(MARK).toRect()
    white = QColor("white").rgb()
    assert drawn.pixel(area.center()) != white
    assert all(
        drawn.pixel(point) == white
        for point in (area.topLeft() - QPoint(6, 6), area.bottomRight() + QPoint(6, 6), QPoint(2, 2))
    )
    paper.set_marks(())
    paper.render(drawn)
    assert drawn.pixel(area.center()) == white and paper.marks == ()


def test_a_click_says_where_on_the_page_it_was(paper: Paper, qtbot: QtBot) -> None:
    paper.fit(400)
    with qtbot.waitSignal(paper.clicked) as heard:
        QTest.mouseClick(paper, Qt.MouseButton.LeftButton, pos=QPoint(100, 300))
    assert heard.args == [pytest.approx(0.25), pytest.approx(0.5)]
