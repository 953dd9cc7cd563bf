"""The settings take effect at once; a search goes through all of them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.settings import ProjectSettings
from annotator.ui.dialogs.preferences import PreferencesDialog
from annotator.ui.dialogs.setting_fields import KEYS, SECTIONS
from annotator.ui.kit.segment_bar import SegmentBar
from annotator.ui.kit.switch import Switch
from annotator.ui.kit.theme import ThemeChoice
from annotator.ui.settings.settings import Settings

SET = Settings(measure=66, shortcuts={"code.next": "N"})


@pytest.fixture
def dialog(qtbot: QtBot) -> PreferencesDialog:
    made = PreferencesDialog(SET)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(dialog: PreferencesDialog) -> list[str]:
    """Return the names of the settings that are seen."""
    return [name for name, row in dialog.rows.items() if row.isVisible()]


def choose(dialog: PreferencesDialog, name: str, value: object) -> None:
    control = dialog.rows[name].control
    assert isinstance(control, SegmentBar)
    control.buttons[value].click()


def test_it_opens_on_what_is_set_and_tells_nothing(dialog: PreferencesDialog) -> None:
    values = [dialog.rows[name].control for name in ("measure", "text_px", "theme")]
    assert [each.value for each in values if isinstance(each, SegmentBar)] == [66, 17, ThemeChoice.SYSTEM]
    assert dialog.settings == SET and dialog.field.hasFocus()


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_shows_its_own_settings(dialog: PreferencesDialog, section: str) -> None:
    dialog.show_section(section)
    assert shown(dialog) == [kind.name for kind in SECTIONS[section]] and not dialog.keys.isVisible()


@pytest.mark.parametrize(
    ("name", "value"), [("text_px", 21), ("measure", 78), ("theme", ThemeChoice.DARK), ("theme", ThemeChoice.LIGHT)]
)
def test_each_change_is_told_at_once_and_nothing_else_changes(
    dialog: PreferencesDialog, qtbot: QtBot, name: str, value: object
) -> None:
    with qtbot.waitSignal(dialog.changed) as told:
        choose(dialog, name, value)
    assert told.args is not None
    assert told.args[0] == SET.model_copy(update={name: value}) == dialog.settings


def test_a_search_shows_what_fits_of_all_sections_and_says_how_many(dialog: PreferencesDialog) -> None:
    QTest.keyClicks(dialog.field, "text")
    assert shown(dialog) == ["text_px", "text_font"] and dialog.found.text() == "2 settings"
    QTest.keyClicks(dialog.field, " font")
    assert shown(dialog) == ["text_font"] and dialog.field.accessibleDescription() == "1 setting"
    dialog.field.setText("zzqq")
    assert shown(dialog) == [] and dialog.found.text() == "No setting is called that."
    QTest.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert dialog.isVisible() and shown(dialog) == [kind.name for kind in SECTIONS["Look"]]


def test_every_setting_is_found_by_its_title(dialog: PreferencesDialog) -> None:
    for name, row in dialog.rows.items():
        dialog.field.setText(row.title)
        assert name in shown(dialog)


def test_a_command_that_is_looked_for_leads_to_its_key(dialog: PreferencesDialog) -> None:
    dialog.field.setText("larger")
    assert dialog.keys_link.isVisible() and dialog.keys_link.text() == "Keys: 1 command…"
    dialog.keys_link.click()
    assert dialog.section == KEYS and dialog.keys.isVisible() and dialog.keys.command == "view.larger"
    dialog.field.setText("shortcuts")
    dialog.keys_link.click()
    assert dialog.keys.isVisible()


def test_the_keyboard_reaches_what_was_found_and_escape_closes(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    dialog.field.setFocus()
    QTest.keyClicks(dialog.field, "length")
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    control = dialog.rows["measure"].control
    assert isinstance(control, SegmentBar) and control.buttons[66].hasFocus()
    QTest.keyClick(control.buttons[66], Qt.Key.Key_Right)
    assert dialog.settings.measure == 68
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_is_the_projects_can_be_set_where_one_is_open_and_is_no_setting_of_this_computer(qtbot: QtBot) -> None:
    made = PreferencesDialog(SET, None, ProjectSettings(code_final_punctuation=True))
    qtbot.addWidget(made)
    told: list[tuple[str, object]] = []
    made.project_changed.connect(lambda name, value: told.append((name, value)))
    switches = {name: row.control for name, row in made.rows.items() if row.is_projects}
    assert {name: each.isChecked() for name, each in switches.items() if isinstance(each, Switch)} == {
        "code_final_punctuation": True,
        "offer_mentions": False,
        "adjudicate_without_names": False,
        "names_after_last_decision": True,
    }
    for each in (one for one in switches.values() if isinstance(one, Switch)):
        assert each.isEnabled()
        each.click()
    made.defaults_button.click()
    assert told == [
        ("code_final_punctuation", False),
        ("offer_mentions", True),
        ("adjudicate_without_names", True),
        ("names_after_last_decision", False),
    ]
    assert made.settings == Settings(shortcuts=SET.shortcuts)


def test_without_a_project_what_would_be_its_cannot_be_set(dialog: PreferencesDialog) -> None:
    assert not any(row.control.isEnabled() for row in dialog.rows.values() if row.is_projects)


def test_choosing_a_section_ends_the_search(dialog: PreferencesDialog) -> None:
    dialog.field.setText("font")
    dialog.sections.setCurrentRow(list(SECTIONS).index("Adjudication"))
    assert dialog.field.text() == "" and shown(dialog) == [kind.name for kind in SECTIONS["Adjudication"]]


def test_on_a_wide_screen_the_defaults_are_those_of_a_wide_screen(qtbot: QtBot) -> None:
    made = PreferencesDialog(SET, fresh=Settings(text_px=19))
    qtbot.addWidget(made)
    made.defaults_button.click()
    assert made.settings == Settings(text_px=19, shortcuts=SET.shortcuts)


def test_defaults_come_back_without_touching_what_is_not_shown(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.changed):
        dialog.defaults_button.click()
    control = dialog.rows["measure"].control
    assert isinstance(control, SegmentBar) and control.value == 68
    assert dialog.settings == Settings(shortcuts={"code.next": "N"})
