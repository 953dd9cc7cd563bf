"""What all dialogs share: the title is heading and spoken name, one default button, and gone once it is closed."""

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.base import Dialog, open_dialog


def titles(dialog: Dialog) -> set[str]:
    return {each.text().replace("&", "") for each in dialog.findChildren(QPushButton)}


def test_its_title_is_the_window_the_heading_and_what_a_screen_reader_says(qtbot: QtBot) -> None:
    dialog = Dialog("Merge <b>", intro="Two & two.")
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == dialog.accessibleName() == "Merge <b>"
    shown = dialog.findChildren(QLabel)
    assert [label.text() for label in shown] == ["Merge <b>", "Two & two."]
    assert {label.textFormat() for label in shown} == {Qt.TextFormat.PlainText}


@pytest.mark.parametrize(
    ("accept", "reject", "default"), [("Save", "Cancel", "Save"), ("Close", "", "Close"), ("", "Close", None)]
)
def test_the_button_that_accepts_is_the_default_one(
    qtbot: QtBot, accept: str, reject: str, default: str | None
) -> None:
    dialog = Dialog("Note")
    qtbot.addWidget(dialog)
    made = dialog.add_buttons(accept, reject)
    assert titles(dialog) == {accept, reject} - {""}
    assert (made.text() if made is not None else None) == default
    assert [each.text() for each in dialog.findChildren(QPushButton) if each.isDefault()] == [accept] * bool(accept)


def test_enter_accepts_escape_rejects_and_a_side_button_does_neither(qtbot: QtBot) -> None:
    for key, result in ((Qt.Key.Key_Return, 1), (Qt.Key.Key_Escape, 0), (None, None)):
        dialog = Dialog("Note")
        qtbot.addWidget(dialog)
        side = dialog.add_side_button("Copy")
        dialog.add_buttons("Save")
        dialog.show()
        ended: list[int] = []
        dialog.finished.connect(ended.append)
        side.click()
        if key is not None:
            QTest.keyClick(dialog, key)
        assert ended == ([] if result is None else [result]) and not side.isDefault()


def test_an_opened_dialog_is_modal_and_gone_once_it_is_closed(qtbot: QtBot) -> None:
    dialog = Dialog("Note")
    dialog.add_buttons("Save")
    open_dialog(dialog)
    assert dialog.isVisible() and dialog.isModal()
    dialog.accept()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(dialog)
