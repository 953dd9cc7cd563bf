"""Keys of the text are replaced like any other: whoever takes one is told, and the text heeds what the table says."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from annotator.ui.commands.key_table import IN_TEXT, keys_in_force
from annotator.ui.commands.text_keys import is_key
from annotator.ui.dialogs.preferences import PreferencesDialog
from tests.ui.windows import FIRST, Stage, code_as, make_project

STANDARD = [row for row in IN_TEXT if row.standard is not None]


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Stage:
    """Ana at a text with a span of hers."""
    path = make_project(tmp_path / "small.annot", [FIRST * 40])
    code_as(path, "Ana", ("urged China", "appeal"))
    stage.open(path, "Ana")
    stage.reader.setFocus()
    return stage


def give(stage: Stage, **keys: str) -> str:
    """Give rows of the table keys in the preferences, as a person does; return what the page says of the last."""
    stage.press("Ctrl+,")
    dialog = stage.dialog(PreferencesDialog)
    dialog.show_section("Keys")
    for row, key in keys.items():
        dialog.keys.choose(row.replace("__", "."))
        dialog.keys.edit.setKeySequence(QKeySequence(key))
        dialog.keys.edit.editingFinished.emit()
    said = dialog.keys.notice.text()
    dialog.close()
    stage.without_dialog()
    stage.reader.setFocus()
    return said


def test_a_command_that_is_given_an_arrow_takes_it_from_the_caret_and_the_page_says_so(ana: Stage) -> None:
    right = QKeySequence("Right").toString(QKeySequence.SequenceFormat.NativeText)
    said = give(ana, view__larger="Right")
    assert said == f"{right} was the key of “Move a character to the right” (in the text), which gave it up."
    size = ana.window.preferences.value.text_px
    ana.press("Right")
    assert ana.reader.caret == 0 and ana.window.preferences.value.text_px > size


def test_a_movement_is_given_another_key_and_its_own_means_nothing_then(ana: Stage) -> None:
    give(ana, text__move_word_right="Ctrl+Alt+W", text__move_right="F21")
    ana.press("Ctrl+Alt+W")
    word = ana.reader.caret
    assert word == len("France ")
    ana.press("F21")
    assert ana.reader.caret == word + 1
    ana.press("Right", "Ctrl+Right")
    assert ana.reader.caret == word + 1
    ana.press("Left")
    assert ana.reader.caret == word


def test_a_key_of_the_text_that_goes_from_one_movement_to_another_does_the_new_one(ana: Stage) -> None:
    give(ana, text__move_right="Ctrl+Right")
    ana.press("Ctrl+Right", "Ctrl+Right")
    assert ana.reader.caret == 2


def test_each_row_does_with_another_key_what_it_does_with_its_own(ana: Stage) -> None:
    reader, workspaces = ana.reader, ana.window.workspaces

    def pressed(key: str) -> tuple[int, int, str]:
        QApplication.clipboard().setText("")
        reader.set_selection(FIRST.index("warned"), FIRST.index("warned") + 3)
        ana.press(key)
        return reader.anchor, reader.caret, QApplication.clipboard().text()

    before = pressed("F21")
    for row in STANDARD:
        own = pressed(row.own_keys()[0])
        assert own != before, row.id
        workspaces.set_keys(keys_in_force({row.id: "F21"}))
        assert pressed("F21") == own, row.id
        assert [key for key in row.own_keys() if pressed(key) != before] == [], row.id
        workspaces.set_keys(keys_in_force({}))
        assert (pressed("F21"), pressed(row.own_keys()[0])) == (before, own), row.id


def test_the_keys_of_an_edge_can_be_changed_and_come_before_commands(ana: Stage) -> None:
    give(ana, edge__right="F9", edge__end="F6")
    ana.window.coding.moves.go_span(1)
    ana.press("F8")
    assert "F9 move it" in ana.said and "F6 ends" in ana.said
    ana.press("F9")
    assert ana.spans() == [("urged China ", "appeal")]
    ana.press("F6")
    assert ana.said == "Edge placed · saved"
    ana.press("F9")
    assert ana.spans() == [("urged China ", "appeal")]


def test_the_key_that_lets_go_of_a_span_can_be_changed(ana: Stage) -> None:
    give(ana, text__let_go="F21")
    ana.window.coding.moves.go_span(1)
    ana.press("Esc")
    assert ana.active_quote() == "urged China"
    ana.press("F21")
    assert ana.active_quote() == ""


def test_a_label_gives_its_key_to_a_movement_that_is_given_it(ana: Stage) -> None:
    give(ana, text__move_right="1")
    ana.press("1")
    assert ana.reader.caret == 1 and ana.spans() == [("urged China", "appeal")]


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "written", "is_it"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.KeypadModifier, "", "Right", True),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, "", "Right", False),
        (Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier, "?", "?", True),
        (Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier, "W", "W", False),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier, " ", "Space", False),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "\x1b", "Escape", True),
    ],
)
def test_a_key_is_known_from_any_part_of_the_keyboard(
    key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, written: str, is_it: bool
) -> None:
    assert is_key(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text), ["F21", written]) is is_it
