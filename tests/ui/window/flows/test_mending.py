"""A damaged project in the window: what is left of it is rescued, or a copy repaired, and opened, by keys alone."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from annotator.ui.dialogs.damaged import DamagedDialog
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.dialogs.who import WhoDialog
from tests.store.check.test_chain_check import tampered
from tests.ui.windows import Stage, code_as, make_project


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the new file is put that is asked for."""
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "new.annot"), ""))
    return tmp_path / "new.annot"


def test_a_file_that_does_not_open_is_rescued(stage: Stage, named: Path, tmp_path: Path) -> None:
    path = make_project(tmp_path / "talks.annot")
    code_as(path, "Ana", ("France", "actor"))
    data = path.read_bytes()
    path.write_bytes(bytes(4096) + data[4096:])
    stage.window.projects.open(path)
    assert "not an annotator project" in stage.dialog(DamagedDialog).sentence.text()
    stage.press("Return")
    stage.qtbot.waitUntil(named.exists)
    report = stage.dialog(ReportDialog)
    assert "All " in report.list.as_text() and "steps of the history came" in report.list.as_text()
    stage.press("Return")
    stage.qtbot.waitUntil(lambda: stage.window.session.path == named)
    stage.dialog(WhoDialog).reject()
    assert path.read_bytes() == bytes(4096) + data[4096:]


def test_what_the_check_finds_is_repaired_in_a_copy(stage: Stage, named: Path, tmp_path: Path) -> None:
    path = make_project(tmp_path / "talks.annot")
    code_as(path, "Ana", ("France", "actor"))
    tampered(path, lambda file: file.execute("UPDATE spans SET note = 'x'"))
    before = path.read_bytes()
    stage.open(path, "Ana")
    stage.window.projects.check()
    stage.qtbot.waitUntil(lambda: bool(stage.window.findChildren(DamagedDialog)))
    stage.dialog(DamagedDialog)
    stage.press("Return")
    stage.qtbot.waitUntil(named.exists)
    assert "nothing is wrong with the copy" in stage.dialog(ReportDialog).list.as_text()
    stage.press("Return")
    stage.qtbot.waitUntil(lambda: stage.window.session.path == named)
    stage.dialog(WhoDialog).reject()
    assert path.read_bytes() == before


def test_a_trigger_that_another_program_took_away_is_said_when_the_project_is_opened(
    stage: Stage, tmp_path: Path
) -> None:
    path = make_project(tmp_path / "talks.annot")
    code_as(path, "Ana", ("France", "actor"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER spans_insert")
    stage.window.projects.open(path)
    assert "The trigger “spans_insert” is missing." in stage.dialog(DamagedDialog).list.as_text()
    stage.press("Escape")
    stage.window.findChildren(WhoDialog)[0].reject()
