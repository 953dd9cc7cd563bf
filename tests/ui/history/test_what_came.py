"""A step of taking in, unfolded in History: the acts that came with it, each as its sentence."""

from pathlib import Path

import pytest

from annotator.store.project import Project
from annotator.ui.history import loader
from tests.operations.team.copies_made import make_team_of_copies
from tests.ui.history.test_workspace import go_to, shown
from tests.ui.windows import Stage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    team = make_team_of_copies(tmp_path, "Ana")
    team.code("Ana", "urged China", note="look")
    team.code("Ana", "talk", label="warning")  # in another sitting
    team.take(team.hand_in("Ana"))
    team.project.close()
    return team.project.path


def test_the_acts_that_came_are_listed_by_pages(stage: Stage, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "PAGE", 2)
    stage.open(path, "Lea")
    workspace = shown(stage)
    go_to(stage, workspace, "Take in what Ana did: 3 acts")
    panel = workspace.panel
    stage.qtbot.waitUntil(lambda: panel.came.isVisible() and not workspace.loader.coming.is_busy)
    stage.qtbot.waitUntil(lambda: panel.came_model.count == 3)
    lines = [panel.came_model.line_at(row) for row in range(3)]
    assert [line.what for line in lines if line] == ["Code as Appeal", "Note", "Code as Warning"]
    assert {line.who for line in lines if line} == {"Ana"}
    assert lines[0] is not None and lines[0].passage == "Appeal, “urged China”"


def test_of_other_steps_nothing_came(stage: Stage, path: Path) -> None:
    with Project.open(path) as project:
        assert project.check() == []
    stage.open(path, "Lea")
    workspace = shown(stage)
    go_to(stage, workspace, "Add the coder Ana")
    assert not workspace.panel.came.isVisible() and not workspace.panel.came_head.isVisible()
