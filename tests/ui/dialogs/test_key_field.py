"""The field for a key: it takes one key, and assistive tools meet it as what it is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.key_field import KeyField


def shown(qtbot: QtBot) -> KeyField:
    field = KeyField("New key")
    qtbot.addWidget(field)
    field.show()
    return field


def test_it_takes_one_key_with_its_modifiers_and_a_further_one_in_its_place(qtbot: QtBot) -> None:
    field = shown(qtbot)
    QTest.keyClick(field, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert field.keySequence() == QKeySequence("Ctrl+F")
    field.editingFinished.emit()
    QTest.keyClick(field, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    assert field.keySequence().count() == 1 and field.keySequence() == QKeySequence("Alt+G")


def test_each_field_is_spoken_as_a_place_for_a_key_with_the_key_as_its_value(qtbot: QtBot) -> None:
    for key in ("Ctrl+F", "F5", ""):
        field = shown(qtbot)
        field.setKeySequence(QKeySequence(key))
        told = QAccessible.queryAccessibleInterface(field)
        native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        assert told.role() is QAccessible.Role.HotkeyField
        assert (told.text(QAccessible.Text.Name), told.text(QAccessible.Text.Value)) == ("New key", native)
        assert {inside.accessibleName() for inside in field.findChildren(QLineEdit)} == {"New key"}


def test_other_fields_are_spoken_as_before(qtbot: QtBot) -> None:
    shown(qtbot)
    other = QLineEdit()
    qtbot.addWidget(other)
    assert QAccessible.queryAccessibleInterface(other).role() is QAccessible.Role.EditableText
