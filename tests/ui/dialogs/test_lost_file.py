"""The dialog of a file that is gone: Return saves under a new name, Escape only reads on."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.lost_file import LostFileDialog


def test_return_asks_for_a_new_name_and_escape_does_not(qtbot: QtBot) -> None:
    for key, asked in ((Qt.Key.Key_Return, 1), (Qt.Key.Key_Escape, 0)):
        dialog = LostFileDialog("p.annot was deleted.")
        qtbot.addWidget(dialog)
        heard: list[bool] = []
        dialog.save_requested.connect(lambda heard=heard: heard.append(True))
        dialog.show()
        QTest.keyClick(dialog, key)
        assert len(heard) == asked and dialog.isHidden()
