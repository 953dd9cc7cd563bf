"""The form of what the dataset says of itself, in the window: saved as one step, with faults below their fields."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from annotator.operations.project import describing
from annotator.ui.dialogs.description_dialog import DescriptionDialog
from annotator.ui.kit.fields import LinesArea, TextArea
from tests.ui.windows import Stage, make_project


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
