"""A new project is asked for whole, and what is missing is said."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.operations.codebook.presets import ORDER, preset
from annotator.ui.dialogs.new_project import NewProjectChoice, NewProjectDialog


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> NewProjectDialog:
    made = NewProjectDialog(tmp_path, "Ana")
    qtbot.addWidget(made)
    made.show()
    return made


def test_enter_takes_what_is_proposed(dialog: NewProjectDialog, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(dialog.chosen) as told:
        QTest.keyClick(dialog.coder, Qt.Key.Key_Return)
    assert told.args == [NewProjectChoice(tmp_path / "project.annot", "Ana", None)]
    assert dialog.isHidden()


def test_a_name_that_is_taken_is_not_proposed(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "project.annot").touch()
    dialog = NewProjectDialog(tmp_path)
    qtbot.addWidget(dialog)
    assert dialog.file.path == tmp_path / "project-2.annot"


def test_the_suffix_is_added(dialog: NewProjectDialog, tmp_path: Path) -> None:
    dialog.file.edit.setText(str(tmp_path / "readouts 2023.v1"))
    assert dialog.choice is not None
    assert dialog.choice.path == tmp_path / "readouts 2023.v1.annot"


def test_an_existing_file_is_never_taken(dialog: NewProjectDialog, tmp_path: Path) -> None:
    (tmp_path / "taken.annot").touch()
    dialog.file.edit.setText(str(tmp_path / "taken"))
    assert "exists already" in dialog.problem()
    assert dialog.choice is None


def test_a_folder_in_which_nothing_can_be_written_is_said_before_anything_is_lost(
    dialog: NewProjectDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.ui.dialogs.new_project.why_not_writable", lambda folder: "Read-only file system")
    dialog.file.edit.setText(str(tmp_path / "new"))
    assert dialog.problem() == f"Nothing can be written in {tmp_path} (Read-only file system); choose another folder."
    assert dialog.choice is None and dialog.accept_button is not None and not dialog.accept_button.isEnabled()


@pytest.mark.parametrize(
    ("path", "words"),
    [("", "Say where"), ("/no/such/folder/a", "does not exist"), ("/", "exists already"), ("a\0b", "")],
)
def test_a_path_that_cannot_be_is_said(dialog: NewProjectDialog, path: str, words: str) -> None:
    dialog.file.edit.setText(path)
    assert words in dialog.problem()


def test_without_a_coder_nothing_is_created(dialog: NewProjectDialog, qtbot: QtBot) -> None:
    dialog.coder.setText("  ")
    assert dialog.accept_button is not None
    assert not dialog.accept_button.isEnabled()
    assert "first coder" in dialog.accept_button.accessibleDescription()
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog.accept()


def test_an_own_codebook_needs_its_file(dialog: NewProjectDialog, tmp_path: Path) -> None:
    assert not dialog.codebook.isVisible()
    dialog.start_from.setCurrentIndex(dialog.start_from.count() - 1)
    assert dialog.codebook.isVisible()
    assert "file" in dialog.problem()
    (tmp_path / "book.json").write_text("{}")
    dialog.codebook.set_path(tmp_path / "book.json")
    assert dialog.choice is not None
    assert dialog.choice.codebook == tmp_path / "book.json"


def test_each_preset_can_be_begun_with_and_says_what_it_is_for(dialog: NewProjectDialog) -> None:
    offered = [dialog.start_from.itemData(row) for row in range(dialog.start_from.count())]
    assert offered == [*ORDER, ""]
    for row, name in enumerate(ORDER):
        dialog.start_from.setCurrentIndex(row)
        assert dialog.choice is not None and (dialog.choice.preset, dialog.choice.codebook) == (name, None)
        assert dialog.start_from.accessibleDescription() == preset(name).description
