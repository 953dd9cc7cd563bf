"""A re-code sample: a fifth of what is done unless another number is typed, and whose gold was shown is said."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.recode_dialog import CoderWork, RecodeDialog, SampleChoice
from tests.examples import examples
from tests.ui.dialogs.ticked import shown

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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(20))
@given(done=st.integers(1, 3000), typed=st.integers(-5, 4000))
def test_a_sample_never_has_more_documents_than_are_done(qtbot: QtBot, done: int, typed: int) -> None:
    dialog = RecodeDialog((CoderWork("1", "Ana", done),))
    qtbot.addWidget(dialog)
    assert 1 <= dialog.count.value() <= max(1, round(done / 5) + 1)
    dialog.count.setValue(typed)
    assert dialog.count.value() == min(max(typed, 1), done)
    assert dialog.share.text() == f"{dialog.count.value()} of {done}: {dialog.count.value() / done:.0%}"
