"""`annotator drill` tries a backup, and its exit code says whether it is whole."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Cli


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_the_newest_is_tried_and_the_list_remembers_it(cli: Cli, tmp_path: Path, own_data: Path) -> None:
    file = tmp_path / "p.annot"
    cli("new", file, "--coder", "Ana")
    assert cli("drill", file).sentence.startswith("There is no backup of p.annot in ")
    cli("backup", file)
    said = cli("drill", file)
    assert said.code == 0 and said.out.startswith("Tried today, whole: the backup made today at ")
    assert "No backup lies on another disk" in said.err
    assert "The last drill: tried today, whole." in cli("backups", file).out
    assert json.loads(cli("backups", file, "--json").out)["last_drill"] == "tried today, whole"
    found = json.loads(cli("drill", file, "--json", "--no-reminder").out)
    assert (found["whole"], found["history"], found["missing"], found["disk"]) == (True, "beginning", {}, "same")
    assert found["reminder"] == "" and cli("drill", file).err == ""
    assert {each.name for each in tmp_path.iterdir()} == {"p.annot", "data"}
    assert [each.suffix for each in (own_data / "drills").iterdir()] == [".json"]


def test_a_damaged_one_is_said_and_one_of_a_project_that_is_gone_is_tried(
    cli: Cli, tmp_path: Path, own_data: Path
) -> None:
    file = tmp_path / "p.annot"
    cli("new", file)
    cli("backup", file)
    file.rename(tmp_path / "away")
    said = cli("drill", file)
    assert said.code == 0 and "has no project to be compared with" in said.out and "no file" in said.err
    (tmp_path / "away").rename(file)
    (backup,) = (own_data / "backups").rglob("*.annot")
    backup.write_bytes(backup.read_bytes()[:9000])
    said = cli("drill", file)
    assert said.code == 1 and said.out.startswith("Tried today, damaged: ") and "is damaged" in said.err
