"""Release, training round, re-code sample: what is ticked and typed comes out as it was meant."""

from collections.abc import Collection

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.recode_dialog import CoderWork, RecodeDialog, SampleChoice
from annotator.ui.dialogs.release_dialog import ReleaseDialog
from annotator.ui.dialogs.ticks import TickEntry, TickModel
from annotator.ui.dialogs.training_dialog import ResultsDialog, Round, TrainingDialog
from annotator.ui.kit import theme, themes

ENTRIES = (
    TickEntry("a", "First", "ready"),
    TickEntry("b", "Second", "2 cases not decided"),
    TickEntry("c", "Third", "ready"),
)


def shown(qtbot: QtBot, dialog: QDialog) -> None:
    qtbot.addWidget(dialog)
    dialog.show()


def warn(chosen: Collection[str]) -> str:
    return "Not ready is “Second”" if "b" in chosen else ""


def released(qtbot: QtBot, known: Collection[str] = (), ready: Collection[str] = ("a", "c")) -> ReleaseDialog:
    dialog = ReleaseDialog(ENTRIES, known, ready, warn)
    shown(qtbot, dialog)
    return dialog


def test_ready_documents_are_ticked_and_enter_releases_them(qtbot: QtBot) -> None:
    dialog = released(qtbot)
    assert dialog.count.text() == "2 new" and not dialog.warning.isVisible()
    with qtbot.waitSignal(dialog.chosen) as told:
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert told.args == [frozenset({"a", "c"})]


def test_space_ticks_what_is_not_ready_and_it_is_said_in_a_sentence(qtbot: QtBot) -> None:
    dialog = released(qtbot)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.model.chosen == {"a", "b", "c"}
    assert dialog.warning.isVisible() and dialog.warning.text() == "Not ready is “Second”"
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.model.chosen == {"a", "c"} and not dialog.warning.isVisible()


def test_what_is_released_already_is_no_news_and_can_be_taken_back(qtbot: QtBot) -> None:
    dialog = released(qtbot, known=["b"], ready=[])
    assert not dialog.accept_button.isEnabled() and not dialog.warning.isVisible()
    dialog.choosers["None"].click()
    assert dialog.accept_button.text() == "Take back" and dialog.count.text() == "1 taken back"
    dialog.choosers["All"].click()
    assert dialog.accept_button.text() == "Release" and dialog.count.text() == "2 new"
    dialog.choosers["Ready ones"].click()
    assert dialog.model.chosen == {"b"}


def test_only_entries_can_be_ticked() -> None:
    model = TickModel(ENTRIES, ["a", "gone"])
    assert model.chosen == {"a"} and model.index(0).data() == "First · ready"
    assert not model.setData(model.index(0), "other title")


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


WORKS = (CoderWork("1", "Ana", 10), CoderWork("2", "Ben", 3, seen=2))


def test_a_sample_is_a_fifth_of_the_work_unless_another_number_is_typed(qtbot: QtBot) -> None:
    dialog = RecodeDialog(WORKS)
    shown(qtbot, dialog)
    assert dialog.share.text() == "2 of 10: 20%" and not dialog.seen.isVisible()
    dialog.count.setValue(99)
    dialog.seed.setValue(7)
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.accept()
    assert told.args == [SampleChoice("1", 10, 7)]


def test_whose_gold_was_shown_before_is_said(qtbot: QtBot) -> None:
    dialog = RecodeDialog(WORKS)
    shown(qtbot, dialog)
    QTest.keyClick(dialog.layer, Qt.Key.Key_Down)
    assert dialog.work == WORKS[1] and dialog.count.value() == 1
    assert dialog.seen.isVisible() and "The gold of 2 of them" in dialog.seen.text()


def test_without_work_that_is_done_there_is_nothing_to_draw(qtbot: QtBot) -> None:
    dialog = RecodeDialog(())
    shown(qtbot, dialog)
    assert not dialog.accept_button.isEnabled() and "No coder has marked" in dialog.share.text()
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog.accept()


@pytest.mark.parametrize("count", [3_000])
def test_thousands_of_documents_can_be_ticked_at_once(qtbot: QtBot, count: int) -> None:
    entries = [TickEntry(str(number), f"Document {number}", "ready") for number in range(count)]
    dialog = ReleaseDialog(entries, [], [], warn)
    shown(qtbot, dialog)
    dialog.choosers["All"].click()
    assert dialog.count.text() == f"{count} new"


def test_the_rows_of_a_list_have_the_height_of_the_theme_from_the_beginning(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, themes.LIGHT)
    dialog = TrainingDialog(ENTRIES, [], 0.8)
    shown(qtbot, dialog)
    QApplication.processEvents()
    row = dialog.list.visualRect(dialog.model.index(1))
    assert row.height() == dialog.list.sizeHintForRow(1) >= 20
    assert row.top() >= dialog.list.visualRect(dialog.model.index(0)).bottom()
