"""`annotator check`: whether a project is sound, in words, as JSON and as the exit code."""

import json
from pathlib import Path

from annotator.model.verbs.verb import Told
from annotator.store.project import Project
from tests.cli.running import Cli


def test_check_finds_a_sound_project_sound_and_a_broken_one_not(cli: Cli, file: Path) -> None:
    said = cli("check", file)
    assert (said.code, said.err) == (0, "") and "is sound" in said.out
    with Project.open(file) as project, project.transact(Told(sentence="Tamper")):
        project._connection.execute("UPDATE spans SET start = start + 1")
    said = cli("check", file)
    assert (said.code, said.out) == (1, "") and "does not have the text that it quotes" in said.err
    found = json.loads(cli("check", file, "--json").out)
    assert (found["sound"], len(found["problems"])) == (False, 3)


def test_what_is_no_project_is_said_in_a_sentence(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "x.annot").write_text("no project")
    for name in ("x.annot", "gone.annot"):
        said = cli("check", tmp_path / name)
        assert said.code == 1 and name in said.sentence


def test_a_sound_project_is_sound_as_json(cli: Cli, file: Path) -> None:
    found = json.loads(cli("check", file, "--json").out)
    assert found == {"file": str(file), "sound": True, "problems": []}
