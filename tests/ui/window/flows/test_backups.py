"""Backups in the window: made while one works, listed, and restored by keys alone as a new project."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from annotator.operations.documents import documents
from annotator.operations.project.backups import backups_of
from annotator.store.project import Project
from annotator.ui.dialogs.backups import BackupsDialog
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.dialogs.who import WhoDialog
from tests.ui.windows import Stage, code_as, make_project


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    return tmp_path / "data" / "backups"


@pytest.fixture
def kept(folder: Path, stage: Stage, tmp_path: Path) -> Stage:
    """A window that makes backups, as the program's does, on a project that two have coded."""
    path = make_project(tmp_path / "talks.annot")
    code_as(path, "Ana", ("France", "actor"))
    stage.window.backups.keep()
    stage.open(path, "Ana")
    stage.window.backups.keeper.finish()
    return stage


def reasons(stage: Stage, folder: Path) -> list[str]:
    stage.window.backups.keeper.finish()
    return [each.why for each in backups_of(folder, stage.window.session.project.path)]


def test_the_first_opening_of_a_day_makes_one_and_the_second_none(kept: Stage, folder: Path) -> None:
    path = kept.window.session.project.path
    assert reasons(kept, folder) == ["first of the day"]
    kept.window.projects.close()
    kept.open(path, "Ana")
    assert reasons(kept, folder) == ["first of the day"]


def test_a_large_step_makes_one_in_the_window_and_in_the_background(kept: Stage, folder: Path) -> None:
    session = kept.window.session
    first, second = (info.id for info in session.project.documents.all())
    kept.select("urged China")
    kept.press("1")
    session.did(documents.remove, [second])
    assert reasons(kept, folder)[0] == "before documents were removed"
    task = session.in_background(lambda project, _: documents.remove(project, [first], with_codings=True))
    assert task.wait(60_000)
    assert len(reasons(kept, folder)) == 3


def test_one_is_restored_by_keys_as_a_new_project_and_the_old_one_stays(
    kept: Stage, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kept.window.session.project.path
    kept.select("urged China")
    kept.press("1")
    before, place = kept.window.session.project.journal.latest(), tmp_path / "back.annot"
    asked: list[str] = []

    def save_name(*arguments: object) -> tuple[str, str]:
        asked.append(str(arguments[2]))
        return str(place), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save_name)
    kept.action("project.backups").trigger()
    dialog = kept.dialog(BackupsDialog)
    kept.qtbot.waitUntil(lambda: dialog.chosen is not None)
    assert dialog.chosen is not None and dialog.chosen.holds == "no document done, 1 act fewer than now"
    kept.press("Return")
    kept.qtbot.waitUntil(lambda: kept.window.session.path == place)
    assert Path(asked[0]).parent == tmp_path and "talks as of" in asked[0]
    QTest.keyClick(kept.dialog(WhoDialog), Qt.Key.Key_Escape)
    kept.without_dialog()
    assert kept.window.session.project.spans.counts() != {}
    with Project.open(path) as project:
        assert project.journal.latest() == before
    # What is there is never written over.
    kept.action("project.backups").trigger()
    dialog = kept.dialog(BackupsDialog)
    kept.qtbot.waitUntil(lambda: dialog.chosen is not None)
    kept.press("Return")
    kept.without_dialog()
    kept.qtbot.waitUntil(lambda: "back.annot exists already" in kept.said)


def test_one_is_made_now_and_the_list_shows_it(kept: Stage, folder: Path) -> None:
    kept.select("urged China")
    kept.press("1")
    kept.action("project.backups").trigger()
    dialog = kept.dialog(BackupsDialog)
    kept.qtbot.waitUntil(lambda: dialog.chosen is not None)
    assert dialog.backup_button is not None
    dialog.backup_button.setFocus()
    kept.press("Space")
    kept.qtbot.waitUntil(lambda: dialog.table.model().rowCount() == 2)
    assert dialog.table.model().index(0, 1).data() == "asked for"
    kept.press("Space")
    assert dialog.message.text() == "The last backup holds all that was done."
    kept.press("Esc")
    kept.without_dialog()


def test_on_the_start_page_those_of_all_projects_are_listed(kept: Stage, folder: Path) -> None:
    kept.window.projects.close()
    kept.action("project.backups").trigger()
    dialog = kept.dialog(BackupsDialog)
    kept.qtbot.waitUntil(lambda: dialog.chosen is not None)
    assert dialog.table.model().index(0, 3).data() == "talks" and dialog.backup_button is None
    kept.press("Esc")
    kept.without_dialog()


def test_another_folder_is_used_at_once_and_one_that_cannot_be_is_said(
    kept: Stage, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    for name in ("elsewhere", "file"):
        kept.window.preferences.put(
            kept.window.preferences.value.model_copy(update={"backup_folder": str(tmp_path / name)})
        )
        kept.window.backups.keeper.finish()
    assert len(backups_of(tmp_path / "elsewhere", None)) == 1
    kept.qtbot.waitUntil(lambda: "No backup of talks.annot could be made in" in kept.said)


def test_what_a_check_finds_in_a_backup_is_said_with_it(kept: Stage, folder: Path, tmp_path: Path) -> None:
    kept.window.backups._on_restored(kept.window.session.project.path, ["A quote is wrong."])
    report = kept.dialog(ReportDialog)
    assert "A quote is wrong." in report.list.as_text()
    report.reject()
    QTest.keyClick(kept.dialog(WhoDialog), Qt.Key.Key_Escape)
    kept.without_dialog()


def test_a_window_that_was_not_told_to_makes_none_by_itself(folder: Path, stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "talks.annot"), "Ana")
    assert not folder.exists()


def test_who_does_not_see_what_others_coded_reads_how_large_a_backup_is(
    folder: Path, stage: Stage, tmp_path: Path
) -> None:
    path = make_project(tmp_path / "talks.annot")
    for name in ("Ana", "Ben"):
        code_as(path, name, ("France", "actor"), done=True)
    stage.window.backups.keep()
    stage.open(path, "Ana", asked=False)
    stage.window.backups.keeper.finish()
    stage.action("project.backups").trigger()
    dialog = stage.dialog(BackupsDialog)
    stage.qtbot.waitUntil(lambda: dialog.chosen is not None)
    assert dialog.chosen is not None and dialog.restore_button is not None and dialog.restore_button.isEnabled()
    assert "done" not in dialog.chosen.said and dialog.chosen.holds.endswith("MB")
    stage.window.session.see_others("here")
    stage.window.backups._list()
    stage.qtbot.waitUntil(lambda: dialog.chosen is not None and dialog.chosen.holds.startswith("1 document done"))
