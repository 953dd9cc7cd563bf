"""The form of what the dataset says of itself, in the window: saved as one step, with faults below their fields."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from annotator.operations.project import describing
from annotator.ui.codebook.dialogs import AskDialog
from annotator.ui.dialogs.description_dialog import DescriptionDialog
from annotator.ui.kit.fields import LinesArea, TextArea
from tests.ui.windows import Stage, make_project

ROWS = {"doi", "url", "publisher", "published", "version"}
"""What stands with others in a row."""


@pytest.fixture
def dialog(stage: Stage, tmp_path: Path) -> DescriptionDialog:
    stage.open(make_project(tmp_path / "talks.annot", coders=("Ana",)), "Ana")
    stage.window.actions_.actions["project.describe"].trigger()
    return stage.dialog(DescriptionDialog)


def test_what_is_said_is_one_step_and_is_there_again(stage: Stage, dialog: DescriptionDialog) -> None:
    project = stage.window.session.project
    title, authors, licence = (dialog.editors[name] for name in ("title", "authors", "licence"))
    assert isinstance(title, QLineEdit) and isinstance(authors, LinesArea) and isinstance(licence, QComboBox)
    title.setText("Appeals")
    authors.setPlainText("Souza, Ana; 0000-0002-1825-0097\nA Press")
    licence.setCurrentText("cc-by-4.0")
    words = dialog.editors["treatment"]
    assert isinstance(words, TextArea)
    words.setPlainText("Menus\nwere cut.")
    steps = project.journal.count()
    dialog.accept_button.click()
    found = describing.description(project)
    assert project.journal.count() == steps + 1
    assert (found.title, found.licence, found.treatment) == ("Appeals", "CC-BY-4.0", "Menus\nwere cut.")
    assert [(one.name, one.orcid) for one in found.authors] == [("Souza, Ana", "0000-0002-1825-0097"), ("A Press", "")]
    stage.window.actions_.actions["project.describe"].trigger()
    again = stage.dialog(DescriptionDialog)
    assert again.values() == {
        **found.model_dump(),
        "authors": ({"name": "Souza, Ana", "orcid": "0000-0002-1825-0097"}, {"name": "A Press"}),
    }


def test_what_does_not_fit_is_said_below_its_field_and_cannot_be_saved(dialog: DescriptionDialog) -> None:
    authors, day = dialog.editors["authors"], dialog.editors["published"]
    assert isinstance(authors, LinesArea) and isinstance(day, QLineEdit)
    authors.setPlainText("Souza, Ana; 0000-0002-1825-0098")
    day.setText("soon")
    said = [label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog)]
    assert any("mistyped" in text for text in said) and any("no year, month or day" in text for text in said)
    assert not dialog.accept_button.isEnabled()
    authors.setPlainText("Souza, Ana")
    day.setText("2026")
    assert dialog.accept_button.isEnabled()


def test_what_was_written_is_not_gone_by_escape_before_somebody_says_so(
    stage: Stage, dialog: DescriptionDialog
) -> None:
    steps = stage.window.session.project.journal.count()
    stage.write("Appeals")
    stage.press("Escape")
    ask = stage.dialog(AskDialog)
    stage.press("Escape")
    stage.qtbot.waitUntil(lambda: not ask.isVisible())
    title = dialog.editors["title"]
    assert dialog.isVisible() and isinstance(title, QLineEdit) and title.text() == "Appeals"
    dialog.activateWindow()
    stage.press("Escape")
    again = stage.dialog(AskDialog)
    again.second_button.setFocus()
    stage.press("Space")
    stage.without_dialog()
    assert stage.window.session.project.journal.count() == steps


def test_what_a_field_is_for_stands_once_beside_it(dialog: DescriptionDialog) -> None:
    hints = {label.text() for label in dialog.findChildren(QLabel)}
    for name, editor in dialog.editors.items():
        if isinstance(editor, QLineEdit):
            assert (editor.placeholderText() == "") is not (name in ROWS), name
            assert editor.placeholderText() not in hints - {""}


def test_a_name_that_can_be_taken_in_several_ways_is_asked_of_by_fields(
    stage: Stage, dialog: DescriptionDialog
) -> None:
    authors, question = dialog.authors, dialog.question
    authors.setFocus()
    authors.setPlainText("Souza, Ana\nJuan Pérez García; Uni A\nMédecins Sans Frontières")
    assert question.isVisible() and not dialog.accept_button.isEnabled()
    assert (question.given.text(), question.family.text()) == ("Juan Pérez", "García")
    question.given.setText("Juan")
    question.family.setText(" Pérez  García")
    question.use_button.click()
    assert "Pérez García, Juan; Uni A" in authors.items()
    assert question.isVisible() and (question.family.text(), question.given.text()) == ("Frontières", "Médecins Sans")
    question.organisation_button.click()
    assert authors.items()[2] == "Médecins Sans Frontières; organisation"
    assert not question.isVisible() and dialog.accept_button.isEnabled()
    dialog.accept_button.click()
    found = describing.description(stage.window.session.project).authors
    assert [(one.family, one.given, one.is_person) for one in found] == [
        ("Souza", "Ana", True),
        ("Pérez García", "Juan", True),
        ("Médecins Sans Frontières", "", False),
    ]


def test_nothing_is_asked_of_a_name_while_it_is_typed(stage: Stage, dialog: DescriptionDialog) -> None:
    dialog.authors.setFocus()
    QTest.keyClicks(dialog.authors, "Souza")
    assert not dialog.question.isVisible() and not dialog.accept_button.isEnabled()
    QTest.keyClicks(dialog.authors, ", Ana")
    assert not dialog.question.isVisible() and dialog.accept_button.isEnabled()
    QTest.keyClicks(dialog.authors, " ")
    dialog.authors.setPlainText("Souza")
    dialog.editors["summary"].setFocus()
    assert dialog.question.isVisible()
