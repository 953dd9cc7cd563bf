"""The page that stands where there is nothing to be seen: a sentence, and a button that leads on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.kit import theme
from annotator.ui.kit.themes import THEMES, Theme
from annotator.ui.kit.widgets import Look, button, pressed_by_enter, words
from annotator.ui.pictures.empty_page import empty_page


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
def test_it_has_the_colour_of_paper_in_every_theme(look: Theme, qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, look)
    page = empty_page(words("There is nothing."), button("Go on", Look.LINK))
    qtbot.addWidget(page)
    page.resize(600, 400)
    assert page.grab().toImage().pixelColor(2, 2).name().upper() == look.paper.upper()


@pytest.mark.parametrize("width", [240, 600, 1800])
def test_the_sentence_wraps_and_the_button_stands_below_it(width: int, qtbot: QtBot) -> None:
    why, way_on = words("There is nothing to be seen here. " * 6), button("Go on", Look.LINK)
    page = empty_page(why, way_on)
    qtbot.addWidget(page)
    page.resize(width, 500)
    page.show()
    assert why.geometry().left() > 0 and why.geometry().right() < width
    assert why.width() <= 560, "lines that are too long are hard to read"
    assert why.geometry().bottom() < way_on.geometry().top()
    assert way_on.geometry().bottom() < 500


def test_the_button_is_pressed_by_the_keyboard(qtbot: QtBot) -> None:
    way_on = pressed_by_enter(button("Go on", Look.LINK))
    page = empty_page(words("There is nothing."), way_on)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    way_on.setFocus()
    with qtbot.waitSignal(way_on.clicked):
        QTest.keyClick(way_on, Qt.Key.Key_Return)
