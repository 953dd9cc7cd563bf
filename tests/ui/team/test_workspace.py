"""Team by keyboard: somebody added and renamed; the table says who there is."""

from pathlib import Path

import pytest

from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.team.people_table import PeopleColumn
from annotator.ui.team.workspace import TeamWorkspace
from tests.ui.test_names import nameless
from tests.ui.windows import Stage, make_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_project(tmp_path / "team.annot", coders=["Lea", "Ana", "李雷"])


def shown(stage: Stage) -> TeamWorkspace:
    """Go to Team and wait until the people are there."""
    stage.press("Ctrl+9")
    workspace = stage.window.page.workspace
    assert isinstance(workspace, TeamWorkspace)
    ready(stage, workspace)
    return workspace


def ready(stage: Stage, workspace: TeamWorkspace) -> None:
    """Wait until what was asked for is there."""
    stage.qtbot.waitUntil(lambda: not workspace.is_waiting and not workspace.loader.reading.is_busy)


def names(workspace: TeamWorkspace) -> list[str]:
    """Return the names in the table."""
    model = workspace.page.people
    return [str(model.index(row, PeopleColumn.WHO).data()) for row in range(model.rowCount())]


def test_somebody_is_added_and_renamed_by_keys(stage: Stage, path: Path) -> None:
    stage.open(path, "Lea")
    workspace = shown(stage)
    assert workspace.page.table.hasFocus() and nameless(stage) == []
    assert names(workspace) == ["Lea", "Ana", "李雷"] and workspace.page.headline.text() == "Three people"
    stage.press("Ins")
    dialog = stage.dialog(ReasonDialog)
    dialog.field.setText("Dana")
    stage.press("Return")
    stage.without_dialog()
    stage.qtbot.waitUntil(lambda: names(workspace)[-1:] == ["Dana"])
    assert workspace.page.table.at_hand is not None and workspace.page.table.at_hand.name == "Dana"
    workspace.take_keyboard()
    stage.press("F2")
    dialog = stage.dialog(ReasonDialog)
    dialog.field.setText("Dana Weiß")
    stage.press("Return")
    stage.without_dialog()
    stage.qtbot.waitUntil(lambda: names(workspace)[-1:] == ["Dana Weiß"])
    stage.press("Ctrl+Z", "Ctrl+Z")
    stage.qtbot.waitUntil(lambda: names(workspace) == ["Lea", "Ana", "李雷"])


def test_a_coder_sees_who_there_is_and_changes_nobody(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana", role=None)
    workspace = shown(stage)
    assert names(workspace) == ["Lea", "Ana", "李雷"]
    assert not stage.action("team.add").isEnabled() and not stage.action("team.rename").isEnabled()
    assert [one.is_shown for one in workspace.page.people.members] == [False, True, False]
