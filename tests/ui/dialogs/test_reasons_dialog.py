"""The list of reasons: a line each, in their order, and the keys of the first nine as they are now."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.commands.key_names import put_in_force
from annotator.ui.commands.key_table import keys_in_force
from annotator.ui.dialogs.reasons_dialog import ReasonsDialog
from tests.examples import examples

REASONS = st.lists(st.sampled_from(["Wrong label", "a & b <i>", "标签错误", "تسمية خاطئة", "two\nlines"]), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(20))
@given(reasons=REASONS)
def test_reasons_that_nobody_touched_come_back_as_they_were(qtbot: QtBot, reasons: list[str]) -> None:
    dialog = ReasonsDialog(reasons)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.accept()
    assert told.args == [tuple(reasons)]


def test_empty_lines_are_no_reasons_and_escape_leaves_the_list(qtbot: QtBot) -> None:
    dialog = ReasonsDialog(("Wrong label",))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.lines.appendPlainText("\n  \nOverlooked\n")
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.accept()
    assert told.args == [("Wrong label", "Overlooked")]
    dialog.show()
    with qtbot.assertNotEmitted(dialog.chosen):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_keys_of_the_first_nine_are_named_as_they_are_now(qtbot: QtBot) -> None:
    put_in_force({**keys_in_force({}), "adjudicate.reason_2": ("F9",)})
    dialog = ReasonsDialog(())
    qtbot.addWidget(dialog)
    assert ", F9, " in dialog.lines.accessibleDescription()
