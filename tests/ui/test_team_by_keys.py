"""A team of three from the first document given out to the last act taken in, by keys alone."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from annotator.ui.codebook.dialogs import AskDialog
from annotator.ui.dialogs.give_out.dialog import GiveOutDialog
from annotator.ui.dialogs.handed_in import HandedInDialog
from annotator.ui.kit.picker import Picker
from annotator.ui.team.workspace import TeamWorkspace
from tests.ui.windows import Stage, make_project

TEXTS = [f"France urged China to talk. Text {at}." for at in range(6)]
SOON = 60_000


def open_copy(stage: Stage, path: Path, who: str) -> None:
    stage.window.projects.open(path)
    stage.qtbot.waitUntil(lambda: stage.window.session.coder is not None and stage.window.session.coder.name == who)
    stage.activate()


def give_out(stage: Stage) -> None:
    """Find the command by its name, and take what is proposed: all documents, a fifth of them twice."""
    stage.press("Ctrl+K")
    stage.dialog(Picker)
    stage.write("give out")
    stage.press("Return")
    dialog = stage.dialog(GiveOutDialog)
    stage.qtbot.waitUntil(lambda: dialog.accept_button.isEnabled(), timeout=SOON)
    stage.press("Return")
    stage.qtbot.waitUntil(lambda: dialog.stages.currentIndex() == 2, timeout=SOON)
    stage.press("Return")
    stage.without_dialog()


def code_all_and_hand_in(stage: Stage) -> tuple[int, Path]:
    """Code a passage of each document that was given, mark it as done, and hand in; return how many, and the file."""
    given = len(stage.window.documents.model.documents)
    for _ in range(given):
        stage.select("urged China")
        stage.press("1", "Ctrl+Return")
    assert stage.said.endswith("documents that you were given")
    stage.press("Ctrl+Shift+U")
    path = stage.dialog(HandedInDialog).path
    stage.press("Return")
    stage.without_dialog()
    return given, path


def test_work_is_given_out_coded_in_two_copies_handed_in_taken_in_and_taken_back(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_project(tmp_path / "talks.annot", TEXTS, ["Lea", "Ana", "Ben"])
    stage.open(path, "Lea")
    give_out(stage)
    packets, coded = [], 0
    for who in ("Ana", "Ben"):
        open_copy(stage, tmp_path / "talks – copies" / f"talks – {who}.annot", who)
        given, packet = code_all_and_hand_in(stage)
        packets.append(packet)
        coded += given
        stage.window.projects.close()
        assert not stage.window.session.is_open, "all is handed in, so nothing is asked"
    assert coded == 6 + 1, "a fifth of six is one, which both code"
    stage.open(path, "Lea")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(one) for one in packets], ""))
    project = stage.window.session.project
    stage.press("Ctrl+Shift+T")
    workspace = stage.window.page.workspace
    assert isinstance(workspace, TeamWorkspace)
    receiving = workspace.taking.receiving
    stage.qtbot.waitUntil(lambda: len(receiving.waiting) == 2 and not receiving.is_busy, timeout=SOON)
    assert project.spans.count() == 0, "nothing is written before it was looked at"
    stage.press("Shift+T")
    stage.qtbot.waitUntil(lambda: project.spans.count() == coded, timeout=SOON)
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy, timeout=SOON)
    states = [project.assignments.states(layer.id) for layer in project.layers.all()]
    assert sum(len(found) for found in states) == coded
    stage.press("Ctrl+Z")
    stage.qtbot.waitUntil(lambda: 0 < project.spans.count() < coded, timeout=SOON)
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy, timeout=SOON)


def test_a_coder_who_leaves_unfinished_work_is_asked_nothing_and_one_with_finished_work_once(
    stage: Stage, tmp_path: Path
) -> None:
    stage.open(make_project(tmp_path / "talks.annot", TEXTS, ["Lea", "Ana"]), "Lea")
    give_out(stage)
    copy = tmp_path / "talks – copies" / "talks – Ana.annot"
    open_copy(stage, copy, "Ana")
    stage.select("urged China")
    stage.press("1")
    stage.window.projects.close()
    assert not stage.window.session.is_open
    open_copy(stage, copy, "Ana")
    stage.press("Ctrl+Return")
    stage.window.projects.close()
    stage.dialog(AskDialog)
    stage.press("Return")
    stage.dialog(HandedInDialog)
    stage.press("Return")
    stage.qtbot.waitUntil(lambda: not stage.window.session.is_open, timeout=SOON)
