"""What was handed in: which file is to be sent, and where it is."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.handed_in import HandedInDialog


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> HandedInDialog:
    made = HandedInDialog("Wrote Ana.packet: 3 acts.", tmp_path / "Ana.packet")
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_says_what_to_do_with_the_file_and_return_closes_it(dialog: HandedInDialog) -> None:
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Wrote Ana.packet: 3 acts. Send this file to whoever gave you the project." in said
    assert dialog.field.text() == str(dialog.path)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isHidden()


def test_the_folder_is_shown_by_the_system(dialog: HandedInDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    dialog.show_button.click()
    assert [Path(url.toLocalFile()) for url in shown] == [dialog.path.parent]


def test_another_folder_is_asked_for(dialog: HandedInDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.elsewhere_requested):
        dialog.elsewhere_button.click()
    assert dialog.isHidden()
