"""A command that changes much makes a backup first; what keeps one from being made is said and stops nothing."""

from pathlib import Path

import pytest

from annotator.operations.project.backups import backups_of
from annotator.store.backups.choice import chosen
from tests.cli.running import Cli


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_an_import_is_backed_up_before(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A text.")
    project = tmp_path / "p.annot"
    assert cli("new", project).code == cli("import", project, tmp_path / "a.txt").code == 0
    (backup,) = backups_of(chosen().folder, project)
    assert (backup.why, backup.holds) == ("before an import", "no document done, 1 document fewer than now")


def test_where_none_can_be_made_the_import_comes_in_and_it_is_said(cli: Cli, tmp_path: Path, own_data: Path) -> None:
    (tmp_path / "a.txt").write_text("A text.")
    own_data.write_text("a file in its place")
    cli("new", tmp_path / "p.annot")
    done = cli("import", tmp_path / "p.annot", tmp_path / "a.txt")
    assert (done.code, done.out) == (0, "Imported 1 document.\n")
    assert done.err.startswith("Note: No backup of p.annot could be made in ")
