"""The manual stands beside the work where both have room, and over it where they have not."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.manual.beside import LEAST, MOST, USUAL, Beside, WorkRoom


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


@pytest.mark.parametrize(
    ("width", "wide", "over"), [(1280, USUAL, False), (1150, 350, False), (1100, LEAST, False), (1099, USUAL, True)]
)
def test_it_takes_what_the_work_leaves_and_where_that_is_too_little_lies_over_the_work(
    beside: Beside, monkeypatch: pytest.MonkeyPatch, width: int, wide: int, over: bool
) -> None:
    least = beside.work.minimumSizeHint()
    least.setWidth(800)
    monkeypatch.setattr(beside.work, "minimumSizeHint", lambda: least)
    beside.resize(width, 640)
    beside.show_panel(True)
    assert beside.panel is not None
    assert beside.is_over is over
    assert beside.panel.width() == wide
    assert beside.work.width() == (width if over else width - wide)
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


def test_who_made_it_wider_has_it_so_and_then_it_may_lie_over_the_work(qtbot: QtBot) -> None:
    made = Beside(QWidget(), lambda: WorkRoom(900))
    made.put(QWidget())
    qtbot.addWidget(made)
    made.resize(1280, 640)
    made.show()
    made.drawn = 500
    made.show_panel(True)
    assert made.panel is not None and (made.panel.width(), made.is_over) == (500, True)
    made.resize(1600, 640)
    assert (made.panel.width(), made.is_over, made.work.width()) == (500, False, 1100)


def test_how_wide_it_is_hangs_on_no_layout_of_the_work(qtbot: QtBot) -> None:
    """What the work needs may change as it gets narrower: whoever followed that would never come to rest."""
    asked = iter((900, 2000, 900, 2000, 900))
    made = Beside(QWidget(), lambda: WorkRoom(next(asked)))
    made.put(QWidget())
    qtbot.addWidget(made)
    made.resize(1280, 640)
    made.show()
    made.show_panel(True)
    before = made.work.width()
    for _ in range(20):
        QApplication.sendEvent(made, QEvent(QEvent.Type.LayoutRequest))
    assert made.work.width() == before


@pytest.mark.parametrize(("side", "wide"), [(0, USUAL), (336, 336), (120, LEAST)])
def test_over_the_work_it_covers_the_side_whole(qtbot: QtBot, side: int, wide: int) -> None:
    made = Beside(QWidget(), lambda: WorkRoom(1200, side))
    made.put(QWidget())
    qtbot.addWidget(made)
    made.resize(1280, 640)
    made.show()
    made.show_panel(True)
    assert made.panel is not None and (made.is_over, made.panel.width()) == (True, wide)
