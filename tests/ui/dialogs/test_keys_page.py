"""Keys are replaced one by one, and whoever loses one is named."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.commands.key_table import TABLE, keys_in_force
from annotator.ui.dialogs.keys_page import KeysPage
from annotator.ui.dialogs.preferences import PreferencesDialog
from annotator.ui.settings.settings import Settings


@pytest.fixture
def page(qtbot: QtBot) -> KeysPage:
    made = KeysPage({})
    qtbot.addWidget(made)
    made.show()
    return made


def _give(page: KeysPage, command: str, key: str) -> None:
    page.choose(command)
    page.edit.setKeySequence(QKeySequence(key))
    page.edit.editingFinished.emit()


def test_every_row_of_the_table_is_listed_with_its_keys(page: KeysPage) -> None:
    assert page.tree.topLevelItemCount() == len(TABLE)
    page.filter.setText("find in the")
    item = page.tree.topLevelItem(0)
    assert item is not None
    assert (page.tree.topLevelItemCount(), item.text(1)) == (1, QKeySequence("Ctrl+F").toString())


def test_a_free_key_is_given_and_told_at_once(page: KeysPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.changed) as told:
        _give(page, "edit.find", "Ctrl+Alt+F")
    assert told.args == [{"edit.find": "Ctrl+Alt+F"}]
    assert page.notice.text() == "Ctrl+Alt+F: Find in the text…."
    assert keys_in_force(page.shortcuts)["edit.find"] == ("Ctrl+Alt+F",)


def test_a_key_that_another_command_has_is_taken_from_it_and_that_is_said(page: KeysPage) -> None:
    _give(page, "edit.find", "Ctrl+Alt+F")
    _give(page, "view.larger", "Ctrl+Alt+F")
    assert page.notice.text() == "Ctrl+Alt+F was the key of “Find in the text…”, which gave it up."
    force = keys_in_force(page.shortcuts)
    assert (force["view.larger"], force["edit.find"]) == (("Ctrl+Alt+F",), ("Ctrl+F",))
    _give(page, "view.larger", "F7")
    assert "Move the start of the span" in page.notice.text()
    assert keys_in_force(page.shortcuts)["code.start_edge"] == ()


def test_a_key_may_mean_one_thing_in_each_workspace(page: KeysPage) -> None:
    _give(page, "code.repeat_label", "U")
    assert "gave it up" not in page.notice.text()
    assert keys_in_force(page.shortcuts)["adjudicate.union"] == ("u",)


def test_a_key_is_taken_away_and_comes_back(page: KeysPage, qtbot: QtBot) -> None:
    _give(page, "edit.find", "")
    assert "has no key now" in page.notice.text()
    assert keys_in_force(page.shortcuts)["edit.find"] == ()
    assert page.reset_button.isEnabled()
    with qtbot.waitSignal(page.changed) as told:
        QTest.mouseClick(page.reset_button, Qt.MouseButton.LeftButton)
    assert told.args == [{}]
    assert keys_in_force(page.shortcuts)["edit.find"] == ("Ctrl+F",)
    assert not page.reset_button.isEnabled()


def test_the_defaults_of_the_page_at_hand_are_restored(qtbot: QtBot) -> None:
    dialog = PreferencesDialog(Settings(measure=66, shortcuts={"edit.find": "F12"}))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_section("Keys")
    dialog.defaults_button.click()
    assert dialog.settings == Settings(measure=66)
    dialog.show_section("Look")
    dialog.defaults_button.click()
    assert dialog.settings == Settings()
