"""A team on a real PostgreSQL, by keyboard in two windows: share, invite, join, code on both sides, decide, leave."""

import os
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from annotator.log import log_file
from annotator.operations.documents.source_files import Keeping
from annotator.operations.exchange import importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.people import people
from annotator.operations.team import assigning
from annotator.operations.team.hubs.words import HubReach
from annotator.store.project import Project
from annotator.ui.commands.commands import CommandScope
from annotator.ui.dialogs.handed_in import HandedInDialog
from annotator.ui.dialogs.hub.agree import LeaveHubDialog, RevokeDialog
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.dialogs.who import WhoDialog
from annotator.ui.team.workspace import TeamWorkspace
from tests.hub.secret_search import found, found_in_files
from tests.readers.samples import pdf
from tests.ui.team.hub_stage import MOST_MS, HubStage, code, hand_over, hub, quotes, rename, stands, titles
from tests.ui.windows import Stage


def test_share_invite_join_code_on_both_sides_stop_the_server_and_leave(staged: HubStage, other: Stage) -> None:
    lea, ana = staged.lea, other
    staged.share()
    copy = staged.join(ana, staged.invite("Ana"))
    stands(ana, HubReach.IN_STEP)
    assert ana.window.session.owner is not None and ana.title.startswith("Document 1 – Ana’s copy")
    assert "Handed over" in ana.window.strip.hub.line.text()

    code(ana, "France urged China")
    code(lea, "All sides welcomed")
    # By itself, a moment after the act.
    ana.qtbot.waitUntil(lambda: hub(ana).told.waiting == 0 and not ana.window.hub.links.links[1]._soon.isActive())
    hand_over(ana)
    hand_over(lea)
    lea.qtbot.waitUntil(lambda: quotes(lea, "Ana") == ["France urged China"], timeout=MOST_MS)
    rename(lea, "Readout of 3 November")
    hand_over(lea)
    hand_over(ana)
    ana.qtbot.waitUntil(lambda: "Readout of 3 November" in titles(ana), timeout=MOST_MS)
    project = ana.window.session.project
    assert [one.name for one in project.coders.all() if project.layers.of_coder(one.id)] == ["Ana"], "blind"

    staged.postgres.stop()
    code(ana, "It warned")
    hand_over(ana)
    stands(ana, HubReach.UNREACHABLE)
    code(ana, "no force")
    ana.qtbot.waitUntil(lambda: "2 acts wait here, nothing is lost" in hub(ana).foot(), timeout=MOST_MS)
    assert "cannot be reached since" in ana.window.strip.hub.line.text()
    staged.postgres.start()
    hand_over(ana)
    stands(ana, HubReach.IN_STEP)
    hand_over(lea)
    expected = ["France urged China", "It warned", "no force"]
    lea.qtbot.waitUntil(lambda: quotes(lea, "Ana") == expected, timeout=MOST_MS)
    hand_over(lea)
    assert quotes(lea, "Ana") == expected, "everything went over once"
    ana.qtbot.waitUntil(lambda: ana.window.header.hand_in.count == 0, timeout=MOST_MS)

    ana.activate()
    ana.press("Ctrl+Shift+X")
    ana.dialog(LeaveHubDialog)
    ana.press("Return")
    report = ana.dialog(ReportDialog)
    assert "Left 127.0.0.1" in report.list.as_text()
    ana.press("Escape")
    ana.without_dialog()
    assert ana.window.strip.hub.isHidden() and quotes(ana, "Ana") == expected, "everything stays"
    ana.window.session.close()
    with Project.open(copy) as left:
        assert left.hubs.all() == []
    lea.window.hub.links.links[1].carrier.wants_members = True
    hand_over(lea)
    assert {one.name: one.state for one in hub(lea).members} == {"Lea": "joined", "Ana": "left"}
    secrets = (staged.secret, *staged.chosen)
    config = Path(os.environ["ANNOTATOR_CONFIG"])
    assert found_in_files(secrets, staged.folder, config, staged.postgres.folder) == []
    assert found(secrets, "\n".join((*shown(), log_file().read_text() if log_file().exists() else ""))) == []


def shown() -> Iterator[str]:
    """Yield all that stands in widgets, those that are hidden too, or is told to who cannot see them."""
    for widget in QApplication.allWidgets():
        for name in ("text", "plainText", "accessibleName", "accessibleDescription", "toolTip", "windowTitle"):
            yield str(widget.property(name) or "")
    yield QApplication.clipboard().text()


def test_what_two_who_lead_said_apart_is_a_conflict_that_a_letter_decides_for_both(
    staged: HubStage, other: Stage
) -> None:
    lea, dan = staged.lea, other
    staged.share()
    staged.join(dan, staged.invite("Dan"))
    who = dan.dialog(WhoDialog)
    who.list.setCurrentItem(who.list.findItems("Dan", Qt.MatchFlag.MatchFixedString)[0])
    dan.press("Return")
    dan.without_dialog()
    stands(dan, HubReach.IN_STEP)
    staged.postgres.stop()
    rename(lea, "Joint statement")
    rename(dan, "Readout")
    staged.postgres.start()
    hand_over(lea)
    hand_over(dan)
    hand_over(lea)
    for stage in (lea, dan):
        stage.activate()
        stage.press("Ctrl+9")
        conflicted(stage, 1)
    lea.activate()
    focus(lea, team(lea).page.conflict_list)
    title = "Readout" if "Readout" in lea.action("team.choose_a").text() else "Joint statement"
    lea.press("a")
    conflicted(lea, 0)
    hand_over(lea)
    hand_over(dan)
    conflicted(dan, 0)
    assert titles(lea)[0] == titles(dan)[0] == title


def test_who_is_revoked_is_told_and_hands_in_a_packet(staged: HubStage, other: Stage) -> None:
    lea, ana = staged.lea, other
    staged.share()
    staged.join(ana, staged.invite("Ana"))
    stands(ana, HubReach.IN_STEP)
    lea.activate()
    lea.window.hub.links.links[1].carrier.wants_members = True
    hand_over(lea)
    lea.press("Shift+F9")
    lea.dialog(RevokeDialog)
    lea.press("Space", "Return")
    lea.without_dialog()
    lea.qtbot.waitUntil(lambda: "Ana can no longer sign in" in lea.said, timeout=MOST_MS)
    code(ana, "France urged China")
    hand_over(ana)
    stands(ana, HubReach.SHUT_OUT)
    assert "1 act waits here and can be handed in as a packet" in ana.said
    ana.press("Ctrl+Shift+U")
    handed = ana.dialog(HandedInDialog)
    path = handed.path
    assert path.exists()
    ana.press("Escape")
    ana.without_dialog()
    lea.activate()
    lea.window.take_files([path])
    lea.qtbot.waitUntil(lambda: len(team(lea).taking.receiving.waiting) == 1, timeout=MOST_MS)
    lea.action("team.take_all").trigger()
    lea.qtbot.waitUntil(lambda: quotes(lea, "Ana") == ["France urged China"], timeout=MOST_MS)


def test_a_source_file_stays_on_the_hub_until_its_page_is_opened(staged: HubStage, other: Stage) -> None:
    lea, ana = staged.lea, other
    (staged.folder / "printed.pdf").write_bytes(pdf(["France urged China to talk.", "The end of it all."]))
    lea.window.session.close()
    with Project.open(staged.path) as project:
        importing.import_sources(project, [ImportSource(staged.folder / "printed.pdf")], keeping=Keeping.PAGED)
        with_file = next(one.id for one in project.documents.all() if one.source_file is not None)
        assigning.assign(project, [people.person_named(project, "Ana").id], [with_file])
    lea.open(staged.path, "Lea", role=None)
    staged.share()
    staged.join(ana, staged.invite("Ana"))
    stands(ana, HubReach.IN_STEP)
    project = ana.window.session.project
    kept = project.documents.info(with_file).source_file
    assert kept is not None and project.source_files.get(kept) is None
    ana.window.show_document(with_file)
    source = ana.window.coding.source
    staged.postgres.stop()
    ana.activate()
    ana.reader.setFocus()
    ana.press("Ctrl+Shift+O")
    panel = source.panel
    assert panel is not None
    ana.qtbot.waitUntil(lambda: "cannot be reached" in panel.message.text(), timeout=MOST_MS)
    ana.press("Ctrl+Shift+O")
    staged.postgres.start()
    ana.press("Ctrl+Shift+O")
    ana.qtbot.waitUntil(lambda: source._pages is not None, timeout=MOST_MS)
    assert project.source_files.get(kept) is not None


def test_a_server_that_hangs_holds_up_nobody(staged: HubStage, other: Stage) -> None:
    lea = staged.lea
    staged.share()
    staged.postgres.freeze()
    code(lea, "France urged China")
    link = lea.window.hub.links.links[1]
    lea.qtbot.waitUntil(lambda: link.is_busy, timeout=MOST_MS)
    code(lea, "It warned")
    lea.press("Ctrl+Shift+X")
    dialog = lea.dialog(LeaveHubDialog)
    lea.press("Return")
    assert dialog.is_busy
    lea.press("Escape")
    lea.without_dialog()
    stopped: list[bool] = []
    lea.window.session.tasks.closing.connect(lambda: stopped.append(link.carrier.is_stopped))
    lea.window.session.close()
    assert not lea.window.session.is_open and stopped[0], "nobody waited for the server"
    with Project.open(staged.path) as project:
        assert len(project.hubs.all()) == 1, "it was not left by halves"
    staged.postgres.thaw()
    lea.open(staged.path, "Lea", role=None)
    stands(lea, HubReach.IN_STEP)
    assert quotes(lea, "Lea") == ["France urged China", "It warned"] and hub(lea).told.waiting == 0


def team(stage: Stage) -> TeamWorkspace:
    """Return Team, which a window shows."""
    workspace = stage.window.page.workspace
    assert isinstance(workspace, TeamWorkspace) and workspace.place is CommandScope.TEAM
    return workspace


def conflicted(stage: Stage, count: int) -> None:
    """Wait until Team lists so many conflicts."""
    stage.qtbot.waitUntil(lambda: team(stage).page.conflicts.count == count, timeout=MOST_MS)


def focus(stage: Stage, widget: QWidget) -> None:
    """Go on by Tab until something has the keyboard."""
    for _ in range(60):
        if widget.hasFocus():
            return
        stage.press("Tab")
    raise AssertionError("Tab does not lead there")
