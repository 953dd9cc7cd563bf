"""`annotator check`: whether a project is sound, in words, as JSON and as the exit code."""

import json
from pathlib import Path

from annotator.model.verbs.verb import Told
from annotator.store.project import Project
from tests.cli.running import Cli
from tests.store.check.test_chain_check import tampered


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
    assert found == {"file": str(file), "sound": True, "problems": [], "erased": []}


def test_what_is_left_of_a_file_that_does_not_open_comes_into_a_new_project(
    cli: Cli, file: Path, tmp_path: Path
) -> None:
    data = file.read_bytes()
    file.write_bytes(bytes(4096) + data[4096:])
    assert cli("check", file).code == 1
    said = cli("check", file, "--rescue", tmp_path / "new.annot")
    assert (said.code, said.err) == (0, "") and "documents" in said.out
    assert "steps of the history came" in said.out
    assert cli("check", tmp_path / "new.annot").code == 0
    assert file.read_bytes() == bytes(4096) + data[4096:]
    again = cli("check", file, "--rescue", tmp_path / "new.annot")
    assert again.code == 1 and "exists already" in again.sentence


def test_what_is_missing_is_said_and_which_backup_holds_it(cli: Cli, file: Path, tmp_path: Path) -> None:
    with Project.open(file) as project:
        text = project.documents.get(project.documents.all()[0].id).text.encode()
    assert cli("backup", file).code == 0
    data = bytearray(file.read_bytes())
    at = data.index(text[-20:]) // 4096 * 4096
    data[at : at + 4096] = bytes(4096)
    file.write_bytes(data)
    said = cli("check", file, "--rescue", tmp_path / "new.annot")
    assert (
        said.code == 1 and "is lost" in said.err and "The backup of Today" in said.err and "missing texts" in said.err
    )
    found = json.loads(cli("check", file, "--rescue", tmp_path / "other.annot", "--json").out)
    assert found["sound"] and len(found["missing"]) == len(said.err.splitlines())


def test_what_needs_no_guess_is_mended_in_a_copy(cli: Cli, file: Path, tmp_path: Path) -> None:
    assert "is sound" in cli("check", file, "--repair").out and len(list(file.parent.glob("* repaired*"))) == 0
    tampered(file, lambda connection: connection.execute("UPDATE spans SET note = 'x'"))
    before = file.read_bytes()
    said = cli("check", file, "--repair")
    copy = file.with_name(f"{file.stem} repaired.annot")
    assert (said.code, said.err) == (0, "") and f"Wrote {copy}" in said.out and "nothing is wrong" in said.out
    assert cli("check", copy).code == 0 and file.read_bytes() == before
    assert cli("check", file, "--repair", tmp_path / "other.annot").code == 0
    tampered(file, lambda connection: connection.execute("DELETE FROM texts"))
    said = cli("check", file, "--repair")
    assert said.code == 1 and "repaired (2).annot" in said.out and "refers to a row of texts" in said.err
    assert cli("check", file, "--repair", "a.annot", "--rescue", "b.annot").code == 2
