"""Nothing is erased before one has ticked that nothing brings it back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.erase import EraseDialog


def test_return_erases_nothing_before_the_tick(qtbot: QtBot) -> None:
    dialog = EraseDialog("Erase for good", ["This would erase 1 document."], ["Nobody knows."])
    qtbot.addWidget(dialog)
    agreed: list[bool] = []
    dialog.accepted.connect(lambda: agreed.append(True))
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert agreed == [] and dialog.isVisible()
    QTest.keyClick(dialog.sure, Qt.Key.Key_Space)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert agreed == [True]


def test_what_would_go_and_what_would_stay_is_said(qtbot: QtBot) -> None:
    dialog = EraseDialog("Erase for good", ["This would erase 1 document."], ["A copy.", "Nobody knows."])
    qtbot.addWidget(dialog)
    assert "1 document" in dialog.accessibleDescription()
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == ["A copy.", "Nobody knows."]
