"""The line of a row: what its keys mean, and what it says while one types and while one does not."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Role
from annotator.model.ids import RoleId
from annotator.model.role_kinds import Takes
from annotator.ui.acts.field import RowField
from annotator.ui.acts.popup import PAGE
from annotator.ui.acts.rows import CardRow, Fill
from annotator.ui.commands.key_names import put_in_force
from annotator.ui.commands.key_table import keys_in_force
from tests.model.codebooks import attribute_of
from tests.ui.acts.desks import (
    at_row,
    card_of,
    code_the_act,
    field_of,
    project_with_actors,
    rows,
    settled,
)
from tests.ui.windows import Stage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with the actors that come with the program, mentions not offered."""
    return project_with_actors(tmp_path / "acts.annot")


def test_flags_turn_with_space_and_a_wrong_date_gets_a_sentence(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    code_the_act(stage)
    card_of(stage).go("attribute:conditional")
    stage.press("Space")
    assert rows(stage) == {"Conditional": "yes"}
    stage.press("Space")
    assert rows(stage) == {"Conditional": "no"}
    stage.press("Delete")
    assert rows(stage) == {}
    card_of(stage).go("attribute:deadline")
    stage.write("2023-13-01")
    stage.press("Return")
    problem = card_of(stage).lines["attribute:deadline"].problem
    assert problem.isVisible() and "“2023-13-01” is no date" in problem.text()
    assert at_row(stage) == "Deadline" and rows(stage) == {}
    field_of(stage, "attribute:deadline").clear()
    stage.write("2023-12-01")
    # Leaving by Escape keeps what was written.
    stage.press("Escape")
    assert stage.reader.hasFocus() and rows(stage) == {"Deadline": "2023-12-01"} and not problem.isVisible()


def test_undo_in_the_card_takes_the_last_choice_back_while_nothing_is_typed(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    code_the_act(stage)
    stage.press("Return")
    stage.write("fran")
    settled(stage)
    stage.press("Return")
    assert rows(stage) == {"Speaker": "France"}
    stage.press("Ctrl+Z")
    assert rows(stage) == {}
    stage.press("Ctrl+Shift+Z")
    assert rows(stage) == {"Speaker": "France"}
    stage.write("x")
    stage.press("Ctrl+Z")
    assert rows(stage) == {"Speaker": "France"}, "what is typed is taken back first"


NAMED = CardRow("role:speaker", "Speaker", required=True, several=True)
TYPED = CardRow("attribute:one", "One", attribute_of(AttributeKind.TEXT))
FLAG = CardRow("attribute:one", "One", attribute_of(AttributeKind.FLAG))
_NONE, _CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Field:
    """A field that has the keyboard, and what it tells."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        box = QVBoxLayout(self.window)
        self.field, self.other = RowField(), QLineEdit()
        box.addWidget(self.field)
        box.addWidget(self.other)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.field.setFocus()
        self.told: list[tuple[str, object]] = []
        for name in ("entered", "parted", "emptied", "toggled", "dropped"):
            getattr(self.field, name).connect(partial(self._on_told, name))
        for name in ("taken", "stepped"):
            getattr(self.field, name).connect(partial(self._on_told_what, name))

    def _on_told(self, name: str) -> None:
        self.told.append((name, None))

    def _on_told_what(self, name: str, what: object) -> None:
        self.told.append((name, what))

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> list[tuple[str, object]]:
        """Press a key; return what was told."""
        self.told.clear()
        QTest.keyClick(self.field, key, held)
        return list(self.told)


@pytest.fixture
def at(qtbot: QtBot) -> Field:
    return Field(qtbot)


@pytest.mark.parametrize(
    ("key", "held", "told"),
    [
        (Qt.Key.Key_Return, _NONE, ("taken", False)),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, ("taken", False)),
        (Qt.Key.Key_Return, _CTRL, ("taken", True)),
        (Qt.Key.Key_Plus, _NONE, ("taken", True)),
        (Qt.Key.Key_Escape, _NONE, ("dropped", None)),
        (Qt.Key.Key_Down, _NONE, ("stepped", 1)),
        (Qt.Key.Key_Up, _NONE, ("stepped", -1)),
        (Qt.Key.Key_PageDown, _NONE, ("stepped", PAGE)),
        (Qt.Key.Key_PageUp, _NONE, ("stepped", -PAGE)),
        (Qt.Key.Key_Delete, _NONE, ("emptied", None)),
        (Qt.Key.Key_Backspace, _NONE, ("emptied", None)),
    ],
)
def test_in_a_row_that_offers_something_each_key_asks_for_its_own(
    at: Field, key: Qt.Key, held: Qt.KeyboardModifier, told: tuple[str, object]
) -> None:
    at.field.show_row(NAMED)
    assert at.press(key, held) == [told] and at.field.text() == ""


def test_where_a_value_is_written_its_letters_are_letters(at: Field) -> None:
    at.field.show_row(TYPED)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Space, Qt.Key.Key_A):
        assert at.press(key) == []
    assert at.field.text() == "+ a"
    for key in (Qt.Key.Key_Backspace, Qt.Key.Key_Down, Qt.Key.Key_PageUp):
        assert at.press(key) == []
    assert at.field.text() == "+ "
    assert at.press(Qt.Key.Key_Return) == [("taken", False)]
    assert at.press(Qt.Key.Key_Return, _CTRL) == [], "there is no second value to stay for"


def test_space_turns_only_what_is_yes_or_no_and_delete_takes_out_only_where_nothing_is_typed(at: Field) -> None:
    at.field.show_row(FLAG)
    assert at.press(Qt.Key.Key_Space) == [("toggled", None)]
    at.field.show_row(NAMED)
    assert at.press(Qt.Key.Key_Space) == [] and at.field.text() == " "
    assert at.press(Qt.Key.Key_Backspace) == [] and at.field.text() == ""
    assert at.press(Qt.Key.Key_Backspace) == [("emptied", None)]


def test_keys_that_are_held_with_others_are_left_to_the_window(at: Field) -> None:
    at.field.show_row(NAMED)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Return):
        assert at.press(key, _ALT) == []


def test_its_text_is_what_fills_the_row_and_while_it_has_the_keyboard_what_is_typed(at: Field) -> None:
    filled = replace(NAMED, fills=(Fill("France"),))
    at.field.show_row(filled)
    assert at.field.text() == at.field.typed == "" and at.field.placeholderText() == "France"
    QTest.keyClicks(at.field, "ch")
    at.field.show_row(replace(NAMED, fills=(Fill("France"), Fill("China"))))
    assert at.field.typed == "ch", "what is being typed stays"
    at.told.clear()
    at.other.setFocus()
    assert at.told == [("parted", None)] and (at.field.text(), at.field.typed) == ("France, China", "")
    at.field.setFocus()
    assert at.told[-1] == ("entered", None) and at.field.text() == ""
    assert at.field.accessibleName() == "Speaker: France, China"


def test_a_value_that_was_written_is_there_to_be_written_over(at: Field) -> None:
    at.field.show_row(replace(TYPED, fills=(Fill("a remark"),)))
    at.field.clear_typed()
    assert at.field.text() == at.field.selectedText() == "a remark"
    QTest.keyClicks(at.field, "another")
    at.field.show_row(replace(TYPED, fills=(Fill("a remark"),)))
    assert at.field.text() == "another"


def test_what_was_typed_is_still_there_after_a_menu_or_another_window(at: Field) -> None:
    at.field.show_row(NAMED)
    QTest.keyClicks(at.field, "fra")
    at.told.clear()
    for reason in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
        for kind in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
            QApplication.sendEvent(at.field, QFocusEvent(kind, reason))
        assert at.field.text() == "fra"
    assert ("parted", None) not in at.told


def test_a_row_for_words_names_the_key_as_it_is_now(at: Field) -> None:
    at.field.show_row(CardRow("role:x", "X", Role(id=RoleId("x"), name="X", takes=Takes.PASSAGE)))
    assert at.field.placeholderText().endswith("then Return")
    put_in_force(keys_in_force({"code.card": "F9"}))
    try:
        assert at.field.placeholderText().endswith("then F9")
    finally:
        put_in_force(None)
    assert at.field.placeholderText().endswith("then Return")
