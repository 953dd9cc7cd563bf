"""A packet opened by its path, whatever has become of its project, is taken in once, or one sentence says why not.

The project is encrypted or not; open in this window, known to it, or neither; and another program has it closed, has it
open, codes in it while the packet is shown, or takes the packet in itself.
"""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from annotator.store.connections.connecting import unlock
from annotator.store.project import Project
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.dialogs.who import WhoDialog
from tests.examples import many
from tests.operations.team.copies_made import CopiedTeam, make_team_of_copies
from tests.torture.programs import PASSPHRASE, Programs, programs
from tests.ui.team.test_packet_desk import settled
from tests.ui.window.flows.test_opening import dismissed, known, sat_down, waiting_in_team
from tests.ui.windows import Stage

HERE = ("open", "known", "unknown")
ELSEWHERE = ("takes it in", "codes", "open", "closed")
SITUATIONS = [*product((False, True), HERE, ELSEWHERE)]


@pytest.fixture(scope="module")
def other() -> Iterator[Programs]:
    """Another program."""
    with programs(1) as running:
        yield running


def begin(stage: Stage, team: CopiedTeam, here: str) -> None:
    """Let the project be open in the window, or known there, or neither."""
    path = team.project.path
    if here == "open":
        stage.open(path, "Lea")
    elif here == "known":
        known(stage, path)


def take_in(stage: Stage, during: str, other: Programs, path: Path, packet: Path) -> None:
    """Take the packet in by keys, after another program has done something while it was shown."""
    workspace = waiting_in_team(stage)
    stage.activate()
    stage.qtbot.waitUntil(workspace.page.waiting_list.hasFocus)
    if during == "takes it in":
        assert other.race(path, "take", name=str(packet)) == ["done"]
    elif during == "codes":
        assert other.race(path, "code", name="Ben") == ["done"]
    stage.press("t")
    stage.qtbot.waitUntil(lambda: stage.window.session.project.spans.count() > (during == "codes"))
    settled(stage, workspace)


@pytest.mark.hypothesis  # for `make torture`, which plays all of them
@pytest.mark.parametrize(("is_encrypted", "here", "elsewhere"), SITUATIONS if many() else SITUATIONS[::7])
def test_a_packet_by_its_path_is_taken_in_once_or_told_of_in_one_sentence(
    stage: Stage, tmp_path: Path, other: Programs, is_encrypted: bool, here: str, elsewhere: str
) -> None:
    if is_encrypted:
        pytest.importorskip("sqlcipher3", reason="without the extra for encrypted projects there are none")
    team = make_team_of_copies(tmp_path, "Ana", "Ben", passphrase=PASSPHRASE if is_encrypted else "")
    team.code("Ana", "urged China")
    packet, path = team.hand_in("Ana"), team.project.path
    team.project.close()
    begin(stage, team, here)
    if elsewhere != "closed":
        assert other.race(path, "stay") == ["done"]
    told: list[str] = []
    stage.window.projects.not_opened.connect(told.append)
    before = sorted(one.name for one in tmp_path.rglob("*"))

    stage.window.seldom.opening.open([packet])
    is_shown = here == "open" or (here == "known" and not is_encrypted)
    if is_shown:
        if here == "known":
            stage.dialog(WhoDialog)
            reports = stage.window.findChildren(ReportDialog)
            assert len(reports) == (elsewhere != "closed"), "it is told who else is there"
            for report in reports:
                report.close()
            sat_down(stage)
        take_in(stage, elsewhere, other, path, packet)
        stage.window.seldom.opening.open([packet])
        settled(stage, waiting_in_team(stage))
        assert told == []
    else:
        said = dismissed(stage, ErrorDialog)
        assert told == [said] and said.count(". ") == 0 and "open that project" in said and packet.name in said
        assert sorted(one.name for one in tmp_path.rglob("*")) == before
    stage.window.session.close()
    if elsewhere != "closed":
        assert other.race(path, "leave") == ["done"]
    unlock(path, PASSPHRASE)
    with Project.open(path) as project:
        spans = [span for document in project.documents.all() for span in project.spans.of_document(document.id)]
        coded = sorted(project.layers.get(span.layer).name for span in spans)
        assert coded == ["Ana"] * is_shown + ["Ben"] * (is_shown and elsewhere == "codes")
        assert project.check() == []
