"""Whoever used the program before is told once that the workspaces have other keys, and can have the old ones back."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator.ui.commands.commands import CommandScope
from annotator.ui.commands.key_table import OLD_KEYS, keys_in_force
from annotator.ui.dialogs.preferences import PreferencesDialog
from annotator.ui.settings.settings import Settings, load, save
from tests.ui.windows import Stage, make_project, on_stage


def test_it_is_told_once_to_whoever_used_the_program_before(qtbot: QtBot, tmp_path: Path) -> None:
    path, config = make_project(tmp_path / "told.annot"), tmp_path / "config"
    save(Settings(geometry="AAAA"), config)
    said = []
    for _ in range(2):
        with on_stage(qtbot, config) as stage:
            stage.open(path)
            said.append(stage.said)
    assert (
        said[0].startswith("New keys: Ctrl+1 Documents, Ctrl+2 Code, Ctrl+3 Passages, Ctrl+4 Adjudicate")
        and "brings the old ones back" in said[0]
    )
    assert said[1] == ""


def test_a_newcomer_is_told_nothing(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "new.annot"))
    assert stage.said == "" and load(tmp_path / "config")[0].knows_keys


def test_the_keys_of_before_come_back_with_one_button(stage: Stage, tmp_path: Path) -> None:
    window = stage.open(make_project(tmp_path / "old.annot"), "Ana").window
    stage.press("Ctrl+,")
    dialog = stage.dialog(PreferencesDialog)
    dialog.keys.old_button.click()
    dialog.close()
    stage.without_dialog()
    for key, place in (
        ("Ctrl+4", CommandScope.EXPLORE),
        ("Ctrl+6", CommandScope.ACTORS),
        ("Ctrl+1", CommandScope.CODE),
    ):
        stage.press(key)
        assert window.place is place
    stage.qtbot.waitUntil(lambda: not window.session.tasks.busy)
    assert {id: window.preferences.value.shortcuts[id] for id in OLD_KEYS} == OLD_KEYS


def test_none_of_the_old_keys_is_lost_to_another_command() -> None:
    keys = keys_in_force(OLD_KEYS)
    assert {id: keys[id] for id in OLD_KEYS} == {id: (key,) for id, key in OLD_KEYS.items()}
