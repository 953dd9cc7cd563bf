"""The folder is looked into by itself, off the window's thread; one that is gone is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.operations.people import roles
from annotator.operations.team.folder_places import MARK, set_up
from annotator.store.project import Project
from annotator.ui.background import folder_watch
from annotator.ui.background.folder_state import FolderState
from annotator.ui.background.folder_watch import FolderWatch
from annotator.ui.background.session import Session
from tests.operations.team.copies_made import CopiedTeam, make_team_of_copies


@pytest.fixture
def team(tmp_path: Path) -> Iterator[CopiedTeam]:
    found = make_team_of_copies(tmp_path)
    (tmp_path / "team").mkdir()
    set_up(found.project, tmp_path / "team")
    found.project.close()
    yield found


def watching(qtbot: QtBot, path: Path, person: str) -> tuple[Session, FolderWatch]:
    """Open a project as somebody and return what looks into its folder."""
    session = Session()
    session.open(Project.open(path))
    session.set_coder(next(one for one in session.project.coders.all() if one.name == person))
    roles.obey(session.project)
    watch = FolderWatch(session, session)
    session.closing.connect(watch.stop)
    return session, watch


def looked(qtbot: QtBot, session: Session, watch: FolderWatch, folder: Path | None) -> FolderState:
    """Look once, and return what came of it."""
    with qtbot.waitSignal(session.folder_told):
        watch.watch(folder)
    return session.folder


def test_what_a_coder_did_is_written_and_comes_to_whoever_leads(
    qtbot: QtBot, team: CopiedTeam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_watch, "QUICK_MS", 60_000)
    team.code("Ana", "urged")
    folder = tmp_path / "team"
    session, watch = watching(qtbot, team.copies["Ana"], "Ana")
    assert looked(qtbot, session, watch, folder).line == "In step, just now"
    assert len([path for path in (folder / "Ana").iterdir() if path.name != MARK]) == 1 and watch.is_quick
    watch._took_ms = 60_001
    assert not watch.is_quick, "a slow folder is not waited for at closing"
    session.close()
    assert session.folder == FolderState() and watch.folder is None
    session, watch = watching(qtbot, team.project.path, "Lea")
    state = looked(qtbot, session, watch, folder)
    assert (state.line, state.waiting) == ("Ana’s 1 act waits", {team.people["Ana"]: 1}) and state.waits
    session.close()


def test_a_folder_that_is_gone_is_said_and_looked_for_again(qtbot: QtBot, team: CopiedTeam, tmp_path: Path) -> None:
    team.code("Ana", "urged")
    session, watch = watching(qtbot, team.copies["Ana"], "Ana")
    state = looked(qtbot, session, watch, tmp_path / "nowhere")
    assert state.line == "The folder is not there; nothing is lost, 1 act waits here"
    assert state.has_problem and not watch.is_quick
    (tmp_path / "team").rename(tmp_path / "nowhere")
    with qtbot.waitSignal(session.folder_told):
        watch.look_now()
    assert session.folder.line == "In step, just now"
    session.close()


def test_without_a_folder_copies_beside_the_project_are_noticed_all_the_same(
    qtbot: QtBot, team: CopiedTeam, tmp_path: Path
) -> None:
    mine = team.copies["Ana"]
    stray = mine.with_name(f"{mine.stem} (1){mine.suffix}")
    stray.write_bytes(mine.read_bytes())
    team.copies["Ana"] = stray
    team.code("Ana", "urged")
    session, watch = watching(qtbot, mine, "Ana")
    state = looked(qtbot, session, watch, None)
    assert state.folder is None and stray.name in state.foot and state.stray_paths == (stray,)
    session.close()
