"""`annotator history`: what was done, narrowed."""

import json
from pathlib import Path

from annotator.model.coder import TeamRole
from tests.cli.running import Cli
from tests.operations.small_team import make_team


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


def test_a_remark_is_written_listed_answered_and_settled(cli: Cli, tmp_path: Path) -> None:
    team = make_team(tmp_path)
    project = team.project
    step = next(
        one.number for one in project.history(9) if one.person == team.of(TeamRole.CODER) and one.verb.is_coding
    )
    project.close()
    lea, cleo = ((project.path, "--as", name) for name in ("Lea", "Cleo"))
    refused = cli("history", *lea, "--remark", str(step), "No warning.")
    assert refused.code == 1 and "not shown to you" in refused.sentence
    written = cli("history", *lea, "--see-others", "--remark", str(step), "No warning.\nPlease take it back.")
    assert written.out.splitlines() == ["Written to Cleo.", "Nobody waits for an answer of yours."]
    (waiting,) = cli("history", *cleo, "--remarks").out.splitlines()
    assert waiting.split()[0] == str(step) and waiting.endswith("Lea: No warning. Please take it back.")
    assert "[1 open remark]" in next(line for line in cli("history", *cleo).out.splitlines() if f"{step}  " in line)
    assert "between 1 and" in cli("history", *cleo, "--remark", str(step), " ").sentence
    said = cli("history", *cleo, "--remark", str(step), "It is one.", "--settle", str(step), "--json")
    assert json.loads(said.out) == {"remarks": []} and said.err.splitlines() == ["Written to Lea.", "Settled 1 remark."]
    assert cli("history", *lea, "--remarks").out.endswith("Cleo: It is one.\n")
    assert "1 remark" in cli("history", *lea, "--settle", str(step)).out
    assert "0 remarks" in cli("history", *lea, "--settle", "1").out
    assert cli("history", *lea, "--remark", "first", "x").code == 2
    assert "open_remarks" in json.loads(cli("history", *lea, "--json", "--limit", "1").out)["steps"][0]
