"""A switch: on or off by a click anywhere on it and by Space, and told as a box to tick."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.kit import theme, themes
from annotator.ui.kit.switch import Switch


def test_it_is_turned_by_mouse_and_keyboard_and_told_as_what_it_is(qtbot: QtBot) -> None:
    switch = Switch("Menu bar")
    qtbot.addWidget(switch)
    switch.show()
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(switch.width() - 4, 4))
    assert switch.isChecked()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert not switch.isChecked()
    told = QAccessible.queryAccessibleInterface(switch)
    assert (told.role(), told.text(QAccessible.Text.Name)) == (QAccessible.Role.CheckBox, "Menu bar")


def test_on_and_off_are_told_apart_in_every_theme_without_colour(qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    switch = Switch("x")
    qtbot.addWidget(switch)
    switch.show()
    for each in themes.THEMES:
        theme.apply(application, each)
        ends = []
        for on in (False, True):
            switch.setChecked(on)
            image = switch.grab().toImage()
            middle = image.height() // 2
            left, right = (image.pixelColor(x, middle) for x in (image.height() // 2, image.width() - middle))
            ends.append(left.lightness() - right.lightness())
            ground = QColor(each.accent if on else each.paper)
            assert ground in (left, right)
        # The knob is at the other end, whichever colours the two have.
        assert ends[0] != 0 != ends[1]
