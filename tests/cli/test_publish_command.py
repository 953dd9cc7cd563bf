"""`annotator publish`: writes the folder, or looks at what would be; the exit code says whether anything is open."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Cli
from tests.operations.desks import make_table

SAID = [
    *("--title", "Appeals", "--summary", "Appeals.", "--licence", "CC0-1.0", "--published", "2026-11-28"),
    *("--publisher", "Zenodo", "--url", "https://example.org", "--author", "Souza, Ana"),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "project").mkdir()
    project = make_table(tmp_path / "project").project
    project.close()
    return project.path


def test_it_is_looked_at_described_written_and_looked_at_again(cli: Cli, file: Path) -> None:
    before = cli("publish", file, "--check", "--as", "Ana", "--see-others", "--layer", "all")
    folder = file.parent / "out"
    assert before.code == 1 and not folder.exists()
    lines = before.out.splitlines()
    assert len(lines) < 24 and all(line[0] in "✓✗" for line in lines[:-2]) and lines[-2].endswith("are open.")
    cli("describe", file, *SAID, "--as", "Ana")
    done = cli("publish", file, folder, "--as", "Ana", "--see-others", "--layer", "all")
    assert done.code == 0 and done.out.splitlines()[-1] == "Nothing is open: it can be published."
    assert "Note: Coders stand there by pseudonym" in done.err
    assert cli("publish", folder, "--check").code == 0
    (folder / ".annotator-export.json").write_text("{}")
    again = cli("publish", file, folder, "--check", "--json", "--as", "Ana", "--see-others", "--layer", "all")
    found = json.loads(again.out)
    assert again.code == 1 and found["ready"] is False
    assert [one["name"] for one in found["checks"] if one["problems"]] == ["Hidden files"]
    assert "--force" in cli("publish", file, folder, "--as", "Ana", "--see-others", "--layer", "all").sentence


def test_what_cannot_be_looked_at_is_a_sentence(cli: Cli, tmp_path: Path, file: Path) -> None:
    assert "no folder of a published dataset" in cli("publish", tmp_path, "--check").sentence
    assert "it is a folder, not a project" in cli("publish", tmp_path).sentence
    assert cli("publish", file, "--as", "Ana").code == 2
    assert "--see-others" in cli("publish", file, "--check", "--as", "Ana", "--layer", "all").sentence
