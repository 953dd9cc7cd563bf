from pathlib import Path

import pytest

from annotator.model.errors import NotAllowed
from annotator.operations.project import encryption
from annotator.operations.project.backups import back_up_now
from annotator.store.backups.choice import BackupChoice
from tests.projects import make_desk


@pytest.mark.parametrize(
    ("passphrase", "said"),
    [
        ("horse", "guessed"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "guessed"),
        ("horsesandrain", "Longer"),
        ("four horses in the rain", ""),
    ],
)
def test_a_passphrase_that_can_be_guessed_gets_a_hint(passphrase: str, said: str) -> None:
    assert said in encryption.hint(passphrase) and bool(said) is bool(encryption.hint(passphrase))


def test_what_stays_readable_of_the_old_project_is_said_and_no_passphrase_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    desk = make_desk(tmp_path)
    back_up_now(BackupChoice(), desk.project)
    desk.project.close()
    with pytest.raises(NotAllowed, match="cannot be empty"):
        encryption.encrypt(desk.project.path, tmp_path / "new.annot", " ")
    written = encryption.encrypt(desk.project.path, tmp_path / "new.annot", "four horses in the rain")
    assert "everybody can read it; 1 backup of it is not encrypted. Delete" in written.stays
