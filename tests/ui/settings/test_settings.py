"""Settings come back as they were; what is damaged is set aside and never lost."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import UserError
from annotator.model.ids import CoderId
from annotator.ui.kit.theme import ThemeChoice
from annotator.ui.reader.pitch import Spacing
from annotator.ui.settings.settings import (
    FILE_NAME,
    MAX_RECENT,
    RENAMED,
    RecentProject,
    Settings,
    load,
    save,
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
some_settings = st.builds(
    Settings,
    theme=st.sampled_from(ThemeChoice),
    text_px=st.integers(11, 40),
    measure=st.integers(40, 140),
    spacing=st.sampled_from(Spacing),
    recent=st.lists(st.text(min_size=1).map(lambda name: RecentProject(path=Path(name))), max_size=3).map(tuple),
    last_coder=st.dictionaries(st.text(), st.text(), max_size=3),
    geometry=st.text(),
    shortcuts=st.dictionaries(st.text(), st.text(), max_size=3),
)


@given(settings=some_settings)
def test_settings_come_back_as_they_were(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("config")
    save(settings, folder)
    assert load(folder) == (settings, "")


def test_a_name_that_is_no_utf8_comes_back_too(tmp_path: Path) -> None:
    settings = Settings().with_recent(Path("caf\udce9.annot"))
    save(settings, tmp_path)
    assert load(tmp_path) == (settings, "")


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load(tmp_path / "nowhere") == (Settings(), "")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'"text"', b"\x00" * 10])
def test_a_damaged_file_is_set_aside_and_the_defaults_hold(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    settings, sentence = load(tmp_path)
    assert settings == Settings()
    assert (tmp_path / "settings.damaged-1.json").read_bytes() == content
    assert "settings.damaged-1.json" in sentence


def test_a_damaged_file_set_aside_before_is_not_overwritten(tmp_path: Path) -> None:
    for content in (b"first", b"second"):
        (tmp_path / FILE_NAME).write_bytes(content)
        load(tmp_path)
    assert (tmp_path / "settings.damaged-1.json").read_bytes() == b"first"
    assert (tmp_path / "settings.damaged-2.json").read_bytes() == b"second"


def test_one_bad_value_falls_back_and_the_others_stand(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps({"text_px": 4000, "measure": 66, "theme": "pink", "unknown": 1}))
    settings, sentence = load(tmp_path)
    assert (settings.text_px, settings.measure, settings.theme) == (17, 66, ThemeChoice.SYSTEM)
    assert sentence


def test_a_key_that_was_set_under_an_earlier_id_of_a_command_counts_and_is_saved_under_its_id_of_today(
    tmp_path: Path,
) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps({"shortcuts": dict.fromkeys(RENAMED, "F12") | {"code.note": "F4"}}))
    settings, sentence = load(tmp_path)
    assert sentence == "" and settings.shortcuts == dict.fromkeys(RENAMED.values(), "F12") | {"code.note": "F4"}
    save(settings, tmp_path)
    assert load(tmp_path) == (settings, "")


def test_a_setting_of_a_later_version_is_no_damage(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps({"measure": 66, "from_the_future": [1, 2]}))
    assert load(tmp_path) == (Settings(measure=66), "")
    save(Settings(measure=70), tmp_path)
    assert json.loads((tmp_path / FILE_NAME).read_text())["from_the_future"] == [1, 2], "it is there for that version"


@given(values=st.dictionaries(st.sampled_from(sorted(Settings.model_fields)), json_values))
def test_no_file_whatsoever_keeps_the_program_from_starting(
    values: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("config")
    (folder / FILE_NAME).write_text(json.dumps(values))
    settings, _ = load(folder)
    assert isinstance(settings, Settings)


def test_a_folder_in_place_of_the_file_is_said(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    settings, sentence = load(tmp_path)
    assert settings == Settings()
    assert "cannot be read" in sentence


def test_saving_where_nothing_can_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot be saved"):
        save(Settings(), tmp_path / "file")


def test_saving_leaves_no_other_file(tmp_path: Path) -> None:
    save(Settings(), tmp_path)
    save(Settings(measure=66), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == [FILE_NAME]


def test_recent_projects_are_newest_first_once_each_and_twelve_at_most() -> None:
    settings = Settings()
    for number in range(20):
        settings = settings.with_recent(Path(f"/p/{number}.annot"), datetime(2026, 1, 1, 9, number))
    settings = settings.with_recent(Path("/p/15.annot"), datetime(2026, 1, 2))
    assert len(settings.recent) == MAX_RECENT
    assert settings.recent[0] == RecentProject(path=Path("/p/15.annot"), opened="2026-01-02T00:00:00")
    assert [project.path for project in settings.recent].count(Path("/p/15.annot")) == 1
    assert Path("/p/15.annot") not in [each.path for each in settings.without_recent(Path("/p/15.annot")).recent]


def test_the_last_coder_is_kept_by_project() -> None:
    settings = Settings().with_last_coder(Path("/a"), CoderId("1")).with_last_coder(Path("/b"), CoderId("2"))
    assert settings.last_coder == {str(Path("/a")): "1", str(Path("/b")): "2"}


def test_every_setting_has_a_title_and_a_description() -> None:
    for name, about in Settings.model_fields.items():
        assert about.title, name
        assert about.description, name


def test_how_much_is_done_is_remembered_of_a_recent_project_when_it_is_opened_again() -> None:
    path = Path("/p/a.annot")
    settings = Settings().with_recent(path, title="A").with_counts(path, 11, 4).with_counts(Path("/p/b.annot"), 1, 1)
    again = settings.with_recent(path, datetime(2026, 1, 2), title="B").recent
    assert [(each.title, each.documents, each.done) for each in again] == [("B", 11, 4)]
