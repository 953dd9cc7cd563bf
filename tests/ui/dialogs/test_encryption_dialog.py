"""What is missing is said at once, the passphrase is shown by nothing, and gone with the dialog."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.operations.project.encryption import Rewriting
from annotator.ui.dialogs.encryption_dialog import EncryptionChoice, EncryptionDialog


def made(qtbot: QtBot, kind: Rewriting, path: Path) -> tuple[EncryptionDialog, list[EncryptionChoice]]:
    dialog, heard = EncryptionDialog(kind, path, "The old file stays."), list[EncryptionChoice]()
    qtbot.addWidget(dialog)
    dialog.chosen.connect(heard.append)
    return dialog, heard


def test_a_plain_file_needs_no_passphrase(qtbot: QtBot, tmp_path: Path) -> None:
    dialog, heard = made(qtbot, Rewriting.DECRYPT, tmp_path / "new")
    dialog.accept()
    assert heard == [EncryptionChoice(tmp_path / "new.annot")]


@pytest.mark.parametrize("kind", [Rewriting.ENCRYPT, Rewriting.CHANGE])
def test_an_encrypted_one_does_twice(qtbot: QtBot, tmp_path: Path, kind: Rewriting) -> None:
    dialog, heard = made(qtbot, kind, tmp_path / "new.annot")
    assert dialog.secret is not None and "Type a passphrase" in dialog.problem()
    dialog.secret.first.setText("four horses")
    dialog.accept()
    assert heard == [] and not dialog.accept_button.isEnabled()
    dialog.secret.again.setText("four horses")
    assert dialog.accept_button.isEnabled() and "horses" not in repr(dialog.choice)
    dialog.accept()
    assert [one.passphrase for one in heard] == ["four horses"]
    assert dialog.secret.first.text() == dialog.secret.again.text() == ""


@pytest.mark.parametrize(("name", "said"), [("", "Say where"), ("there", "exists already"), ("no/x", "does not exist")])
def test_a_file_that_cannot_be_made_is_said(qtbot: QtBot, tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "there.annot").touch()
    dialog, heard = made(qtbot, Rewriting.DECRYPT, tmp_path / "new.annot")
    dialog.file.set_path(tmp_path / name if name else None)
    dialog.accept()
    assert said in dialog.problem() and heard == []
