"""What is chosen from a list is done: a command, a label; and a setting applies at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QDialog

from annotator.model.codebook import Codebook, Label
from annotator.model.ids import LabelId
from annotator.operations.codebook import codebook
from annotator.ui.commands.commands import BY_ID
from annotator.ui.commands.key_table import native
from annotator.ui.dialogs.preferences import PreferencesDialog
from annotator.ui.dialogs.shortcuts import ShortcutsDialog
from annotator.ui.kit.picker import Picker
from annotator.ui.kit.switch import Switch
from annotator.ui.settings.settings import Settings
from tests.ui.windows import Stage, make_project


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana at the desk, at the first of two documents."""
    yield stage.open(make_project(tmp_path / "small.annot"), "Ana")


_ANYWHERE = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive


def closed(stage: Stage, dialog: QDialog) -> None:
    dialog.close()
    stage.without_dialog()


def test_the_command_that_is_chosen_is_done_once(ana: Stage) -> None:
    picker = ana.window.choices.command()
    done: list[str] = []
    for id, action in ana.window.actions_.actions.items():
        action.triggered.connect(lambda _=False, id=id: done.append(id))
    ana.dialog(Picker)
    picker.chosen.emit("document.done")
    assert done == ["document.done"] and ana.said == "Done · saved"
    closed(ana, picker)


def test_all_labels_in_use_are_offered_with_their_keys_unless_a_command_has_one(ana: Stage) -> None:
    labels = (
        Label(id=LabelId("one"), name="One", key="1", definition="The first."),
        Label(id=LabelId("two"), name="Two", key="2", colour="#336699"),
        Label(id=LabelId("old"), name="Old", key="3", retired=True),
    )
    assert ana.window.session.run(codebook.save, Codebook(labels=labels)) == 2
    ana.window.choices._on_keys({"help.label": "2"})
    chosen: list[str] = []
    picker = ana.window.choices.label("Merge with", chosen.append)
    items = picker.model.items
    assert [(item.id, item.title, item.detail, item.hint) for item in items] == [
        ("one", "One", "The first.", "1"),
        ("two", "Two", "", ""),
    ]
    assert items[1].colour == "#336699" and picker.accessibleName() == "Merge with"
    ana.dialog(Picker)
    ana.write("two")
    ana.press("Return")
    ana.without_dialog()
    assert chosen == ["two"]


def test_a_setting_applies_while_the_dialog_is_open(ana: Stage) -> None:
    dialog = ana.window.choices.settings()
    ana.dialog(PreferencesDialog)
    before = ana.window.preferences.value
    dialog.changed.emit(before.model_copy(update={"text_px": before.text_px + 3}))
    assert ana.window.preferences.value.text_px == before.text_px + 3
    closed(ana, dialog)


def test_the_defaults_are_those_of_this_screen(ana: Stage) -> None:
    ana.window.preferences.fresh = Settings(text_px=19)
    dialog = ana.window.choices.settings()
    ana.dialog(PreferencesDialog)
    dialog.defaults_button.click()
    assert ana.window.preferences.value.text_px == 19
    closed(ana, dialog)


def test_keys_that_are_set_count_at_once_and_labels_give_way_to_them(ana: Stage) -> None:
    dialog = ana.window.choices.settings()
    ana.dialog(PreferencesDialog)
    with ana.qtbot.waitSignal(ana.window.choices.keys_changed):
        dialog.keys.changed.emit({"code.note": "1"})
    closed(ana, dialog)
    assert ana.window.actions_.keys["code.note"] == ("1",)
    ana.press("Space", "1")
    assert ana.spans() == [], "the key is a command's now"
    ana.press("Esc", "2")
    assert ana.spans() == [("France", "commitment")]


def test_the_help_lists_the_keys_as_they_are_now(ana: Stage) -> None:
    ana.window.choices._on_keys({"code.note": "F9"})
    ana.window.actions_.actions["help.shortcuts"].trigger()
    dialog = ana.dialog(ShortcutsDialog)
    (found,) = dialog.tree.findItems(BY_ID["code.note"].title, _ANYWHERE, 0)
    assert found.text(1) == native(("F9",)) != native(BY_ID["code.note"].keys)
    closed(ana, dialog)


def test_the_picker_of_labels_says_what_it_is_for(ana: Stage) -> None:
    ana.press("Space", "1", "F4")
    picker = ana.dialog(Picker)
    assert picker.accessibleName() == "Relabel as"
    ana.write("warn")
    ana.press("Return")
    ana.without_dialog()
    assert ana.spans() == [("France", "warning")]


def test_a_labels_key_typed_in_the_picker_takes_the_label(ana: Stage) -> None:
    ana.press("Space", "/")
    ana.dialog(Picker)
    ana.write("3")
    ana.without_dialog()
    assert ana.spans() == [("France", "warning")]


def test_the_picker_leaves_the_passage_in_sight(ana: Stage) -> None:
    for quote in ("France", "pledge"):
        ana.select(quote)
        ana.press("/")
        picker = ana.dialog(Picker)
        view = ana.reader.viewport()
        place = QRect(view.mapToGlobal(ana.point(ana.text.index(quote))), QSize(4, 4))
        assert not picker.frameGeometry().intersects(place)
        closed(ana, picker)


def test_what_coding_does_is_set_among_the_settings_and_what_is_the_projects_is_a_step(ana: Stage) -> None:
    window = ana.window
    before = window.session.project.settings.get()
    dialog = window.choices.settings()
    dialog.show_section("Coding")
    for name in ("whole_words", "code_final_punctuation", "offer_mentions"):
        control = dialog.rows[name].control
        assert isinstance(control, Switch) and control.isVisible()
        control.click()
    dialog.show_section("Adjudication")
    for name in ("adjudicate_without_names", "names_after_last_decision"):
        control = dialog.rows[name].control
        assert isinstance(control, Switch) and control.isVisible()
        control.click()
    closed(ana, dialog)
    assert not window.preferences.value.whole_words and not ana.reader._mouse.whole_words
    project = window.session.project
    now = project.settings.get()
    assert now.code_final_punctuation and now.offer_mentions
    assert now.adjudicate_without_names and not now.names_after_last_decision
    ana.press(*["Ctrl+Z"] * 4)
    assert project.settings.get() == before
