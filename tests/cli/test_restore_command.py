"""`annotator restore` writes a backup to a new file and never over one."""

from pathlib import Path

import pytest

from tests.cli.running import Cli


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))


def test_a_backup_comes_back_as_a_new_file(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A text.")
    project = tmp_path / "p.annot"
    cli("new", project)
    cli("import", project, tmp_path / "a.txt")
    cli("backup", project)
    said = cli("restore", project, tmp_path / "back.annot", "--backup", "2")
    assert said.code == 0 and said.out.startswith(f"Restored {tmp_path / 'back.annot'}: Today ")
    assert "0 documents" in cli("info", tmp_path / "back.annot").out
    assert "1 document" in cli("info", project).out
    refused = cli("restore", project, project)
    assert refused.code == 1 and refused.sentence.startswith("p.annot exists already")
    assert "There is no backup 3" in cli("restore", project, "--backup", "3").sentence


def test_without_a_place_it_stands_beside_the_project_also_where_that_is_gone(cli: Cli, tmp_path: Path) -> None:
    project = tmp_path / "p.annot"
    cli("new", project)
    cli("backup", project)
    project.unlink()
    assert cli("restore", project).code == cli("restore", project).code == 0
    assert len(list(tmp_path.glob("p as of *.annot"))) == 2
