"""`annotator backups` lists those of a project, or all."""

import json
from pathlib import Path

import pytest

from annotator.operations.project.backups import size_said
from tests.cli.running import Cli
from tests.operations.small_team import make_team


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_they_are_listed_with_what_each_holds(cli: Cli, tmp_path: Path, own_data: Path) -> None:
    for name in ("p", "other"):
        cli("new", tmp_path / f"{name}.annot")
        cli("backup", tmp_path / f"{name}.annot")
    said = cli("backups", tmp_path / "p.annot")
    assert said.out.startswith("  1  Today ") and said.out.endswith(", no document done, as now – asked for\n")
    all_of_them = cli("backups").out
    assert f"[{tmp_path / 'p.annot'}]" in all_of_them and f"[{tmp_path / 'other.annot'}]" in all_of_them
    found = json.loads(cli("backups", tmp_path / "p.annot", "--json").out)
    assert found["folder"] == str(own_data / "backups") and len(found["backups"]) == 1
    assert found["backups"][0]["verified"] and Path(found["backups"][0]["file"]).is_file()


def test_those_of_a_project_that_is_gone_are_there_still(cli: Cli, tmp_path: Path) -> None:
    cli("new", tmp_path / "p.annot")
    cli("backup", tmp_path / "p.annot")
    (tmp_path / "p.annot").unlink()
    assert cli("backups", tmp_path / "p.annot").out.count("asked for") == 1


def test_where_there_are_none_that_is_said(cli: Cli, tmp_path: Path, own_data: Path) -> None:
    cli("new", tmp_path / "p.annot")
    said = cli("backups", tmp_path / "p.annot")
    assert (said.code, said.out) == (0, f"There are no backups of p.annot in {own_data / 'backups'}.\n")


def test_who_codes_blind_is_told_time_and_size_alone(cli: Cli, tmp_path: Path) -> None:
    team = make_team(tmp_path)
    team.project.close()
    file = team.project.path
    cli("backup", file)
    for who, is_told in (("Adam", True), ("Cleo", False), ("Lea", False), (None, False)):
        more = ["--as", who] if who else []
        said = cli("backups", file, *more)
        (listed,) = json.loads(cli("backups", file, "--json", *more).out)["backups"]
        assert said.code == 0 and ("done" in said.out) is is_told
        assert ("done" in listed["holds"]) is is_told and (listed["holds"] == size_said(listed["bytes"])) is not is_told
    assert "done" not in cli("backups").out
    assert "done" not in cli("restore", file, tmp_path / "back.annot", "--as", "Cleo").out
    assert (tmp_path / "back.annot").is_file()
    file.unlink()
    assert "done" not in cli("backups", file, "--as", "Adam").out, "where nobody can say who that is"
    assert cli("backups", tmp_path / "back.annot", "--as", "Nobody").code == 1
