"""`annotator publish`: writes the folder, or looks at what would be; the exit code says whether anything is open."""

import json
import shlex
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.cli.columns import width
from annotator.cli.publish_command import _screen
from annotator.model.description import Description
from annotator.operations.exchange.publishing import Problem, PublishCheck
from tests.cli.running import Cli
from tests.examples import examples
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
    assert len(lines) < 24 and "are open, what is worst first" in lines[0]
    assert [line[0] for line in lines if line[0] in "✓✗"] == ["✗"] * 9 + ["✓"] * 3
    asked = [word for word in shlex.split(lines[-1]) if word.startswith("--")]
    assert {*asked} == {word for word in SAID if word.startswith("--")} | {"--as"}
    cli("describe", file, *SAID, "--as", "Ana")
    done = cli("publish", file, folder, "--as", "Ana", "--see-others", "--layer", "all")
    assert done.code == 0 and done.out.splitlines()[0] == "Nothing is open: it can be published."
    assert "Note: Coders stand there by pseudonym" in done.err
    assert cli("publish", folder, "--check").code == 0
    (folder / ".annotator-export.json").write_text("{}")
    again = cli("publish", file, folder, "--check", "--json", "--as", "Ana", "--see-others", "--layer", "all")
    found = json.loads(again.out)
    assert again.code == 1 and found["ready"] is False
    assert [one["name"] for one in found["checks"] if one["problems"]] == ["Hidden files"]
    last = cli("publish", file, folder, "--check", "--as", "Ana", "--see-others", "--layer", "all").out.splitlines()[-1]
    assert shlex.split(last)[:5] == ["annotator", "publish", str(file), str(folder), "--force"]
    assert "--force" in cli("publish", file, folder, "--as", "Ana", "--see-others", "--layer", "all").sentence


WORDS = st.text(st.sampled_from("ab é中م-\u202e\n"), min_size=1, max_size=300)
PROBLEMS = st.builds(Problem, WORDS, st.lists(st.sampled_from([*Description.model_fields]), max_size=6).map(tuple))
CHECKS = st.builds(
    PublishCheck, st.sampled_from(["Pseudonyms", "Hidden files"]), WORDS, st.lists(PROBLEMS, max_size=40).map(tuple)
)


@given(st.lists(CHECKS, max_size=12), st.integers(80, 100))
@settings(max_examples=examples(40), deadline=None)
def test_whatever_is_open_it_fits_one_screen(checks: list[PublishCheck], columns: int) -> None:
    lines = _screen(checks, columns)
    assert len(lines) <= 30 and all(width(line) <= columns and line.isprintable() for line in lines)
    assert len(lines) >= len(checks)


def test_what_cannot_be_looked_at_is_a_sentence(cli: Cli, tmp_path: Path, file: Path) -> None:
    assert "no folder of a published dataset" in cli("publish", tmp_path, "--check").sentence
    assert "it is a folder, not a project" in cli("publish", tmp_path).sentence
    assert cli("publish", file, "--as", "Ana").code == 2
    assert "--see-others" in cli("publish", file, "--check", "--as", "Ana", "--layer", "all").sentence
