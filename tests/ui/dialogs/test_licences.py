"""The parts with their licences: one is chosen, and its text is shown."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.licences import parts
from annotator.ui.dialogs.licences import LicencesDialog


def test_every_part_is_a_row_and_the_text_follows_the_keyboard(qtbot: QtBot) -> None:
    found = parts()
    dialog = LicencesDialog(found)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.tree.topLevelItemCount() == len(found) > 10
    for part in found:
        item = dialog.tree.currentItem()
        assert item is not None
        assert [item.text(column) for column in range(3)] == [part.name, part.version, part.licence]
        assert dialog.text.toPlainText().strip() == part.text().replace("\r\n", "\n").replace("\f", "\n").strip()
        QTest.keyClick(dialog.tree, Qt.Key.Key_Down)
