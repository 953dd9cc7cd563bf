"""Packets by keyboard: chosen, looked at before anything is written, taken in, taken back."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from annotator.operations.team import handing_in
from annotator.store.project import Project
from annotator.ui.dialogs.acts_dialog import ActsDialog
from annotator.ui.dialogs.handed_in import HandedInDialog
from annotator.ui.team.workspace import TeamWorkspace
from tests.operations.team.copies_made import CopiedTeam, make_team_of_copies
from tests.ui.team.test_deciding import badge
from tests.ui.team.test_workspace import shown
from tests.ui.test_names import nameless
from tests.ui.windows import Stage


@pytest.fixture
def team(tmp_path: Path) -> Iterator[CopiedTeam]:
    made = make_team_of_copies(tmp_path, "Ana", "Ben")
    made.project.close()
    yield made
    if made.project._is_open:
        made.project.close()


def choose(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """Let the system's dialog answer with these files."""
    names = [str(path) for path in paths]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))


def settled(stage: Stage, workspace: TeamWorkspace) -> None:
    """Wait until nothing is read or taken in any more."""
    receiving = workspace.taking.receiving
    stage.qtbot.waitUntil(lambda: not receiving.is_busy and not workspace.is_waiting)
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)


def is_at_hand(workspace: TeamWorkspace, path: Path) -> bool:
    return workspace.taking.at_hand is not None and workspace.taking.at_hand.path == path


def states(workspace: TeamWorkspace) -> dict[str, str]:
    people = workspace.page.people
    return {one.name: people.standing(one).value for one in people.members}


def test_a_packet_is_looked_at_taken_in_and_taken_back(
    stage: Stage, team: CopiedTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.code("Ana", "urged China", note="look")
    packet = team.hand_in("Ana")
    stage.open(team.project.path, "Lea")
    workspace = shown(stage)
    before = stage.window.session.project.spans.count()
    choose(monkeypatch, packet)
    stage.press("Ctrl+Shift+T")
    stage.qtbot.waitUntil(lambda: workspace.taking.at_hand is not None)
    settled(stage, workspace)
    assert workspace.page.headline.text() == "Three people; one packet waits" and badge(stage) == 1
    assert workspace.page.waiting_list.hasFocus()  # chosen by keys, it is gone on with by keys
    assert states(workspace)["Ana"] == "to take in" and nameless(stage) == []
    panel = workspace.packet_panel
    assert panel.isVisible() and panel.said[0].startswith("Ana, today: 2 acts")
    assert "1 coding is new." in panel.said and "Nothing in it contradicts what is here." in panel.said
    assert stage.window.session.project.spans.count() == before
    stage.press("o")
    dialog = stage.dialog(ActsDialog)
    assert [dialog.model.index(row).data() for row in range(2)] == ["Code as Appeal", "Note"]
    stage.press("Escape")
    stage.without_dialog()
    workspace.page.waiting_list.setFocus()
    stage.press("t")
    project = stage.window.session.project
    stage.qtbot.waitUntil(lambda: project.spans.count() == before + 1)
    settled(stage, workspace)
    assert stage.said.startswith("Taken in: Ana, today: 2 acts") and badge(stage) == 0
    assert states(workspace)["Ana"] == "in step" and not workspace.page.waiting_list.isVisible()
    stage.press("Ctrl+Z")
    stage.qtbot.waitUntil(lambda: project.spans.count() == before)
    settled(stage, workspace)


def test_what_cannot_be_taken_in_says_why_and_is_put_off(
    stage: Stage, team: CopiedTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.code("Ana", "urged China")
    packet = team.hand_in("Ana")
    bad = packet.with_name("bad.packet")
    bad.write_bytes(b"\n".join(packet.read_bytes().split(b"\n")[:1]) + b"\nrubbish")
    stage.open(team.project.path, "Lea")
    workspace = shown(stage)
    choose(monkeypatch, bad, packet)
    stage.press("Ctrl+Shift+T")
    stage.qtbot.waitUntil(lambda: workspace.page.waiting.rowCount() == 2)
    settled(stage, workspace)
    assert workspace.taking.at_hand is not None and workspace.taking.at_hand.path == bad
    stage.press("t")
    assert not workspace.packet_panel.take.isVisible() and badge(stage) == 1
    stage.press("Del")
    stage.qtbot.waitUntil(lambda: workspace.page.waiting.rowCount() == 1)
    workspace.page.waiting_list.setFocus()
    assert workspace.taking.at_hand is not None and workspace.taking.at_hand.path == packet
    stage.press("n")
    assert workspace.taking.at_hand is None and workspace.page.table.hasFocus()
    stage.press("Shift+T")
    project = stage.window.session.project
    stage.qtbot.waitUntil(lambda: project.spans.count() == 1)
    settled(stage, workspace)


def test_the_keyboard_stays_on_the_files_until_the_last_is_taken_in(
    stage: Stage, team: CopiedTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Ana", "Ben"):
        team.code(name, "urged China")
    first, second = team.hand_in("Ana"), team.hand_in("Ben")
    stage.open(team.project.path, "Lea")
    workspace = shown(stage)
    choose(monkeypatch, first, second)
    stage.press("Ctrl+Shift+T")
    for path in (first, second):
        stage.qtbot.waitUntil(partial(is_at_hand, workspace, path))
        settled(stage, workspace)
        assert workspace.page.waiting_list.hasFocus() and workspace.packet_panel.isVisible()
        stage.press("t")
    stage.qtbot.waitUntil(lambda: workspace.taking.at_hand is None)
    settled(stage, workspace)
    assert workspace.page.table.hasFocus() and workspace.panel.isVisible()


def test_files_that_are_dropped_on_the_window_wait_in_team(stage: Stage, team: CopiedTeam) -> None:
    team.code("Ana", "urged China")
    stage.open(team.project.path, "Lea")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(team.copies["Ana"]))])
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    stage.window.dropEvent(QDropEvent(QPoint(9, 9), action, mime, buttons, Qt.KeyboardModifier.NoModifier))
    workspace = stage.window.page.workspace
    assert isinstance(workspace, TeamWorkspace)
    stage.qtbot.waitUntil(lambda: workspace.taking.at_hand is not None)
    settled(stage, workspace)
    assert workspace.packet_panel.said[0].startswith("Ana, today: 1 act")


def test_a_coder_hands_in_from_their_own_copy(stage: Stage, team: CopiedTeam) -> None:
    team.code("Ana", "urged China")
    stage.window.projects.open(team.copies["Ana"])
    stage.qtbot.waitUntil(lambda: stage.window.session.coder is not None)
    stage.activate()
    workspace = shown(stage)
    settled(stage, workspace)
    assert workspace.page.headline.text() == "1 act is not handed in yet"
    shown_buttons = [id for id, each in workspace.page.buttons.items() if each.isVisible()]
    assert "project.hand_in" in shown_buttons and "project.give_out" not in shown_buttons
    stage.press("Ctrl+Shift+U")
    stage.dialog(HandedInDialog)
    stage.press("Escape")
    stage.without_dialog()
    settled(stage, workspace)
    assert stage.said.startswith("Handed in 1 act: ")
    with Project.open(team.copies["Ana"]) as copy:
        assert handing_in.acts_to_hand_in(copy) == 0
    stage.qtbot.waitUntil(lambda: workspace.page.headline.text() == "Everything of yours is handed in")
