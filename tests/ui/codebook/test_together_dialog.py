"""Two versions side by side, by keys: A takes the one, B the other, and what is open comes next."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.operations.codebook.bringing_together import Place, VersionDifference, VersionSide
from annotator.ui.codebook.together_dialog import TogetherDialog

ROWS = [
    VersionDifference(("appeal", "name"), "Appeal: name", "Appeal", "Call", VersionSide.SECOND),
    VersionDifference(("appeal", "definition"), "Appeal: definition", "x", "y", None),
    VersionDifference(("actor", ""), "Actor", "yes", "not there", None),
]


def test_each_open_difference_is_decided_by_a_key_and_then_it_can_be_saved(qtbot: QtBot) -> None:
    dialog, chosen = TogetherDialog(("2b", "2"), ROWS), list[dict[Place, VersionSide]]()
    qtbot.addWidget(dialog)
    dialog.chosen.connect(chosen.append)
    dialog.show()
    assert dialog.left.text() == "2 open" and not dialog.accept_button.isEnabled()
    assert dialog.rows.currentIndex().row() == 1, "the first that is open"
    QTest.keyClick(dialog.rows, Qt.Key.Key_A)
    assert dialog.rows.currentIndex().row() == 2
    QTest.keyClick(dialog.rows, Qt.Key.Key_B)
    assert dialog.left.text() == "All is decided." and dialog.accept_button.isEnabled()
    dialog.accept()
    assert chosen == [
        {
            ("appeal", "name"): VersionSide.SECOND,
            ("appeal", "definition"): VersionSide.FIRST,
            ("actor", ""): VersionSide.SECOND,
        }
    ]


def test_return_saves_nothing_while_something_is_open(qtbot: QtBot) -> None:
    dialog, chosen = TogetherDialog(("2b", "2"), ROWS), list[object]()
    qtbot.addWidget(dialog)
    dialog.chosen.connect(chosen.append)
    dialog.show()
    dialog.accept()
    assert chosen == [] and dialog.isVisible()
