"""Preferences: said once, kept for the next time, and never lost without a word."""

import shutil
from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator.model.ids import CoderId
from annotator.ui.settings import settings
from annotator.ui.settings.preferences import Preferences
from annotator.ui.settings.settings import Settings


def test_a_change_is_heard_once_and_there_the_next_time(qtbot: QtBot, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path)
    with qtbot.waitSignal(preferences.changed):
        preferences.put(Settings(text_px=20))
    with qtbot.assertNotEmitted(preferences.changed):
        preferences.put(Settings(text_px=20))
    assert Preferences(tmp_path).value.text_px == 20


def test_on_a_wide_screen_texts_are_larger_until_something_is_set(tmp_path: Path) -> None:
    assert Preferences(tmp_path, screen=1280).value.text_px == 17
    wide = Preferences(tmp_path, screen=1920)
    assert wide.value == wide.fresh == Settings(text_px=19)
    wide.put(Settings(text_px=17, measure=58))
    assert Preferences(tmp_path, screen=1920).value.text_px == 17


def test_on_a_wide_screen_what_a_file_lacks_or_has_damaged_is_as_on_a_wide_screen(tmp_path: Path) -> None:
    for content in ('{"measure": 58}', '{"measure": 58, "text_px": "large"}'):
        (tmp_path / settings.FILE_NAME).write_text(content)
        assert Preferences(tmp_path, screen=1920).value == Settings(measure=58, text_px=19)
    (tmp_path / settings.FILE_NAME).write_text("{")
    assert Preferences(tmp_path, screen=1920).value == Settings(text_px=19)


def test_settings_that_cannot_be_saved_are_used_all_the_same_and_it_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    preferences = Preferences(tmp_path / "file")
    with qtbot.waitSignals([preferences.failed, preferences.changed]):
        preferences.put(Settings(text_px=20))
    assert preferences.value.text_px == 20


def test_that_settings_cannot_be_saved_is_said_once_until_they_can(qtbot: QtBot, tmp_path: Path) -> None:
    place = tmp_path / "place"
    preferences = Preferences(place)
    said: list[str] = []
    preferences.failed.connect(said.append)
    for number, is_in_the_way in enumerate([True, True, False, False, True, True], 20):
        if is_in_the_way and not place.is_file():
            shutil.rmtree(place, ignore_errors=True)
            place.write_text("")
        elif not is_in_the_way:
            place.unlink() if place.is_file() else None
        preferences.put(Settings(text_px=number))
    assert len(said) == 2
    preferences.is_kept = False  # it was said otherwise
    preferences.put(Settings(text_px=30))
    assert len(said) == 2 and preferences.value.text_px == 30


def test_a_damaged_file_is_said_and_the_sound_part_of_it_used(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / settings.FILE_NAME).write_text('{"text_px": 20, "measure": "wide"}')
    preferences = Preferences(tmp_path)
    assert preferences.value == Settings(text_px=20)
    assert "back to their defaults" in preferences.notice


def test_two_windows_lose_nothing_of_what_the_other_changed(tmp_path: Path) -> None:
    one, other = Preferences(tmp_path), Preferences(tmp_path)
    one.put(one.value.model_copy(update={"measure": 58}).with_recent(tmp_path / "one.annot"))
    other.put(other.value.model_copy(update={"text_px": 20}).with_recent(tmp_path / "other.annot"))
    one.put(one.value.with_last_coder(tmp_path / "one.annot", CoderId("1")))
    found = Preferences(tmp_path).value
    assert found == one.value and (found.measure, found.text_px) == (58, 20)
    assert {project.path.name for project in found.recent} == {"one.annot", "other.annot"}


def test_what_could_not_be_saved_is_not_taken_for_what_another_window_changed(tmp_path: Path) -> None:
    place = tmp_path / "place"
    preferences = Preferences(place)
    place.write_text("in the way")
    preferences.put(Settings(text_px=20))
    place.unlink()
    preferences.put(preferences.value.model_copy(update={"measure": 58}))
    assert Preferences(place).value == preferences.value == Settings(text_px=20, measure=58)
