"""One line of words."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.reason import ReasonDialog


def opened(qtbot: QtBot, text: str = "") -> ReasonDialog:
    dialog = ReasonDialog("Note", "Note on “urged”", text)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_enter_gives_the_line(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    with qtbot.waitSignal(dialog.given) as told:
        QTest.keyClicks(dialog.field, "  reported   speech ")
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert told.args == ["reported speech"]
    assert dialog.isHidden()


def test_typing_replaces_what_stood_there(qtbot: QtBot) -> None:
    dialog = opened(qtbot, "old")
    QTest.keyClicks(dialog.field, "new")
    assert dialog.field.text() == "new"


def test_an_empty_line_is_an_answer_and_escape_is_none(qtbot: QtBot) -> None:
    dialog = opened(qtbot, "old")
    dialog.field.clear()
    with qtbot.waitSignal(dialog.given) as told:
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert told.args == [""]
    other = opened(qtbot, "old")
    with qtbot.assertNotEmitted(other.given):
        QTest.keyClick(other.field, Qt.Key.Key_Escape)
