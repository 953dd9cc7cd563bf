"""Which person or layer is to be removed: one that has to stay says why."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.ids import CoderId, LayerId
from annotator.ui.dialogs.removal import Removable, RemovalDialog

ANA = Removable("Ana", CoderId("1"), why_not="Ana alone leads this project.")
AGAIN = Removable("again", layer=LayerId("2"), owner="Ana")


def test_the_one_at_hand_is_removed_and_one_that_stays_says_why(qtbot: QtBot) -> None:
    dialog, asked = RemovalDialog([ANA, AGAIN]), list[Removable]()
    qtbot.addWidget(dialog)
    dialog.removal_requested.connect(asked.append)
    dialog.show()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert asked == [] and dialog.isVisible()
    assert dialog.remove_button is not None and not dialog.remove_button.isEnabled()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.chosen == AGAIN and AGAIN.said == "The layer again of Ana"
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert asked == [AGAIN] and not dialog.isVisible()
