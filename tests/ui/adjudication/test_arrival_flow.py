"""A coder who comes when all is decided: announced in one place, nothing is turned over, one key answers for all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.adjudication.decisions import Status
from annotator.ui.commands.key_names import key_of
from tests.ui.adjudication.desks import cases, decisions, enter, gold, settled
from tests.ui.windows import Stage, code_as, make_project

TEXT = "China urged France to talk. France warned Russia. They met in Rome."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Ana and Ben have done the text, and differ at three places."""
    made = make_project(tmp_path / "two.annot", [TEXT], ["Dana"])
    code_as(made, "Ana", ("urged France", "appeal"), ("warned Russia", "warning"), ("met", "actor"), done=True)
    code_as(made, "Ben", ("urged", "appeal"), ("warned Russia", "appeal"), done=True)
    return made


@pytest.fixture
def table(stage: Stage, path: Path) -> Iterator[Stage]:
    """Dana has decided all of it; then Cleo has coded the text."""
    stage.open(path, "Dana")
    enter(stage)
    stage.press("a", "b", "x")
    settled(stage)
    assert stage.window.adjudication.panel.model.undecided() == 0
    stage.window.session.close()
    code_as(path, "Cleo", ("urged France", "appeal"), ("warned Russia", "warning"), done=True)
    stage.open(path, "Dana")
    enter(stage)
    looked_at(stage)
    yield stage


def looked_at(stage: Stage) -> None:
    settled(stage)
    stage.qtbot.waitUntil(lambda: not stage.window.adjudication.arrivals.is_busy)


def said(stage: Stage) -> str:
    return stage.window.adjudication.strip.said.text().replace("\u2068", "").replace("\u2069", "")


def test_an_arrival_is_announced_and_nothing_is_turned_over(table: Stage) -> None:
    strip = table.window.adjudication.strip
    assert strip.isVisible() and said(table) == (
        "Cleo has come to 1 text since 3 cases of it were decided."
        " In 2 this coder says what was decided, in 1 something else."
    )
    assert {one.status for one in cases(table)} == {Status.DECIDED}
    assert table.window.adjudication.panel.model.undecided() == 0
    assert gold(table) == [("urged France", "appeal"), ("warned Russia", "appeal")]


def test_one_key_keeps_all_as_decided_and_one_step_takes_that_back(table: Stage) -> None:
    before = gold(table)
    table.press("Shift+K")
    looked_at(table)
    assert table.said == "3 decisions kept · saved" and not table.window.adjudication.strip.isVisible()
    assert {one.status for one in cases(table)} == {Status.DECIDED} and gold(table) == before
    assert not any(one.newcomers for one in cases(table))
    assert not table.action("adjudicate.keep_decided").isEnabled()
    table.press("Ctrl+Z")
    looked_at(table)
    assert table.window.adjudication.strip.isVisible()


def test_one_key_opens_those_that_differ_and_keeps_the_others(table: Stage) -> None:
    table.press("Shift+O")
    looked_at(table)
    assert table.said == "2 decisions kept, 1 opened again · saved"
    assert sorted(one.status for one in cases(table)) == [Status.DECIDED, Status.DECIDED, Status.OPEN]
    assert gold(table) == [("urged France", "appeal")] and not table.window.adjudication.strip.isVisible()


def test_they_are_looked_at_in_the_queue_each_with_what_the_newcomer_says(table: Stage) -> None:
    workspace = table.window.adjudication
    workspace.strip.look.click()
    looked_at(table)
    assert len(workspace.panel.model.rows) == 3 and workspace.current is not None
    assert "Before Cleo came: Decided on" in workspace.panel.standing.text().replace("\u2068", "").replace("\u2069", "")
    table.press("Shift+K")
    looked_at(table)
    assert not workspace.panel.bar.view.arrived and len(decisions(table)) == 3


def test_whoever_works_without_names_hears_of_another_coder(table: Stage) -> None:
    table.action("adjudicate.blind").trigger()
    looked_at(table)
    assert said(table).startswith("Another coder has come to 1 text") and "Cleo" not in said(table)


def test_each_answer_has_its_key_beside_it(table: Stage) -> None:
    strip = table.window.adjudication.strip
    for button, command in ((strip.keep, "adjudicate.keep_decided"), (strip.open, "adjudicate.open_apart")):
        assert button.accessibleDescription() == f"Key {key_of(command)}"
        assert button.text() == f"{button.accessibleName()} ({key_of(command)})"
    assert strip.keep.accessibleName() == "Keep all 3 as decided"
    assert strip.open.accessibleName() == "Open the 1 that differs"
