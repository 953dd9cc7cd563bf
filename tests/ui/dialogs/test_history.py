"""The history: what was done, where, by whom and when; what was undone says so."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.operations.project.history import Line
from annotator.ui.dialogs.history import HistoryDialog, HistoryModel
from annotator.ui.kit import theme


def test_history_lists_what_where_who_and_when_and_says_what_was_undone(qtbot: QtBot) -> None:
    coded = ("Code as Appeal", "Appeal, “urged”", "Speech", "Ana", "10:42")
    model = HistoryModel((Line(*coded), Line("Import", "", "", "Boris", "10:41", undone=True)))
    assert tuple(model.index(0, column).data() for column in range(5)) == coded
    assert model.index(1, 0).data() == "Import (undone)"
    assert model.index(1, 0).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(5)] == [
        "What",
        "Passage",
        "Document",
        "Who",
        "When",
    ]


def test_an_empty_history_says_what_will_fill_it(qtbot: QtBot) -> None:
    dialog = HistoryDialog(())
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.table.isHidden()
    assert any("each span that you code" in label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


"""x"""


def test_only_a_step_that_was_undone_is_greyed(qtbot: QtBot) -> None:
    model = HistoryModel((Line("Code", "", "", "Ana", "1"), Line("Import", "", "", "Ana", "2", undone=True)))
    grey = [model.index(row, 3).data(Qt.ItemDataRole.ForegroundRole) for row in (0, 1)]
    assert grey[0] is None and grey[1].name().upper() == theme.current().secondary.upper()
    assert model.index(1, 1).data(Qt.ItemDataRole.FontRole) is None
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
