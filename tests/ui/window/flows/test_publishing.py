"""What is open before a dataset is published, in the window: looked at in the background, told as a list."""

from pathlib import Path

import pytest

from annotator.model.coder import TeamRole
from annotator.operations.exchange import publishing
from annotator.operations.project import describing
from annotator.ui.codebook.dialogs import AskDialog
from annotator.ui.dialogs.description_dialog import DescriptionDialog
from annotator.ui.dialogs.stages import StagedDialog
from annotator.ui.window.flows.publishing import check_lines
from tests.operations.small_team import NAMES, make_team
from tests.ui.windows import Stage, make_project


def looked_at(stage: Stage) -> list[str]:
    stage.window.actions_.actions["project.check_publication"].trigger()
    return report_of(stage)


def report_of(stage: Stage) -> list[str]:
    dialog = stage.dialog(StagedDialog)
    stage.qtbot.waitUntil(lambda: dialog.stages.currentIndex() == 2)
    said = [dialog.report.item(row).text() for row in range(dialog.report.count())]
    dialog.accept()
    stage.without_dialog()
    return said


def test_what_is_open_is_listed_and_less_once_it_is_described(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "talks.annot", coders=("Ana",)), "Ana")
    before = looked_at(stage)
    project = stage.window.session.project
    assert before == [words for _, words in check_lines(publishing.check_project(project, "all"))]
    assert "are open" in before[0] and "(field “Licence”)" in before[1] and "(field “Authors”)" in before[2]
    stage.window.session.run(describing.describe, {"licence": "MIT"})
    after = looked_at(stage)
    assert any(line.startswith("Licence: MIT") for line in after) and len(after) == len(before)
    assert not [path for path in tmp_path.rglob("*") if path.suffix in (".csv", ".jsonl", ".cff")]


def test_what_is_not_said_yet_is_said_from_there(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "talks.annot", coders=("Ana",)), "Ana")
    stage.window.actions_.actions["project.check_publication"].trigger()
    dialog = stage.dialog(StagedDialog)
    stage.qtbot.waitUntil(lambda: dialog.stages.currentIndex() == 2)
    dialog.more_button.click()
    stage.dialog(DescriptionDialog)


@pytest.mark.parametrize("role", [TeamRole.CODER, TeamRole.LEAD])
def test_whoever_does_not_see_others_work_looks_at_their_own(stage: Stage, tmp_path: Path, role: TeamRole) -> None:
    team = make_team(tmp_path)
    team.project.close()
    stage.open(team.project.path, NAMES[role], False, role=None)
    assert not stage.window.session.may_see_others
    stage.window.actions_.actions["project.check_publication"].trigger()
    if role is TeamRole.LEAD:  # who may ask
        stage.dialog(AskDialog)
        stage.press("Return")
    said = report_of(stage)
    assert any(line.startswith("Pseudonyms: none of 3 names") for line in said)
    assert not stage.window.session.may_see_others
