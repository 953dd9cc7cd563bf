"""What goes is named before it goes; a step that is opened leaves all as it is."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.ui.history.revert_dialog import RevertDialog
from tests.ui.history.lines import line


def test_all_that_goes_is_listed_or_counted(qtbot: QtBot) -> None:
    dialog = RevertDialog(line(7), [line(8), line(9)], 1_503)
    qtbot.addWidget(dialog)
    rows = [dialog.model.line_at(row) for row in range(dialog.model.rowCount())]
    assert [row.number for row in rows if row is not None] == [7, 8, 9]
    assert dialog.windowTitle() == "Revert 1,503 steps?"
    assert any("And 1,500 later ones" in label.text() for label in dialog.findChildren(QLabel))


def test_a_step_that_is_opened_is_no_consent(qtbot: QtBot) -> None:
    dialog, agreed = RevertDialog(line(7), [line(8)], 2), list[int]()
    qtbot.addWidget(dialog)
    dialog.accepted.connect(lambda: agreed.append(1))
    dialog.show()
    with qtbot.waitSignal(dialog.opened) as heard:
        dialog.list.activated.emit(dialog.model.index(1))
    assert heard.args == [8] and not agreed and not dialog.isVisible()
