"""Projects: new, the sample, who codes, copies, the check, the history."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from annotator.formats.renames import PREFIX
from annotator.store.project import Project
from annotator.store.sittings.rescue import SUFFIX as RESCUE
from annotator.ui.dialogs.base import Dialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.dialogs.lost_file import LostFileDialog
from annotator.ui.dialogs.new_project import NewProjectDialog
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.dialogs.who import WhoDialog
from annotator.ui.history.workspace import HistoryWorkspace
from tests.ui.windows import FIRST, Stage, code_as, make_project


@pytest.fixture
def documents_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's documents, for this test a fresh one."""
    folder = tmp_path / "Documents"
    folder.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(folder))
    return folder


def test_a_new_project_is_made_and_its_maker_codes_in_it(stage: Stage, documents_folder: Path) -> None:
    stage.press("Ctrl+N")
    dialog = stage.dialog(NewProjectDialog)
    stage.write("Calls")
    dialog.coder.setText("Ana")
    QTest.keyClick(dialog.coder, Qt.Key.Key_Return)
    stage.without_dialog()
    session = stage.window.session
    assert session.is_open and session.coder is not None and session.coder.name == "Ana"
    assert session.project.path.parent == documents_folder
    assert stage.window.preferences.value.recent[0].path == session.project.path.resolve()


def test_a_new_project_never_replaces_a_file(stage: Stage, documents_folder: Path) -> None:
    path = make_project(documents_folder / "there.annot")
    before = path.read_bytes()
    stage.press("Ctrl+N")
    dialog = stage.dialog(NewProjectDialog)
    stage.write("there")
    dialog.coder.setText("Ana")
    QTest.keyClick(dialog.coder, Qt.Key.Key_Return)
    stage.qtbot.wait(10)
    assert path.read_bytes() == before and not stage.window.session.is_open
    dialog.close()
    stage.without_dialog()


def test_the_sample_is_made_once_and_opened_again_the_next_time(stage: Stage, documents_folder: Path) -> None:
    stage.window.start.sample_button.click()
    stage.window.start.sample_button.click()
    assert stage.window.start.notice.text() == "Making the sample: a moment."
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)
    dialog = stage.dialog(WhoDialog)
    assert dialog.list.count() == 4
    stage.press("Return")
    stage.without_dialog()
    path = stage.window.session.project.path
    stage.window.session.close()
    recent = stage.window.preferences.value.recent[0]
    assert (recent.documents, recent.done) == (11, 10) and stage.window.start.rows[0].isVisible()
    stage.window.start.sample_button.click()
    stage.dialog(WhoDialog).close()
    stage.without_dialog()
    assert stage.window.session.project.path == path


def test_who_codes_is_asked_and_shown_all_the_time(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "who.annot", coders=["Ana"]), "ANA")
    assert stage.window.header.desk.said == "Ana · coder · blind"
    stage.press("Ctrl+U")
    dialog = stage.dialog(WhoDialog)
    assert dialog.choice is not None and dialog.choice.name == "Ana"
    dialog.name.setText("gold")
    stage.press("Return")
    stage.without_dialog()
    assert "choose another name" in stage.said and stage.window.header.desk.said == "Ana · coder · blind"


def test_the_history_says_who_did_what(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "history.annot"), "Ana")
    stage.press("Space", "1", "Ctrl+Z", "Ctrl+H")
    workspace = stage.window.page.workspace
    assert isinstance(workspace, HistoryWorkspace)
    stage.qtbot.waitUntil(lambda: workspace.model.count > 2)
    lines = [line for line in map(workspace.model.line_at, range(4)) if line is not None]
    assert [(line.what, line.undone) for line in lines][:2] == [
        ("Undo: Code as Appeal", False),
        ("Code as Appeal", True),
    ]


def test_a_copy_is_whole_and_never_replaces_a_file(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_project(tmp_path / "copied.annot")
    code_as(path, "Ana", ("France", "actor"))
    stage.open(path, "Ana")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "copy.annot"), ""))
    stage.window.actions_.actions["project.back_up"].trigger()
    stage.qtbot.waitUntil(lambda: stage.said == "Copied to copy.annot")
    with Project.open(tmp_path / "copy.annot") as project:
        assert project.check() == [] and project.documents.count() == 2
    stage.window.actions_.actions["project.back_up"].trigger()
    stage.qtbot.waitUntil(lambda: "exists already" in stage.said)


def test_the_file_gives_back_what_nothing_needs_while_one_works(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "grown.annot")
    stage.open(path, "Ana")
    stage.window.actions_.actions["project.compact"].trigger()
    stage.qtbot.waitUntil(lambda: "grown.annot takes " in stage.said)
    assert stage.window.session.project.check() == []


def test_the_check_says_that_all_is_well(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "checked.annot"), "Ana")
    stage.window.actions_.actions["project.check"].trigger()
    dialog = stage.dialog(ReportDialog)
    assert dialog.list.as_text().startswith("The project is sound")
    dialog.close()
    stage.without_dialog()


def test_a_file_is_chosen_and_one_that_is_no_project_is_told(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.annot").write_text("text")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "x.annot"), ""))
    stage.press("Ctrl+O")
    dialog = stage.dialog(ErrorDialog)
    assert "is not an annotator project" in dialog.sentence.text()
    dialog.close()
    stage.without_dialog()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    stage.press("Ctrl+O")
    assert not stage.window.session.is_open


def test_a_coder_gets_another_name_where_one_says_who_is_coding(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "named.annot", coders=["Ben"]), "Ana")
    stage.press("Space", "1")
    session, header = stage.window.session, stage.window.header
    for name, expected in (("Ana María", "Ana María"), ("Ben", "Ana María")):
        stage.press("Ctrl+U")
        stage.dialog(WhoDialog).rename_button.click()
        dialog = stage.dialog(ReasonDialog)
        dialog.field.setText(name)
        dialog.accept()
        who = stage.dialog(WhoDialog)
        assert [who.list.item(row).text() for row in range(who.list.count())] == ["Ben", expected]
        who.close()
        stage.without_dialog()
        assert session.coder is not None and session.layer is not None
        assert (session.coder.name, session.layer.name) == (expected, expected)
        assert header.desk.said.startswith(expected)
    assert stage.said.startswith("There is a coder “Ben” already") and stage.spans() == [("France", "appeal")]
    stage.press("Ctrl+Z")
    assert session.coder is not None and session.coder.name == "Ana" and header.desk.said.startswith("Ana ·")


def _copy_over(path: Path) -> None:
    subprocess.run(["cp", str(path.with_name("older.annot")), str(path)], check=True)


def _fold_and_copy_over(path: Path) -> None:
    """As after a checkpoint: from then on all that the window reads is the copy."""
    with Project.open(path) as project:
        assert project._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone() == (0, 0, 0)
        project.look()
    _copy_over(path)


MISHAPS: dict[str, Callable[[Path], object]] = {
    "deleted": lambda path: path.unlink(),
    "renamed": lambda path: path.rename(path.with_name("elsewhere.annot")),
    "replaced": lambda path: path.with_name("older.annot").replace(path),
    "log gone": lambda path: path.with_name(path.name + "-wal").unlink(),
    "index gone": lambda path: path.with_name(path.name + "-shm").unlink(),
    "both gone": lambda path: [*map(Path.unlink, path.parent.glob(f"{path.name}-*"))],
    "older copy": _copy_over,
    "older copy, the log in the file": _fold_and_copy_over,
}
"""What may happen to a file that is open; an older copy stands beside it."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody take away a file that is open")
@pytest.mark.parametrize("mishap", MISHAPS)
@pytest.mark.parametrize("idle", [True, False])
def test_a_file_that_is_gone_is_said_and_its_work_goes_on_under_a_new_name(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mishap: str, idle: bool
) -> None:
    path = make_project(tmp_path / "p.annot")
    shutil.copyfile(path, tmp_path / "older.annot")
    stage.open(path, "Ana")
    stage.select("France")
    stage.press("1")
    coded = stage.spans()
    assert len(coded) == 1
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "new.annot"), ""))
    MISHAPS[mishap](path)
    if not idle:
        stage.select("China")
        stage.press("1")
    dialog = stage.dialog(LostFileDialog)
    assert "nothing more is written to it; 2 steps of this sitting are in" in dialog.sentence.text()
    (rescued,) = tmp_path.glob(f"p *{RESCUE}")
    assert str(rescued) in dialog.sentence.text()
    stage.press("Escape")
    stage.without_dialog()
    stage.select("China")
    stage.press("1")
    assert "nothing more is written to it" in stage.said
    if mishap.startswith("older copy"):  # of which the window reads the more, the more of the log was in the file
        assert stage.spans() in ([], coded)
    else:
        assert stage.spans() == coded
    stage.window.projects.tell_loss("Gone.")
    stage.dialog(LostFileDialog)
    stage.press("Return")
    if mishap.startswith("older copy"):
        stage.dialog(ReportDialog)
        stage.press("Escape")
    stage.without_dialog()
    assert stage.window.session.path == tmp_path / "new.annot" and stage.window.session.who == "Ana"
    assert stage.spans() == coded
    stage.select("China")
    stage.press("1")
    assert len(stage.spans()) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody take away a file that is open")
def test_whoever_leaves_hears_first_that_the_file_is_gone(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "p.annot")
    stage.open(path, "Ana")
    path.unlink()
    stage.window.projects.close()
    stage.dialog(LostFileDialog)
    stage.press("Escape")
    stage.without_dialog()
    assert stage.window.session.is_open
    stage.window.session.in_background(lambda project, _: project.check(), errored=stage.window.session.tell)
    stage.qtbot.waitUntil(lambda: "was deleted" in stage.said)
    stage.window.projects.close()
    assert not stage.window.session.is_open and not path.exists()


def test_a_damaged_file_is_found_out_while_one_works(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "p.annot", [FIRST, "word " * 30_000])
    data = bytearray(path.read_bytes())
    at = data.index(b"word word word", len(data) // 3)
    page = at // 4096
    data[page * 4096 : (page + 1) * 4096] = bytes(4096)
    path.write_bytes(data)
    stage.window.projects.open(path)
    stage.qtbot.waitUntil(lambda: stage.window.session.is_lost())
    stage.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), LostFileDialog))
    assert "is damaged: nothing more is written to it" in stage.dialog(LostFileDialog).sentence.text()
    for dialog in stage.window.findChildren(Dialog):
        dialog.close()
    stage.without_dialog()
    stage.window.projects.close()
    assert path.read_bytes() == data


def test_what_a_broken_export_left_beside_a_project_goes_when_that_is_opened(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "p.annot")
    left = tmp_path / f"{PREFIX}left"
    left.mkdir()
    (left / "owner").touch()
    stage.window.projects.open(path)
    (told,) = stage.window.findChildren(ReportDialog)
    assert told.list.as_text().count(f"What a broken export had left in {tmp_path} was removed.") == 1
    for dialog in stage.window.findChildren(Dialog):
        dialog.close()
    stage.without_dialog()
    assert not left.exists()
