"""`annotator info`: what is in a project."""

import json
import shutil
from pathlib import Path

import pytest

from annotator import __version__
from annotator.model import program_version
from tests.cli.running import Cli, as_lead, program
from tests.operations.desks import make_table

FILES = Path(__file__).parents[1] / "files"


def test_info_says_what_is_in_a_project(cli: Cli, file: Path) -> None:
    said = cli("info", file)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[1:4] == [
        "codebook version 1: appeal, warning, actor, genre",
        "coder Ana: actor 2, appeal 1; 0 done, 2 begun",
        "coder Ben: actor 1, warning 1; 0 done, 1 begun",
    ]
    cli("adjudicate", file, "--policy", "unanimous")
    assert "decisions: unanimous 1" in cli("info", file).out
    found = json.loads(cli("info", file, "--json").out)
    assert (found["documents"], found["decisions"]) == (2, {"unanimous": 1})


def test_info_says_what_to_know_about_the_folder(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    cli("new", folder / "p.annot")
    assert "Note: The project stands in a synced folder" in cli("info", folder / "p.annot").err


def test_info_counts_a_project_without_anything(cli: Cli, tmp_path: Path) -> None:
    assert cli("new", tmp_path / "p.annot", "--codebook", "empty").code == 0
    said = cli("info", tmp_path / "p.annot")
    assert (said.code, said.out.splitlines()[0]) == (0, "p: 0 documents, 0 characters")


def test_info_says_how_far_the_coders_are(cli: Cli, tmp_path: Path) -> None:
    table = make_table(tmp_path)
    table.code("Ana", "actor", "France")
    table.project.close()
    lines = cli("info", table.project.path).out.splitlines()
    assert "coder Ana: actor 1; 0 done, 1 begun" in lines and "coder Ben: no spans; 0 done, 0 begun" in lines


def test_info_says_which_versions_made_the_file_and_wrote_it_last(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "p.annot"
    assert cli("new", path).code == 0
    assert cli("info", path).out.endswith(f"made by annotator {__version__}, last written by annotator {__version__}\n")
    assert cli("--version").out == f"annotator {json.loads(cli('info', path, '--json').out)['written_by']}\n"
    monkeypatch.setattr(program_version, "OURS", "0.9.12")
    assert cli("people", path, "--add", "Ana").code == 0
    assert cli("info", path).out.endswith(f"made by annotator {__version__}, last written by annotator 0.9.12\n")
    found = json.loads(cli("info", path, "--json").out)
    assert (found["made_by"], found["written_by"]) == (__version__, "0.9.12")
    shutil.copyfile(FILES / "roles.annot", older := tmp_path / "roles.annot")
    last = "made by a version before 0.4.0, last written by annotator 0.9.12\n"
    assert cli("info", older, "--as", "Ana").out.endswith(last)


def test_info_changes_nothing(cli: Cli, file: Path) -> None:
    assert cli("info", file).out == cli("info", file).out


def test_info_needs_no_qt(file: Path) -> None:
    said = program(
        code="import sys\n"
        "sys.modules.update(dict.fromkeys(('PySide6', 'shiboken6')))  # as if they were not there\n"
        "from annotator.cli.main import run\n"
        f"sys.exit(run({as_lead(['info', file])!r}, lambda paths: ''))"
    )
    assert (said.returncode, said.stderr) == (0, "") and "made by annotator" in said.stdout
