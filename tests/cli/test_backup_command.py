"""`annotator backup` makes one now."""

from pathlib import Path

import pytest

from tests.cli.running import Cli


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_a_backup_is_made_once_for_what_was_done(cli: Cli, tmp_path: Path, own_data: Path) -> None:
    cli("new", tmp_path / "p.annot", "--coder", "Ana")
    made = cli("backup", tmp_path / "p.annot")
    (path,) = own_data.rglob("*.annot")
    assert (made.code, made.out) == (0, f"Made {path}\n")
    assert cli("backup", tmp_path / "p.annot").out == f"{path} holds all that was done.\n"
    assert {each.name for each in tmp_path.iterdir()} == {"p.annot", "data"}


def test_where_none_can_be_made_the_command_says_why(cli: Cli, tmp_path: Path, own_data: Path) -> None:
    own_data.write_text("a file in its place")
    cli("new", tmp_path / "p.annot")
    failed = cli("backup", tmp_path / "p.annot")
    assert failed.code == 1 and failed.sentence.startswith("No backup of p.annot could be made in ")
    assert cli("backup", tmp_path / "none.annot").code == 1
