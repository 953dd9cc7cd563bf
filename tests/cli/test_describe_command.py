"""The description of the dataset on the command line: said, read, refused in a sentence."""

import json
from pathlib import Path

from annotator.model.codebook import Codebook
from annotator.store.project import Project
from tests.cli.running import Cli


def test_it_is_said_field_by_field_and_comes_back_as_json(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "team.annot"
    Project.create(file, Codebook()).close()
    said = ["--title", "Corpus", "--licence", "cc-by-4.0", "--keyword", "peace", "--summary", "Two\nlines"]
    first = cli(
        "describe", file, *said, "--author", "Souza, Ana; 0000-0002-1825-0097; Uni A", "--author", "An Institute"
    )
    assert "Souza, Ana; 0000-0002-1825-0097; Uni A\n  An Institute\n" in first.out and "  Two\n  lines\n" in first.out
    assert "Not said yet, and needed to publish: date of publication." in first.out
    whole = json.loads(cli("describe", file, "--published", "2026-11", "--json").out)
    assert whole["licence"] == "CC-BY-4.0" and whole["authors"][0]["name"] == "Souza, Ana"
    assert "Not said yet" not in cli("describe", file).out
    (tmp_path / "said.json").write_text(json.dumps(whole), "utf-8")
    other = tmp_path / "other.annot"
    Project.create(other, Codebook()).close()
    assert json.loads(cli("describe", other, "--from", tmp_path / "said.json", "--json").out) == whole
    assert json.loads(cli("describe", other, "--title", "", "--keyword", "", "--json").out)["keywords"] == []


def test_what_cannot_be_is_a_sentence_and_changes_nothing(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "team.annot"
    Project.create(file, Codebook()).close()
    assert "mistyped" in cli("describe", file, "--author", "Souza, Ana; 0000-0002-1825-0098").sentence
    assert "SPDX" in cli("describe", file, "--licence", "free for all").sentence
    for text in ("[]", "{", '{"authors": 1}', '{"authors": [1]}', '{"authors": [{"name": ""}]}', '{"colour": "red"}'):
        (tmp_path / "said.json").write_text(text, "utf-8")
        assert cli("describe", file, "--from", tmp_path / "said.json").sentence
    assert "cannot be read" in cli("describe", file, "--from", tmp_path / "none.json").sentence
    assert cli("describe", file).out.startswith("Not said yet")
