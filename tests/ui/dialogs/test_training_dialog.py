"""A training round: what is ticked and the mark come out as they were meant; results are read by coder."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.training_dialog import ResultsDialog, ResultsModel, Round, TrainingDialog
from annotator.ui.kit import theme, themes
from tests.ui.dialogs.ticked import ENTRIES, shown


def test_a_round_is_what_is_ticked_with_its_mark_as_a_share(qtbot: QtBot) -> None:
    dialog = TrainingDialog(ENTRIES, ["c"], 0.8)
    shown(qtbot, dialog)
    assert dialog.mark.value() == 80
    dialog.mark.setValue(72.5)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.accept()
    assert told.args == [Round(frozenset({"a", "c"}), 0.725)]


def test_results_are_a_row_for_each_coder(qtbot: QtBot) -> None:
    dialog = ResultsDialog(["Coder", "First", "All", "Round"], [["Ana", "90 %", "90 %", "passed"]], "80 %")
    shown(qtbot, dialog)
    model = dialog.table.model()
    assert [model.index(0, column).data() for column in range(model.columnCount())] == ["Ana", "90 %", "90 %", "passed"]


def test_without_results_it_says_so(qtbot: QtBot) -> None:
    dialog = ResultsDialog(["Coder", "All", "Round"], [], "80 %")
    shown(qtbot, dialog)
    assert dialog.table.isHidden()


def test_the_rows_of_a_list_have_the_height_of_the_theme_from_the_beginning(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, themes.LIGHT)
    dialog = TrainingDialog(ENTRIES, [], 0.8)
    shown(qtbot, dialog)
    QApplication.processEvents()
    row = dialog.list.visualRect(dialog.model.index(1))
    assert row.height() == dialog.list.sizeHintForRow(1) >= 20
    assert row.top() >= dialog.list.visualRect(dialog.model.index(0)).bottom()


def test_without_gold_there_is_nothing_to_practise_on_and_that_is_said(qtbot: QtBot) -> None:
    dialog = TrainingDialog((), [], 0.8)
    shown(qtbot, dialog)
    assert not dialog.list.isVisible()
    assert any("No document has gold yet" in each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


@pytest.mark.parametrize("share", [0.01, 0.333, 0.8, 1.0])
def test_a_pass_mark_comes_back_as_it_was(qtbot: QtBot, share: float) -> None:
    dialog = TrainingDialog(ENTRIES, [], share)
    shown(qtbot, dialog)
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.accept()
    assert told.args == [Round(frozenset(), share)]


def test_a_heading_that_is_cut_is_whole_in_its_tooltip() -> None:
    model = ResultsModel(["Coder", "A very long title"], [["Ana", "90 %"]])
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    assert {model.headerData(1, Qt.Orientation.Horizontal, role) for role in roles} == {"A very long title"}
    assert {model.index(0, 1).data(role) for role in roles} == {"90 %"}
