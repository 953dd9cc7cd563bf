"""The hub in the window, by keyboard, with a server that is none: what is asked, said, refused and stopped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from annotator.hub.address import HubAddress
from annotator.hub.invitation import Invitation, write
from annotator.model.coder import TeamRole
from annotator.operations.people import people
from annotator.operations.team.hubs.words import HubReach
from annotator.store.project import Project
from annotator.ui.commands.commands import CommandScope
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.dialogs.hub.agree import LeaveHubDialog, RevokeDialog
from annotator.ui.dialogs.hub.invite import InviteDialog
from annotator.ui.dialogs.hub.join import JoinHubDialog
from annotator.ui.dialogs.hub.password import HubPasswordDialog
from annotator.ui.dialogs.hub.share import ShareHubDialog
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.dialogs.who import WhoDialog
from annotator.ui.team.workspace import TeamWorkspace
from tests.ui.hub_doors import PASSWORD, URL, FakeDoor, gone, lead_of
from tests.ui.windows import Stage, make_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_project(tmp_path / "readouts.annot", coders=["Lea", "Ana", "Ben", "مريم"])


@pytest.fixture
def door(stage: Stage) -> Iterator[FakeDoor]:
    made = FakeDoor()
    stage.window.hub.links.door = made
    yield made


def quiet(stage: Stage) -> None:
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)


def reached(stage: Stage, reach: HubReach) -> None:
    session = stage.window.session
    stage.qtbot.waitUntil(lambda: bool(session.hubs) and session.hubs[0].told.reach is reach)


def on_a_hub(stage: Stage, path: Path, door: FakeDoor, states: tuple[str, ...] = ("invited", "joined")) -> None:
    """Open the project as Lea, who leads on a hub that the file knows; `states`: of the next people there."""
    with Project.open(path) as project:
        project.hubs.add(URL)
        lea, *others = project.coders.all()
        people.set_roles(project, lea.id, [TeamRole.LEAD])
    door.people = lead_of([(one.id, one.name, state) for one, state in zip(others, states, strict=False)])
    stage.open(path, "Lea")
    reached(stage, HubReach.IN_STEP)


def test_sharing_asks_says_what_is_wrong_and_then_hands_over_by_itself(
    stage: Stage, path: Path, door: FakeDoor
) -> None:
    stage.open(path, "Lea")
    assert stage.window.strip.hub.isHidden()
    stage.press("Ctrl+Shift+B")
    dialog = stage.dialog(ShareHubDialog)
    stage.write("postgresql://lea@hub.example.org/texts")
    stage.press("Tab")
    assert dialog.login.text() == "lea"
    stage.press("Tab")
    stage.write("wrong")
    stage.press("Return")
    stage.qtbot.waitUntil(lambda: "does not take this password" in dialog.problem.text())
    assert stage.window.session.project.hubs.all() == [] and dialog.password.text() == "wrong"
    dialog.password.setFocus()
    dialog.password.selectAll()
    stage.write(PASSWORD)
    stage.press("Return")
    stage.without_dialog()
    reached(stage, HubReach.IN_STEP)
    assert not stage.window.strip.hub.isHidden() and "Handed over" in stage.window.strip.hub.line.text()
    kept = str(stage.window.preferences.value.kept)
    assert "hub.example.org" in kept and PASSWORD not in kept and "wrong" not in kept
    assert PASSWORD.encode() not in path.read_bytes()


@pytest.mark.parametrize("is_noted", [False, True])
def test_a_server_that_hangs_is_given_up_by_escape_and_goes_on_only_where_the_hub_was_noted(
    stage: Stage, path: Path, door: FakeDoor, is_noted: bool
) -> None:
    stage.open(path, "Lea")
    door.hangs, door.adds_first = True, is_noted
    stage.action("project.share_hub").trigger()
    dialog = stage.dialog(ShareHubDialog)
    dialog.address.setText("postgresql://hub.example.org/texts")
    dialog.login.setText("lea")
    dialog.password.setText(PASSWORD)
    dialog.accept_button.click()
    stage.qtbot.waitUntil(lambda: door.calls("share") == 1)
    stage.press("Escape")
    stage.without_dialog()
    if is_noted:
        stage.qtbot.waitUntil(lambda: "goes over by itself" in stage.said)
        door.hangs = False
        reached(stage, HubReach.IN_STEP)
    else:
        quiet(stage)
        assert stage.window.session.project.hubs.all() == [] and stage.window.session.hubs == ()


def test_several_are_invited_and_somebody_is_revoked(stage: Stage, path: Path, door: FakeDoor, tmp_path: Path) -> None:
    on_a_hub(stage, path, door)
    stage.press("Ctrl+9")
    workspace = stage.window.page.workspace
    assert isinstance(workspace, TeamWorkspace) and workspace.place is CommandScope.TEAM
    stage.qtbot.waitUntil(lambda: workspace.hub.members.rowCount() == 3)
    stage.press("Ctrl+Shift+V")
    dialog = stage.dialog(InviteDialog)
    assert [(one.title, one.id in dialog.people.chosen) for one in dialog.people.entries] == [
        ("Ana", False),
        ("Ben", False),
        ("مريم", True),
    ]
    assert dialog.people.entries[1].detail == "coder, has joined"
    stage.press("Space", "Down", "Space", "Return")
    report = stage.dialog(ReportDialog)
    assert door.invited == ["Ana", "Ben, anew", "مريم"] and "مريم.invitation" in report.list.as_text()
    stage.press("Escape")
    stage.without_dialog()
    stage.press("Shift+F9")
    revoke = stage.dialog(RevokeDialog)
    assert [one.title for one in revoke.people.entries] == ["Ana", "Ben"]
    stage.press("Space", "Return")
    stage.without_dialog()
    stage.qtbot.waitUntil(lambda: "Ana can no longer sign in." in stage.said)


def test_who_was_revoked_or_has_left_is_not_proposed_to_be_invited(stage: Stage, path: Path, door: FakeDoor) -> None:
    on_a_hub(stage, path, door, ("revoked", "left"))
    stage.press("Ctrl+Shift+V")
    dialog = stage.dialog(InviteDialog)
    assert [(one.detail, one.id in dialog.people.chosen) for one in dialog.people.entries] == [
        ("coder, was revoked", False),
        ("coder, has left", False),
        ("coder", True),
    ]
    stage.press("Escape")
    stage.without_dialog()


def test_the_password_is_asked_for_only_when_somebody_wants_it_to_be(stage: Stage, path: Path, door: FakeDoor) -> None:
    door.keyring = {}
    with Project.open(path) as project:
        project.hubs.add(URL)
    stage.open(path, "Lea")
    reached(stage, HubReach.NO_PASSWORD)
    link = stage.window.strip.hub.link
    assert not link.isHidden()
    link.setFocus()
    stage.press("Return")
    dialog = stage.dialog(HubPasswordDialog)
    stage.write("wrong")
    stage.press("Return")
    stage.qtbot.waitUntil(lambda: "does not take" in dialog.problem.text())
    stage.write(PASSWORD)
    stage.press("Return")
    stage.without_dialog()
    reached(stage, HubReach.IN_STEP)
    quiet(stage)
    assert door.keyring == {URL: PASSWORD} and link.isHidden()


def test_of_two_hubs_the_one_that_asks_is_given_its_password(stage: Stage, path: Path, door: FakeDoor) -> None:
    other = URL.replace("hub.", "other.")
    with Project.open(path) as project:
        for url in (URL, other):
            project.hubs.add(url)
    stage.open(path, "Lea")
    stage.qtbot.waitUntil(
        lambda: [one.told.reach for one in stage.window.session.hubs] == [HubReach.IN_STEP, HubReach.NO_PASSWORD],
    )
    link = stage.window.strip.hub.link
    link.setFocus()
    stage.press("Return")
    stage.dialog(HubPasswordDialog)
    stage.write(PASSWORD)
    stage.press("Return")
    stage.without_dialog()
    stage.qtbot.waitUntil(lambda: door.keyring.get(other) == PASSWORD)
    quiet(stage)
    assert link.isHidden() and stage.window.hub.takes_all


def test_handing_over_says_how_it_ended_and_handing_in_does_the_same(stage: Stage, path: Path, door: FakeDoor) -> None:
    on_a_hub(stage, path, door)
    door.problem = gone()
    stage.press("Ctrl+Shift+Y")
    stage.qtbot.waitUntil(lambda: "cannot be reached" in stage.said)
    door.problem = None
    stage.action("project.hand_in").trigger()
    stage.qtbot.waitUntil(lambda: stage.said == "Saved. Handed over, and taken in what is new.")
    assert stage.window.handing_in.may_leave(lambda: None)


def test_leaving_says_what_comes_of_it_and_then_the_foot_says_nothing(stage: Stage, path: Path, door: FakeDoor) -> None:
    on_a_hub(stage, path, door)
    stage.press("Ctrl+Shift+X")
    stage.dialog(LeaveHubDialog)
    stage.press("Return")
    report = stage.dialog(ReportDialog)
    assert "Left hub.example.org/texts." in report.list.as_text()
    stage.press("Escape")
    stage.without_dialog()
    assert stage.window.strip.hub.isHidden() and stage.window.session.hubs == () and URL not in door.keyring
    stage.action("project.leave_hub").trigger()
    assert "not shared over a hub" in stage.said
    for id in ("project.hand_over", "project.invite_hub", "project.hub_password", "project.revoke_member"):
        stage.action(id).trigger()
        assert "not shared over a hub" in stage.said


def invitation(folder: Path, path: Path, name: str) -> Path:
    """Write an invitation to the project for somebody in it."""
    with Project.open(path) as project:
        person = people.person_named(project, name)
        return write(
            folder,
            Invitation(
                origin=project.origin,
                project="Readouts",
                coder=person.id,
                coder_name=person.name,
                role=TeamRole.CODER if name != "Lea" else TeamRole.LEAD,
                address=HubAddress.parse("postgresql://k_1@hub.example.org/texts"),
                one_time_password="x" * 20,
                until="2030-01-01",
                lead_name="Lea",
            ),
        )


def test_an_invitation_is_dropped_on_the_window_and_its_copy_is_opened(
    stage: Stage, path: Path, door: FakeDoor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.open(path, "Lea")
    copy = make_project(tmp_path / "made.annot", coders=["Ana"])
    joined: list[Path] = []

    def join(invited: Invitation, into: Path, password: str, *rest: object) -> Path:
        joined.append(into)
        assert rest[-1] == "correct horse battery"
        return copy

    monkeypatch.setattr(door, "join", join)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(invitation(tmp_path, path, "Ana")))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    stage.window.dropEvent(QDropEvent(QPoint(5, 5).toPointF(), Qt.DropAction.CopyAction, data, buttons, keys))
    dialog = stage.dialog(JoinHubDialog)
    said = dialog.accessibleDescription()
    assert "Lea invites Ana to “Readouts”, as coder." in said and "hub.example.org/texts" in said
    stage.write("long enough 1")
    stage.press("Tab")
    stage.write("long enough 1")
    assert dialog.file is not None
    dialog.file.set_path(tmp_path / "mine")
    dialog.encrypted.setFocus()
    stage.press("Space", "Tab")
    stage.write("correct horse battery")
    stage.press("Tab")
    stage.write("correct horse battery")
    stage.press("Return")
    stage.qtbot.waitUntil(lambda: stage.window.session.path == copy)
    assert joined == [tmp_path / "mine.annot"] and "long enough 1" in door.keyring.values()
    quiet(stage)


def test_who_joins_with_a_whole_copy_is_proposed_as_who_they_are(
    stage: Stage, path: Path, door: FakeDoor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Project.open(path) as project:
        people.set_roles(project, people.person_named(project, "Ben").id, [TeamRole.LEAD])
    file, copy = invitation(tmp_path, path, "Ben"), tmp_path / "mine.annot"
    monkeypatch.setattr(door, "join", lambda *_: path.rename(copy))
    stage.window.projects.open(file)
    dialog = stage.dialog(JoinHubDialog)
    for each in (dialog.first, dialog.again):
        each.setText("long enough 1")
    assert dialog.file is not None
    dialog.file.set_path(copy)
    stage.press("Return")
    who = stage.dialog(WhoDialog)
    assert who.choice is not None and who.choice.name == "Ben"
    stage.press("Return")
    stage.without_dialog()
    quiet(stage)


def test_in_the_copy_of_the_one_who_is_invited_the_hub_is_added(
    stage: Stage, path: Path, door: FakeDoor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.open(path, "Lea")
    file = invitation(tmp_path, path, "Lea")

    def join(invited: Invitation, into: Project, *_: object) -> Path:
        into.hubs.add(invited.address.url)
        return into.path

    monkeypatch.setattr(door, "join", join)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    stage.press("Ctrl+Shift+K")
    dialog = stage.dialog(JoinHubDialog)
    assert dialog.file is None
    for each in (dialog.first, dialog.again):
        each.setText("long enough 1")
    door.server = lambda place, password, is_stopped: FakeDoor.server(door, place, PASSWORD, is_stopped)  # type: ignore[method-assign]
    stage.press("Return")
    stage.without_dialog()
    reached(stage, HubReach.IN_STEP)


def test_a_file_that_is_no_invitation_is_said(
    stage: Stage, door: FakeDoor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.invitation").write_text("{}")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "x.invitation"), ""))
    stage.window.projects.choose()
    error = stage.dialog(ErrorDialog)
    assert "x.invitation" in error.sentence.text()
    stage.press("Escape")
    stage.without_dialog()
