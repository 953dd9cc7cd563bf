"""A passphrase is asked until it fits, chosen twice, and shown by no field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from annotator.operations.project.encryption import LOST
from annotator.ui.dialogs.passphrase_dialog import NewPassphrase, PassphraseDialog


def test_it_is_given_by_return_asked_again_where_it_does_not_fit_and_gone_with_the_dialog(qtbot: QtBot) -> None:
    dialog = PassphraseDialog("talks.annot")
    qtbot.addWidget(dialog)
    dialog.show()
    given: list[str] = []
    dialog.given.connect(given.append)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert given == []
    QTest.keyClicks(dialog.field, "wrong")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert given == ["wrong"] and dialog.isVisible()
    dialog.say("It does not fit.")
    assert dialog.problem.text() == "It does not fit." and dialog.field.selectedText()
    assert dialog.field.echoMode() == QLineEdit.EchoMode.Password and dialog.field.displayText() != "wrong"
    dialog.done(0)
    assert dialog.field.text() == ""


@pytest.mark.parametrize(
    ("first", "again", "problem"),
    [("", "", "Type a passphrase"), ("one", "", "not the same"), ("one", "two", "not the same"), ("one", "one", "")],
)
def test_a_new_one_is_there_once_it_was_typed_twice(qtbot: QtBot, first: str, again: str, problem: str) -> None:
    fields = NewPassphrase()
    qtbot.addWidget(fields)
    fields.first.setText(first)
    fields.again.setText(again)
    assert problem in fields.problem() and bool(problem) is bool(fields.problem())
    assert fields.passphrase == ("" if problem else first)
    assert fields.hint.text().startswith(LOST)
    assert {each.echoMode() for each in (fields.first, fields.again)} == {QLineEdit.EchoMode.Password}
