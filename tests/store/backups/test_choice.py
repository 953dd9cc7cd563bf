"""Where backups go: what is set on this computer, value by value, and by itself the folder of the user's data."""

import json
from pathlib import Path

import pytest

from annotator.store.backups.choice import SETTINGS, BackupChoice, chosen
from tests.projects import make_desk


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ({}, BackupChoice()),
        ({"backup_folder": "/x", "backup_gb": 2}, BackupChoice(backup_folder="/x", backup_gb=2)),
        ({"backup_folder": 3, "backup_gb": 2}, BackupChoice(backup_gb=2)),
        ({"backup_folder": "/x", "backup_gb": -2}, BackupChoice(backup_folder="/x")),
        ([1], BackupChoice()),
        ("nothing", BackupChoice()),
    ],
)
def test_what_is_set_is_read_value_by_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: object, wanted: BackupChoice
) -> None:
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path))
    assert chosen() == BackupChoice()
    (tmp_path / SETTINGS).write_text(json.dumps(content))
    assert chosen() == wanted


def test_backups_go_into_the_users_data_and_not_beside_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    assert BackupChoice().folder == tmp_path / "data" / "backups" and BackupChoice().limit == 5_000_000_000
    assert BackupChoice(backup_folder="~/x").folder == Path.home() / "x"


def test_one_is_made_at_once_and_is_verified_when_it_is_handed_back(tmp_path: Path) -> None:
    desk, choice = make_desk(tmp_path), BackupChoice(backup_folder=str(tmp_path / "b"))
    copying, said = choice.back_up(desk.project.path, "asked")
    assert copying is not None and copying.file is not None and copying.file.exists() and said == ""
    assert choice.back_up(desk.project.path, "asked") == (None, "")
    (tmp_path / "file").touch()
    copying, said = BackupChoice(backup_folder=str(tmp_path / "file")).back_up(desk.project.path, "asked")
    assert copying is None and said.startswith("No backup of project.annot could be made in ")
