"""The manual stands beside the work where both have room, and over it where they have not."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.manual.beside import LEAST, MOST, USUAL, Beside


@pytest.fixture
def beside(qtbot: QtBot) -> Beside:
    work, panel = QWidget(), QWidget()
    work.setMinimumSize(0, 0)
    made = Beside(work)
    made.put(panel)
    qtbot.addWidget(made)
    made.resize(1280, 640)
    made.show()
    return made


def test_the_work_has_all_the_room_until_the_manual_is_shown_and_when_it_is_gone(beside: Beside) -> None:
    assert beside.panel is not None
    assert beside.work.geometry() == beside.rect() and not beside.panel.isVisible()
    beside.show_panel(True)
    assert beside.work.width() == 1280 - USUAL and beside.panel.geometry().left() == 1280 - USUAL
    beside.show_panel(False)
    assert beside.work.geometry() == beside.rect()


@pytest.mark.parametrize(("width", "over"), [(1280, False), (901, True)])
def test_where_both_have_no_room_it_lies_over_the_work_which_keeps_its_own(
    beside: Beside, monkeypatch: pytest.MonkeyPatch, width: int, over: bool
) -> None:
    least = beside.work.minimumSizeHint()
    least.setWidth(800)
    monkeypatch.setattr(beside.work, "minimumSizeHint", lambda: least)
    beside.resize(width, 640)
    beside.show_panel(True)
    assert beside.panel is not None
    assert beside.is_over is over
    assert beside.work.width() == (width if over else width - USUAL)
    assert beside.panel.geometry().right() == width - 1 and beside.minimumSizeHint().width() == 800


@pytest.mark.parametrize(("to", "width"), [(700, 580), (1200, LEAST), (10, MOST)])
def test_the_mouse_makes_it_wider_within_bounds(beside: Beside, to: int, width: int) -> None:
    beside.show_panel(True)
    grip = beside._grip
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=QPoint(2, 100))
    QTest.mouseMove(grip, grip.mapFromParent(QPoint(to, 100)))
    assert beside.panel is not None and abs(beside.panel.width() - width) <= 1
    beside.show_panel(False)
    beside.show_panel(True)
    assert abs(beside.panel.width() - width) <= 1
