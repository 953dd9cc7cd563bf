"""The rows of the settings: each shows what is set, tells what is chosen, and is found by its words."""

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.model.settings import ProjectSettings
from annotator.ui.dialogs.path_field import PathField
from annotator.ui.dialogs.setting_fields import NOT_SHOWN, SECTIONS, SettingKind, SettingRow
from annotator.ui.kit.segment_bar import SegmentBar
from annotator.ui.kit.switch import Switch
from annotator.ui.settings.settings import Settings

KINDS = [(section, kind) for section, kinds in SECTIONS.items() for kind in kinds]
ALL = pytest.mark.parametrize(("section", "kind"), KINDS, ids=[kind.name for _, kind in KINDS])


@pytest.fixture
def told() -> list[tuple[str, object]]:
    return []


def row(qtbot: QtBot, section: str, kind: SettingKind, told: list[tuple[str, object]]) -> SettingRow:
    made = SettingRow(kind, section)
    made.changed.connect(lambda name, value: told.append((name, value)))
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_setting_is_shown_once_or_kept_by_the_program() -> None:
    names = [kind.name for _, kind in KINDS]
    own = {kind.name for _, kind in KINDS if not kind.is_projects}
    assert len(names) == len({*names}) and own | NOT_SHOWN == Settings.model_fields.keys()
    assert {*names} - own <= ProjectSettings.model_fields.keys()
    assert not {*names} & NOT_SHOWN


@ALL
def test_a_row_says_title_and_description_and_shows_the_default_in_silence(
    qtbot: QtBot, told: list[tuple[str, object]], section: str, kind: SettingKind
) -> None:
    made, about = row(qtbot, section, kind, told), kind.of.model_fields[kind.name]
    said = "\n".join(label.text() for label in made.findChildren(QLabel))
    assert (about.title or "?").casefold() in said.casefold() and (about.description or "?") in said
    assert ("Of this project" in said) is kind.is_projects
    made.show_value(getattr(kind.of(), kind.name))
    assert told == []


@ALL
def test_every_choice_can_be_made_and_is_a_value_of_the_setting(
    qtbot: QtBot, told: list[tuple[str, object]], section: str, kind: SettingKind
) -> None:
    made = row(qtbot, section, kind, told)
    default = getattr(kind.of(), kind.name)
    made.show_value(default)
    if isinstance(made.control, Switch):
        made.control.click()
        assert told == [(kind.name, not default)]
    elif isinstance(made.control, PathField):
        made.control.edit.setText(" /elsewhere ")
        made.control.edit.editingFinished.emit()
        made.control.edit.editingFinished.emit()
        assert told == [(kind.name, "/elsewhere")]
    elif isinstance(made.control, QLineEdit):
        made.control.setText("en, fr;zh ")
        made.control.editingFinished.emit()
        made.control.editingFinished.emit()
        assert told == [(kind.name, ("en", "fr", "zh"))]
    elif isinstance(made.control, QComboBox):
        made.control.setCurrentIndex(made.control.count() - 1)
        assert told == [(kind.name, made.control.currentText())]
    else:
        assert isinstance(made.control, SegmentBar)
        others = [value for value in made.control.buttons if value != default]
        for value in others:
            made.control.buttons[value].click()
        assert told == [(kind.name, value) for value in others]
    for name, value in told:
        assert getattr(kind.of.model_validate({name: value}), name) == value


@pytest.mark.parametrize("size", [11, 18, 40])
def test_a_size_that_is_not_offered_is_offered_while_it_holds(
    qtbot: QtBot, told: list[tuple[str, object]], size: int
) -> None:
    (kind,) = [kind for _, kind in KINDS if kind.name == "text_px"]
    made = row(qtbot, "The page", kind, told)
    assert isinstance(made.control, SegmentBar)
    made.show_value(size)
    assert made.control.value == size and list(made.control.buttons) == sorted({15, 16, 17, 19, 21, 24, size})
    made.show_value(17)
    assert list(made.control.buttons) == [15, 16, 17, 19, 21, 24]


@pytest.mark.parametrize(
    ("query", "fits"), [("contrast", True), ("THEME", True), ("look dark", True), ("dark font", False), ("", True)]
)
def test_a_row_is_found_by_title_description_choices_and_section(
    qtbot: QtBot, told: list[tuple[str, object]], query: str, fits: bool
) -> None:
    assert row(qtbot, "Look", SECTIONS["Look"][0], told).fits(query) is fits
