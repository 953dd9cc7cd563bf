"""`annotator export`: what was written, and what was lost."""

import json
from pathlib import Path

import pytest

from annotator.cli.export_command import KINDS
from annotator.formats.registry import FORMATS
from tests.cli.running import Cli


def test_export_writes_gold_and_says_what_it_wrote_and_lost(cli: Cli, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "gold.jsonl"
    assert "There is no gold yet" in cli("export", file, out).sentence
    cli("adjudicate", file, "--policy", "unanimous")
    said = cli("export", file, out)
    assert said.code == 0
    assert said.out.splitlines() == [
        f"Wrote {out.with_name(name)}"
        for name in ("gold.jsonl", "gold.codebook.json", "gold.project.json", "gold.card.json")
    ]
    lost = cli("export", file, tmp_path / "gold.conll", "--format", "conll")
    assert lost.code == 0 and "Note: 1 decision is left out" in lost.out
    assert "no coder “Zoë”" in cli("export", file, out, "--layer", "Zoë").sentence


def test_export_of_many_files_names_the_first_ten(cli: Cli, file: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(8):
        (texts / f"{number}.txt").write_text(f"text {number}")
    cli("import", file, texts)
    said = cli("export", file, tmp_path / "brat", "--format", "brat", "--layer", "Ana").out
    assert said.count("Wrote ") == 10 and "more files." in said


def test_export_never_overwrites_a_project(cli: Cli, file: Path) -> None:
    before = file.read_bytes()
    assert "which an export would destroy" in cli("export", file, file, "--layer", "all").sentence
    assert file.read_bytes() == before


@pytest.mark.parametrize("name", KINDS)
def test_a_project_is_written_in_every_format_and_each_file_is_there(
    cli: Cli, file: Path, tmp_path: Path, name: str
) -> None:
    extensions = KINDS[name].extensions
    out = tmp_path / "out" / f"all{extensions[0] if extensions else ''}"
    said = cli("export", file, out, "--format", name, "--layer", "all")
    assert (said.code, said.err) == (0, "")
    wrote = [Path(line.removeprefix("Wrote ")) for line in said.out.splitlines() if line.startswith("Wrote ")]
    assert wrote and all(path.is_file() and path.is_relative_to(out.parent) for path in wrote)


def test_the_options_of_a_format_are_options_of_the_command(cli: Cli, file: Path, tmp_path: Path) -> None:
    assert set(KINDS) == {found.name for found in FORMATS if found.writer is not None}
    assert cli("export", file, tmp_path / "a.jsonl", "--layer", "Ana", "--licence", "CC BY 4.0").code == 0
    assert json.loads((tmp_path / "a.card.json").read_text("utf-8"))["licence"] == "CC BY 4.0"
