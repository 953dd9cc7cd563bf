"""`annotator codebook`: what it says, loaded from files, written to them."""

import json
from pathlib import Path

import pytest

from annotator.store.project import Project
from tests.cli.running import Cli


def test_it_says_what_the_codebook_is(cli: Cli, file: Path) -> None:
    said = cli("codebook", file).out.splitlines()
    assert said[0] == "Acts, version 1: 4 labels" and said[1].startswith("  appeal: ")
    assert json.loads(cli("codebook", file, "--json").out)["name"] == "Acts"


def test_a_file_is_looked_at_then_loaded_and_what_it_loses_is_said(cli: Cli, file: Path, tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("name,code,mystery\nPraise,504,1\n", encoding="utf-8")
    looked = cli("codebook", file, "--load", path, "--keep-others", "--dry-run")
    assert looked.code == 0 and "The label Praise was added." in looked.out and "“mystery”" in looked.err
    assert looked.out.endswith("Nothing was changed.\n")
    loaded = cli("codebook", file, "--load", path, "--keep-others", "--note", "From the pilot")
    assert loaded.out.endswith("Codebook version 2 is in force.\n")
    assert (
        cli("codebook", file, "--load", path, "--keep-others").out
        == "It is the codebook in force already, version 2.\n"
    )
    with Project.open(file) as project:
        praise = project.codebook.get("praise")
        assert praise is not None and praise.code == "504" and len(project.codebook.labels) == 5
        assert project.codebooks.current().note == "From the pilot"


@pytest.mark.parametrize("ending", [".json", ".csv", ".qdc"])
def test_it_is_written_by_the_name_and_replaces_nothing_unasked(
    cli: Cli, file: Path, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"book{ending}"
    assert cli("codebook", file, "--save", path).out == f"Wrote 4 labels to {path}.\n"
    assert "--force" in cli("codebook", file, "--save", path).sentence
    assert cli("codebook", file, "--save", path, "--force").code == 0
    assert "already" in cli("codebook", file, "--load", path).out


def test_what_cannot_be_done_is_one_sentence(cli: Cli, file: Path, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    assert "no codebook" in cli("codebook", file, "--load", tmp_path / "x.pdf").sentence
    assert "choose one of" in cli("codebook", file, "--save", tmp_path / "x.pdf").sentence
    assert cli("codebook", file, "--dry-run").code == 2
    assert cli("codebook", file, "--load", "a", "--save", "b").code == 2


@pytest.mark.parametrize("ending", [".docx", ".html", ".tex", ".md"])
def test_it_is_written_to_be_read_by_people(cli: Cli, file: Path, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"book{ending}"
    assert cli("codebook", file, "--save", path).out.startswith(f"Wrote 4 labels to {path}.\n")
    assert path.stat().st_size > 1_000
    assert cli("codebook", file, "--load", path).code == 1
