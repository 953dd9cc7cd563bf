"""A shared folder in the window, by keyboard: chosen once, then what each does comes to the other without a dialog."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from annotator.operations.coding import annotate
from annotator.operations.team.folder_places import MARK, set_up
from annotator.store.project import Project
from annotator.ui.background import folder_watch
from annotator.ui.commands.commands import CommandScope
from annotator.ui.team.workspace import TeamWorkspace
from annotator.ui.window.flows.sharing import KEPT
from tests.operations.team.copies_made import CopiedTeam, make_team_of_copies
from tests.ui.windows import Stage


@pytest.fixture
def team(tmp_path: Path) -> CopiedTeam:
    (tmp_path / "projects").mkdir()
    (tmp_path / "shared").mkdir()
    found = make_team_of_copies(tmp_path / "projects")
    found.project.close()
    return found


def share(stage: Stage, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Choose the folder by the command, and wait for the first look."""
    with monkeypatch.context() as patched:
        patched.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
        stage.action("project.share_folder").trigger()
    stage.qtbot.waitUntil(lambda: bool(stage.window.session.folder.line))


def quiet(stage: Stage) -> None:
    """Wait until nothing is done in the background."""
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)
    QApplication.processEvents()


def open_copy(stage: Stage, path: Path) -> None:
    """Open a coder's copy, which asks nobody who they are."""
    stage.window.projects.open(path)
    stage.qtbot.waitUntil(lambda: stage.window.session.is_open)


def packets(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.name != MARK]


def test_what_a_coder_did_goes_there_at_closing_and_is_offered_to_whoever_leads(
    stage: Stage, team: CopiedTeam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_watch, "QUICK_MS", 60_000)  # only a folder that answers soon is waited for at closing
    shared, strip = tmp_path / "shared", stage.window.strip.folder
    stage.open(team.project.path, "Lea", role=None)
    assert strip.isHidden()
    share(stage, shared, monkeypatch)
    assert strip.line.text() == "In step, just now" and sorted(path.name for path in shared.iterdir()) == ["Ana", "Ben"]
    stage.window.session.close()

    open_copy(stage, team.copies["Ana"])
    share(stage, shared, monkeypatch)
    quiet(stage)
    project = stage.window.session.project
    stage.window.session.close()
    assert packets(shared) == [], "nothing was done"
    team.code("Ana", "urged")
    open_copy(stage, team.copies["Ana"])
    stage.qtbot.waitUntil(lambda: len(packets(shared)) == 1)
    quiet(stage)
    session = stage.window.session
    assert session.project is not project and session.layer is not None
    session.did(annotate.add_span, team.documents[0], session.layer.id, [(13, 18)], "actor")
    assert stage.window.handing_in.may_leave(lambda: None), "nothing is asked where it goes by itself"
    session.close()
    assert len(packets(shared)) == 2

    stage.open(team.project.path, "Lea", role=None)
    stage.qtbot.waitUntil(lambda: strip.line.text() == "Ana’s 2 acts wait")
    strip.link.setFocus()
    stage.press("Return")
    quiet(stage)
    workspace = stage.window.page.workspace
    assert isinstance(workspace, TeamWorkspace) and workspace.place is CommandScope.TEAM
    stage.qtbot.waitUntil(lambda: len(workspace.taking.receiving.waiting) == 2)
    assert workspace.folder.state.text() == "Ana’s 2 acts wait"
    stage.action("team.take_all").trigger()
    stage.qtbot.waitUntil(lambda: strip.line.text() == "In step, just now")
    assert strip.link.isHidden() and not workspace.taking.receiving.waiting
    kept = stage.window.preferences.value.kept[str(stage.window.session.path)]
    assert kept[KEPT] == str(shared)


def test_a_folder_of_another_project_is_refused_in_a_sentence_and_letting_go_is_kept(
    stage: Stage, team: CopiedTeam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.open(team.project.path, "Lea", role=None)
    share(stage, tmp_path / "shared", monkeypatch)
    stage.action("project.stop_folder").trigger()
    quiet(stage)
    assert stage.window.strip.folder.isHidden() and stage.window.sharing.folder is None
    stage.action("project.look_folder").trigger()
    assert "No folder is shared yet" in stage.said
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "nowhere"))
    stage.action("project.share_folder").trigger()
    stage.qtbot.waitUntil(lambda: "cannot be read" in stage.said)
    stage.window.session.close()
    stage.open(team.project.path, "Lea", role=None)
    quiet(stage)
    assert stage.window.sharing.folder is None


def test_a_copy_in_its_folder_finds_it_without_being_asked(stage: Stage, team: CopiedTeam, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    with Project.open(team.project.path, team.people["Lea"]) as project:
        set_up(project, shared)
    lying = shared / "Ana" / team.copies["Ana"].name
    team.copies["Ana"].rename(lying)
    open_copy(stage, lying)
    stage.qtbot.waitUntil(lambda: stage.window.session.folder.folder == shared / "Ana")
    quiet(stage)
