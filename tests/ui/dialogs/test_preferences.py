"""Preferences take effect at once."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.preferences import PreferencesDialog
from annotator.ui.kit.theme import ThemeChoice
from annotator.ui.settings.settings import Settings


@pytest.fixture
def dialog(qtbot: QtBot) -> PreferencesDialog:
    made = PreferencesDialog(Settings(measure=66, shortcuts={"code.next": "N"}))
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_opens_on_what_is_set_and_tells_nothing(dialog: PreferencesDialog) -> None:
    assert (dialog.measure.value(), dialog.text_px.value(), dialog.theme.currentText()) == (66, 17, "As the system")


@pytest.mark.parametrize(("name", "value"), [("text_px", 20), ("measure", 72)])
def test_each_change_is_told_at_once_and_nothing_else_changes(
    dialog: PreferencesDialog, qtbot: QtBot, name: str, value: float
) -> None:
    with qtbot.waitSignal(dialog.changed) as told:
        getattr(dialog, name).setValue(value)
    assert told.args is not None
    assert told.args[0] == Settings(measure=66, shortcuts={"code.next": "N"}).model_copy(update={name: value})


@pytest.mark.parametrize("choice", [choice for choice in ThemeChoice if choice is not ThemeChoice.SYSTEM])
def test_every_theme_can_be_chosen(dialog: PreferencesDialog, qtbot: QtBot, choice: ThemeChoice) -> None:
    with qtbot.waitSignal(dialog.changed):
        dialog.theme.setCurrentIndex(list(ThemeChoice).index(choice))
    assert dialog.settings.theme is choice


def test_defaults_come_back_without_touching_what_is_not_shown(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.changed):
        dialog.defaults_button.click()
    assert dialog.measure.value() == 68
    assert dialog.settings == Settings(shortcuts={"code.next": "N"})
