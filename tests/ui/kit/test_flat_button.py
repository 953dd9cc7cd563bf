"""A flat button: a ring for the keyboard, and a click that takes the keyboard from nobody."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.kit import theme, themes
from annotator.ui.kit.flat_button import FlatButton


def test_the_keyboard_is_shown_by_a_ring_and_a_click_leaves_it_where_it_is(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, themes.LIGHT)
    holder, field, button = QWidget(), QLineEdit(), FlatButton("Press")
    qtbot.addWidget(holder)
    box = QVBoxLayout(holder)
    box.addWidget(field)
    box.addWidget(button)
    button.setFixedSize(80, 32)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    field.setFocus()
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert field.hasFocus()
    accent = QColor(themes.LIGHT.accent)
    assert button.grab().toImage().pixelColor(40, 1) != accent
    button.setFocus()
    assert button.grab().toImage().pixelColor(40, 1) == accent
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)
