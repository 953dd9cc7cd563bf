"""`annotator restore` writes a backup to a new file and never over one."""

from pathlib import Path

import pytest

from annotator.store.project import Project
from tests.cli.running import Cli
from tests.projects import make_desk


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


def test_a_project_as_it_was_after_a_step_is_written_to_a_new_file(cli: Cli, tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    step = desk.project.journal.latest()
    desk.code("undertook", "commitment")
    desk.project.close()
    path = desk.project.path
    said = cli("restore", path, "--step", str(step))
    assert said.out.startswith(f"Restored {path.with_name(f'project after step {step}.annot')}: as it was on ")
    with Project.open(path.with_name(f"project after step {step}.annot")) as then:
        assert (then.spans.count(), then.journal.latest(), then.check(), then.read_only) == (1, step, [], "")
    assert cli("restore", path, "--step", str(step)).out.split(":")[0].endswith(" (2).annot")
    assert "exists already" in cli("restore", path, path, "--step", "1").sentence
    assert "no step 99" in cli("restore", path, "--step", "99").sentence
