"""The form: what its button says, and what it hands out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.documents.form import DocumentForm
from tests.ui.documents.one_row import row

TWO = [row("1", "A", kind="readout", place="Paris"), row("2", "B", kind="report", place="Paris")]


@pytest.fixture
def form(qtbot: QtBot) -> DocumentForm:
    made = DocumentForm()
    qtbot.addWidget(made)
    made.show_rows(TWO, {}, {"kind": ["readout", "report"]})
    made.show()
    return made


def given(form: DocumentForm) -> list[tuple[object, object]]:
    found: list[tuple[object, object]] = []
    form.given.connect(lambda title, fields: found.append((title, fields)))
    return found


def test_the_button_says_what_it_does_and_only_what_was_touched_is_given(form: DocumentForm) -> None:
    found = given(form)
    assert form.set.text() == "Set" and not form.set.isEnabled() and form.hint.isVisible()
    form.set.click()
    QTest.keyClicks(form.fields["kind"].line, "post")
    assert form.set.text() == "Set the kind of 2" and form.set.isEnabled()
    QTest.keyClicks(form.fields["speaker"].line, "MFA")
    assert form.set.text() == "Set 2 fields of 2"
    form.set.click()
    assert found == [(None, {"kind": "post", "speaker": "MFA"})]


def test_of_one_document_nothing_says_that_it_differs(form: DocumentForm) -> None:
    form.show_rows(TWO[:1], {}, {})
    assert form.fields["title"].text == "A" and not form.hint.isVisible()
    QTest.keyClicks(form.fields["title"].line, "!")
    found = given(form)
    form.set.click()
    assert form.set.text() == "Set the title" and found[0][1] == {} and "!" in str(found[0][0])


def test_what_was_typed_stays_for_other_documents_a_title_does_not(form: DocumentForm) -> None:
    for name in ("title", "place"):
        QTest.keyClicks(form.fields[name].line, "x")
    form.show_rows([*TWO, row("3", "C")], {}, {})
    assert form.fields["place"].is_touched and not form.fields["title"].is_touched
    assert form.set.text() == "Set the place of 3"
    form.cancel.click()
    assert not form.is_touched


def test_fields_of_the_documents_come_to_those_that_are_asked_for(form: DocumentForm) -> None:
    form.show_rows([row("1", tag="a", deep={"x": 1})], {"type": ("a", "b")}, {})
    assert {"tag", "type", "date"} <= form.fields.keys() and "deep" not in form.fields
    form.add_field("own")
    assert "own" in form.fields
    kept = form.fields["tag"]
    form.show_rows([row("1", tag="a")], {"type": ("a", "c")}, {})
    assert form.fields["tag"] is kept, "only what is another is made anew"


def test_where_nothing_may_be_changed_it_says_why(form: DocumentForm) -> None:
    form.show_rows(TWO, {}, {}, "Changing documents is for whoever leads.")
    assert form.why.isVisible() and not form.set.isVisible() and not form.add.isVisible()
    kind = form.fields["kind"].line
    assert isinstance(kind, QLineEdit) and kind.isReadOnly()
    form.show_rows((), {}, {})
    assert not form.isVisible()


def test_tab_goes_from_field_to_field_and_on_to_what_follows_though_other_fields_came(qtbot: QtBot) -> None:
    window, form, after = QWidget(), DocumentForm(), QLineEdit()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    box.addWidget(form)
    box.addWidget(after)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    for rows in (TWO, [row("3", "C", session="78", post="x")], TWO[:1], [row("3", "C", session="78")]):
        form.show_rows(rows, {}, {})
        QApplication.processEvents()
    form.take_keyboard()
    met: list[QWidget | None] = []
    for _ in range(2 * (len(form.fields) + 2)):
        met.append(QApplication.focusWidget())
        QTest.keyClick(met[-1] or window, Qt.Key.Key_Tab)
    assert met == [*(field.line for field in form.fields.values()), form.add, after] * 2
