"""Settling by a policy: seen before, one step, undone in one; what a person decided is left alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.model.decision import Rule
from annotator.ui.adjudication.policy_page import PolicyPage
from annotator.ui.adjudication.queue_view import QueueView
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


def asked(stage: Stage) -> PolicyPage:
    stage.press("y")
    page = stage.window.adjudication.policies
    assert page.isVisible() and page.table.hasFocus()
    worked_out(stage)
    return page


def worked_out(stage: Stage) -> None:
    settled(stage)
    stage.qtbot.waitUntil(lambda: not stage.window.adjudication.policy_flow.is_busy)


def choose(stage: Stage, title: str) -> None:
    page = stage.window.adjudication.policies
    titles = [line.title.replace("\u2068", "").replace("\u2069", "") for line in page.model.rows]
    page.table.selectRow(titles.index(title))
    worked_out(stage)


def accept(stage: Stage) -> None:
    QTest.keyClick(stage.window.adjudication.policies.accept_button, Qt.Key.Key_Return)
    settled(stage)


def listed(page: PolicyPage) -> list[tuple[str, str]]:
    return [(row.passage, row.becomes) for row in page.proposals.rows]


def test_all_policies_say_what_they_would_decide_and_leave_and_nothing_is_decided(table: Stage) -> None:
    page = asked(table)
    rows = [[page.model.cell(row, column) for column in range(3)] for row in range(page.model.rowCount())]
    told = {row[0].replace("\u2068", "").replace("\u2069", ""): (row[1], row[2]) for row in rows}
    assert told["What all coders say alike"] == ("0", "4")
    assert told["What more than half of the coders say alike"] == ("3", "1")
    assert told["What Ana says"] == ("4", "0") and told["A policy for each label"] == ("–", "–")
    assert (
        page.of_them.text().replace("\u2068", "").replace("\u2069", "") == "Of the 3: 1 Appeal, 1 Warning, 1 nothing."
    )
    assert page.intro.text().startswith("4 cases are open. Nothing is decided before")
    assert decisions(table) == []


def test_each_proposal_is_looked_at_with_its_case_beside_it_and_then_settled_in_one_step(table: Stage) -> None:
    page = asked(table)
    table.press("Return")
    assert page.list.hasFocus() and listed(page) == [
        ("urged France", "Appeal"),
        ("warned Russia", "Warning"),
        ("They", "nothing"),
    ]
    assert case(table) == "urged France"
    table.press("Down")
    assert case(table) == "warned Russia"
    assert not any(one.isEnabled() for one in table.window.adjudication.panel.choices.buttons.values())
    table.press("x")
    assert decisions(table) == []
    accept(table)
    assert not page.isVisible() and table.reader.hasFocus()
    assert table.said == "3 cases settled · saved; 1 left: 1 not seen by all"
    assert gold(table) == [("urged France", "appeal"), ("warned Russia", "warning")]
    assert case(table) == "met in" and table.window.documents.model.progress() == "1 case open"
    table.press("Ctrl+Z")
    settled(table)
    assert gold(table) == [] and decisions(table) == []
    assert table.window.adjudication.panel.model.undecided() == 4


def test_labels_have_policies_of_their_own_and_a_coder_can_be_preferred(table: Stage) -> None:
    page = asked(table)
    choose(table, "A policy for each label")
    assert not page.accept_button.isEnabled() and page.of_them.text() == "Choose a policy for at least one label."
    box = page.by_label.by_label["actor"]
    box.setCurrentIndex(box.findData("preferred"))
    box.activated.emit(box.currentIndex())
    assert page.by_label.coder.isEnabled()
    page.by_label.coder.setCurrentIndex(page.by_label.coder.findText("Cleo"))
    page.by_label.coder.activated.emit(page.by_label.coder.currentIndex())
    worked_out(table)
    page.look_at_each()
    assert listed(page) == [("They", "Actor"), ("met in", "nothing")]
    accept(table)
    assert {one.rule for one in decisions(table)} == {Rule.PREFERRED}
    assert gold(table) == [("They", "actor")]


def test_what_a_person_decided_is_left_alone(table: Stage) -> None:
    table.press("x")
    page = asked(table)
    page.look_at_each()
    assert ("urged France", "Appeal") not in listed(page)
    accept(table)
    assert ("urged France", "appeal") not in gold(table)


def test_escape_leads_from_the_cases_to_the_policies_and_from_these_to_the_text_and_settles_nothing(
    table: Stage,
) -> None:
    page = asked(table)
    table.press("Return", "Escape")
    assert page.table.hasFocus() and page.isVisible()
    choose(table, "What all coders say alike")
    assert not page.accept_button.isEnabled() and page.of_them.text().startswith("It would settle nothing")
    table.press("Escape")
    assert not page.isVisible() and table.reader.hasFocus() and decisions(table) == []
    assert table.window.adjudication.panel.choices.buttons["none"].isEnabled()


def test_what_changes_meanwhile_is_worked_out_anew(table: Stage) -> None:
    table.press("x")
    page = asked(table)
    assert page.accept_button.text() == "Settle 2 cases"
    table.press("Ctrl+Z")
    worked_out(table)
    assert page.accept_button.text() == "Settle 3 cases" and page.table.hasFocus()


def test_going_to_another_workspace_leaves_the_policies(table: Stage) -> None:
    page = asked(table)
    table.press("Ctrl+2", "Ctrl+4")
    settled(table)
    assert not page.isVisible() and table.reader.hasFocus()
