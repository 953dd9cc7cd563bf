"""The reason of the next decision is typed, or chosen by its number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.model.settings import DEFAULT_REASONS
from annotator.operations.adjudication import adjudicate
from annotator.ui.adjudication.reason_line import ReasonLine
from annotator.ui.commands.commands import REASONS
from annotator.ui.commands.key_names import put_in_force
from annotator.ui.commands.key_table import keys_in_force
from annotator.ui.dialogs.reasons_dialog import ReasonsDialog
from tests.ui.adjudication.desks import decisions, last
from tests.ui.windows import Stage


def test_a_number_chooses_the_reason_of_the_next_decision_alone(keyed: Stage) -> None:
    keyed.press("2")
    assert keyed.said == f"Reason for the next decision: {DEFAULT_REASONS[1]}"
    keyed.press("2")
    assert keyed.said == "No reason for the next decision"
    keyed.press("3", "a", "x")
    assert [one.reason for one in sorted(decisions(keyed), key=lambda one: one.id)] == [DEFAULT_REASONS[2], ""]


def test_the_list_of_reasons_is_the_projects_and_can_be_edited(keyed: Stage) -> None:
    keyed.action("adjudicate.reasons").trigger()
    dialog = keyed.dialog(ReasonsDialog)
    dialog.lines.setPlainText("Too vague\nEnough context")
    QTest.keyClick(dialog.buttons.buttons()[0], Qt.Key.Key_Return)
    keyed.without_dialog()
    assert adjudicate.reasons(keyed.window.session.project) == ("Too vague", "Enough context")
    assert keyed.action("adjudicate.reason_2").text() == "Reason: Enough context"
    assert not keyed.action("adjudicate.reason_3").isVisible()
    keyed.press("2", "x")
    assert last(keyed).reason == "Enough context"


@pytest.fixture
def line(qtbot: QtBot) -> ReasonLine:
    made = ReasonLine()
    qtbot.addWidget(made)
    return made


@given(st.lists(st.text(min_size=1, max_size=12).filter(lambda text: text == text.strip()), max_size=12, unique=True))
def test_each_reason_is_offered_with_its_key_and_chosen_by_its_number(qapp: QApplication, reasons: list[str]) -> None:
    line = ReasonLine()
    line.show_reasons(reasons)
    for number in range(len(reasons)):
        line.list.linkActivated.emit(str(number))
        assert line.text == QLineEdit(reasons[number]).text()
    line.choose(len(reasons))
    assert line.text == (QLineEdit(reasons[-1]).text() if reasons else "")
    assert line.list.text().count("<a href=") == len(reasons) + 1
    line.deleteLater()


def test_the_same_number_again_takes_a_reason_back_and_another_one_replaces_it(line: ReasonLine) -> None:
    line.show_reasons(["Too vague", "Enough context"])
    assert [line.choose(number) for number in (0, 1, 1, 5)] == ["Too vague", "Enough context", "", ""]
    line.choose(0)
    line.clear()
    assert line.text == ""


def test_a_reason_is_text_whatever_signs_it_has(line: ReasonLine) -> None:
    line.show_reasons(["a < b & <b>c</b>"])
    shown = QTextDocument()
    shown.setHtml(line.list.text())
    assert "a < b & <b>c</b>" in shown.toPlainText().replace("\u00a0", " ")
    assert line.list.accessibleName() == "Reasons by key: 1 a < b & <b>c</b>"
    line.show_reasons([])
    assert line.list.accessibleName() == "No reasons to choose"


def test_keys_are_named_as_they_are_now_and_only_so_many_reasons_have_one(line: ReasonLine) -> None:
    reasons = [f"Reason {number}" for number in range(1, REASONS + 2)]
    line.show_reasons(reasons)
    assert f"{REASONS} Reason {REASONS}, Reason {REASONS + 1}" in line.list.accessibleName()
    put_in_force({**keys_in_force({}), "adjudicate.reason_1": ("Ctrl+K",), "adjudicate.reason": ()})
    assert line.list.accessibleName().startswith("Reasons by key: Ctrl+K Reason 1, 2 Reason 2")
    assert line.field.placeholderText() == "Reason, if one is needed"


def test_return_and_escape_are_done_here_and_the_list_can_be_edited(line: ReasonLine, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        with qtbot.waitSignal(line.left):
            QTest.keyClick(line.field, key)
    with qtbot.waitSignal(line.edit_requested):
        line.list.linkActivated.emit("edit")
    assert line.text == ""
