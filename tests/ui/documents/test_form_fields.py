"""One field of the form: what documents say together, and what nobody touches."""

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.ui.documents.form_fields import DIFFERENT, FormField, SaidByAll, hint_of, said_by
from tests.examples import examples


@given(st.lists(st.sampled_from(["", "a", "b", "c"]), max_size=6))
@settings(max_examples=examples(50))
def test_documents_say_one_thing_together_or_they_differ(values: list[str]) -> None:
    said = said_by(values)
    assert bool(said.differing) is (len(set(values)) > 1)
    assert said.text == (values[0] if len(set(values)) == 1 else "")


def test_two_short_values_are_named_more_are_said_to_differ() -> None:
    assert hint_of(said_by(["readout", "report"]), "kind", 2) == "readout or report"
    assert hint_of(said_by(["a", "b", "c"]), "kind", 3) == hint_of(said_by(["a", ""]), "kind", 2) == DIFFERENT
    assert hint_of(said_by(["a" * 30, "b"]), "kind", 2) == DIFFERENT
    assert hint_of(SaidByAll(), "kind", 1) == "" and hint_of(SaidByAll(), "url", 1) != ""


def test_what_was_typed_stays_until_it_is_let_go(qtbot: QtBot) -> None:
    field = FormField("place")
    qtbot.addWidget(field)
    field.show_said(said_by(["Paris"]), 1)
    assert field.text == "Paris" and not field.is_touched
    QTest.keyClicks(field.line, "!")
    assert field.is_touched and field.text == "!Paris"
    field.show_said(said_by(["Rome"]), 1)
    assert field.text == "!Paris"
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert not field.is_touched and field.text == "Rome"


def test_one_of_several_is_a_list_which_has_what_stands_there_too(qtbot: QtBot) -> None:
    field = FormField("type", ("a", "b"))
    qtbot.addWidget(field)
    assert isinstance(field.line, QComboBox)
    field.show_said(said_by(["z"]), 1)
    assert field.text == "z"
    field.show_said(said_by(["a", "b"]), 2)
    assert field.line.currentIndex() == -1 and not field.is_touched
    field.line.setCurrentIndex(2)
    field.line.activated.emit(2)
    assert field.is_touched and field.text == "b"
    field.set_read_only(True)
    assert not field.line.isEnabled()


def test_what_is_wrong_stands_below_and_goes_with_the_next_letter(qtbot: QtBot) -> None:
    field = FormField("date")
    qtbot.addWidget(field)
    field.say_fault("No date.")
    assert not field.fault.isHidden()
    QTest.keyClicks(field.line, "2")
    assert field.fault.isHidden()


def test_where_nobody_may_type_nothing_asks_for_it(qtbot: QtBot) -> None:
    field = FormField("url")
    qtbot.addWidget(field)
    assert isinstance(field.line, QLineEdit)
    field.set_read_only(True)
    field.show_said(SaidByAll(), 1)
    assert field.line.placeholderText() == field.line.accessibleDescription() == "–"
    field.show_said(said_by(["a", "b"]), 2)
    assert field.line.placeholderText() == "a or b"
    field.show_said(SaidByAll(), 1)
    field.set_read_only(False)
    assert field.line.placeholderText() == "add a link"
