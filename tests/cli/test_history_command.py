"""`annotator history`: what was done, narrowed."""

import json
from pathlib import Path

from tests.cli.running import Cli


def test_history_lists_the_latest_first_and_narrows(cli: Cli, file: Path) -> None:
    hidden = cli("history", file, "--as", "Ben", "--person", "ana", "--verb", "coding")
    assert hidden.code == 0 and "not shown while you code" in hidden.out and "Code as" not in hidden.out
    said = cli("history", file, "--as", "Ana", "--see-others", "--limit", "3")
    assert (said.code, said.err) == (0, "") and len(said.out.splitlines()) == 3
    steps = json.loads(cli("history", file, "--as", "Ana", "--see-others", "--limit", "9999", "--json").out)["steps"]
    assert [step["step"] for step in steps] == sorted((step["step"] for step in steps), reverse=True)
    assert steps[-1]["what"] == "New project" and steps[-1]["who"] == "the program"
    bens = json.loads(
        cli("history", file, "--as", "Ana", "--see-others", "--person", "ben", "--verb", "coding", "--json").out
    )["steps"]
    assert bens == [step for step in steps if step["who"] == "Ben" and step["what"].startswith("Code")] and bens
    assert (
        cli("history", file, "--as", "Ana", "--see-others", "--until", "2001-01-01").out
        == "No step of the history is as asked for.\n"
    )


def test_history_says_what_it_does_not_know(cli: Cli, file: Path) -> None:
    said = cli("history", file, "--as", "Ana", "--see-others", "--person", "Zoë")
    assert said.code == 1 and "There is no coder “Zoë” in this project" in said.err
