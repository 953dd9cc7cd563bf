"""Files that are opened from outside: projects, packets in their project, invitations, and a sentence for all else."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.operations.team import assigning
from annotator.operations.team.packet_places import copy_of
from annotator.store.project import Project
from annotator.ui.dialogs.base import Dialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.dialogs.hub.join import JoinHubDialog
from annotator.ui.dialogs.passphrase_dialog import PassphraseDialog
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.dialogs.who import WhoDialog
from annotator.ui.settings.settings import RecentProject
from annotator.ui.team.workspace import TeamWorkspace
from tests.hub.invitations import made as made_invitation
from tests.operations.team.copies_made import CopiedTeam, make_team_of_copies
from tests.ui.team.test_packet_desk import settled
from tests.ui.windows import Stage, make_project


@pytest.fixture
def team(tmp_path: Path) -> Iterator[CopiedTeam]:
    (tmp_path / "team").mkdir()
    made = make_team_of_copies(tmp_path / "team", "Ana", "Ben")
    made.code("Ana", "urged China")
    yield made
    if made.project._is_open:
        made.project.close()


@pytest.fixture
def told(stage: Stage) -> list[str]:
    """What is said of files that are not opened."""
    said: list[str] = []
    stage.window.projects.not_opened.connect(said.append)
    return said


def dismissed(stage: Stage, kind: type[Dialog]) -> str:
    """Close the dialog in front and return what it says."""
    dialog = stage.dialog(kind)
    said = dialog.list.as_text() if isinstance(dialog, ReportDialog) else dialog.accessibleDescription()
    dialog.close()
    stage.without_dialog()
    return said


def sat_down(stage: Stage) -> None:
    """Sit down as whoever is proposed."""
    dialog = stage.dialog(WhoDialog)
    stage.press("Return")
    stage.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not dialog)


def waiting_in_team(stage: Stage) -> TeamWorkspace:
    """Wait until Team shows what a packet would bring, and nothing is read any more."""
    stage.qtbot.waitUntil(lambda: isinstance(stage.window.page.workspace, TeamWorkspace))
    workspace = stage.window.page.workspace
    assert isinstance(workspace, TeamWorkspace)
    stage.qtbot.waitUntil(lambda: workspace.taking.at_hand is not None)
    settled(stage, workspace)
    return workspace


def known(stage: Stage, *paths: Path, origin: bool = True) -> None:
    """Let projects have been opened on this computer before; `origin`: by a version that remembers which they are."""
    for path in paths:
        with Project.open_to_read(path, "It is looked at.") as project:
            known = copy_of(project)
        recent = RecentProject(path=path.resolve(), title="Readouts")
        if origin:
            recent = recent.model_copy(update={"origin": known.origin, "owner": known.owner})
        settings = stage.window.preferences.value
        stage.window.preferences.put(settings.model_copy(update={"recent": (recent, *settings.recent)}))


def test_a_project_is_opened_whatever_its_name_is(stage: Stage, tmp_path: Path, told: list[str]) -> None:
    names = ["p.annot", "with blanks.annot", "-p.annot", "文🕊.annot", "no ending", "P.ANNOT"]
    odd = ["new\nline.annot", os.fsdecode(b"\xff.annot")] if sys.platform == "linux" else []
    for name in (*names, *odd):
        path = make_project(tmp_path / name, coders=["Ana"])
        stage.window.seldom.opening.open([path])
        sat_down(stage)
        assert stage.window.session.path == path and told == []


def test_what_is_no_file_of_ours_is_one_sentence_in_the_window(stage: Stage, tmp_path: Path, told: list[str]) -> None:
    (tmp_path / "letter.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "empty.annot").touch()
    (tmp_path / "text.annot").write_text("Just a text.")
    (tmp_path / "cut.packet").write_text('{"format":"annotator packet","version":1,')
    of = {
        tmp_path / "letter.docx": "letter.docx is no project, packet or invitation; to bring a text in,",
        tmp_path: "is a folder; open the project in it",
        tmp_path / "gone.annot": "There is no file",
        tmp_path / "empty.annot": "empty.annot is empty (0 bytes), so nothing of a project is in it",
        tmp_path / "text.annot": "text.annot is not an annotator project",
        tmp_path / "cut.packet": "cut.packet: it is cut off before its first act; ask for it again.",
    }
    if sys.platform == "linux":
        of[tmp_path / os.fsdecode(b"no\ntext\xff")] = "There is no file"
    for path, sentence in of.items():
        told.clear()
        stage.window.seldom.opening.open([path])
        said = dismissed(stage, ErrorDialog)
        assert sentence in said and told == [said] and "\n" not in said, path
        assert not stage.window.session.is_open


def test_a_packet_opens_the_project_that_it_is_for_and_is_shown_before_anything_is_written(
    stage: Stage, team: CopiedTeam
) -> None:
    packet = team.hand_in("Ana")
    team.project.close()
    known(stage, make_project(packet.parent / "another.annot"), team.copies["Ana"], team.project.path)
    stage.window.seldom.opening.open([packet])
    sat_down(stage)
    assert stage.window.session.path == team.project.path
    workspace = waiting_in_team(stage)
    assert workspace.taking.at_hand is not None and workspace.taking.at_hand.path == packet
    assert workspace.packet_panel.said[0].startswith("Ana, today: 1 act")
    assert stage.window.session.project.spans.count() == 0
    assert stage.window.session.who == "Lea"
    stage.activate()
    stage.qtbot.waitUntil(workspace.page.waiting_list.hasFocus)
    stage.press("t")
    stage.qtbot.waitUntil(lambda: stage.window.session.project.spans.count() == 1)
    settled(stage, workspace)


@pytest.mark.parametrize("is_remembered", [True, False])
def test_a_packet_for_a_coder_opens_their_copy_among_those_that_were_opened_here(
    stage: Stage, team: CopiedTeam, is_remembered: bool
) -> None:
    assigning.assign(team.project, [team.people["Ben"]], [team.documents[1]])
    (update,) = [one.path for one in team.give("Ben") if one.path is not None]
    team.project.close()
    known(stage, team.copies["Ana"], team.copies["Ben"], team.project.path, origin=is_remembered)
    stage.window.seldom.opening.open([update])
    stage.qtbot.waitUntil(lambda: stage.window.session.path == team.copies["Ben"].resolve())
    workspace = waiting_in_team(stage)
    assert workspace.taking.at_hand is not None and workspace.taking.at_hand.path == update
    recent = stage.window.preferences.value.recent[0]
    assert (recent.origin, recent.owner) == (stage.window.session.project.origin, team.people["Ben"])


def test_a_packet_of_the_open_project_is_shown_there(stage: Stage, team: CopiedTeam) -> None:
    team.code("Ben", "urged China")
    first, second = team.hand_in("Ana"), team.hand_in("Ben")
    team.project.close()
    stage.open(team.project.path, "Lea")
    stage.window.seldom.opening.open([first, second])
    workspace = waiting_in_team(stage)
    assert workspace.page.waiting.rowCount() == 2


def test_a_packet_is_shown_once_somebody_sat_down_after_nobody_wanted_to(stage: Stage, team: CopiedTeam) -> None:
    packet = team.hand_in("Ana")
    team.project.close()
    known(stage, team.project.path)
    stage.window.seldom.opening.open([packet])
    dismissed(stage, WhoDialog)
    assert stage.window.session.coder is None and not isinstance(stage.window.page.workspace, TeamWorkspace)
    stage.window.seldom.opening.open([packet])
    sat_down(stage)
    assert waiting_in_team(stage).page.waiting.rowCount() == 1


def test_a_packet_of_a_project_that_is_not_known_says_which_and_is_shown_once_that_is_open(
    stage: Stage, team: CopiedTeam, tmp_path: Path, told: list[str]
) -> None:
    packet = team.hand_in("Ana")
    team.project.close()
    known(stage, make_project(tmp_path / "another.annot"), origin=False)
    stage.window.seldom.opening.open([packet])
    said = "".join(one for one in dismissed(stage, ErrorDialog) if one.isprintable())
    assert said.startswith(f"{packet.name} is what Ana handed in, in the project “Readouts”, which was not opened")
    assert len(told) == 1
    stage.open(tmp_path / "another.annot", "Lea")
    QApplication.processEvents()
    assert not isinstance(stage.window.page.workspace, TeamWorkspace), "it is of another project"
    stage.open(team.project.path, "Lea")
    assert waiting_in_team(stage).page.waiting.rowCount() == 1


def test_a_sealed_packet_waits_for_the_project_that_is_opened(stage: Stage, tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3", reason="without the extra for encrypted projects there are none")
    team = make_team_of_copies(tmp_path, "Ana", passphrase="secret words")
    team.code("Ana", "urged China")
    packet = team.hand_in("Ana")
    team.project.close()
    stage.window.seldom.opening.open([packet])
    assert "is encrypted like its project; open that project" in dismissed(stage, ErrorDialog)
    stage.open(team.project.path, "Lea")
    assert waiting_in_team(stage).packet_panel.said[0].startswith("Ana, today: 1 act")


def test_an_encrypted_project_asks_for_its_passphrase(stage: Stage, tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3", reason="without the extra for encrypted projects there are none")
    team = make_team_of_copies(tmp_path, "Ana", passphrase="secret words")
    team.project.close()
    team.project.forget_key()
    stage.window.seldom.opening.open([team.project.path])
    dialog = stage.dialog(PassphraseDialog)
    dialog.close()
    stage.without_dialog()
    assert not stage.window.session.is_open


def test_an_invitation_asks_whether_to_join(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "Ana.invitation").write_bytes(made_invitation().content())
    stage.window.seldom.opening.open([tmp_path / "Ana.invitation"])
    assert "invites" in dismissed(stage, JoinHubDialog)


def test_an_invitation_that_is_none_is_told_too(stage: Stage, tmp_path: Path, told: list[str]) -> None:
    (tmp_path / "Ana.invitation").write_text("Dear Ana")
    stage.window.seldom.opening.open([tmp_path / "Ana.invitation"])
    assert dismissed(stage, ErrorDialog).startswith("Ana.invitation: it is no invitation")
    assert len(told) == 1


def test_of_several_files_one_project_is_opened_with_its_packets_and_the_others_are_told(
    stage: Stage, team: CopiedTeam, tmp_path: Path, told: list[str]
) -> None:
    packet = team.hand_in("Ana")
    team.project.close()
    other = make_project(tmp_path / "other.annot")
    (tmp_path / "letter.docx").write_bytes(b"PK\x03\x04")
    stage.window.seldom.opening.open([packet, tmp_path / "letter.docx", team.project.path, other, packet])
    sat_down(stage)
    (report,) = stage.window.findChildren(ReportDialog)
    said = report.list.as_text()
    report.close()
    assert "letter.docx is no project" in said and "other.annot is not opened: a window shows one project" in said
    assert len(told) == 2
    assert waiting_in_team(stage).page.waiting.rowCount() == 1
    assert stage.window.session.path == team.project.path


def test_packets_of_two_projects_are_shown_in_that_of_the_first(
    stage: Stage, team: CopiedTeam, tmp_path: Path, told: list[str]
) -> None:
    (tmp_path / "second").mkdir()
    second = make_team_of_copies(tmp_path / "second", "Zoe")
    second.code("Zoe", "urged China")
    packets = [team.hand_in("Ana"), second.hand_in("Zoe")]
    second.project.close()
    team.project.close()
    stage.open(team.project.path, "Lea")
    stage.window.seldom.opening.open(packets)
    assert "is of another project than" in dismissed(stage, ReportDialog)
    assert waiting_in_team(stage).page.waiting.rowCount() == 1


def test_a_file_that_comes_while_a_dialog_waits_is_opened_once_that_is_answered(stage: Stage, tmp_path: Path) -> None:
    first, second = (
        make_project(tmp_path / "1.annot", coders=["Ana"]),
        make_project(tmp_path / "2.annot", coders=["Ana"]),
    )
    stage.window.seldom.opening.open([first])
    stage.dialog(WhoDialog)
    stage.window.seldom.opening.open([second])
    assert stage.window.session.path == first
    stage.press("Return")
    stage.qtbot.waitUntil(lambda: stage.window.session.path == second)
    sat_down(stage)


def test_a_project_that_is_open_here_already_asks_only_who_codes(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "p.annot", coders=["Ana"])
    stage.open(path, "Ana")
    project = stage.window.session.project
    link = tmp_path / "link.annot"
    link.symlink_to(path)
    for name in (path, link):
        stage.window.seldom.opening.open([name])
        sat_down(stage)
        assert stage.window.session.project is project
