"""What is asked around the draft: each answer is told once, and whoever goes back has said nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.codebook.dialogs import AskDialog, SaveDialog


def saving(qtbot: QtBot, lost: tuple[str, ...] = ()) -> tuple[SaveDialog, list[str]]:
    dialog = SaveDialog(["The label Praise was added."], lost)
    qtbot.addWidget(dialog)
    dialog.show()
    notes: list[str] = []
    dialog.given.connect(notes.append)
    return dialog, notes


def test_the_note_is_given_on_one_line_and_may_be_empty(qtbot: QtBot) -> None:
    dialog, notes = saving(qtbot)
    dialog.note.setText("  sharper\t  than before ")
    QTest.keyClick(dialog.note, Qt.Key.Key_Return)
    another, empty = saving(qtbot)
    QTest.keyClick(another.note, Qt.Key.Key_Return)
    assert (notes, empty) == (["sharper than before"], [""])


def test_escape_saves_nothing(qtbot: QtBot) -> None:
    dialog, notes = saving(qtbot)
    QTest.keyClick(dialog.note, Qt.Key.Key_Escape)
    assert notes == [] and not dialog.isVisible()


def test_what_codings_lose_stands_before_what_changes_and_the_button_says_so(qtbot: QtBot) -> None:
    dialog, _ = saving(qtbot, ("Appeal: 1 slot is filled.",))
    assert dialog.changes.as_text() == "Appeal: 1 slot is filled.\nThe label Praise was added."
    harmless, _ = saving(qtbot)
    titles = [[button.text() for button in each.buttons.buttons()] for each in (dialog, harmless)]
    assert "Save all the same" in titles[0] and "Save" in titles[1]


@pytest.mark.parametrize(
    ("key", "expected"), [(Qt.Key.Key_Return, ["first"]), (Qt.Key.Key_Escape, []), (Qt.Key.Key_Space, ["second"])]
)
def test_a_question_tells_which_of_two_answers_was_given_or_neither(
    qtbot: QtBot, key: Qt.Key, expected: list[str]
) -> None:
    dialog = AskDialog("Discard?", "2 changes are not saved.", "Discard", "Save…", "Keep it")
    qtbot.addWidget(dialog)
    dialog.show()
    told: list[str] = []
    dialog.first.connect(lambda: told.append("first"))
    dialog.second.connect(lambda: told.append("second"))
    QTest.keyClick(dialog.second_button if key == Qt.Key.Key_Space else dialog, key)
    assert told == expected and not dialog.isVisible()


def test_of_two_answers_return_gives_the_one_that_has_the_keyboard(qtbot: QtBot) -> None:
    dialog = AskDialog("Discard?", "2 changes are not saved.", "Discard", "Save…", "Keep it")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.focusWidget() is dialog.first_button
    with qtbot.waitSignal(dialog.second):
        dialog.second_button.setFocus()
        QTest.keyClick(dialog.second_button, Qt.Key.Key_Return)
