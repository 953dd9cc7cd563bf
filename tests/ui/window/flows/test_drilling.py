"""A backup is tried by itself while nobody does anything, and only what is wrong is loud."""

from pathlib import Path

import pytest

from annotator.operations.project import drills
from annotator.ui.dialogs.backups import BackupsDialog
from tests.ui.windows import Stage, code_as, make_project


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))


@pytest.fixture
def kept(own_data: None, stage: Stage, tmp_path: Path) -> Stage:
    path = make_project(tmp_path / "talks.annot")
    code_as(path, "Ana", ("France", "actor"))
    stage.window.backups.keep()
    stage.open(path, "Ana")
    stage.window.backups.keeper.finish()
    return stage


def looked(stage: Stage) -> None:
    flow = stage.window.backups.drills
    flow.look()
    stage.qtbot.waitUntil(lambda: not flow._task.is_busy, timeout=20_000)


def test_once_a_month_it_is_tried_in_a_quiet_line_and_the_reminder_comes_once(kept: Stage) -> None:
    path = kept.window.session.project.path
    quiet: list[str] = []
    loud: list[str] = []
    kept.window.session.said.connect(quiet.append)
    kept.window.session.refused.connect(loud.append)
    assert kept.window.backups.drills._idle.isActive()
    looked(kept)
    assert quiet[-1] == f"The newest backup was tried, and is whole. {drills.REMINDER}" and loud == []
    assert drills.last_said(path) == "tried today, whole"
    said = len(quiet)
    looked(kept)
    assert len(quiet) == said and loud == []


def test_a_damaged_one_is_loud_and_where_it_is_set_to_never_nothing_is_tried(kept: Stage, tmp_path: Path) -> None:
    loud: list[str] = []
    kept.window.session.refused.connect(loud.append)
    (backup,) = (tmp_path / "data" / "backups").rglob("*.annot")
    backup.write_bytes(backup.read_bytes()[:9000])
    preferences = kept.window.preferences
    preferences.put(preferences.value.model_copy(update={"drill_days": 0}))
    looked(kept)
    assert loud == [] and drills.last_said(kept.window.session.project.path) == ""
    preferences.put(preferences.value.model_copy(update={"drill_days": 30}))
    looked(kept)
    assert len(loud) == 1 and loud[0].startswith("Tried today, damaged: ")


def test_the_dialog_says_it_tries_now_and_forgets_the_reminder(kept: Stage) -> None:
    kept.action("project.backups").trigger()
    dialog = kept.dialog(BackupsDialog)
    kept.qtbot.waitUntil(lambda: drills.REMINDER in dialog.drilled.text())
    assert dialog.drill_button is not None and dialog.dismiss_button is not None
    dialog.drill_button.click()
    kept.qtbot.waitUntil(lambda: dialog.drilled.text().startswith("Tried today, whole: "), timeout=20_000)
    dialog.dismiss_button.click()
    kept.qtbot.waitUntil(lambda: dialog.drilled.text() == "The last drill: tried today, whole.")
    assert not dialog.dismiss_button.isVisible()
    kept.press("Esc")
    kept.without_dialog()
