"""Settling by a policy: listed before, one step, undone in one; what a person decided is left alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.model.decision import Rule
from annotator.ui.adjudication.queue_view import QueueView
from annotator.ui.dialogs.policy_dialog import PolicyDialog
from tests.ui.adjudication.desks import case, decisions, gold, look, settled
from tests.ui.windows import Stage, code_as, make_project

TEXT = "China urged France to talk. France warned Russia. They met in Rome."


@pytest.fixture
def table(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Three coders; two of them agree on the appeal and on the warning, nobody on the rest."""
    made = make_project(tmp_path / "policy.annot", [TEXT])
    code_as(made, "Ana", ("urged France", "appeal"), ("warned Russia", "warning"), ("met", "actor"))
    code_as(made, "Ben", ("urged France", "appeal"), ("warned Russia", "warning"), ("met in", "actor"))
    code_as(made, "Cleo", ("urged", "appeal"), ("They", "actor"))
    stage.open(made, "Ana")
    look(stage, QueueView("document"))
    yield stage


def asked(stage: Stage) -> PolicyDialog:
    stage.press("y")
    dialog = stage.dialog(PolicyDialog)
    settled(stage)
    return dialog


def choose(dialog: PolicyDialog, value: str, label: str = "") -> None:
    box = dialog.by_label[label] if label else dialog.policy
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def accept(stage: Stage, dialog: PolicyDialog) -> None:
    QTest.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    stage.without_dialog()
    settled(stage)


def listed(dialog: PolicyDialog) -> list[tuple[str, str]]:
    return [(row.passage, row.becomes) for row in dialog.model.proposals]


def test_what_a_policy_would_settle_is_listed_settled_in_one_step_and_taken_back_in_one(table: Stage) -> None:
    dialog = asked(table)
    assert listed(dialog) == [
        ("urged France", "Appeal “urged France”"),
        ("warned Russia", "Warning “warned Russia”"),
        ("They", "nothing"),
    ]
    assert dialog.count.text() == "3 cases would be settled" and decisions(table) == []
    accept(table, dialog)
    assert table.said == "3 cases settled · saved; 1 left: 1 not seen by all"
    assert gold(table) == [("urged France", "appeal"), ("warned Russia", "warning")]
    assert case(table) == "met in" and table.window.documents.model.progress() == "1 case open"
    table.press("Ctrl+Z")
    settled(table)
    assert gold(table) == [] and decisions(table) == []
    assert table.window.adjudication.panel.model.undecided() == 4


def test_labels_have_policies_of_their_own_and_a_coder_can_be_preferred(table: Stage) -> None:
    dialog = asked(table)
    choose(dialog, "")
    assert dialog.model.rowCount() == 0 and not dialog.accept_button.isEnabled()
    assert dialog.count.text() == "Choose a policy, for all labels or for some."
    choose(dialog, "preferred", "actor")
    assert dialog.coder.isEnabled()
    dialog.coder.setCurrentIndex(dialog.coder.findText("Cleo"))
    dialog.coder.activated.emit(dialog.coder.currentIndex())
    settled(table)
    assert listed(dialog) == [("They", "Actor “They”"), ("met in", "nothing")]
    accept(table, dialog)
    assert {one.rule for one in decisions(table)} == {Rule.PREFERRED}
    assert gold(table) == [("They", "actor")]


def test_what_a_person_decided_is_left_alone(table: Stage) -> None:
    table.press("x")
    dialog = asked(table)
    assert ("urged France", "Appeal “urged France”") not in listed(dialog)
    accept(table, dialog)
    assert ("urged France", "appeal") not in gold(table)


def test_escape_settles_nothing_and_a_policy_without_cases_cannot_be_accepted(table: Stage) -> None:
    dialog = asked(table)
    choose(dialog, "unanimous")
    settled(table)
    assert not dialog.accept_button.isEnabled() and dialog.count.text().startswith("Nothing would be settled")
    table.press("Escape")
    table.without_dialog()
    assert decisions(table) == []
