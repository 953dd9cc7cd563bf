"""A project is encrypted, given another passphrase and decrypted from the window, by keys alone."""

import sys
from pathlib import Path

import pytest

from annotator.store.backups import reciphering
from annotator.store.connections import keys
from annotator.store.connections.connecting import is_encrypted, is_locked, unlock
from annotator.store.project import Project
from annotator.ui.codebook.dialogs import AskDialog
from annotator.ui.dialogs.encryption_dialog import EncryptionDialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.kit.picker import Picker
from tests.operations.random_projects import content_of
from tests.ui.windows import Stage, make_project

FIRST, SECOND = "four horses in the rain", "seven lamps on the quay"


def chosen(ana: Stage, command: str, passphrase: str = "") -> AskDialog:
    """Choose a command in the palette, type the passphrase twice, and return what asks which file is to be opened."""
    ana.press("Ctrl+K")
    ana.dialog(Picker)
    ana.write(command)
    ana.press("Return")
    ana.dialog(EncryptionDialog)
    if passphrase:
        ana.write(passphrase)
        ana.press("Tab")
        ana.write(passphrase)
    ana.press("Return")
    return ana.dialog(AskDialog)


def test_encrypted_changed_and_decrypted_the_project_is_the_same_and_whoever_is_at_the_desk(
    stage: Stage, tmp_path: Path
) -> None:
    ana = stage.open(make_project(tmp_path / "talks.annot"), "Ana")
    session = ana.window.session
    content, files = content_of(session.project), [tmp_path / "talks.annot"]
    for command, passphrase in (("Encrypt the project", FIRST), ("Change the passphrase", SECOND), ("Decrypt", "")):
        ask = chosen(ana, command, passphrase)
        assert files[-1].name in ask.second_button.text()
        ana.press("Return")
        ana.without_dialog()
        files.append(session.project.path)
        assert session.project.is_encrypted is bool(passphrase)
        assert session.who == "Ana" and content_of(session.project) == content
    assert [is_encrypted(file) for file in files] == [False, True, True, False]
    ana.qtbot.waitUntil(lambda: is_locked(files[2]))
    assert is_locked(files[1]) and is_locked(files[2]), "what is not open is known no more"
    for file, passphrase in zip(files[1:3], (FIRST, SECOND), strict=True):
        unlock(file, passphrase)
        with Project.open(file) as project:
            assert content_of(project) == content
    keys.forget()


def test_what_stays_readable_is_said_before_and_after_and_the_old_file_can_be_gone_on_with(
    stage: Stage, tmp_path: Path
) -> None:
    ana = stage.open(make_project(tmp_path / "talks.annot"), "Ana")
    ana.action("project.encrypt").trigger()
    dialog = ana.dialog(EncryptionDialog)
    assert "talks.annot stays as it was: everybody can read it" in dialog.stays.text()
    dialog.reject()
    ana.without_dialog()
    ask = chosen(ana, "Encrypt the project", FIRST)
    ask.second_button.click()
    ana.without_dialog()
    assert ana.window.session.project.path == tmp_path / "talks.annot"
    ana.qtbot.waitUntil(lambda: is_locked(tmp_path / "talks encrypted.annot"))


def test_one_is_offered_what_can_be_done_with_the_file(stage: Stage, tmp_path: Path) -> None:
    ana = stage.open(make_project(tmp_path / "talks.annot"), "Ana")
    ids = ("project.encrypt", "project.change_passphrase", "project.decrypt")
    assert [ana.action(id).isEnabled() for id in ids] == [True, False, False]
    chosen(ana, "Encrypt the project", FIRST).accept()
    ana.without_dialog()
    assert [ana.action(id).isEnabled() for id in ids] == [False, True, True]


def test_where_it_cannot_be_written_the_old_one_is_open_again(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = stage.open(make_project(tmp_path / "talks.annot"), "Ana")
    monkeypatch.setattr(reciphering, "copy_under", _full)
    ana.action("project.encrypt").trigger()
    ana.dialog(EncryptionDialog)
    ana.write(FIRST)
    ana.press("Tab")
    ana.write(FIRST)
    ana.press("Return")
    error = ana.dialog(ErrorDialog)
    assert "No space left" in error.accessibleDescription()
    error.accept()
    assert ana.window.session.project.path == tmp_path / "talks.annot" and ana.window.session.who == "Ana"
    assert [*tmp_path.glob("*.annot")] == [tmp_path / "talks.annot"]


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_without_the_extra_it_is_said_first(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = stage.open(make_project(tmp_path / "talks.annot"), "Ana")
    monkeypatch.setitem(sys.modules, "annotator.store.connections.encrypted", None)
    monkeypatch.delattr("annotator.store.connections.encrypted", raising=False)
    ana.action("project.encrypt").trigger()
    assert "needs the extra for encrypted projects" in ana.dialog(ErrorDialog).accessibleDescription()
