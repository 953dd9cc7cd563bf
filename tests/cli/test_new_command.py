"""`annotator new`: a project with its codebook and first coder, or nothing at all."""

from pathlib import Path

import pytest

from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.codebook.presets import Preset, presets
from annotator.store.project import Project
from tests.cli.running import Cli
from tests.operations.desks import BOOK


def test_new_makes_a_project_with_a_codebook_and_a_coder(cli: Cli, tmp_path: Path) -> None:
    said = cli("new", tmp_path / "a.annot", "--coder", "Ana")
    assert (said.code, said.err) == (0, "")
    assert said.out == f"Made {tmp_path / 'a.annot'} with 4 labels and the coder Ana.\n"
    (tmp_path / "book.json").write_text(BOOK.to_json(), "utf-8")
    assert cli("new", tmp_path / "b.annot", "--codebook", tmp_path / "book.json").code == 0
    with Project.open(tmp_path / "a.annot") as first, Project.open(tmp_path / "b.annot") as second:
        assert first.codebook == default_codebook() and second.codebook == BOOK
        assert [coder.name for coder in first.coders.all()] == ["Ana"] and second.coders.all() == []


def test_new_adds_the_register_of_actors_where_it_is_asked_for(cli: Cli, tmp_path: Path) -> None:
    said = cli("new", tmp_path / "a.annot", "--coder", "Ana", "--with-actors")
    assert (said.code, said.err) == (0, "")
    assert said.out == f"Made {tmp_path / 'a.annot'} with 4 labels, 492 actors and the coder Ana.\n"


@pytest.mark.parametrize(
    ("file", "options"),
    [
        ("there.annot", []),
        ("no/such/folder.annot", []),
        ("a.annot", ["--coder", " "]),
        ("a.annot", ["--coder", "gold"]),
        ("a.annot", ["--codebook", "gone.json"]),
        ("a.annot", ["--codebook", "there.annot"]),
        ("a.annot", ["--codebook", "."]),
    ],
)
def test_new_leaves_nothing_where_it_cannot_do_all(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, options: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.annot").write_text("dear")
    said = cli("new", file, *options)
    assert said.code == 1 and said.sentence
    assert [path.name for path in tmp_path.iterdir()] == ["there.annot"]
    assert (tmp_path / "there.annot").read_text() == "dear"


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.name)
def test_each_codebook_that_comes_with_the_program_can_be_named(cli: Cli, tmp_path: Path, preset: Preset) -> None:
    path = tmp_path / "a.annot"
    assert cli("new", path, "--codebook", preset.name).code == 0
    with Project.open(path) as project:
        assert project.codebook == preset.codebook
