"""What went wrong in one sentence; of an error of the program its details too, once they are asked for."""

import sqlite3

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from annotator.model.errors import BadProject
from annotator.ui.dialogs.error import BUG_SENTENCE, ErrorDialog


def test_an_error_of_the_user_is_its_sentence_alone(qtbot: QtBot) -> None:
    dialog = ErrorDialog.of(BadProject("x.annot is newer than the program."))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.sentence.text() == "x.annot is newer than the program."
    assert dialog.details_button.isHidden()


def test_an_error_of_ours_has_details_that_are_shown_on_request(qtbot: QtBot) -> None:
    try:
        raise ZeroDivisionError("by nobody")
    except ZeroDivisionError as error:
        dialog = ErrorDialog.of(error)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.sentence.text() == BUG_SENTENCE
    assert dialog.details.isHidden()
    dialog.details_button.click()
    assert dialog.details.isVisible()
    assert "ZeroDivisionError: by nobody" in dialog.details.toPlainText()
    dialog.details_button.click()
    assert dialog.details.isHidden()
    dialog.copy_button.click()
    assert "by nobody" in QGuiApplication.clipboard().text()


def test_a_full_disk_is_a_sentence_and_no_error_of_ours(qtbot: QtBot) -> None:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    dialog = ErrorDialog.of(error)
    qtbot.addWidget(dialog)
    assert dialog.sentence.text().startswith("The disk is full") and dialog.details_button.isHidden()
    assert dialog.accessibleDescription() == dialog.sentence.text()
