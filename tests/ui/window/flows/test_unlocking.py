"""Encrypted projects in the window: made, asked for by their passphrase, exported with a warning, and forgotten."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from annotator.operations.coding import annotate
from annotator.operations.project.encryption import EXPORTS
from annotator.store.connections import keys
from annotator.store.connections.connecting import is_encrypted, is_locked, key_of
from annotator.store.sittings.rescue import SUFFIX as RESCUE
from annotator.ui.commands.commands import CommandScope
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.dialogs.lost_file import LostFileDialog
from annotator.ui.dialogs.new_project import NewProjectDialog
from annotator.ui.dialogs.passphrase_dialog import PassphraseDialog
from annotator.ui.dialogs.who import WhoDialog
from tests.operations.random_projects import content_of
from tests.projects import make_desk
from tests.ui.windows import Stage

PASSPHRASE = "four horses in the rain"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """An encrypted project that nobody has opened since."""
    desk = make_desk(tmp_path, passphrase=PASSPHRASE)
    desk.project.close()
    keys.forget()
    return desk.project.path


def typed(dialog: PassphraseDialog, text: str) -> None:
    QTest.keyClicks(dialog.field, text)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)


def test_its_passphrase_is_asked_until_it_fits_and_again_once_it_was_closed(stage: Stage, locked: Path) -> None:
    before = locked.read_bytes()
    for _ in range(2):
        stage.window.projects.open(locked)
        dialog = stage.dialog(PassphraseDialog)
        typed(dialog, "wrong")
        assert dialog.problem.text() == "The passphrase does not fit, or the file is damaged."
        assert locked.read_bytes() == before and [*locked.parent.glob("project*")] == [locked]
        typed(dialog, PASSPHRASE)
        assert stage.window.session.is_open
        stage.dialog(WhoDialog).reject()
        task = stage.window.session.in_background(lambda project, _: len(content_of(project)))
        assert task.wait(60_000)
        stage.window.projects.close()
        assert is_locked(locked)
        before = locked.read_bytes()


def test_the_list_of_recent_projects_says_that_it_is_encrypted_and_not_what_it_is_called(
    stage: Stage, locked: Path
) -> None:
    stage.window.projects.open(locked)
    typed(stage.dialog(PassphraseDialog), PASSPHRASE)
    stage.dialog(WhoDialog).reject()
    stage.window.projects.close()
    (recent,) = stage.window.preferences.value.recent
    assert recent.encrypted and recent.title == ""
    row = stage.window.start.rows[0]
    assert "encrypted" in row.button.accessibleName()


def test_a_new_project_is_encrypted_where_that_was_asked_for(stage: Stage, tmp_path: Path) -> None:
    stage.window.projects.new()
    dialog = stage.dialog(NewProjectDialog)
    dialog.file.set_path(tmp_path / "talks.annot")
    dialog.coder.setText("Ana")
    dialog.encrypted.setChecked(True)
    assert "Type a passphrase" in dialog.problem() and dialog.choice is None
    dialog.secret.first.setText(PASSPHRASE)
    dialog.secret.again.setText(PASSPHRASE)
    choice = dialog.choice
    assert choice is not None and PASSPHRASE not in repr(choice)
    dialog.accept()
    assert stage.window.session.project.is_encrypted and is_encrypted(tmp_path / "talks.annot")
    export = stage.window.seldom.exchange.ask_export()
    assert export.out.accessibleDescription() == EXPORTS
    export.reject()


def test_without_the_extra_it_is_said_and_nothing_made(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "annotator.store.connections.encrypted", None)
    monkeypatch.delattr("annotator.store.connections.encrypted", raising=False)
    stage.window.projects.new()
    dialog = stage.dialog(NewProjectDialog)
    dialog.file.set_path(tmp_path / "talks.annot")
    dialog.coder.setText("Ana")
    dialog.encrypted.setChecked(True)
    dialog.secret.first.setText(PASSPHRASE)
    dialog.secret.again.setText(PASSPHRASE)
    dialog.accept()
    assert "needs the extra for encrypted projects" in stage.dialog(ErrorDialog).accessibleDescription()
    assert not (tmp_path / "talks.annot").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody take away a file that is open")
def test_the_key_of_a_file_that_vanished_is_forgotten_once_its_steps_are_rescued_and_it_is_closed(
    stage: Stage, locked: Path
) -> None:
    stage.window.projects.open(locked)
    typed(stage.dialog(PassphraseDialog), PASSPHRASE)
    stage.dialog(WhoDialog).reject()
    session = stage.window.session
    session.set_coder(session.coders()[0])
    assert session.layer is not None
    assert session.did(annotate.mark_done, session.layer.id, session.project.documents.all()[0].id)
    key = key_of(locked)
    assert key is not None and keys.known(key.salt) == key
    locked.unlink()
    stage.window.projects.close()
    stage.dialog(LostFileDialog).reject()
    (rescued,) = locked.parent.glob(f"*{RESCUE}")
    assert session.is_open and keys.known(key.salt) == key, "it may be wanted to save the project"
    stage.window.projects.close()
    assert not session.is_open and keys.known(key.salt) is None and is_locked(rescued)


def test_where_a_file_is_chosen_for_what_is_plain_that_is_said(
    stage: Stage, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.window.projects.open(locked)
    typed(stage.dialog(PassphraseDialog), PASSPHRASE)
    stage.dialog(WhoDialog).reject()
    session, titles = stage.window.session, list[str]()

    def leave(parent: object, title: str, *_: object) -> tuple[str, str]:
        titles.append(title)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", leave)
    for place, command in ((CommandScope.CODEBOOK, "codebook.write"), (CommandScope.ACTORS, "actors.export")):
        stage.window.page.show_place(place)
        stage.action(command).trigger()
    stage.window.projects.back_up()
    assert [title.partition(" (")[::2] for title in titles] == [
        ("Save the codebook", "a plain file, which everybody can read)"),
        ("Export the register", "a plain file, which everybody can read)"),
        ("Save a copy", ""),
    ]
    assert session.is_open
