"""The field of the memo on a document: finished when the keyboard leaves it, and low beside the list."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.inspector.memo_field import MemoField


def test_it_is_finished_when_it_is_left_and_shows_how_many_more_there_are(qtbot: QtBot) -> None:
    field = MemoField()
    qtbot.addWidget(field)
    field.resize(300, 200)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    with qtbot.assertNotEmitted(field.area.finished):
        field.show_memo("one\ntwo", 2)
        field.area.setFocus()
        QTest.keyClicks(field.area, "x")
    assert field.more.text() == "2 more memos" and field.more.isVisible()
    low = field.area.height()
    field.area.setPlainText("line\n" * 40)
    assert low <= field.area.height() <= 8 * field.area.fontMetrics().lineSpacing()
    with qtbot.waitSignals([field.area.finished, field.area.left]):
        QTest.keyClick(field.area, Qt.Key.Key_Escape)
    with qtbot.waitSignal(field.area.finished):
        field.area.clearFocus()
    field.show_memo("", 0)
    assert field.text == "" and field.more.isHidden()
