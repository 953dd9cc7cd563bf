"""A form, then progress that can be stopped, then a report."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.stages import StagedDialog
from annotator.ui.kit.widgets import Outcome


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[StagedDialog]:
    made = StagedDialog("Import")
    made.add_buttons("Import")
    qtbot.addWidget(made)
    made.show()
    yield made


def test_progress_can_be_stopped_and_closing_stops_it_too(dialog: StagedDialog, qtbot: QtBot) -> None:
    dialog.show_progress(5_000_000_000, 10_000_000_000, "Reading a.txt…")
    assert dialog.working
    assert dialog.progress.bar.value() == 500
    assert dialog.focusWidget() is dialog.progress.stop_button
    with qtbot.waitSignal(dialog.cancel_requested):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.progress.stop_button.isEnabled()


def test_progress_without_a_total_is_a_moving_bar(dialog: StagedDialog) -> None:
    dialog.show_progress(3, 0, "")
    assert dialog.progress.bar.maximum() == 0


def test_after_a_stop_the_form_is_there_again(dialog: StagedDialog) -> None:
    dialog.show_progress(1, 2, "")
    dialog.show_form()
    assert not dialog.working
    assert dialog.buttons.isVisible()


def test_the_report_is_read_in_sentences_and_enter_closes(dialog: StagedDialog, qtbot: QtBot) -> None:
    dialog.show_progress(1, 2, "")
    dialog.show_report([(Outcome.DONE, "38 documents were imported."), (Outcome.FAILED, "x.doc: it is old.")])
    assert dialog.report.as_text() == "38 documents were imported.\nx.doc: it is old."
    spoken = dialog.report.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Failed: x.doc: it is old."
    dialog.close_button.click()
    assert dialog.isHidden()


def test_of_a_second_attempt_the_stop_can_be_pressed_again(dialog: StagedDialog, qtbot: QtBot) -> None:
    dialog.show_progress(1, 2, "Reading…")
    dialog.progress.stop_button.click()
    dialog.show_progress(2, 2, "Still reading…")
    assert not dialog.progress.stop_button.isEnabled() and dialog.buttons.isHidden()
    dialog.show_form()
    dialog.show_progress(0, 2, "Reading…")
    with qtbot.waitSignal(dialog.cancel_requested):
        dialog.progress.stop_button.click()


def test_escape_closes_the_form_and_the_report(dialog: StagedDialog, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(dialog.cancel_requested):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isHidden()
        dialog.show()
        dialog.show_report([(Outcome.DONE, "Done.")])
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()
